import { expect } from 'chai';
import { gradient, jvp } from '@diffjs/runtime';
import {
  DynamicalODEProblem,
  InterpolatingAdjoint,
  ODEProblem,
  SecondOrderODEProblem,
  Tsit5,
  solve,
} from '@diffjs/diffeq';

interface Parameters {
  rate: number;
  start: number;
  end: number;
}

const tight = { rtol: 1e-11, atol: 1e-12 };

/* @differentiable */
function decay(u: Float64Array, p: Parameters, _t: number): number[] {
  return [-p.rate * u[0]!, u[0]!];
}

/* @differentiable */
function startOf(p: Parameters, t0: number): number[] {
  return [p.start * p.start + t0, p.rate * p.start];
}

/* @differentiable */
function spanOf(p: Parameters): [number, number] {
  return [0.5 * p.rate, p.end + p.start];
}

/* @differentiable */
function loss(p: Parameters): number {
  const { u } = solve(new ODEProblem(decay, startOf, spanOf, p), Tsit5(), tight);
  const end = u[u.length - 1]!;
  return end[0]! * end[1]! + end[1]!;
}

/* @differentiable */
function lossContinuous(p: Parameters): number {
  const options = { ...tight, sensitivity: InterpolatingAdjoint() };
  const { u } = solve(new ODEProblem(decay, startOf, spanOf, p), Tsit5(), options);
  const end = u[u.length - 1]!;
  return end[0]! * end[1]! + end[1]!;
}

/* @differentiable */
function growth(u: number, p: number, _t: number): number {
  return p * u;
}

/* @differentiable */
function lossOfNumber(p: number): number {
  const problem = new ODEProblem(
    growth,
    (q: number) => q * q,
    (q: number) => [0, q] as [number, number],
    p,
  );
  const { u } = solve(problem, Tsit5(), tight);
  return u[u.length - 1]!;
}

/* @differentiable */
function pull(_du: Float64Array, u: Float64Array, p: Parameters, _t: number): number[] {
  return [-p.rate * u[0]!];
}

/* @differentiable */
function lossOfOrbit(p: Parameters): number {
  const problem = new SecondOrderODEProblem(
    pull,
    (q: Parameters) => [q.start],
    (q: Parameters) => [q.start * q.rate],
    [0, 1],
    p,
  );
  const { u } = solve(problem, Tsit5(), tight);
  const end = u[u.length - 1]!;
  return end.u[0]! * end.v[0]!;
}

/* @differentiable */
function kick(_v: number, u: number, p: Parameters, _t: number): number {
  return -p.rate * u;
}

/* @differentiable */
function drift(v: number, _u: number, p: Parameters, _t: number): number {
  return v * p.end;
}

/* @differentiable */
function lossOfPair(p: Parameters): number {
  const problem = new DynamicalODEProblem(
    kick,
    drift,
    (q: Parameters) => q.start,
    (q: Parameters) => q.start * q.rate,
    [0, 1],
    p,
  );
  const { u } = solve(problem, Tsit5(), tight);
  const end = u[u.length - 1]!;
  return end.u * end.v;
}

/* @differentiable */
function lossOfCapture(x: number): number {
  const { u } = solve(new ODEProblem(growth, () => x * x, [0, 1], 0.5), Tsit5(), tight);
  return u[u.length - 1]!;
}

const at: Parameters = { rate: 0.7, start: 1.3, end: 1.1 };

function difference(f: (p: Parameters) => number, key: keyof Parameters): number {
  const h = 1e-5;
  return (f({ ...at, [key]: at[key] + h }) - f({ ...at, [key]: at[key] - h })) / (2 * h);
}

describe('diffeq/problem: u0 and tspan as functions of the parameters', () => {
  for (const f of [loss, lossContinuous, lossOfOrbit, lossOfPair]) {
    it(`${f.name}: the gradient goes through them`, () => {
      const [dp] = gradient(f, at);
      for (const key of ['rate', 'start', 'end'] as const) {
        expect(dp[key] ?? 0, key).to.be.closeTo(difference(f, key), 1e-6);
      }
    });
  }

  for (const f of [loss, lossOfOrbit, lossOfPair]) {
    it(`${f.name}: forward mode, too`, () => {
      const [dp] = gradient(f, at);
      const [, tangent] = jvp(f, [at], [{ rate: 0.3, start: -0.2, end: 0.6 }]);
      expect(tangent).to.be.closeTo(0.3 * dp.rate - 0.2 * dp.start + 0.6 * (dp.end ?? 0), 1e-8);
    });
  }

  it('parameters that are a number', () => {
    const [dp] = gradient(lossOfNumber, 1.2);
    const exact = 2 * 1.2 * Math.exp(1.44) + 1.44 * 2.4 * Math.exp(1.44);
    expect(dp).to.be.closeTo(exact, 1e-8);
    expect(jvp(lossOfNumber, [1.2], [1])[1]).to.be.closeTo(exact, 1e-8);
  });

  it('follows what they capture in forward mode, and refuses them in reverse mode', () => {
    expect(() => gradient(lossOfCapture, 1.2)).to.throw(/DIFF5014.*u0 captures/);
    expect(jvp(lossOfCapture, [1.2], [1])[1]).to.be.closeTo(2.4 * Math.exp(0.5), 1e-8);
    expect(lossOfCapture(1.2)).to.be.closeTo(1.44 * Math.exp(0.5), 1e-9);
  });
});
