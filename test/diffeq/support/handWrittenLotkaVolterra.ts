import { attach } from '@diffjs/runtime/compiled';
import type { Tape } from '@diffjs/runtime/compiled';

/**
 * Lotka–Volterra with companions written by hand, so that the adjoints are tested apart from the compiler.
 * u' = p0 u − p1 u v, v' = −p2 v + p3 u v.
 */
export function handWrittenLotkaVolterra(
  du: Float64Array,
  u: Float64Array,
  p: ArrayLike<number>,
  _t: number,
): void {
  du[0] = p[0] * u[0] - p[1] * u[0] * u[1];
  du[1] = -p[2] * u[1] + p[3] * u[0] * u[1];
}

attach(handWrittenLotkaVolterra, 'handWrittenLotkaVolterra', 1, () => ({
  arity: 4,
  forward(t: Tape, _self: unknown, _self$: unknown, ...pairs: unknown[]) {
    const [du, du$, u, u$, p, p$, time] = pairs as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      number[],
      number[] | undefined,
      number,
    ];
    handWrittenLotkaVolterra(du, u, p, time);
    if (t.n + 6 > t.f.length) t.grow(t.n + 6);
    for (const value of [u[0], u[1], p[0], p[1], p[2], p[3]]) t.f[t.n++] = value;
    t.o[t.m++] = du$;
    t.o[t.m++] = u$;
    t.o[t.m++] = p$;
    du$[0] = 0;
    du$[1] = 0;
    t.ret = undefined;
  },
  reverse(t: Tape) {
    const p$ = t.o[--t.m] as number[] | undefined;
    const u$ = t.o[--t.m] as Float64Array;
    const du$ = t.o[--t.m] as Float64Array;
    t.n -= 6;
    const [x, y, p0, p1, p2, p3] = t.f.subarray(t.n, t.n + 6);
    const [a, b] = du$;
    du$.fill(0);
    u$[0] += a * (p0 - p1 * y) + b * p3 * y;
    u$[1] += -a * p1 * x + b * (p3 * x - p2);
    if (p$ !== undefined) {
      p$[0] += a * x;
      p$[1] -= a * x * y;
      p$[2] -= b * y;
      p$[3] += b * x * y;
    }
    for (let i = 1; i < 4; i++) t.r[i] = 0;
    return 0;
  },
  tangent(t: Tape, _self: unknown, _self_: unknown, ...pairs: unknown[]) {
    const [du, du_, u, u_, p, p_, time] = pairs as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      number[],
      number[] | undefined,
      number,
    ];
    handWrittenLotkaVolterra(du, u, p, time);
    const q = p_ ?? [0, 0, 0, 0];
    const product = u_[0] * u[1] + u[0] * u_[1];
    du_[0] = q[0] * u[0] + p[0] * u_[0] - q[1] * u[0] * u[1] - p[1] * product;
    du_[1] = -q[2] * u[1] - p[2] * u_[1] + q[3] * u[0] * u[1] + p[3] * product;
    t.ret_ = undefined;
  },
}));
