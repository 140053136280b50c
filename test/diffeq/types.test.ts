import { expect } from 'chai';
import type { Solution } from '@diffjs/diffeq';
import {
  BVProblem,
  DAEProblem,
  DynamicalODEProblem,
  HamiltonianProblem,
  ODEProblem,
  SecondOrderODEProblem,
  SplitODEProblem,
  SteadyStateProblem,
  SSRootfind,
  TwoPointBVProblem,
  Tsit5,
  init,
  remake,
  solve,
} from '@diffjs/diffeq';
import type { InitialValueProblem } from '@diffjs/diffeq';
import { array } from '@diffjs/runtime';
import type { NDArray } from '@diffjs/runtime';

/** Whether two types are the same, and neither is `any`. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Compiles only if its argument has exactly the type that it is asked for. */
function is<Wanted>() {
  return <Given>(
    _value: Given,
    ..._same: Same<Given, Wanted> extends true ? [] : ['is of another type', Given]
  ): void => {};
}

/* @differentiable */
function energy(p: number, q: number): number {
  return (p * p + q * q) / 2;
}

/* The right-hand sides below have no annotations: what they are given is inferred, and the compiler refuses what does not fit. */
describe('diffeq: types', () => {
  it('u and p of a right-hand side that returns come from u0 and p', () => {
    const scalar = new ODEProblem((u, p, t) => (is<number>()(u), is<number>()(t), -p.rate * u), 1, [0, 1], {
      rate: 2,
    });
    is<number>()(solve(scalar).u[0]!);
    is<number>()(solve(scalar, Tsit5())(0.5));
    const list = new ODEProblem((u, p) => (is<Float64Array>()(u), [-p * u[0]!]), [1], [0, 1], 2);
    is<Float64Array>()(solve(list).u[0]!);
    const typed = new ODEProblem(
      (u) => (is<Float64Array>()(u), u.map((x) => -x)),
      Float64Array.of(1),
      [0, 1],
    );
    is<Float64Array>()(solve(typed)(1));
    const tree = new ODEProblem((u) => ({ x: u.v, v: -u.x }), { x: 1, v: 0 }, [0, 1]);
    is<{ x: number; v: number }>()(solve(tree)(1));
    const nd = new ODEProblem((u) => (is<NDArray>()(u), u), array([1, 2]), [0, 1]);
    is<NDArray>()(solve(nd)(1));
    const late = new ODEProblem(
      (u, p) => [-p.rate * u[0]!],
      (p: { rate: number; start: number }, t0: number) => [p.start + t0],
      [0, 1],
      { rate: 1, start: 2 },
    );
    is<Float64Array>()(solve(late)(1));
    expect(solve(late).u[0]![0]).to.equal(2);
  });

  it('du, u and p of a right-hand side that writes come from u0 and p', () => {
    const problem = new ODEProblem(
      (du, u, p, t) => {
        is<Float64Array>()(du);
        is<Float64Array>()(u);
        is<number[]>()(p);
        is<number>()(t);
        du[0] = -p[0]! * u[0]!;
      },
      [1],
      [0, 1],
      [2],
    );
    is<Float64Array>()(solve(problem).u[0]!);
    is<Float64Array>()(
      solve(new ODEProblem((du, u, _p, _t) => void (du[0] = -u[0]!), [1], [0, 1]), Tsit5())(1),
    );
    expect(problem.inPlace).to.equal(true);
  });

  it('states of problems of other kinds', () => {
    const split = new SplitODEProblem(
      (u, p, _t) => [-p * u[0]!],
      (du, _u, p, _t) => void (du[0] = p),
      [1],
      [0, 1],
      3,
    );
    is<Float64Array>()(solve(split).u[0]!);
    const second = new SecondOrderODEProblem((_du, u) => -u, 0, 1, [0, 1]);
    is<{ v: number; u: number }>()(solve(second).u[0]!);
    const secondInPlace = new SecondOrderODEProblem(
      (ddu, du, u, p, _t) => void (ddu[0] = -u[0]! - p * du[0]!),
      [0],
      [1],
      [0, 1],
      0.1,
    );
    is<{ v: Float64Array; u: Float64Array }>()(solve(secondInPlace).u[0]!);
    const dynamical = new DynamicalODEProblem(
      (_v, u) => -u[0]!,
      (v) => [v],
      0,
      [1],
      [0, 1],
    );
    is<{ v: number; u: Float64Array }>()(solve(dynamical).u[0]!);
    const hamiltonian = new HamiltonianProblem(energy, 0, 1, [0, 1]);
    is<{ p: number; q: number }>()(solve(hamiltonian).u[0]!);
    const implicit = new DAEProblem((du, u, p) => [du[0]! + p * u[0]!], [-2], [1], [0, 1], 2);
    is<Float64Array>()(solve(implicit).u[0]!);
    const implicitInPlace = new DAEProblem(
      (out, du, u, _p, _t) => void (out[0] = du[0]! + u[0]!),
      [-1],
      [1],
      [0, 1],
    );
    is<Float64Array>()(solve(implicitInPlace).u[0]!);
    const steady = new SteadyStateProblem((u, p) => p - u, 0.5, 2);
    is<number>()(solve(steady).u);
    is<number>()(solve(new ODEProblem((u, p) => p - u, 0.5, [0, 1], 2), SSRootfind()).u);
    const boundary = new BVProblem(
      (u) => [u[1]!, -u[0]!],
      (residual, u, _p, _t) => {
        residual[0] = u(0)[0]!;
        residual[1] = u(1)[0]! - 1;
      },
      [0, 0],
      [0, 1],
    );
    is<Float64Array>()(solve(boundary)(1));
    const twoPoint = new TwoPointBVProblem(
      (du, u, _p, _t) => {
        du[0] = u[1]!;
        du[1] = -u[0]!;
      },
      [(a) => [a[0]!], (b) => [b[0]! - 1]],
      [0, 0],
      [0, 1],
    );
    is<Float64Array>()(solve(twoPoint)(1));
    expect(solve(hamiltonian).u[0]).to.deep.equal({ p: 0, q: 1 });
  });

  it('an integrator has the state and the parameters of its problem', () => {
    const integrator = init(new ODEProblem((u: number, p: number) => -p * u, 1, [0, 1], 2));
    is<number>()(integrator.u);
    is<number>()(integrator.p);
    const pair = init(new SecondOrderODEProblem((_du, u, p) => -p.k * u, 0, 1, [0, 1], { k: 2 }));
    is<{ v: number; u: number }>()(pair.u);
    is<{ k: number }>()(pair.p);
    expect(pair.u).to.deep.equal({ v: 0, u: 1 });
  });

  it('problems with other parameters, and of other kinds, fit into one list', () => {
    const without = new ODEProblem((u) => [-u[0]!], [1], [0, 1], undefined);
    const withRate = new ODEProblem((u, p) => [-p * u[0]!], [1], [0, 1], 2);
    const alike: ODEProblem<number[]>[] = [without, withRate];
    const any: ODEProblem[] = [...alike, new ODEProblem((u) => -u, 1, [0, 1])];
    const kinds: InitialValueProblem<Float64Array>[] = [
      ...alike,
      new SplitODEProblem(
        (u) => [-u[0]!],
        () => [1],
        [1],
        [0, 1],
      ),
      new DAEProblem((du, u) => [du[0]! + u[0]!], [-1], [1], [0, 1]),
    ];
    is<Solution<Float64Array>[]>()(kinds.map((problem) => solve(problem)));
    const mixed = [withRate, new HamiltonianProblem(energy, 0, 1, [0, 1])];
    is<Float64Array | { p: number; q: number }>()(mixed.map((problem) => solve(problem))[0]!(1));
    is<typeof withRate>()(remake(withRate, { p: 3 }));
    expect([...any, ...kinds]).to.have.length(7);
  });

  it('refuses what does not fit', () => {
    // @ts-expect-error -- the state is a number
    new ODEProblem((u: string) => u.length, 1, [0, 1]);
    // @ts-expect-error -- there is no such parameter
    new ODEProblem((u, p) => -p.missing * u, 1, [0, 1], { rate: 2 });
    // @ts-expect-error -- a half without the momenta
    is<{ q: number }>()(solve(new HamiltonianProblem(energy, 0, 1, [0, 1])).u[0]!);
    // @ts-expect-error -- states of a vector have no names
    expect(solve(new ODEProblem((u) => [-u[0]!], [1], [0, 1])).u[0]!.x).to.equal(undefined);
  });
});
