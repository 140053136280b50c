import { load } from './Contender';

/** Products of n × n matrices by another package. Operands are handed over before; each call gives an entry of the result. */
export interface ProductPeer {
  readonly name: string;
  readonly kind: 'f64' | 'f32';
  prepare(n: number, a: Float64Array, b: Float64Array): Promise<() => number | Promise<number>>;
}

interface Tensor {
  dataSync(): Float32Array;
  dispose(): void;
}

interface TensorFlow {
  setBackend(name: string): Promise<boolean>;
  ready(): Promise<void>;
  tensor2d(values: Float32Array, shape: readonly [number, number]): Tensor;
  matMul(a: Tensor, b: Tensor): Tensor;
}

const tensorFlow: ProductPeer = {
  name: 'TF.js wasm',
  kind: 'f32',
  prepare: async (n, a, b) => {
    const tf = load<TensorFlow>('@tensorflow/tfjs');
    load('@tensorflow/tfjs-backend-wasm');
    await tf.setBackend('wasm');
    await tf.ready();
    const [p, q] = [a, b].map((x) => tf.tensor2d(Float32Array.from(x), [n, n])) as [Tensor, Tensor];
    return () => {
      const c = tf.matMul(p, q);
      const entry = c.dataSync()[1]!;
      c.dispose();
      return entry;
    };
  },
};

interface Onnx {
  readonly env: { readonly wasm: { numThreads: number } };
  readonly Tensor: new (type: string, data: Float64Array, shape: readonly number[]) => object;
  readonly InferenceSession: {
    create(model: Uint8Array): Promise<{
      run(feeds: object): Promise<{ readonly C: { readonly data: Float64Array } }>;
    }>;
  };
}

/** A field of a protocol buffer: number and contents. */
const field = (number: number, contents: readonly number[]): number[] => [
  (number << 3) | 2,
  contents.length,
  ...contents,
];
const text = (value: string): number[] => [...Buffer.from(value)];

/** The smallest ONNX model that multiplies: C = MatMul(A, B), all of f64 with two dimensions of any size. */
function matMulModel(): Uint8Array {
  const dimension = (name: string): number[] => field(1, field(2, text(name)));
  const info = (name: string): number[] => [
    ...field(1, text(name)),
    ...field(2, field(1, [1 << 3, 11, ...field(2, [...dimension(`${name}0`), ...dimension(`${name}1`)])])),
  ];
  const node = [...field(1, text('A')), ...field(1, text('B')), ...field(2, text('C')), ...field(4, text('MatMul'))]; // prettier-ignore
  const graph = [...field(1, node), ...field(2, text('g')), ...field(11, info('A')), ...field(11, info('B')), ...field(12, info('C'))]; // prettier-ignore
  return Uint8Array.from([1 << 3, 8, ...field(7, graph), ...field(8, [2 << 3, 13])]);
}

const onnx: ProductPeer = {
  name: 'onnxruntime-web',
  kind: 'f64',
  prepare: async (n, a, b) => {
    const ort = load<Onnx>('onnxruntime-web');
    ort.env.wasm.numThreads = 1;
    const session = await ort.InferenceSession.create(matMulModel());
    const [A, B] = [a, b].map((x) => new ort.Tensor('float64', x, [n, n]));
    return async () => (await session.run({ A, B })).C.data[1]!;
  },
};

interface JaxArray {
  readonly ref: JaxArray;
  dataSync(): Float64Array;
}

interface Jax {
  init(device: string): Promise<readonly string[]>;
  defaultDevice(name: string): unknown;
  readonly numpy: {
    readonly float64: unknown;
    array(values: Float64Array, options: object): JaxArray;
    matmul(a: JaxArray, b: JaxArray): JaxArray;
  };
}

const jax: ProductPeer = {
  name: 'jax-js wasm',
  kind: 'f64',
  prepare: async (n, a, b) => {
    // It asks what arrays are with a class that Node 20 does not have.
    (globalThis as { Float16Array?: unknown }).Float16Array ??= class {};
    const { init, defaultDevice, numpy: np } = load<Jax>('@jax-js/jax');
    await init('wasm');
    defaultDevice('wasm');
    const [p, q] = [a, b].map((x) => np.array(x, { shape: [n, n], dtype: np.float64 })) as [JaxArray, JaxArray]; // prettier-ignore
    return () => np.matmul(p.ref, q.ref).dataSync()[1]!;
  },
};

const ndarrayGemm: ProductPeer = {
  name: 'ndarray-gemm',
  kind: 'f64',
  prepare: (n, a, b) => {
    const ndarray = load<(data: Float64Array, shape: readonly number[]) => { data: Float64Array }>('ndarray');
    const multiply = load<(c: object, a: object, b: object) => void>('ndarray-gemm');
    const [p, q, c] = [a, b, new Float64Array(n * n)].map((x) => ndarray(x, [n, n]));
    return Promise.resolve(() => {
      multiply(c!, p!, q!);
      return c!.data[1]!;
    });
  },
};

export const productPeers: readonly ProductPeer[] = [tensorFlow, onnx, jax, ndarrayGemm];
