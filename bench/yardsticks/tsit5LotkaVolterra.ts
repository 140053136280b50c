/**
 * Lotka–Volterra by the minimal solver, and its gradient as a person would write it: the steps kept in one buffer, then their reverse
 * with the Jacobian of this very right-hand side written out. The loss is |u(t1)|².
 */
import { solveTsit5, tsit5 } from './tsit5';

const { a21, a31, a32, a41, a42, a43, a51, a52, a53, a54, a61, a62, a63, a64, a65 } = tsit5;
const { b1, b2, b3, b4, b5, b6 } = tsit5;

/** The loss and its derivatives by u0 [2] and p [4]. */
export interface LotkaVolterraGradient {
  readonly loss: number;
  readonly u0: Float64Array;
  readonly p: Float64Array;
}

/** The loss alone. */
export function lotkaVolterraLoss(
  u0: ArrayLike<number>,
  p: ArrayLike<number>,
  t1: number,
  rtol: number,
  atol: number,
): number {
  const { u } = solveTsit5(rhsOf(p), u0, 0, t1, rtol, atol);
  return u[0] * u[0] + u[1] * u[1];
}

function rhsOf(p: ArrayLike<number>): (t: number, u: Float64Array, du: Float64Array) => void {
  const [p0, p1, p2, p3] = [p[0], p[1], p[2], p[3]];
  return (_t, u, du) => {
    du[0] = p0 * u[0] - p1 * u[0] * u[1];
    du[1] = -p2 * u[1] + p3 * u[0] * u[1];
  };
}

/** Numbers kept a step: its size, the state, six stages. */
const WIDTH = 15;

/** The loss and its gradient by the discrete adjoint, step sizes held constant. */
export function lotkaVolterraGradient(
  u0: ArrayLike<number>,
  p: ArrayLike<number>,
  t1: number,
  rtol: number,
  atol: number,
): LotkaVolterraGradient {
  let kept = new Float64Array(64 * WIDTH);
  let at = 0;
  const { u } = solveTsit5(rhsOf(p), u0, 0, t1, rtol, atol, (_t, h, state, k) => {
    if (at + WIDTH > kept.length) {
      const longer = new Float64Array(2 * kept.length);
      longer.set(kept);
      kept = longer;
    }
    kept[at] = h;
    kept[at + 1] = state[0];
    kept[at + 2] = state[1];
    for (let i = 0; i < 6; i++) {
      kept[at + 3 + 2 * i] = k[i][0];
      kept[at + 4 + 2 * i] = k[i][1];
    }
    at += WIDTH;
  });
  const pBar = new Float64Array(4);
  let x = 2 * u[0];
  let y = 2 * u[1];
  const bar = new Float64Array(2);
  /** Pulls (a, b) back through the right-hand side at (u, v): adds to pBar, leaves the rest in `bar`. */
  const pull = (u: number, v: number, a: number, b: number): void => {
    pBar[0] += a * u;
    pBar[1] -= a * u * v;
    pBar[2] -= b * v;
    pBar[3] += b * u * v;
    bar[0] = a * (p[0] - p[1] * v) + b * p[3] * v;
    bar[1] = -a * p[1] * u + b * (p[3] * u - p[2]);
  };
  while (at > 0) {
    at -= WIDTH;
    const h = kept[at];
    const u = kept[at + 1];
    const v = kept[at + 2];
    const [k1, k2, k3, k4, k5] = [at + 3, at + 5, at + 7, at + 9, at + 11];
    const k = kept;
    let x1 = h * b1 * x;
    let y1 = h * b1 * y;
    let x2 = h * b2 * x;
    let y2 = h * b2 * y;
    let x3 = h * b3 * x;
    let y3 = h * b3 * y;
    let x4 = h * b4 * x;
    let y4 = h * b4 * y;
    let x5 = h * b5 * x;
    let y5 = h * b5 * y;
    pull(
      u + h * (a61 * k[k1] + a62 * k[k2] + a63 * k[k3] + a64 * k[k4] + a65 * k[k5]),
      v + h * (a61 * k[k1 + 1] + a62 * k[k2 + 1] + a63 * k[k3 + 1] + a64 * k[k4 + 1] + a65 * k[k5 + 1]),
      h * b6 * x,
      h * b6 * y,
    );
    let [s, r] = bar;
    x += s;
    y += r;
    x1 += h * a61 * s;
    y1 += h * a61 * r;
    x2 += h * a62 * s;
    y2 += h * a62 * r;
    x3 += h * a63 * s;
    y3 += h * a63 * r;
    x4 += h * a64 * s;
    y4 += h * a64 * r;
    x5 += h * a65 * s;
    y5 += h * a65 * r;
    pull(
      u + h * (a51 * k[k1] + a52 * k[k2] + a53 * k[k3] + a54 * k[k4]),
      v + h * (a51 * k[k1 + 1] + a52 * k[k2 + 1] + a53 * k[k3 + 1] + a54 * k[k4 + 1]),
      x5,
      y5,
    );
    [s, r] = bar;
    x += s;
    y += r;
    x1 += h * a51 * s;
    y1 += h * a51 * r;
    x2 += h * a52 * s;
    y2 += h * a52 * r;
    x3 += h * a53 * s;
    y3 += h * a53 * r;
    x4 += h * a54 * s;
    y4 += h * a54 * r;
    pull(
      u + h * (a41 * k[k1] + a42 * k[k2] + a43 * k[k3]),
      v + h * (a41 * k[k1 + 1] + a42 * k[k2 + 1] + a43 * k[k3 + 1]),
      x4,
      y4,
    );
    [s, r] = bar;
    x += s;
    y += r;
    x1 += h * a41 * s;
    y1 += h * a41 * r;
    x2 += h * a42 * s;
    y2 += h * a42 * r;
    x3 += h * a43 * s;
    y3 += h * a43 * r;
    pull(u + h * (a31 * k[k1] + a32 * k[k2]), v + h * (a31 * k[k1 + 1] + a32 * k[k2 + 1]), x3, y3);
    [s, r] = bar;
    x += s;
    y += r;
    x1 += h * a31 * s;
    y1 += h * a31 * r;
    x2 += h * a32 * s;
    y2 += h * a32 * r;
    pull(u + h * a21 * k[k1], v + h * a21 * k[k1 + 1], x2, y2);
    [s, r] = bar;
    x += s;
    y += r;
    x1 += h * a21 * s;
    y1 += h * a21 * r;
    pull(u, v, x1, y1);
    x += bar[0];
    y += bar[1];
  }
  return { loss: u[0] * u[0] + u[1] * u[1], u0: Float64Array.of(x, y), p: pBar };
}
