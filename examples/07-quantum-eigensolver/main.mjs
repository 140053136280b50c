/**
 * The ground state of a ring of spins, by a quantum circuit with angles that Adam finds.
 *
 * Run it with `node --import babel-plugin-diff/register main.mjs`, `--help` for its options.
 */
import path from 'node:path';
import { gradient } from '@diffjs/runtime';
import { printTable, readOptions, runMain } from 'example-support';
import { checkResults, compareGradients, findResidual, timeCalls } from './checkResults.mjs';
import { circuitEnergy } from './circuit.mjs';
import { findEigenvalues, makeHamiltonian } from './diagonalise.mjs';
import { drawFigure } from './drawFigure.mjs';
import { drawAngles, findGround } from './findGround.mjs';

const usage = `Finds the ground state of a ring of spins by a variational quantum circuit.

  node --import babel-plugin-diff/register main.mjs [option …]

  --qubits N      spins of the ring, 3 to 6 (default 4)
  --layers N      layers of CNOTs, 1 to 8 (default 2)
  --starts N      random starts, 1 to 6 (default 4)
  --iterations N  most steps of Adam, 100 to 5000 (default 400)
  --out DIR       where the figure goes (default: out, beside this example)
  --help          this text`;

function main({ qubits, layers, starts, iterations, out }) {
  const levels = findEigenvalues(makeHamiltonian(qubits));
  const ground = levels[0];
  console.log(`Ground state of ${qubits} spins by diagonalisation: ${format(ground)}`);

  const first = drawAngles(qubits, layers, 1);
  const difference = compareGradients(first, qubits, layers);
  console.log(
    `Gradients by typed arrays and by complex numbers differ by ${difference.toExponential(0)} at most`,
  );

  const runs = Array.from({ length: starts }, (_, i) =>
    findGround(drawAngles(qubits, layers, i + 1), qubits, layers, iterations),
  );
  console.log(`\nEnergy at iteration …, ${first.length} angles`);
  const shown = [0, 1 / 16, 1 / 8, 1 / 4, 1 / 2].map((part) => Math.round(part * iterations));
  printTable([
    ['start', ...shown.map(String), 'last', 'above the ground state', 'iterations'],
    ...runs.map(({ energies }, i) => [
      String(i + 1),
      ...shown.map((k) => (k < energies.length ? format(energies[k]) : '')),
      format(energies.at(-1)),
      Math.max(0, energies.at(-1) - ground).toExponential(0),
      String(energies.length - 1),
    ]),
  ]);

  const best = runs.reduce((a, b) => (a.energies.at(-1) <= b.energies.at(-1) ? a : b));
  const residual = findResidual(best.angles, qubits, layers);
  console.log(`  the lowest is an eigenstate: |Hψ − Eψ| = ${residual.toExponential(0)}`);

  const [once, slope] = timeCalls(
    () => circuitEnergy(best.angles, qubits, layers),
    () => gradient(circuitEnergy, best.angles, qubits, layers),
  );
  console.log(
    `\nThe circuit takes ${once.toFixed(1)} µs, its gradient ${slope.toFixed(1)} µs: ${(slope / once).toFixed(1)} circuits`,
  );

  console.log('\nFigure');
  for (const written of drawFigure(path.join(out, 'energy'), runs, levels))
    console.log(`  ${path.relative('.', written)}`);
  checkResults({ difference, ground, runs, residual });
}

function format(energy) {
  return energy.toFixed(6).replace('-', '−');
}

const defaults = { qubits: 4, layers: 2, starts: 4, iterations: 400 };
const ranges = { qubits: [3, 6], layers: [1, 8], starts: [1, 6], iterations: [100, 5000] };

runMain(
  'quantum-eigensolver',
  usage,
  (args) =>
    readOptions(
      args,
      { ...defaults, out: path.join(import.meta.dirname, 'out') },
      ranges,
      Object.keys(ranges),
    ),
  main,
);
