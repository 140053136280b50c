import { load } from './Contender';
import { double, startJax } from './jax';
import { single, startTensorFlow } from './tensorflow';

/** Products of n × n matrices by another package. Operands are handed over before; each call gives an entry of the result. */
export interface ProductPeer {
  readonly name: string;
  readonly kind: 'f64' | 'f32';
  prepare(n: number, a: Float64Array, b: Float64Array): Promise<() => number | Promise<number>>;
}

const tensorFlow: ProductPeer = {
  name: 'TF.js wasm',
  kind: 'f32',
  prepare: async (n, a, b) => {
    const tf = await startTensorFlow('wasm');
    const [p, q] = [single(tf, a, [n, n]), single(tf, b, [n, n])];
    return () => {
      const c = p.matMul(q);
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

const jax: ProductPeer = {
  name: 'jax-js wasm',
  kind: 'f64',
  prepare: async (n, a, b) => {
    const jaxJs = await startJax();
    const [p, q] = [double(jaxJs, a, [n, n]), double(jaxJs, b, [n, n])];
    return () => jaxJs.numpy.matmul(p.ref, q.ref).dataSync()[1]!;
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
