/**
 * The Greeks of an option up to the third order, by derivatives of derivatives.
 *
 * Run it with `node --import babel-plugin-diff/register main.mjs`, `--help` for its options.
 */
import path from 'node:path';
import { printTable, readOptions, runMain, signed } from 'example-support';
import { closedForms } from './closedForms.mjs';
import { drawFigure } from './drawFigure.mjs';
import { greeks } from './greeks.mjs';
import { callPrice } from './price.mjs';

const usage = `Differentiates the price of a call option up to three times, and compares with closed forms.

  node --import babel-plugin-diff/register main.mjs [option …]

  --S X        price of the share (default 100)
  --K X        strike (default 105)
  --r X        interest rate, in per cent (default 3)
  --sigma X    volatility, in per cent (default 25)
  --T X        years to maturity (default 0.75)
  --points N   points of each curve of the figure (default 81)
  --out DIR    where the figure goes (default: out, beside this example)
  --help       this text`;

/** How far a Greek may be from its closed form, relative to numbers beyond 1. */
const tolerance = 1e-10;

const symbols = { S: '∂S', sigma: '∂σ', T: '∂T', r: '∂r' };
const maturities = [0.1, 0.3, 1];

function main({ S, K, r, sigma, T, points, out }) {
  const option = { S, K, r: r / 100, sigma: sigma / 100, T };
  console.log(
    `A call with the strike ${K}, ${T} years before maturity, costs ${callPrice(option).toFixed(6)}\n`,
  );
  const known = closedForms(option);
  const rows = greeks.map(({ name, variables, evaluate }) => {
    const value = evaluate(option);
    return { name, variables, value, closed: known[name], error: errorOf(value, known[name]) };
  });
  printTable([
    ['', 'derivative', 'by derivatives', 'closed form', 'difference'],
    ...rows.map(({ name, variables, value, closed, error }) => [
      name,
      nameOf(variables),
      signed(value, 10),
      signed(closed, 10),
      error.toExponential(0),
    ]),
  ]);

  const curves = drawCurves(option, points);
  const worst = Math.max(...curves.flatMap(({ points }) => points.map(({ error }) => error)));
  console.log(`\nOver the price of the share they differ by ${worst.toExponential(0)} at most`);
  console.log('\nFigure');
  for (const written of drawFigure(path.join(out, 'greeks'), curves, maturities, K))
    console.log(`  ${path.relative('.', written)}`);

  const wrong = rows.filter(({ error }) => !(error < tolerance)).map(({ name }) => name);
  if (wrong.length > 0) throw new Error(`off their closed forms: ${wrong.join(', ')}`);
  if (!(worst < tolerance)) throw new Error(`a curve is off its closed form by ${worst}`);
}

/** Values of some Greeks from 0.6 to 1.4 times the strike, with their distances from the closed forms. */
function drawCurves(option, count) {
  return ['gamma', 'vanna', 'speed', 'ultima'].map((name) => {
    const { variables, evaluate } = greeks.find((greek) => greek.name === name);
    const points = maturities.flatMap((T, k) =>
      Array.from({ length: count }, (_, i) => {
        const S = option.K * (0.6 + (0.8 * i) / (count - 1));
        const at = { ...option, S, T };
        const value = evaluate(at);
        return { S, k, value, error: errorOf(value, closedForms(at)[name]) };
      }),
    );
    return { name, heading: `${name[0].toUpperCase()}${name.slice(1)}, ${nameOf(variables)}`, points };
  });
}

function nameOf(variables) {
  const powers = ['', '', '²', '³'];
  const distinct = [...new Set(variables)];
  const parts = distinct.map((v) => symbols[v] + powers[variables.filter((other) => other === v).length]);
  return `${variables.includes('T') ? '−' : ''}∂${powers[variables.length]}C/${parts.join(' ')}`;
}

function errorOf(value, closed) {
  return Math.abs(value - closed) / Math.max(1, Math.abs(closed));
}

const defaults = { S: 100, K: 105, r: 3, sigma: 25, T: 0.75, points: 81 };
const ranges = { S: [1, 1e4], K: [1, 1e4], r: [-10, 30], sigma: [5, 150], T: [0.05, 20], points: [9, 401] };

runMain(
  'greeks',
  usage,
  (args) =>
    readOptions(args, { ...defaults, out: path.join(import.meta.dirname, 'out') }, ranges, ['points']),
  main,
);
