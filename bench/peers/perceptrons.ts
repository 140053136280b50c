import { gradient, NDArray, prepareVjp, zeroShadow } from '@diffjs/runtime';
import { arrayPerceptron } from '../objectives/arrayNetworks';
import { numbers } from '../support/operands';
import { PerceptronAdjoint } from '../yardsticks/arrayNetworks';
import { double, startJax } from './jax';
import { runNumPy } from './numpy';
import { single, startTensorFlow, type Tensor } from './tensorflow';

/** Something of each array of `arrayPerceptron`, in its order: the weights W₁, b₁, W₂, b₂, and the data x, y. */
type OfArrays<T> = readonly [T, T, T, T, T, T];
type OfWeights<T> = [T, T, T, T];

/** A perceptron: its sizes and its arrays, row by row. */
export interface Perceptron {
  readonly batch: number;
  readonly inputs: number;
  readonly hidden: number;
  readonly outputs: number;
  readonly shapes: OfArrays<readonly number[]>;
  readonly arrays: OfArrays<Float64Array>;
}

export function perceptron(batch: number, inputs: number, hidden: number, outputs: number): Perceptron {
  const shapes = [
    [inputs, hidden],
    [hidden],
    [hidden, outputs],
    [outputs],
    [batch, inputs],
    [batch, outputs],
  ] as const;
  const arrays = shapes.map((shape, i) =>
    numbers(
      shape.reduce((product: number, n) => product * n, 1),
      i + 1,
    ),
  ) as unknown as OfArrays<Float64Array>;
  return { batch, inputs, hidden, outputs, shapes, arrays };
}

/** Who makes the gradients of `arrayPerceptron` with respect to its weights. */
export interface PerceptronPeer {
  readonly name: string;
  readonly kind: 'f64' | 'f32';
  /** Relative difference of its gradients, where it is more than its kind of numbers makes. */
  readonly tolerance?: number;
  /** Hands the arrays over. Each call of what it gives makes the gradients and has their numbers in typed arrays of this program. */
  prepare(network: Perceptron): Promise<() => readonly ArrayLike<number>[]>;
}

const ndArrays = (
  { arrays, shapes }: Perceptron,
  of: (values: Float64Array) => Float64Array | Float32Array,
): OfArrays<NDArray> =>
  arrays.map((values, i) => new NDArray(of(values), shapes[i]!)) as unknown as OfArrays<NDArray>;

/** The loss as a function of the weights alone: no derivative is asked for the data. */
function lossOn(x: NDArray, y: NDArray): (...weights: OfWeights<NDArray>) => number {
  /* @differentiable */
  const loss = (W1: NDArray, b1: NDArray, W2: NDArray, b2: NDArray): number =>
    arrayPerceptron(W1, b1, W2, b2, x, y);
  return loss;
}

function ours(kind: 'f64' | 'f32'): PerceptronPeer {
  return {
    name: 'ours',
    kind,
    prepare: (network) => {
      const [W1, b1, W2, b2, x, y] = ndArrays(network, (values) =>
        kind === 'f64' ? values : Float32Array.from(values),
      );
      const loss = lossOn(x, y);
      return Promise.resolve(() => gradient(loss, W1, b1, W2, b2).map(({ data }) => data));
    },
  };
}

const withData: PerceptronPeer = {
  name: 'ours, of x and y too',
  kind: 'f64',
  prepare: (network) => {
    const args = ndArrays(network, (values) => values);
    return Promise.resolve(() => gradient(arrayPerceptron, ...args).map(({ data }) => data));
  },
};

/** Arrays for the gradients are made once, as in the adjoint by hand. */
const prepared: PerceptronPeer = {
  name: 'ours, prepared',
  kind: 'f64',
  prepare: (network) => {
    const args = ndArrays(network, (values) => values);
    const shadows = args.map((array, i) => (i < 4 ? (zeroShadow(array) as NDArray) : undefined));
    const gradients = shadows.slice(0, 4).map((shadow) => shadow!.data as Float64Array);
    const vjp = prepareVjp(arrayPerceptron);
    return Promise.resolve(() => {
      for (const each of gradients) each.fill(0);
      vjp.forward(args, shadows);
      vjp.reverse(1);
      return gradients;
    });
  },
};

/** In plain JavaScript; the others are held against it. */
const byHand: PerceptronPeer = {
  name: 'by hand, JavaScript',
  kind: 'f64',
  prepare: ({ batch, inputs, hidden, outputs, arrays }) => {
    const adjoint = new PerceptronAdjoint(batch, inputs, hidden, outputs);
    const { dW1, db1, dW2, db2 } = adjoint;
    return Promise.resolve(() => {
      adjoint.run(...arrays);
      return [dW1, db1, dW2, db2];
    });
  },
};

/** An array is consumed by what is made of it unless `ref` is asked for. */
const jax: PerceptronPeer = {
  name: 'jax-js wasm, jit',
  kind: 'f64',
  // Of numbers of 64 bits, too, its tanh is right to single precision only: a relative error of 3e-6 near 0, 4e-7 in exp.
  tolerance: 1e-6,
  prepare: async ({ arrays, shapes }) => {
    const jaxJs = await startJax();
    const { grad, jit, numpy: np } = jaxJs;
    const args = arrays.map((values, i) => double(jaxJs, values, shapes[i]!));
    const gradients = jit(
      grad(
        (...[W1, b1, W2, b2, x, y]) => {
          const h = np.tanh(np.matmul(x!, W1!).add(b1!));
          return np.square(np.matmul(h, W2!).add(b2!).sub(y!)).sum();
        },
        { argnums: [0, 1, 2, 3] },
      ),
    );
    return () => gradients(...args.map(({ ref }) => ref)).map((each) => each.dataSync());
  },
};

const tensorFlow: PerceptronPeer = {
  name: 'TF.js wasm',
  kind: 'f32',
  prepare: async ({ arrays, shapes }) => {
    const tf = await startTensorFlow('wasm');
    const args = arrays.map((values, i) => single(tf, values, shapes[i]!)) as unknown as OfArrays<Tensor>;
    const weights = args.slice(0, 4);
    const [x, y] = [args[4], args[5]];
    const gradients = tf.grads((...[W1, b1, W2, b2]) => {
      const h = x.matMul(W1!).add(b1!).tanh();
      return h.matMul(W2!).add(b2!).sub(y).square().sum();
    });
    return () => tf.tidy(() => gradients(weights).map((each) => each.dataSync()));
  },
};

/** Gradients by each contender that runs in this program: the one that the others are held against, then those. */
export const perceptronPeers: readonly [PerceptronPeer, ...PerceptronPeer[]] = [
  byHand,
  ours('f64'),
  withData,
  prepared,
  ours('f32'),
  jax,
  tensorFlow,
];

const PROGRAM = `
import sys, time
import numpy as np
batch, inputs, hidden, outputs, rounds = map(int, sys.argv[1:])
shapes = (inputs, hidden), (hidden,), (hidden, outputs), (outputs,), (batch, inputs), (batch, outputs)
ends = np.cumsum([np.prod(shape) for shape in shapes])
numbers = np.split(np.frombuffer(sys.stdin.buffer.read()), ends[:-1])
W1, b1, W2, b2, x, y = (part.reshape(shape).copy() for part, shape in zip(numbers, shapes))

def gradients():
    h = x @ W1
    h += b1
    np.tanh(h, out=h)
    r = h @ W2
    r += b2
    r -= y
    r *= 2
    dW2 = h.T @ r
    dh = r @ W2.T
    h *= h
    np.subtract(1, h, out=h)
    dh *= h
    return x.T @ dh, dh.sum(axis=0), dW2, r.sum(axis=0)

def measure(count):
    start = time.process_time_ns()
    for _ in range(count):
        gradients()
    return (time.process_time_ns() - start) / count

count = 1
while measure(count) * count < 2e7:
    count *= 2
best = min(measure(count) for _ in range(rounds))
sys.stdout.buffer.write(np.concatenate([[best], *(each.ravel() for each in gradients())]).tobytes())
`;

/** The adjoint by hand in NumPy: its least time in nanoseconds, and its gradients; undefined where NumPy is not installed. */
export function numPyPerceptron(
  { batch, inputs, hidden, outputs, arrays }: Perceptron,
  rounds: number,
): { readonly time: number; readonly gradients: readonly Float64Array[] } | undefined {
  const input = Float64Array.from(arrays.flatMap((values) => [...values]));
  const output = runNumPy(PROGRAM, [batch, inputs, hidden, outputs, rounds], input);
  if (output === undefined) return undefined;
  let start = 1;
  const gradients = arrays.slice(0, 4).map(({ length }) => output.slice(start, (start += length)));
  return { time: output[0]!, gradients };
}
