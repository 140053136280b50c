import { load, type Contender } from './Contender';

/** The part of jax-js that is used here. An operation consumes its operands; `ref` keeps one for another use. */
interface JaxArray {
  readonly ref: JaxArray;
  add(other: JaxArray | number): JaxArray;
  mul(other: JaxArray | number): JaxArray;
  div(other: JaxArray | number): JaxArray;
  neg(): JaxArray;
  sum(): JaxArray;
  reshape(shape: readonly number[]): JaxArray;
  js(): number | number[];
}

type OfArrays = (...args: JaxArray[]) => JaxArray;

interface Jax {
  init(device: string): Promise<readonly string[]>;
  defaultDevice(name: string): unknown;
  grad(f: OfArrays, options: { argnums: number }): OfArrays;
  jit(f: OfArrays): OfArrays;
  readonly numpy: {
    array(values: number | Float32Array): JaxArray;
    tanh(x: JaxArray): JaxArray;
    dot(A: JaxArray, x: JaxArray): JaxArray;
  };
}

/** jax-js in WebAssembly, its gradients compiled by its `jit`; numbers of 32 bits. */
export function jax(): Contender {
  const { init, defaultDevice, grad, jit, numpy: np } = load<Jax>('@jax-js/jax');
  return {
    name: 'jax-js, wasm, jit',
    start: async () => {
      if (!(await init('wasm')).includes('wasm')) throw new Error('jax-js has no backend wasm');
      defaultDevice('wasm');
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
