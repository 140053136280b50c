import type { ComplexArray, ComplexData } from '../complex/ComplexArray.js';
import type { Complex } from '../complex/Complex.js';
import type { ArrayInput } from '../ndarray/asarray.js';
import type { NDArray } from '../ndarray/NDArray.js';

type IntegerArray =
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array;

type NoDerivative =
  string | boolean | bigint | symbol | null | undefined | Date | RegExp | ReadonlySet<unknown> | IntegerArray;

/** An `NDArray`, or an ndarray of scijs. */
interface View {
  readonly data: unknown;
  readonly shape: readonly number[];
  readonly stride: readonly number[];
  readonly offset: number;
  pick(...index: never[]): unknown;
}

/**
 * The type of the gradient with respect to a `T`: it mirrors its argument, with `null` where there is no derivative.
 *
 * number → number; `Complex` → `Complex`; `ComplexArray` → `ComplexArray`; `NDArray` and scijs' ndarray → `NDArray`; `Float64Array` and `Float32Array` → the same; array → array; Map → Map; object or class instance → plain
 * object; bare function, text, integer typed array, Date, Set, … → `null`.
 */
export type Gradient<T> = T extends number
  ? number
  : T extends ReadonlyMap<infer K, infer V>
    ? Map<K, Gradient<V>>
    : T extends NoDerivative
      ? null
      : T extends Float64Array
        ? Float64Array
        : T extends Float32Array
          ? Float32Array
          : T extends readonly unknown[]
            ? { -readonly [I in keyof T]: Gradient<T[I]> }
            : T extends (...args: never[]) => unknown
              ? unknown
              : T extends Complex
                ? Complex
                : T extends ComplexArray
                  ? ComplexArray
                  : T extends View
                    ? T['data'] extends IntegerArray
                      ? null
                      : NDArray
                    : T extends object
                      ? { -readonly [K in keyof T]: Gradient<T[K]> }
                      : unknown;

/** One gradient per argument. */
export type Gradients<A extends readonly unknown[]> = { -readonly [I in keyof A]: Gradient<A[I]> };

/** A tangent or cotangent of a `T`: like `Gradient<T>`, where null or a missing property stands for zero. */
export type Tangent<T> = T extends number
  ? number | null | undefined
  : T extends Float64Array | Float32Array
    ? Float64Array | Float32Array | readonly number[] | null | undefined
    : T extends ReadonlyMap<infer K, infer V>
      ? ReadonlyMap<K, Tangent<V>> | null | undefined
      : T extends NoDerivative
        ? null | undefined
        : T extends readonly (infer E)[]
          ? readonly Tangent<E>[] | Float64Array | null | undefined
          : T extends View
            ? ArrayInput | null | undefined
            : T extends ComplexArray
              ? { readonly data?: ComplexData | readonly number[] | null } | null | undefined
              : T extends Complex
                ? { readonly re?: number; readonly im?: number } | null | undefined
                : T extends object
                  ? { readonly [K in keyof T]?: Tangent<T[K]> } | null | undefined
                  : unknown;

/** One tangent per argument. */
export type Tangents<A extends readonly unknown[]> = { readonly [I in keyof A]: Tangent<A[I]> };
