import { DiffError } from '../errors/DiffError.js';
import { attach } from '../records/attach.js';
import { PROTOCOL_VERSION } from '../records/Companions.js';
import { Complex, type ComplexLike } from './Complex.js';
import { MIRROR, type Mirroring } from './protocol.js';

/** What holds the parts of a `ComplexArray`: re₀, im₀, re₁, im₁, … */
export type ComplexData = Float64Array | Float32Array;

/**
 * Complex numbers in a typed array of interleaved parts, with a shape; in rows (the last index runs fastest).
 *
 * The gradient with respect to one is one of the same shape and element type.
 *
 * @example
 * const a = ComplexArray.from([complex(1, 2), 3, 'i']);
 * a.at(1).toString()    // '3+0i'
 * a.at(-1).toString()   // '0+1i'
 * a.data                // Float64Array.of(1, 2, 3, 0, 0, 1)
 * const m = ComplexArray.zeros([2, 2]);
 * m.set(0, 1, Complex.I);
 * m.get(0, 1).im        // 1
 */
/* @differentiable */
export class ComplexArray {
  /** The parts, 2·size of them. */
  readonly data: ComplexData;
  readonly shape: readonly number[];
  /** How many complex numbers there are. */
  readonly size: number;

  /**
   * @param data  the parts, of which the array is a view
   * @param shape  default: one index
   * @throws DIFF3003 if there are not as many numbers as the shape needs
   */
  constructor(data: ComplexData, shape: readonly number[] = [data.length / 2]) {
    const size = sizeOf(shape);
    if (data.length !== 2 * size || !Number.isInteger(size)) throw wrongLength(data.length, shape);
    this.data = data;
    this.shape = shape;
    this.size = size;
  }

  /**
   * Zeros.
   * @param shape  a length, or one for each index
   * @param type  of the parts, default `'float64'`
   */
  static zeros(shape: number | readonly number[], type: 'float64' | 'float32' = 'float64'): ComplexArray {
    const lengths = typeof shape === 'number' ? [shape] : shape;
    const length = 2 * sizeOf(lengths);
    return new ComplexArray(
      type === 'float32' ? new Float32Array(length) : new Float64Array(length),
      lengths,
    );
  }

  /**
   * The array of some complex numbers, or of what stands for such.
   * @param shape  default: one index
   */
  static from(values: ArrayLike<ComplexLike>, shape: readonly number[] = [values.length]): ComplexArray {
    const data = new Float64Array(2 * values.length);
    for (let k = 0; k < values.length; k++) {
      const { re, im } = Complex.from(values[k]!);
      data[2 * k] = re;
      data[2 * k + 1] = im;
    }
    return new ComplexArray(data, shape);
  }

  /**
   * The number at a position in the order of the data, counted from the end if negative.
   * @throws DIFF3003 beyond the ends
   */
  at(position: number): Complex {
    const k = position < 0 ? position + this.size : position;
    if (!(k >= 0 && k < this.size && Number.isInteger(k))) throw outside([position], this.shape);
    return new Complex(this.data[2 * k]!, this.data[2 * k + 1]!);
  }

  /**
   * The number at an index for each dimension.
   * @throws DIFF3003 for an index outside of the shape
   */
  get(...index: number[]): Complex {
    const k = positionOf(index, this.shape);
    return new Complex(this.data[2 * k]!, this.data[2 * k + 1]!);
  }

  /**
   * Sets the number at an index for each dimension: `a.set(i, j, z)`.
   * @throws DIFF3003 for an index outside of the shape
   */
  set(...indexAndValue: [...index: number[], z: Complex | number]): void {
    const z = indexAndValue[indexAndValue.length - 1]!;
    const k = positionOf(indexAndValue.slice(0, -1) as number[], this.shape);
    this.data[2 * k] = typeof z === 'number' ? z : z.re;
    this.data[2 * k + 1] = typeof z === 'number' ? 0 : z.im;
  }

  /** All numbers, in the order of the data. */
  toArray(): Complex[] {
    const list: Complex[] = [];
    for (let k = 0; k < this.size; k++) list.push(this.at(k));
    return list;
  }

  /** How gradients with respect to arrays are held. */
  [MIRROR](): Mirroring {
    const { data, shape } = this;
    return {
      keys: MIRRORED,
      make: () =>
        new ComplexArray(
          data instanceof Float32Array ? new Float32Array(data.length) : new Float64Array(data.length),
          shape.slice(),
        ),
    };
  }
}

const MIRRORED: readonly string[] = ['data'];

function sizeOf(shape: readonly number[]): number {
  let size = 1;
  for (let i = 0; i < shape.length; i++) size *= shape[i]!;
  return size;
}

function positionOf(index: readonly number[], shape: readonly number[]): number {
  if (index.length !== shape.length) throw outside(index, shape);
  let k = 0;
  for (let i = 0; i < shape.length; i++) {
    if (!(index[i]! >= 0 && index[i]! < shape[i]! && Number.isInteger(index[i]))) throw outside(index, shape);
    k = k * shape[i]! + index[i]!;
  }
  return k;
}

/** Messages carry no derivative. */
const outside = /* @__PURE__ */ attach(
  function outside(index: readonly number[], shape: readonly number[]): DiffError {
    return new DiffError(
      'DIFF3003',
      `there is no complex number at [${index.join(', ')}] of a ComplexArray of shape [${shape.join(', ')}]. Give an integer inside of it for each index.`,
    );
  },
  'outside',
  PROTOCOL_VERSION,
  () => ({ inactive: true }),
);

const wrongLength = /* @__PURE__ */ attach(
  function wrongLength(length: number, shape: readonly number[]): DiffError {
    return new DiffError(
      'DIFF3003',
      `a ComplexArray of shape [${shape.join(', ')}] has ${2 * sizeOf(shape)} parts, and was given ${length} numbers.`,
    );
  },
  'wrongLength',
  PROTOCOL_VERSION,
  () => ({ inactive: true }),
);
