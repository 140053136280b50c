/**
 * Two regressions on Fisher's irises: a logistic one by Newton's method, and least squares whose penalty is found by a derivative through `lstsq`.
 *
 * Run it with `node --import babel-plugin-diff/register main.mjs`, `--help` for its options.
 */
import path from 'node:path';
import { asarray, lstsq, NDArray, ops } from '@diffjs/runtime';
import { printTable, readOptions, runMain } from 'example-support';
import { checkResults } from './checkResults.mjs';
import { drawFigure } from './drawFigure.mjs';
import { fit, withOnes } from './logistic.mjs';
import { readIrises } from './readIrises.mjs';
import { choosePenalty, crossValidation } from './ridge.mjs';

const usage = `Fits two regressions to measurements of irises.

  node --import babel-plugin-diff/register main.mjs [option …]

  --out DIR   where the figure goes (default: out, beside this example)
  --help      this text`;

function main({ out }) {
  const { names, measures, species } = readIrises();
  const rows = species.flatMap((kind, i) => (kind === 0 ? [] : [i]));
  const logistic = fit(
    withOnes(measures, rows),
    Float64Array.from(rows, (i) => species[i] - 1),
  );
  console.log(`Is it virginica, or versicolor? ${rows.length} irises, ${logistic.steps} steps of Newton`);
  printTable([
    ['', 'coefficient'],
    ...['constant', ...names].map((name, j) => [name.replace('_', ' '), logistic.w[j].toFixed(4)]),
  ]);
  console.log(`  log-likelihood ${(-logistic.value).toFixed(5)}`);

  const all = species.map((_, i) => i);
  const width = asarray(measures.pick(null, 3));
  const X = withOnes(measures.hi(150, 3), all);
  const plain = lstsq(X, width).x;
  console.log('\nThe width of petals from the other three, by least squares');
  printTable([
    ['', 'coefficient'],
    ...['constant', ...names.slice(0, 3)].map((name, j) => [name.replace('_', ' '), plain.get(j).toFixed(5)]),
  ]);

  const folds = makeFolds(measures);
  const lambda = choosePenalty(folds);
  const errors = [1e-9, lambda].map((each) => crossValidation(folds, each));
  console.log(
    '\nThe same from these and all products of two, fitted to fifteen irises and tested on the rest',
  );
  console.log(
    `  without a penalty the error is ${errors[0].toFixed(5)}; with λ = ${lambda.toFixed(4)} it is ${errors[1].toFixed(5)}`,
  );

  const curve = Array.from({ length: 49 }, (_, i) => 10 ** (-6 + i / 6)).map((each) => ({
    lambda: each,
    error: crossValidation(folds, each),
  }));
  console.log('\nFigure');
  for (const written of drawFigure(path.join(out, 'iris'), measures, species, logistic.w, curve, lambda))
    console.log(`  ${path.relative('.', written)}`);
  checkResults({ logistic, plain, errors, lambda, curve });
}

/** Ten fits to fifteen irises each, with tests on all others. */
function makeFolds(measures) {
  const X = products(measures);
  const y = measures.pick(null, 3);
  return Array.from({ length: 10 }, (_, fold) => {
    const isFitted = (i) => i % 10 === fold;
    const [train, test] = [true, false].map((wanted) =>
      Array.from({ length: 150 }, (_, i) => i).filter((i) => isFitted(i) === wanted),
    );
    return {
      X: rowsOf(X, train),
      y: rowsOf(y, train),
      XTest: rowsOf(X, test),
      yTest: rowsOf(y, test),
    };
  });
}

function rowsOf(a, rows) {
  const [, ...others] = a.shape;
  const size = others.reduce((product, n) => product * n, 1);
  const result = new NDArray(new Float64Array(rows.length * size), [rows.length, ...others]);
  rows.forEach((row, i) => {
    if (others.length === 0) result.set(i, a.get(row));
    else ops.assign(result.pick(i), a.pick(row));
  });
  return result;
}

/** 1, the first three measurements, less their mean and in units of their spread, and all products of two of these. */
function products(measures) {
  const n = measures.shape[0];
  const z = [0, 1, 2].map((j) => {
    const column = Array.from({ length: n }, (_, i) => measures.get(i, j));
    const mean = column.reduce((s, x) => s + x, 0) / n;
    const spread = Math.sqrt(column.reduce((s, x) => s + (x - mean) ** 2, 0) / n);
    return column.map((x) => (x - mean) / spread);
  });
  const powers = [];
  for (let a = 0; a <= 2; a++)
    for (let b = 0; a + b <= 2; b++) for (let c = 0; a + b + c <= 2; c++) powers.push([a, b, c]);
  const X = new NDArray(new Float64Array(n * powers.length), [n, powers.length]);
  for (let i = 0; i < n; i++)
    powers.forEach(([a, b, c], j) => X.set(i, j, z[0][i] ** a * z[1][i] ** b * z[2][i] ** c));
  return X;
}

runMain('iris', usage, (args) => readOptions(args, { out: path.join(import.meta.dirname, 'out') }), main);
