import { load, type Contender } from './Contender';

/** The part of jax-js that is used here. An operation consumes its operands; `ref` keeps one for another use. */
export interface JaxArray {
  readonly ref: JaxArray;
  add(other: JaxArray | number): JaxArray;
  sub(other: JaxArray): JaxArray;
  mul(other: JaxArray | number): JaxArray;
  div(other: JaxArray | number): JaxArray;
  neg(): JaxArray;
  sum(): JaxArray;
  reshape(shape: readonly number[]): JaxArray;
  js(): number | number[];
  dataSync(): Float64Array;
}

type OfArrays = (...args: JaxArray[]) => JaxArray;
type GradientsOfArrays = (...args: JaxArray[]) => JaxArray[];

export interface Jax {
  init(device: string): Promise<readonly string[]>;
  defaultDevice(name: string): unknown;
  grad(f: OfArrays, options: { argnums: number }): OfArrays;
  grad(f: OfArrays, options: { argnums: number[] }): GradientsOfArrays;
  jit<F extends OfArrays | GradientsOfArrays>(f: F): F;
  readonly numpy: {
    readonly float64: unknown;
    array(values: number | Float32Array): JaxArray;
    array(values: Float64Array, options: { shape: readonly number[]; dtype: unknown }): JaxArray;
    square(x: JaxArray): JaxArray;
    tanh(x: JaxArray): JaxArray;
    dot(A: JaxArray, x: JaxArray): JaxArray;
    matmul(A: JaxArray, B: JaxArray): JaxArray;
  };
}

/** jax-js in WebAssembly. */
export async function startJax(): Promise<Jax> {
  // It asks what arrays are with a class that Node 20 does not have.
  (globalThis as { Float16Array?: unknown }).Float16Array ??= class {};
  const jax = load<Jax>('@jax-js/jax');
  if (!(await jax.init('wasm')).includes('wasm')) throw new Error('jax-js has no backend wasm');
  jax.defaultDevice('wasm');
  return jax;
}

/** An array of numbers of 64 bits. */
export function double({ numpy: np }: Jax, values: Float64Array, shape: readonly number[]): JaxArray {
  return np.array(values, { shape, dtype: np.float64 });
}

/** jax-js in WebAssembly, its gradients compiled by its `jit`; numbers of 32 bits. */
export function jax(): Contender {
  const { grad, jit, numpy: np } = load<Jax>('@jax-js/jax');
  return {
    name: 'jax-js, wasm, jit',
    start: async () => {
      await startJax();
    },
    taylorSine: (x, terms) => {
      const gradient = jit(
        grad(
          (of) => {
            let y = np.array(0);
            let term = of!.ref;
            for (let n = 1; n <= terms; n++) {
              y = y.add(term.ref);
              term = term
                .mul(of!.ref)
                .mul(of!.ref)
                .neg()
                .div(2 * n * (2 * n + 1));
            }
            return y;
          },
          { argnums: 0 },
        ),
      );
      return () => gradient(np.array(x)).js() as number;
    },
    denseLayer: (W, b, x) => {
      const n = b.length;
      const weights = np.array(Float32Array.from(W)).reshape([n, n]);
      const [biases, input] = [np.array(Float32Array.from(b)), np.array(Float32Array.from(x))];
      const loss: OfArrays = (...[A, c, v]) => {
        const y = np.tanh(np.dot(A!, v!).add(c!));
        return y.ref.mul(y).sum();
      };
      const gradient = jit(grad(loss, { argnums: 1 }));
      return () => (gradient(weights.ref, biases.ref, input.ref).js() as number[])[0]!;
    },
  };
}
