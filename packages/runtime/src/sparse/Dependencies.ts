/** The inputs that a number depends on: columns in increasing order. */
export type Dependencies = readonly number[];

export const NO_DEPENDENCIES: Dependencies = [];

/** Both, in increasing order; one of the two where it holds the other. */
export function union(a: Dependencies, b: Dependencies): Dependencies {
  if (a === b || b.length === 0) return a;
  if (a.length === 0) return b;
  const all: number[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [x, y] = [a[i] ?? Infinity, b[j] ?? Infinity];
    all.push(Math.min(x, y));
    if (x <= y) i++;
    if (y <= x) j++;
  }
  return all.length === a.length ? a : all.length === b.length ? b : all;
}
