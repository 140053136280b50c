/** x·y + sum, in one rounding where the module and the processor do that. */
// @ts-ignore: decorator
@inline
export function madd<T>(sum: v128, x: v128, y: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return v128.relaxed_madd<T>(x, y, sum);
  return v128.add<T>(sum, v128.mul<T>(x, y));
}
