import type { Fixed } from './fixedPoint';
import { divide, fixed, multiply, ONE } from './fixedPoint';
import type { MethodRows } from './rootedTrees';

/** u' = −2 t u², u(0) = 1, and its solution 1/(1 + t²), to 60 digits. */
export const slopeOf = (t: Fixed, u: Fixed): Fixed => -2n * multiply(t, multiply(u, u));
export const exactAt = (t: Fixed): Fixed => divide(ONE, ONE + multiply(t, t));

/** Steps of a method as printed, with nothing of the package in between. */
export class FixedPointMethod {
  private readonly a: Fixed[][];
  private readonly b: Fixed[];
  private readonly c: Fixed[];

  constructor(rows: MethodRows) {
    this.a = rows.a.map((row) => row.map(fixed));
    this.b = rows.b.map(fixed);
    this.c = this.a.map((row) => row.reduce((sum, x) => sum + x, 0n));
  }

  /** The derivatives of all rows of a step from (t, u). */
  rows(t: Fixed, u: Fixed, h: Fixed): Fixed[] {
    const k: Fixed[] = [];
    this.a.forEach((row, i) => {
      const sum = row.reduce((total, weight, j) => total + multiply(weight, k[j]), 0n);
      k.push(slopeOf(t + multiply(this.c[i], h), u + multiply(h, sum)));
    });
    return k;
  }

  /** The solution after `count` steps from 0 to `end`. */
  solve(end: Fixed, count: number): Fixed {
    const h = end / BigInt(count);
    let u = ONE;
    for (let m = 0; m < count; m++) {
      const k = this.rows(h * BigInt(m), u, h);
      u += multiply(
        h,
        this.b.reduce((total, weight, i) => total + multiply(weight, k[i]), 0n),
      );
    }
    return u;
  }
}
