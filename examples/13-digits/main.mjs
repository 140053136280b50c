/**
 * Handwritten digits told apart by multinomial regression: arrays as parameters, and a gradient by a picture.
 *
 * Run it with `node --import babel-plugin-diff/register main.mjs`, `--help` for its options.
 */
import path from 'node:path';
import { asarray } from '@diffjs/runtime';
import { printTable, readOptions, runMain } from 'example-support';
import { drawFigure } from './drawFigure.mjs';
import { readDigits } from './readDigits.mjs';
import { classify, pull, train, unpack } from './regression.mjs';

const usage = `Learns to read handwritten digits.

  node --import babel-plugin-diff/register main.mjs [option …]

  --iterations N   of L-BFGS at most, 20 to 1000 (default 300)
  --penalty X      on the squares of the weights, 0 to 1 (default 0.001)
  --out DIR        where the figure goes (default: out, beside this example)
  --help           this text`;

function main({ iterations, penalty, out }) {
  const { pictures, digits } = readDigits();
  const count = 1347;
  const rest = pictures.lo(count);
  const {
    params: list,
    losses,
    iterations: steps,
  } = train(pictures.hi(count), digits.subarray(0, count), penalty, iterations);
  const params = unpack(list);
  const shares = [
    ['the pictures it has learnt', pictures.hi(count), digits.subarray(0, count)],
    ['the others', rest, digits.subarray(count)],
  ].map(([name, some, truth]) => {
    const found = classify(params, some);
    return { name, total: truth.length, wrong: truth.filter((digit, i) => found[i] !== digit).length };
  });
  console.log(`${count} pictures of 8 × 8 pixels, 650 parameters, ${steps} iterations of L-BFGS`);
  console.log(`  the loss falls from ${losses[0].toFixed(5)} to ${losses.at(-1).toFixed(5)}\n`);
  printTable([
    ['', 'pictures', 'misread', 'right'],
    ...shares.map(({ name, total, wrong }) => [
      name,
      String(total),
      String(wrong),
      `${(100 * (1 - wrong / total)).toFixed(1)} %`,
    ]),
  ]);

  const found = classify(params, rest);
  const truth = digits.subarray(count);
  const misread = Array.from(truth.keys()).filter((i) => found[i] !== truth[i]);
  const different = misread.filter((i, k) => misread.findIndex((j) => truth[j] === truth[i]) === k);
  const examples = different.slice(0, 5).map((i) => ({
    picture: asarray(rest.pick(i)),
    truth: truth[i],
    found: found[i],
    pull: pull(params, rest.pick(i), truth[i]),
  }));
  console.log('\nFigure');
  for (const written of drawFigure(path.join(out, 'digits'), params.W, examples))
    console.log(`  ${path.relative('.', written)}`);
  check(losses, shares, examples);
}

/** @throws Error if too much is misread, or a step along the gradient does not help */
function check(losses, shares, examples) {
  if (Math.abs(losses[0] - Math.log(10)) > 1e-12)
    throw new Error('before learning all digits are equally likely');
  if (shares[0].wrong / shares[0].total > 0.03 || shares[1].wrong / shares[1].total > 0.1)
    throw new Error('too many pictures are misread');
  if (examples.some(({ pull: { data } }) => data.every((d) => d === 0)))
    throw new Error('a misread picture has a gradient');
}

runMain(
  'digits',
  usage,
  (args) =>
    readOptions(
      args,
      { iterations: 300, penalty: 0.001, out: path.join(import.meta.dirname, 'out') },
      { iterations: [20, 1000], penalty: [0, 1] },
      ['iterations'],
    ),
  main,
);
