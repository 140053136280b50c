import type { LstmInput } from '../support/adbenchData';
import { load, type Contender } from './Contender';

/** The part of TF.js that is used here. */
export interface Tensor {
  add(other: Tensor | number): Tensor;
  sub(other: Tensor | number): Tensor;
  mul(other: Tensor | number): Tensor;
  div(other: Tensor | number): Tensor;
  neg(): Tensor;
  exp(): Tensor;
  log(): Tensor;
  tanh(): Tensor;
  sigmoid(): Tensor;
  sum(): Tensor;
  square(): Tensor;
  dot(other: Tensor): Tensor;
  matMul(other: Tensor): Tensor;
  dataSync(): Float32Array;
  dispose(): void;
}

export interface TensorFlow {
  setBackend(name: string): Promise<boolean>;
  ready(): Promise<void>;
  scalar(value: number): Tensor;
  unstack(rows: Tensor): Tensor[];
  tensor(values: Float32Array, shape?: readonly number[]): Tensor;
  grad(f: (x: Tensor) => Tensor): (x: Tensor) => Tensor;
  grads(f: (...args: Tensor[]) => Tensor): (args: Tensor[]) => Tensor[];
  tidy<T>(run: () => T): T;
}

/** TF.js with one of its backends for Node without native code, on one thread. */
export async function startTensorFlow(backend: 'cpu' | 'wasm'): Promise<TensorFlow> {
  const tf = load<TensorFlow>('@tensorflow/tfjs');
  load<{ setThreadsCount(count: number): void }>('@tensorflow/tfjs-backend-wasm').setThreadsCount(1);
  if (!(await tf.setBackend(backend))) throw new Error(`TF.js has no backend ${backend}`);
  await tf.ready();
  return tf;
}

/** TF.js on its backends; numbers of 32 bits. */
export function tensorFlow(): Contender[] {
  const tf = load<TensorFlow>('@tensorflow/tfjs');
  const on = (backend: 'cpu' | 'wasm'): Contender => ({
    name: `TF.js, ${backend}`,
    start: async () => {
      await startTensorFlow(backend);
    },
    taylorSine: (x, terms) => {
      const gradient = tf.grad((of) => taylorSine(tf, of, terms));
      return () => tf.tidy(() => gradient(tf.scalar(x)).dataSync()[0]!);
    },
    denseLayer: (W, b, x) => {
      const tensors = [single(tf, W, [b.length, b.length]), single(tf, b), single(tf, x)];
      const gradient = tf.grads((...[weights, biases, input]) => {
        const y = weights!.dot(input!).add(biases!).tanh();
        return y.mul(y).sum();
      });
      return () => tf.tidy(() => gradient(tensors)[1]!.dataSync()[0]!);
    },
    lstm: (input) => {
      const { main, extra, tensors } = lstmTensors(tf, input);
      const gradient = tf.grads((...parameters) => lstmLoss(tf, parameters[0]!, parameters[1]!, tensors));
      return () => tf.tidy(() => gradient([main, extra])[0]!.dataSync()[0]!);
    },
  });
  return [on('cpu'), on('wasm')];
}

/** A tensor of numbers that are rounded to 32 bits. */
export function single(
  tf: TensorFlow,
  values: Float64Array,
  shape: readonly number[] = [values.length],
): Tensor {
  return tf.tensor(Float32Array.from(values), shape);
}

function taylorSine(tf: TensorFlow, x: Tensor, terms: number): Tensor {
  let y = tf.scalar(0);
  let term = x;
  for (let n = 1; n <= terms; n++) {
    y = y.add(term);
    term = term
      .mul(x)
      .mul(x)
      .neg()
      .div(2 * n * (2 * n + 1));
  }
  return y;
}

interface LstmTensors {
  readonly layers: number;
  readonly b: number;
  /** Hidden and cell state of each layer. */
  readonly states: readonly (readonly [Tensor, Tensor])[];
  readonly characters: readonly Tensor[];
}

function lstmTensors(
  tf: TensorFlow,
  { main, extra, state, sequence }: LstmInput,
): { main: Tensor; extra: Tensor; tensors: LstmTensors } {
  const b = extra.length / 3;
  const layers = state.length / (2 * b);
  const part = (from: Float64Array, i: number): Tensor => single(tf, from.slice(i * b, (i + 1) * b));
  return {
    main: single(tf, main, [8 * layers, b]),
    extra: single(tf, extra, [3, b]),
    tensors: {
      layers,
      b,
      states: Array.from({ length: layers }, (_, i) => [part(state, 2 * i), part(state, 2 * i + 1)] as const),
      characters: Array.from({ length: sequence.length / b }, (_, i) => part(sequence, i)),
    },
  };
}

/** The objective of bench/objectives/adbench/lstm.ts, a cell of all b numbers at a time. */
function lstmLoss(tf: TensorFlow, main: Tensor, extra: Tensor, tensors: LstmTensors): Tensor {
  const { layers, b, characters } = tensors;
  const weights = tf.unstack(main);
  const [first, second, third] = tf.unstack(extra) as [Tensor, Tensor, Tensor];
  const states = [...tensors.states];
  const steps = characters.length - 1;
  let total = tf.scalar(0);
  for (let t = 0; t < steps; t++) {
    let x = characters[t]!.mul(first);
    for (let layer = 0; layer < layers; layer++) {
      const [hidden, cell] = states[layer]!;
      const gate = (of: Tensor, i: number): Tensor =>
        of.mul(weights[8 * layer + i]!).add(weights[8 * layer + 4 + i]!);
      const forget = gate(x, 0).sigmoid();
      const ingate = gate(hidden, 1).sigmoid();
      const outgate = gate(x, 2).sigmoid();
      const change = gate(hidden, 3).tanh();
      const next = cell.mul(forget).add(ingate.mul(change));
      x = outgate.mul(next.tanh());
      states[layer] = [x, next];
    }
    const y = x.mul(second).add(third);
    const logSum = y.exp().sum().add(2).log();
    total = total.add(characters[t + 1]!.mul(y.sub(logSum)).sum());
  }
  return total.neg().div(steps * b);
}
