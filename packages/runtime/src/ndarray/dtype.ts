import { withoutLanes } from './withoutLanes.js';

/** The element types of an `NDArray`, by the names that scijs ndarray and NumPy give them. */
export type Dtype =
  | 'float64'
  | 'float32'
  | 'int8'
  | 'int16'
  | 'int32'
  | 'uint8'
  | 'uint8_clamped'
  | 'uint16'
  | 'uint32'
  | 'bool'
  | 'complex128'
  | 'complex64';

/** What holds the elements; complex numbers lie in it as re₀, im₀, re₁, im₁, … */
export type NumberData =
  | Float64Array
  | Float32Array
  | Int8Array
  | Int16Array
  | Int32Array
  | Uint8Array
  | Uint8ClampedArray
  | Uint16Array
  | Uint32Array;

/** Arrays that can carry a derivative. */
export type FloatData = Float64Array | Float32Array;

type Maker = new (lengthOrData: number) => NumberData;

const makers: Readonly<Record<Dtype, Maker>> = {
  float64: Float64Array,
  float32: Float32Array,
  int8: Int8Array,
  int16: Int16Array,
  int32: Int32Array,
  uint8: Uint8Array,
  uint8_clamped: Uint8ClampedArray,
  uint16: Uint16Array,
  uint32: Uint32Array,
  bool: Uint8Array,
  complex128: Float64Array,
  complex64: Float32Array,
};

/** Zeros to hold elements of a type; `count` numbers, two for a complex element. */
export function newData(dtype: Dtype, count: number): NumberData {
  return new makers[dtype](count);
}

/** The element type of what a typed array holds if nothing else is said. */
export const dtypeOf = /* @__PURE__ */ withoutLanes(function dtypeOf(data: NumberData): Dtype {
  if (data instanceof Float64Array) return 'float64';
  if (data instanceof Float32Array) return 'float32';
  if (data instanceof Int32Array) return 'int32';
  if (data instanceof Uint8Array) return 'uint8';
  if (data instanceof Uint8ClampedArray) return 'uint8_clamped';
  if (data instanceof Int8Array) return 'int8';
  if (data instanceof Int16Array) return 'int16';
  if (data instanceof Uint16Array) return 'uint16';
  return 'uint32';
});

export function isDtype(name: unknown): name is Dtype {
  return typeof name === 'string' && Object.hasOwn(makers, name);
}

export function isComplexDtype(dtype: Dtype): dtype is 'complex128' | 'complex64' {
  return dtype === 'complex128' || dtype === 'complex64';
}

/** Real or complex numbers that can carry a derivative. */
export function isFloatDtype(dtype: Dtype): boolean {
  return dtype === 'float64' || dtype === 'float32' || isComplexDtype(dtype);
}

/** How many numbers of the data an element takes. */
export function unitOf(dtype: Dtype): 1 | 2 {
  return isComplexDtype(dtype) ? 2 : 1;
}

const widths: Readonly<Record<string, number>> = {
  bool: 0,
  uint8: 1,
  uint8_clamped: 1,
  uint16: 3,
  uint32: 5,
  int8: 2,
  int16: 4,
  int32: 6,
};

/**
 * The type of a result from two types. A kind wins over a lesser one (boolean < integer < real < complex); within a kind the wider one; an
 * integer does not widen a float: float32 with any integer is float32. uint32 with a signed type is float64, which holds both.
 */
export function promote(a: Dtype, b: Dtype): Dtype {
  if (a === b) return a;
  if (isComplexDtype(a) || isComplexDtype(b)) return isDouble(a) || isDouble(b) ? 'complex128' : 'complex64';
  if (isFloatDtype(a) || isFloatDtype(b)) return isDouble(a) || isDouble(b) ? 'float64' : 'float32';
  const [small, great] = widths[a]! < widths[b]! ? [a, b] : [b, a];
  if (great.startsWith('int') && !small.startsWith('int')) {
    if (small === 'uint32') return 'float64';
    if (small === 'uint16' && great === 'int16') return 'int32';
    if (small.startsWith('uint8') && great === 'int8') return 'int16';
  }
  if (great === 'uint32' && small.startsWith('int')) return 'float64';
  if (great === 'uint16' && small === 'int8') return 'int32';
  return great === 'uint8_clamped' ? 'uint8' : great;
}

function isDouble(dtype: Dtype): boolean {
  return dtype === 'float64' || dtype === 'complex128';
}

/** The type of quotients, roots and the like: integers become float64. */
export function floatDtype(dtype: Dtype): Dtype {
  return isFloatDtype(dtype) ? dtype : 'float64';
}
