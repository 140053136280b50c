/** Calls `visit` for each line along an axis, with where it begins in each of two views. The axis has no other role: its length is not looked at. */
export function eachLine(
  shape: readonly number[],
  axis: number,
  stride: readonly number[],
  offset: number,
  outStride: readonly number[],
  outOffset: number,
  visit: (at: number, outAt: number) => void,
): void {
  const walk = (a: number, at: number, outAt: number): void => {
    if (a === shape.length) visit(at, outAt);
    else if (a === axis) walk(a + 1, at, outAt);
    else for (let i = 0; i < shape[a]; i++) walk(a + 1, at + i * stride[a], outAt + i * outStride[a]);
  };
  walk(0, offset, outOffset);
}
