/**
 * A photograph that was blurred is made sharp again by gradients, and taken to pieces by principal components.
 *
 * Run it with `node --import babel-plugin-diff/register main.mjs`, `--help` for its options.
 */
import path from 'node:path';
import { add, mul, NDArray, square, sub, sum } from '@diffjs/runtime';
import { printTable, readOptions, runMain } from 'example-support';
import { cutFields, principalComponents } from './components.mjs';
import { blur, blurMatrix, deblur } from './deblur.mjs';
import { drawFigure } from './drawFigure.mjs';
import { readPicture } from './readPicture.mjs';

const usage = `Makes a blurred photograph sharp.

  node --import babel-plugin-diff/register main.mjs [option …]

  --size N    of the picture, 32 to 128 (default 128)
  --blur X    standard deviation of the blur in pixels, 0.5 to 4 (default 1.6)
  --noise X   standard deviation of the noise, 0 to 0.1, where white is 1 (default 0.005)
  --out DIR   where the figure goes (default: out, beside this example)
  --help      this text`;

const side = 8;

function main({ size, blur: sigma, noise, out }) {
  const sharp = readPicture(size);
  const K = blurMatrix(size, sigma);
  const blurred = add(blur(sharp, K), mul(noise, normalNumbers([size, size], 7)));
  const { restored, iterations, losses } = deblur(blurred, K, noise * 0.06, 200);
  const quality = [blurred, restored].map((picture) => signalToNoise(picture, sharp));
  console.log(`${size} × ${size} pixels, blurred over ${sigma} pixels, with noise of ${noise}`);
  printTable([
    ['', 'signal to noise'],
    ['blurred', `${quality[0].toFixed(2)} dB`],
    ['restored', `${quality[1].toFixed(2)} dB`],
  ]);
  console.log(
    `  ${iterations} iterations; the misfit falls from ${losses[0].toFixed(4)} to ${losses.at(-1).toFixed(4)}`,
  );

  const { components, expected } = principalComponents(cutFields(sharp, side), 6);
  console.log(`\nPrincipal components of all fields of ${side} × ${side} pixels`);
  printTable([
    ['', 'share of the variance', 'by eigenvalues'],
    ...components.map(({ share }, k) => [
      String(k + 1),
      `${(100 * share).toFixed(4)} %`,
      `${(100 * expected[k]).toFixed(4)} %`,
    ]),
  ]);

  const pieces = components.map(({ w }) => new NDArray(w.data, [side, side]));
  console.log('\nFigure');
  for (const written of drawFigure(
    path.join(out, 'deblurring'),
    { sharp, blurred, restored },
    quality,
    pieces,
  ))
    console.log(`  ${path.relative('.', written)}`);
  check(quality, components, expected);
}

/** 10 log₁₀ (1 / mean square error). */
function signalToNoise(picture, sharp) {
  return -10 * Math.log10(sum(square(sub(picture, sharp))) / sharp.size);
}

/** Normal numbers by the method of Box and Muller, from the generator of Park and Miller. */
function normalNumbers(shape, seed) {
  let state = seed;
  const uniform = () => (state = (state * 48271) % 2147483647) / 2147483647;
  const count = shape.reduce((product, n) => product * n, 1);
  const numbers = Float64Array.from(
    { length: count },
    () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform()),
  );
  return new NDArray(numbers, shape);
}

/** @throws Error unless the picture is better, and the components are the ones that eigenvalues tell */
function check(quality, components, expected) {
  if (!(quality[1] > quality[0] + 1.5)) throw new Error('the picture should be better by 1.5 dB');
  components.forEach(({ share }, k) => {
    if (Math.abs(share - expected[k]) > 1e-6)
      throw new Error(`component ${k + 1} should explain ${expected[k]}`);
  });
}

runMain(
  'deblurring',
  usage,
  (args) =>
    readOptions(
      args,
      { size: 128, blur: 1.6, noise: 0.005, out: path.join(import.meta.dirname, 'out') },
      { size: [32, 128], blur: [0.5, 4], noise: [0, 0.1] },
      ['size'],
    ),
  main,
);
