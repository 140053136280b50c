import { gradient } from '@diffjs/runtime';
import { choleskyLogDeterminant, logDeterminant, matrixProduct } from '../objectives/linearAlgebra';
import { nBodyStep } from '../objectives/nBody';
import { denseLayer, lstm, softmaxCrossEntropy } from '../objectives/networks';
import { circuitEnergy } from '../objectives/quantum';
import { linearRegression, polynomialRegression } from '../objectives/regression';
import { weightedPower } from '../objectives/signals';
import { gaussSeidel, heat } from '../objectives/stencils';
import { adjointSuite } from '../support/adjointSuite';
import { check } from '../support/Case';
import type { DerivativeCase } from '../support/DerivativeCase';
import { forward } from '../support/forward';
import { numbers, rotated } from '../support/operands';
import {
  choleskyLogDeterminantAdjoint,
  logDeterminantAdjoint,
  matrixProductAdjoint,
} from '../yardsticks/linearAlgebra';
import { nBodyStepAdjoint } from '../yardsticks/nBody';
import { denseLayerAdjoint, lstmAdjoint, softmaxCrossEntropyAdjoint } from '../yardsticks/networks';
import { circuitEnergyAdjoint } from '../yardsticks/quantum';
import { linearRegressionAdjoint, polynomialRegressionAdjoint } from '../yardsticks/regression';
import { weightedPowerAdjoint } from '../yardsticks/signals';
import { gaussSeidelAdjoint, heatAdjoint } from '../yardsticks/stencils';

export function arrayCases(): DerivativeCase[] {
  return [...layerCases(), ...linearAlgebraCases(), ...simulationCases(), ...dataCases()];
}

function layerCases(): DerivativeCase[] {
  const n = 64;
  const [W, b, x] = [numbers(n * n), numbers(n), numbers(n)];
  const [hidden, inputs, steps] = [32, 16, 10];
  const cell = lstmOperands(hidden, inputs, steps);
  const [logits, labels] = [numbers(32 * 10), Int32Array.from({ length: 32 }, (_, i) => i % 10)];
  return [
    {
      name: 'dense tanh layer in loops, n = 64',
      contenders: {
        primal: () => denseLayer(W, b, x),
        gradient: () => gradient(denseLayer, W, b, x)[1][0]!,
        'by hand': () => denseLayerAdjoint(W, b, x)[1][0]!,
        ...forward(denseLayer, [W, b, x]),
      },
      check: check(denseLayer, denseLayerAdjoint, () => [numbers(16), numbers(4), numbers(4)]),
    },
    {
      name: 'LSTM cell in loops, 16 → 32, 10 steps',
      contenders: {
        primal: () => lstm(...cell),
        gradient: () => gradient(lstm, ...cell)[2][0]!,
        'by hand': () => lstmAdjoint(...cell)[2][0]!,
        ...forward(lstm, cell),
      },
      operations: steps * (4 * hidden * 2 * (inputs + hidden) + hidden * (3 * 4 + 1 + 3 + 2)) + 2 * hidden,
      check: check(lstm, lstmAdjoint, () => lstmOperands(3, 2, 3)),
    },
    {
      name: 'softmax cross-entropy, 32 × 10',
      contenders: {
        primal: () => softmaxCrossEntropy(logits, labels),
        gradient: () => gradient(softmaxCrossEntropy, logits, labels)[0][0]!,
        'by hand': () => softmaxCrossEntropyAdjoint(logits, labels)[0][0]!,
        ...forward(softmaxCrossEntropy, [logits, labels]),
      },
      check: check(softmaxCrossEntropy, softmaxCrossEntropyAdjoint, () => [
        numbers(12),
        Int32Array.of(1, 3, 0),
      ]),
    },
  ];
}

function lstmOperands(
  hidden: number,
  inputs: number,
  steps: number,
): [Float64Array, Float64Array, Float64Array, Float64Array, number] {
  return [
    numbers(4 * hidden * inputs),
    numbers(4 * hidden * hidden, 2),
    numbers(4 * hidden, 3),
    numbers(steps * inputs, 4),
    steps,
  ];
}

function linearAlgebraCases(): DerivativeCase[] {
  const n = 48;
  const [A, B] = [numbers(n * n), numbers(n * n)];
  const order = 32;
  const [M, P] = [numbers(order * order), positiveDefinite(order)];
  return [
    {
      name: 'matrix product in loops, n = 48',
      contenders: {
        primal: () => matrixProduct(A, B, n),
        gradient: () => gradient(matrixProduct, A, B, n)[0][0]!,
        'by hand': () => matrixProductAdjoint(A, B, n)[0][0]!,
        ...forward(matrixProduct, [A, B, n]),
      },
      check: check(matrixProduct, matrixProductAdjoint, () => [numbers(9), numbers(9, 2), 3]),
    },
    {
      name: 'log |det| by LU in place, n = 32',
      contenders: {
        primal: () => logDeterminant(M, order),
        gradient: () => gradient(logDeterminant, M, order)[0][0]!,
        'by hand': () => logDeterminantAdjoint(M, order)[0][0]!,
        ...forward(logDeterminant, [M, order]),
      },
      check: check(logDeterminant, logDeterminantAdjoint, () => [numbers(25), 5]),
    },
    {
      name: 'log det by Cholesky, n = 32',
      contenders: {
        primal: () => choleskyLogDeterminant(P, order),
        gradient: () => gradient(choleskyLogDeterminant, P, order)[0][0]!,
        'by hand': () => choleskyLogDeterminantAdjoint(P, order)[0][0]!,
        ...forward(choleskyLogDeterminant, [P, order]),
      },
      check: check(choleskyLogDeterminant, choleskyLogDeterminantAdjoint, () => [positiveDefinite(4), 4]),
    },
  ];
}

function positiveDefinite(n: number): Float64Array {
  const A = numbers(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) A[j * n + i] = A[i * n + j]!;
    A[i * n + i] = n + A[i * n + i]!;
  }
  return A;
}

function simulationCases(): DerivativeCase[] {
  const bodies = 32;
  const [state, mass] = [numbers(6 * bodies), numbers(bodies).map(Math.abs)];
  const [start, source] = [numbers(100), numbers(100, 2)];
  const [qubits, layers] = [4, 2];
  const angles = numbers(3 * qubits * (layers + 1));
  return [
    {
      name: 'n-body step, 32 bodies',
      contenders: {
        primal: (turn) => nBodyStep(state, mass, rotated(0.01, turn)),
        gradient: (turn) => gradient(nBodyStep, state, mass, rotated(0.01, turn))[0][0]!,
        'by hand': (turn) => nBodyStepAdjoint(state, mass, rotated(0.01, turn))[0][0]!,
        ...forward(nBodyStep, [state, mass, 0.01], 2),
      },
      check: check(nBodyStep, nBodyStepAdjoint, () => [numbers(18), numbers(3).map(Math.abs), 0.1]),
    },
    {
      name: 'heat equation in two buffers, 100 × 50 steps',
      contenders: {
        primal: (turn) => heat(start, rotated(0.2, turn), 50),
        gradient: (turn) => gradient(heat, start, rotated(0.2, turn), 50)[1],
        'by hand': (turn) => heatAdjoint(start, rotated(0.2, turn), 50)[1],
        ...forward(heat, [start, 0.2, 50], 1),
      },
      check: check(heat, heatAdjoint, () => [numbers(8), 0.2, 5]),
    },
    {
      name: 'Gauss–Seidel in place, 100 × 50 sweeps',
      contenders: {
        primal: (turn) => gaussSeidel(start, source, rotated(1.1, turn), 50),
        gradient: (turn) => gradient(gaussSeidel, start, source, rotated(1.1, turn), 50)[2],
        'by hand': (turn) => gaussSeidelAdjoint(start, source, rotated(1.1, turn), 50)[2],
        ...forward(gaussSeidel, [start, source, 1.1, 50], 2),
      },
      check: check(gaussSeidel, gaussSeidelAdjoint, () => [numbers(8), numbers(8, 2), 1.1, 4]),
    },
    {
      name: 'energy of a quantum circuit, 4 qubits, 2 layers',
      contenders: {
        primal: () => circuitEnergy(angles, qubits, layers),
        gradient: () => gradient(circuitEnergy, angles, qubits, layers)[0][0]!,
        'by hand': () => circuitEnergyAdjoint(angles, qubits, layers)[0][0]!,
        ...forward(circuitEnergy, [angles, qubits, layers]),
      },
      check: check(circuitEnergy, circuitEnergyAdjoint, () => [numbers(18), 3, 1]),
    },
  ];
}

function dataCases(): DerivativeCase[] {
  const [signal, weight] = [numbers(512), numbers(512, 2)];
  const [w, X, y] = [numbers(20), numbers(20 * 100, 2), numbers(100, 3)];
  const [c, x] = [numbers(8), numbers(100, 2)];
  return [
    {
      name: 'weighted power by FFT in place, n = 512',
      contenders: {
        primal: () => weightedPower(signal, weight),
        gradient: () => gradient(weightedPower, signal, weight)[0][0]!,
        'by hand': () => weightedPowerAdjoint(signal, weight)[0][0]!,
        ...forward(weightedPower, [signal, weight]),
      },
      check: check(weightedPower, weightedPowerAdjoint, () => [numbers(8), numbers(8, 2)]),
    },
    {
      name: 'regression, dot product by a helper, 100 × 20',
      contenders: {
        primal: () => linearRegression(w, X, y),
        gradient: () => gradient(linearRegression, w, X, y)[0][0]!,
        'by hand': () => linearRegressionAdjoint(w, X, y)[0][0]!,
        ...forward(linearRegression, [w, X, y]),
      },
      check: check(linearRegression, linearRegressionAdjoint, () => [numbers(3), numbers(12, 2), numbers(4)]),
    },
    {
      name: 'polynomial regression by Horner, 100 × 8',
      contenders: {
        primal: () => polynomialRegression(c, x, y),
        gradient: () => gradient(polynomialRegression, c, x, y)[0][0]!,
        'by hand': () => polynomialRegressionAdjoint(c, x, y)[0][0]!,
        ...forward(polynomialRegression, [c, x, y]),
      },
      check: check(polynomialRegression, polynomialRegressionAdjoint, () => [
        numbers(4),
        numbers(5, 2),
        numbers(5),
      ]),
    },
  ];
}

export const arraySuite = adjointSuite('typed arrays', arrayCases);
