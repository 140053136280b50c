/** cos and sin of −2πj/n for j = 0 … count − 1, each to within an ulp: angles are brought below π/4 in whole numbers first. */
export interface Roots {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

export function rootsOfUnity(n: number, count: number): Roots {
  const re = new Float64Array(count);
  const im = new Float64Array(count);
  for (let j = 0; j < count; j++) {
    // In eighths of 1/n of a turn; all products are exact as long as n < 2⁵⁰.
    let eighths = 8 * (j % n);
    const below = eighths > 4 * n;
    if (below) eighths = 8 * n - eighths;
    const left = eighths > 2 * n;
    if (left) eighths = 4 * n - eighths;
    const steep = eighths > n;
    const angle = ((steep ? 2 * n - eighths : eighths) / n) * (Math.PI / 4);
    const c = steep ? Math.sin(angle) : Math.cos(angle);
    const s = steep ? Math.cos(angle) : Math.sin(angle);
    re[j] = left ? -c : c;
    im[j] = below ? s : -s;
  }
  return { re, im };
}
