import { gradient, NDArray } from '@diffjs/runtime';
import { arrayLstm, arrayPerceptron, LSTM_CALLS, type LstmGates } from '../objectives/arrayNetworks';
import type { Case, Suite } from '../support/Case';
import { numbers, rotated } from '../support/operands';
import { PerceptronAdjoint } from '../yardsticks/arrayNetworks';

type RecordingColumn = 'primal' | 'gradient';
type ArrayNetworkColumn = RecordingColumn | 'by hand';

const array = (shape: number[], seed: number): NDArray =>
  new NDArray(
    numbers(
      shape.reduce((product, n) => product * n, 1),
      seed,
    ),
    shape,
  );

function perceptron(
  batch: number,
  inputs: number,
  hidden: number,
  outputs: number,
): Case<ArrayNetworkColumn> {
  const args = [
    array([inputs, hidden], 1),
    array([hidden], 2),
    array([hidden, outputs], 3),
    array([outputs], 4),
    array([batch, inputs], 5),
    array([batch, outputs], 6),
  ] as const;
  const [W1, b1, W2, b2, x, y] = args.map(({ data }) => data as Float64Array);
  const adjoint = new PerceptronAdjoint(batch, inputs, hidden, outputs);
  const turned = (turn: number): void => {
    b1![0] = rotated(0.1, turn);
  };
  return {
    name: `perceptron ${inputs}-${hidden}-${outputs}, batch of ${batch}`,
    contenders: {
      primal: (turn) => {
        turned(turn);
        return arrayPerceptron(...args);
      },
      gradient: (turn) => {
        turned(turn);
        return gradient(arrayPerceptron, ...args)[0].data[0]!;
      },
      'by hand': (turn) => {
        turned(turn);
        adjoint.run(W1!, b1!, W2!, b2!, x!, y!);
        return adjoint.dW1[0]!;
      },
    },
  };
}

/** One number in each state: next to nothing is computed, so that what is left is the cost of recording. */
function cell(size: number): Case<RecordingColumn> {
  const gates: LstmGates = {
    input: [1, 2, 3, 4].map((seed) => array([size, size], seed)),
    recurrent: [5, 6, 7, 8].map((seed) => array([size, size], seed)),
    bias: [9, 10, 11, 12].map((seed) => array([size], seed)),
  };
  const [x, h, c] = [array([size], 13), array([size], 14), array([size], 15)];
  const steps = 20;
  return {
    name: `LSTM cell of arrays, size ${size}, ${steps} steps`,
    operations: steps * LSTM_CALLS,
    contenders: {
      primal: (turn) => {
        x.data[0] = rotated(0.1, turn);
        return arrayLstm(gates, x, h, c, steps);
      },
      gradient: (turn) => {
        x.data[0] = rotated(0.1, turn);
        return gradient(arrayLstm, gates, x, h, c, steps)[1].data[0]!;
      },
    },
  };
}

const columns: readonly ArrayNetworkColumn[] = ['primal', 'gradient', 'by hand'];

/** Networks on functions of arrays. */
export const arrayNetworkSuite: Suite<ArrayNetworkColumn> = {
  name: 'networks of arrays',
  columns,
  ratios: [
    { heading: '/ primal', of: 'gradient', over: 'primal' },
    { heading: '/ by hand', of: 'gradient', over: 'by hand' },
  ],
  cases: () => [perceptron(1, 2, 50, 2), perceptron(100, 2, 50, 2), perceptron(64, 784, 128, 10)],
  warmMs: 1500,
};

/** What it costs to record a function of arrays. */
export const arrayRecordingSuite: Suite<RecordingColumn> = {
  name: 'recording functions of arrays',
  columns: ['primal', 'gradient'],
  ratios: [{ heading: '/ primal', of: 'gradient', over: 'primal' }],
  cases: () => [cell(1), cell(2), cell(4), cell(8)],
  warmMs: 1500,
};
