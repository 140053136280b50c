import { ODEProblem, RK4, solve, Tsit5 } from '@diffjs/diffeq';
import { asarray, checkpoint, derivative, gradient, jvp } from '@diffjs/runtime';
import { expect } from 'chai';

interface Parameters {
  readonly w: Float64Array;
  readonly k: number;
  readonly held: { readonly v: readonly Float64Array[] };
}

type RightHandSide = (du: Float64Array, u: Float64Array, p: Parameters, t: number) => void;

/* @differentiable */
function energy(q: number, p: number, k: number): number {
  return (k * q * q * p) / 4 + (p * p * q) / 3 - Math.cos(q * k);
}

/* @differentiable */
function force(v: Float64Array, w: Float64Array): number {
  return gradient(energy, v.subarray(0)[0], v.subarray(1)[0], w.subarray(1)[0])[0];
}

/** Right-hand sides with nested derivatives at numbers that they read, and results that they write, through views. */
const rightHandSides: Record<string, RightHandSide> = {
  /* @differentiable */
  'numbers of views': (du: Float64Array, u: Float64Array, p: Parameters, _t: number) => {
    const k = p.w.subarray(1)[0];
    const [a, b] = gradient(energy, u.subarray(0, 1)[0], u.subarray(1)[0], k);
    du.subarray(1)[0] = a * p.k;
    du[0] = -b * p.held.v[0].subarray(1)[0];
  },
  /* @differentiable */
  'a view as the argument': (du: Float64Array, u: Float64Array, p: Parameters, _t: number) => {
    const H = (x: Float64Array): number => energy(x[0], x.subarray(1)[0], p.w.subarray(1)[0]);
    const [g] = gradient(H, u.subarray(0));
    du[0] = -g[1] * p.held.v[0].subarray(1)[0];
    du[1] = g[0] * p.k;
  },
  /* @differentiable */
  'a checkpoint': (du: Float64Array, u: Float64Array, p: Parameters, _t: number) => {
    const byMomentum = (x: Float64Array): number =>
      derivative((y: number) => energy(x[0], y, p.w[1]), x.subarray(1)[0]);
    du[0] = -checkpoint(byMomentum, u) * p.held.v[0][1];
    du[1] = derivative((y: number) => energy(y, u.subarray(1)[0], p.w[1]), u.subarray(0)[0]) * p.k;
  },
  /* @differentiable */
  'ndarrays over the state': (du: Float64Array, u: Float64Array, p: Parameters, _t: number) => {
    const [q, w] = [asarray(u), asarray(p.w).lo(1)];
    const g = gradient(energy, u.subarray(0)[0], q.lo(1).get(0), w.get(0));
    du[0] = -g[1] * p.held.v[0][1];
    new Float64Array(du.buffer, 8, 1)[0] = g[0] * p.k;
  },
  /* @differentiable */
  'an array of compiled code': (du: Float64Array, u: Float64Array, p: Parameters, _t: number) => {
    const a = new Float64Array(2);
    a[0] = u[0] * 1.5;
    a[1] = u[1];
    du[0] = -force(a, p.w) * p.held.v[0][1];
    du[1] = force(u, p.held.v[0]) * p.k;
  },
};

const options = { adaptive: false, dt: 0.125 };

/* @differentiable */
function loss(f: RightHandSide, x: Float64Array): number {
  const p = { w: Float64Array.of(0, x[2]), k: x[3], held: { v: [Float64Array.of(1, x[4])] } };
  const { u } = solve(new ODEProblem(f, [x[0], x[1]], [0, 0.5], p), RK4(), options);
  const end = u[u.length - 1] as Float64Array;
  return end[0] * end[1] + end[1];
}

/** The right-hand side returns an array that it has made. */
/* @differentiable */
function lossReturning(f: RightHandSide, x: Float64Array): number {
  const p = { w: Float64Array.of(0, x[2]), k: x[3], held: { v: [Float64Array.of(1, x[4])] } };
  /* @differentiable */
  const g = (u: Float64Array, q: Parameters, t: number): Float64Array => {
    const du = new Float64Array(2);
    f(du, u, q, t);
    return du;
  };
  const { u } = solve(new ODEProblem(g, [x[0], x[1]], [0, 0.5], p), Tsit5(), options);
  const end = u[u.length - 1] as Float64Array;
  return end[0] * end[1] + end[1];
}

/** The right-hand side captures arrays of the differentiated function. */
/* @differentiable */
function lossCapturing(f: RightHandSide, x: Float64Array): number {
  const w = Float64Array.of(0, x[2], 0);
  const v = [Float64Array.of(1, x[4])];
  const k = x[3];
  const g = (du: Float64Array, u: Float64Array, _p: number, t: number): void => {
    f(du, u, { w: w.subarray(0, 2), k, held: { v } }, t);
  };
  const { u } = solve(new ODEProblem(g, [x[0], x[1]], [0, 0.5], 0), RK4(), options);
  const end = u[u.length - 1] as Float64Array;
  return end[0] * end[1] + end[1];
}

/** Derivatives of the caller's own, for which it runs as traced code. */
/* @differentiable */
function lossOfSlope(f: RightHandSide, x: Float64Array): number {
  return loss(f, x) * derivative((y: number) => y * y, x[0]);
}

const losses = { loss, lossReturning, lossCapturing, lossOfSlope };
const at = [0.3, 0.8, 1.1, 0.7, 0.6];
const along = [0.3, -0.2, 0.5, 0.1, 0.4];

describe('diffeq/adjoint: right-hand sides that read the state through views', () => {
  for (const [what, f] of Object.entries(rightHandSides)) {
    for (const [name, run] of Object.entries(losses)) {
      const differences = at.map((_, i) => {
        const h = 1e-5;
        const moved = (step: number): number =>
          run(
            f,
            Float64Array.from(at, (x, j) => (i === j ? x + step : x)),
          );
        return (moved(h) - moved(-h)) / (2 * h);
      });

      it(`${what}: the gradient of ${name}`, () => {
        const [, x$] = gradient(run, f, Float64Array.from(at));
        differences.forEach((d, i) => expect(x$[i]).to.be.closeTo(d, 1e-7));
      });

      it(`${what}: the slope of ${name}`, () => {
        const [, slope] = jvp(run, [f, Float64Array.from(at)], [null, Float64Array.from(along)]);
        const wanted = differences.reduce((sum, d, i) => sum + d * along[i], 0);
        expect(slope).to.be.closeTo(wanted, 1e-7);
      });
    }
  }
});
