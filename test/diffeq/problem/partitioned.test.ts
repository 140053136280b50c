import { expect } from 'chai';
import { gradient, jvp, array } from '@diffjs/runtime';
import {
  DynamicalODEProblem,
  FineRKN5,
  HamiltonianProblem,
  InterpolatingAdjoint,
  KahanLi6,
  SecondOrderODEProblem,
  solve,
  Tsit5,
} from '@diffjs/diffeq';

const tight = { rtol: 1e-10, atol: 1e-12 };

/** u'' = −p0 u − p1 u', u(0) = 1, u'(0) = 0.5, in the forms that users write. */
interface Oscillator {
  readonly p: number[];
  readonly v0: number[];
  readonly u0: number[];
}
const given: Oscillator = { p: [4, 0.3], v0: [0.5, -0.2], u0: [1, 0.4] };

/** The damped oscillator in closed form, [u, u']. */
function exact(t: number, [k, c]: number[], v0: number, u0: number): [number, number] {
  const w = Math.sqrt(k! - (c! * c!) / 4);
  const b = (v0 + (c! / 2) * u0) / w;
  const [cos, sin, decay] = [Math.cos(w * t), Math.sin(w * t), Math.exp((-c! / 2) * t)];
  return [
    decay * (u0 * cos + b * sin),
    decay * ((b * w - (c! / 2) * u0) * cos - (u0 * w + (c! / 2) * b) * sin),
  ];
}

/* @differentiable */
function returning(du: Float64Array, u: Float64Array, p: number[], _t: number): number[] {
  return [-p[0]! * u[0]! - p[1]! * du[0]!, -p[0]! * u[1]! - p[1]! * du[1]!];
}

/* @differentiable */
function writing(ddu: Float64Array, du: Float64Array, u: Float64Array, p: number[], _t: number): void {
  for (let i = 0; i < u.length; i++) ddu[i] = -p[0]! * u[i]! - p[1]! * du[i]!;
}

/* @differentiable */
function driftWriting(out: Float64Array, v: Float64Array, _u: Float64Array, _p: number[], _t: number): void {
  for (let i = 0; i < v.length; i++) out[i] = v[i]!;
}

/* @differentiable */
function driftReturning(v: Float64Array, _u: Float64Array, _p: number[], _t: number): number[] {
  return [v[0]!, v[1]!];
}

/* @differentiable */
function endOfSecondOrder({ p, v0, u0 }: Oscillator): number {
  const { u } = solve(new SecondOrderODEProblem(returning, v0, u0, [0, 1.5], p), Tsit5(), tight);
  const end = u.at(-1) as { v: Float64Array; u: Float64Array };
  return end.u[0]! + 2 * end.v[1]!;
}

/* @differentiable */
function endOfSecondOrderInPlace({ p, v0, u0 }: Oscillator): number {
  const { u } = solve(new SecondOrderODEProblem(writing, v0, u0, [0, 1.5], p), Tsit5(), tight);
  const end = u.at(-1) as { v: Float64Array; u: Float64Array };
  return end.u[0]! + 2 * end.v[1]!;
}

/* @differentiable */
function endOfDynamical({ p, v0, u0 }: Oscillator): number {
  const problem = new DynamicalODEProblem(returning, driftReturning, v0, u0, [0, 1.5], p);
  const { u } = solve(problem, Tsit5(), tight);
  const end = u.at(-1) as { v: Float64Array; u: Float64Array };
  return end.u[0]! + 2 * end.v[1]!;
}

/* @differentiable */
function endOfDynamicalInPlace({ p, v0, u0 }: Oscillator): number {
  const problem = new DynamicalODEProblem(writing, driftWriting, v0, u0, [0, 1.5], p);
  const { u } = solve(problem, Tsit5(), tight);
  const end = u.at(-1) as { v: Float64Array; u: Float64Array };
  return end.u[0]! + 2 * end.v[1]!;
}

/* @differentiable */
function accelerationOfNumber(_du: number, u: number, p: number, _t: number): number {
  return -p * Math.sin(u);
}

/* @differentiable */
function endOfNumbers(v0: number, u0: number, p: number): number {
  const { u } = solve(new SecondOrderODEProblem(accelerationOfNumber, v0, u0, [0, 2], p), Tsit5(), tight);
  const end = u.at(-1) as { v: number; u: number };
  return end.u * end.v;
}

/* @differentiable */
function pendulum(p: number, q: number, k: number, _t: number): number {
  return (p * p) / 2 - k * Math.cos(q);
}

/* @differentiable */
function endOfHamiltonian(p0: number, q0: number, k: number): number {
  const { u } = solve(new HamiltonianProblem(pendulum, p0, q0, [0, 2], k), Tsit5(), tight);
  const end = u.at(-1) as { p: number; q: number };
  return end.q * end.p;
}

/* @differentiable */
function coupled(p: Float64Array, q: Float64Array, k: number[], t: number): number {
  let energy = 0;
  for (let i = 0; i < p.length; i++) energy += (p[i]! * p[i]!) / 2 + (k[0]! * q[i]! * q[i]!) / 2;
  return energy + k[1]! * p[0]! * q[1]! * (1 + 0.1 * t);
}

/* @differentiable */
function endOfCoupled({ p, v0, u0 }: Oscillator): number {
  const { u } = solve(new HamiltonianProblem(coupled, v0, u0, [0, 1.5], p), Tsit5(), tight);
  const end = u.at(-1) as { p: Float64Array; q: Float64Array };
  return end.q[0]! + 2 * end.p[1]!;
}

/* @differentiable */
function endOfNystrom({ p, v0, u0 }: Oscillator): number {
  const options = { ...tight, sensitivity: InterpolatingAdjoint() };
  const { u } = solve(new SecondOrderODEProblem(writing, v0, u0, [0, 1.5], p), FineRKN5(), options);
  const end = u.at(-1) as { v: Float64Array; u: Float64Array };
  return end.u[0]! + 2 * end.v[1]!;
}

/* @differentiable */
function endOfSymplectic({ p, v0, u0 }: Oscillator): number {
  const options = { adaptive: false, dt: 0.01, sensitivity: InterpolatingAdjoint() };
  const { u } = solve(
    new DynamicalODEProblem(springs, driftReturning, v0, u0, [0, 1.5], p),
    KahanLi6(),
    options,
  );
  const end = u.at(-1) as { v: Float64Array; u: Float64Array };
  return end.u[0]! + 2 * end.v[1]!;
}

/* @differentiable */
function springs(_v: Float64Array, u: Float64Array, p: number[], _t: number): number[] {
  return [-p[0]! * Math.sin(u[0]!), -p[1]! * u[1]! * u[0]!];
}

/** Central differences of a function of the oscillator. */
function differences(f: (o: Oscillator) => number): Oscillator {
  const h = 1e-5;
  const along = (key: keyof Oscillator): number[] =>
    given[key].map((_, i) => {
      const moved = (d: number): Oscillator => ({
        ...given,
        [key]: given[key].map((x, j) => (i === j ? x + d : x)),
      });
      return (f(moved(h)) - f(moved(-h))) / (2 * h);
    });
  return { p: along('p'), v0: along('v0'), u0: along('u0') };
}

function close(x: ArrayLike<number>, y: ArrayLike<number>, tolerance: number): void {
  expect(x.length).to.equal(y.length);
  for (let i = 0; i < y.length; i++) expect(x[i]).to.be.closeTo(y[i]!, tolerance);
}

describe('problems over two halves', () => {
  const problems: [string, SecondOrderODEProblem<number[], number[]>][] = [
    ['SecondOrderODEProblem', new SecondOrderODEProblem(returning, given.v0, given.u0, [0, 3], given.p)],
    [
      'SecondOrderODEProblem in place',
      new SecondOrderODEProblem(writing, given.v0, given.u0, [0, 3], given.p),
    ],
    [
      'DynamicalODEProblem',
      new DynamicalODEProblem(returning, driftReturning, given.v0, given.u0, [0, 3], given.p) as never,
    ],
    [
      'DynamicalODEProblem in place',
      new DynamicalODEProblem(writing, driftWriting, given.v0, given.u0, [0, 3], given.p) as never,
    ],
  ];
  for (const [name, problem] of problems) {
    it(`${name} is solved by a first-order method, its states { v, u }`, () => {
      const solution = solve(problem, Tsit5(), tight);
      for (const t of [0.7, 3]) {
        const state = solution(t);
        expect(Object.keys(state)).to.deep.equal(['v', 'u']);
        for (const i of [0, 1]) {
          const [u, v] = exact(t, given.p, given.v0[i]!, given.u0[i]!);
          expect(state.u[i]).to.be.closeTo(u, 1e-7);
          expect(state.v[i]).to.be.closeTo(v, 1e-7);
        }
      }
    });
  }

  const gradients: [string, (o: Oscillator) => number][] = [
    ['SecondOrderODEProblem', endOfSecondOrder],
    ['SecondOrderODEProblem in place', endOfSecondOrderInPlace],
    ['DynamicalODEProblem', endOfDynamical],
    ['DynamicalODEProblem in place', endOfDynamicalInPlace],
    ['HamiltonianProblem', endOfCoupled],
  ];
  for (const [name, f] of gradients) {
    it(`the gradient of a solve of a ${name} agrees with differences and with forward mode`, () => {
      const [g] = gradient(f, given) as [Oscillator];
      const wanted = differences(f);
      close(g.p, wanted.p, 1e-7);
      close(g.v0, wanted.v0, 1e-7);
      close(g.u0, wanted.u0, 1e-7);
      const [, dot] = jvp(f, [given], [{ p: [1, 0.5], v0: [0.2, 0], u0: [0, -1] }]);
      expect(dot).to.be.closeTo(g.p[0]! + 0.5 * g.p[1]! + 0.2 * g.v0[0]! - g.u0[1]!, 1e-8);
    });
  }

  for (const f of [endOfNystrom, endOfSymplectic]) {
    it(`the continuous adjoint goes back through ${f.name}`, () => {
      const [g] = gradient(f, given) as [Oscillator];
      const wanted = differences(f);
      close(g.p, wanted.p, 1e-6);
      close(g.v0, wanted.v0, 1e-6);
      close(g.u0, wanted.u0, 1e-6);
    });
  }

  it('halves may be numbers, also in differentiated code', () => {
    const second = gradient(endOfNumbers, 0.3, 1, 1.7);
    const hamilton = gradient(endOfHamiltonian, 0.3, 1, 1.7);
    const h = 1e-5;
    close(second, hamilton, 1e-8);
    expect(second[0]).to.be.closeTo(
      (endOfNumbers(0.3 + h, 1, 1.7) - endOfNumbers(0.3 - h, 1, 1.7)) / (2 * h),
      1e-7,
    );
    expect(second[1]).to.be.closeTo(
      (endOfNumbers(0.3, 1 + h, 1.7) - endOfNumbers(0.3, 1 - h, 1.7)) / (2 * h),
      1e-7,
    );
    expect(second[2]).to.be.closeTo(
      (endOfNumbers(0.3, 1, 1.7 + h) - endOfNumbers(0.3, 1, 1.7 - h)) / (2 * h),
      1e-7,
    );
  });

  it('halves may be ndarrays and trees', () => {
    const problem = new SecondOrderODEProblem(
      (du: { a: number; b: number[] }, u: { a: number; b: number[] }) => ({
        a: -u.a - du.a,
        b: u.b.map((x, i) => -x - du.b[i]!),
      }),
      { a: 0.5, b: [0.5, 1] },
      { a: 1, b: [1, -1] },
      [0, 2],
    );
    const end = solve(problem, Tsit5(), tight).u.at(-1) as { u: { a: number; b: number[] } };
    expect(end.u.a).to.be.closeTo(exact(2, [1, 1], 0.5, 1)[0], 1e-8);
    expect(end.u.b[1]).to.be.closeTo(exact(2, [1, 1], 1, -1)[0], 1e-8);
    const energy = /* @differentiable */ (
      p: ReturnType<typeof array>,
      q: ReturnType<typeof array>,
    ): number => {
      let sum = 0;
      for (let i = 0; i < 2; i++) sum += p.data[i]! ** 2 / 2 + q.data[i]! ** 2 / 2;
      return sum;
    };
    const flow = new HamiltonianProblem(energy as never, array([0.5, 1]), array([1, -1]), [0, 2]);
    const last = solve(flow, Tsit5(), tight).u.at(-1) as { q: { data: Float64Array } };
    close(last.q.data, [exact(2, [1, 0], 0.5, 1)[0], exact(2, [1, 0], 1, -1)[0]], 1e-8);
  });

  it('one object may stand for both halves', () => {
    const x = [1, 2];
    const end = solve(new SecondOrderODEProblem(returning, x, x, [0, 1], [4, 0.3]), Tsit5(), tight).u.at(-1);
    const [u, v] = exact(1, [4, 0.3], 2, 2);
    expect(end!.u[1]).to.be.closeTo(u, 1e-8);
    expect(end!.v[1]).to.be.closeTo(v, 1e-8);
  });

  it('initial values and time span may depend on the parameters', () => {
    const problem = new SecondOrderODEProblem(
      returning,
      (p: number[]) => [p[0]!, 0],
      (_p: number[], t0: number) => [t0, 1],
      (p: number[]) => [1, p[0]!] as const,
      [2, 0.1],
    );
    const solution = solve(problem, Tsit5(), tight);
    expect(solution.t.at(-1)).to.equal(2);
    expect(solution.u.at(-1)!.u[0]).to.be.closeTo(exact(1, [2, 0.1], 2, 1)[0], 1e-8);
  });

  it('refuses halves that do not match, numbers that are to be written, and what is no function', () => {
    const codeOf = (make: () => unknown): string => {
      try {
        make();
      } catch (error) {
        return (error as { code: string }).code;
      }
      return 'none';
    };
    expect(codeOf(() => new SecondOrderODEProblem(returning, [1], [1, 2], [0, 1]))).to.equal('DIFF5004');
    expect(codeOf(() => new SecondOrderODEProblem(writing as never, 1, 1, [0, 1]))).to.equal('DIFF5004');
    expect(codeOf(() => new HamiltonianProblem(3 as never, 1, 1, [0, 1]))).to.equal('DIFF5006');
    expect(codeOf(() => new HamiltonianProblem(pendulum, 1, [1] as never, [0, 1]))).to.equal('DIFF5004');
    const plain = new HamiltonianProblem(Function.prototype as never, 1, 1, [0, 1]);
    expect(codeOf(() => solve(plain))).to.equal('DIFF3001');
    const short = new SecondOrderODEProblem((_v: Float64Array) => [1], [1, 2], [1, 2], [0, 1]);
    expect(codeOf(() => solve(short))).to.equal('DIFF5002');
  });
});
