import { isComplex } from '../../complex/protocol.js';
import { type ForeignArray, isForeignArray } from '../../ndarray/asarray.js';
import { isComplexDtype, newData } from '../../ndarray/dtype.js';
import { copy } from '../../ndarray/copy.js';
import { NDArray } from '../../ndarray/NDArray.js';
import { isCompact } from '../../ndarray/places.js';
import { positionsOf } from '../../ndarray/views.js';
import { withoutLanes } from '../../ndarray/withoutLanes.js';
import { sameShape } from '../../ndarray/shape.js';
import type { ArrayValue } from './arrayRule.js';
import { broadcastTo, shapeOf, sumTo } from './broadcast.js';
import { asarray } from './views.js';
import { likePartsOf, real } from './parts.js';

/** A cotangent in the form that its argument has: nested arrays for such, a flat list for a typed array, a number for a number. */
/* @differentiable */
export function likeArgument(d: NDArray | number | null | undefined, x: unknown): unknown {
  if (d === null || d === undefined) return null;
  if (typeof x === 'number') return typeof d === 'number' ? d : real(sumTo(d, [])).item();
  const shape = shapeOf(x);
  const whole =
    typeof d === 'number' ? broadcastTo(d, shape) : sameShape(d.shape, shape) ? d : sumTo(d, shape);
  const own = likePartsOf(whole, x);
  return likeNested(own, x);
}

const isNumberPair = /* @__PURE__ */ withoutLanes(function isNumberPair(x: unknown): boolean {
  return isComplex(x);
});

/* @differentiable */
function likeNested(d: NDArray, x: unknown): unknown {
  if (x instanceof NDArray || isForeignArray(x)) return d;
  if (!Array.isArray(x)) return d.toArray();
  const list: unknown[] = [];
  for (let i = 0; i < x.length; i++) {
    const part: unknown = x[i];
    if (typeof part === 'object' && !isNumberPair(part)) list.push(likeNested(d.pick(i), part));
    else if (typeof part === 'object') list.push({ re: d.data[d.index(i)], im: d.data[d.index(i) + 1] });
    else list.push(d.get(i));
  }
  return list;
}

/** A tangent of the shape of the value, and complex if that is. */
/* @differentiable */
export function likeValue(tangent: ArrayValue | null | undefined, out: ArrayValue): ArrayValue | null {
  if (tangent === null || tangent === undefined) return null;
  if (typeof out === 'number') return typeof tangent === 'number' ? tangent : tangent.item();
  const whole =
    typeof tangent !== 'number' && sameShape(tangent.shape, out.shape)
      ? tangent
      : broadcastTo(tangent, out.shape);
  return likePartsOf(whole, out);
}

/**
 * A tangent as the mirror of the value: a number, or the numbers of a compact array.
 * @param given  of a shape that is broadcast to that of the value
 * @param tangents  of the arguments, whose numbers stay theirs
 */
export function giveTangent(given: ArrayValue, out: ArrayValue, tangents: readonly unknown[]): unknown {
  if (typeof out === 'number') return typeof given === 'number' ? given : given.item();
  const { length } = out.data;
  const tangent =
    typeof given !== 'number' && sameShape(given.shape, out.shape) ? given : broadcastTo(given, out.shape);
  const isWider = isComplexDtype(out.dtype) && !isComplexDtype(tangent.dtype);
  const { data } = tangent;
  if (
    data instanceof Float64Array &&
    !isWider &&
    data.length === length &&
    isCompact(tangent) &&
    !tangents.some((x_) => x_ instanceof NDArray && x_.data === data)
  )
    return { data };
  const mirror = new Float64Array(length);
  const numbers = copy(tangent).data;
  const step = isWider ? 2 : 1;
  for (let i = 0; i < numbers.length; i++) mirror[i * step] = numbers[i]!;
  return { data: mirror };
}

/** A copy of an array, so that what is stored into it later does not matter. */
/* @differentiable */
export function unchangingInTrace(x: unknown): unknown {
  if (x instanceof NDArray || x instanceof Float64Array || x instanceof Float32Array || isForeignArray(x))
    return elements(x);
  if (Array.isArray(x)) return x.map(unchangingInTrace);
  return ArrayBuffer.isView(x) ? (x as Int32Array).slice() : x;
}

/* @differentiable */
function elements(x: NDArray | ForeignArray | Float64Array | Float32Array): NDArray {
  const a = asarray(x);
  const positions = positionsOf(a);
  const data = newData(a.dtype, positions.length);
  for (let i = 0; i < positions.length; i++) data[i] = a.data[positions[i]!]!;
  return new NDArray(data, a.shape.slice(), undefined, 0, a.dtype);
}
