/** The tangent of a number, out of what came with a value whose type is known only at run time; zero where nothing came. */
export function numberTangent(x_: unknown): number {
  return typeof x_ === 'number' ? x_ : 0;
}

/** What a mirror holds where its object holds `value`: a number beside a number, zero if nothing came with it. */
export function mirrorSlot(value: unknown, value_: unknown): unknown {
  return value_ === undefined && typeof value === 'number' ? 0 : value_;
}

/** The mirror of a float array just made from `source`: its tangents, or zeros if `source` is inactive or a length. */
export function copyMirror(copy: Float64Array | Float32Array, source_: unknown): Float64Array {
  const mirror = new Float64Array(copy.length);
  if (typeof source_ !== 'object' || source_ === null) return mirror;
  const tangents = source_ as ArrayLike<unknown>;
  for (let i = 0; i < mirror.length; i++) mirror[i] = numberTangent(tangents[i]);
  return mirror;
}
