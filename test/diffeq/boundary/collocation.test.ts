import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { gradient, jvp } from '@diffjs/runtime';
import type { BVPGuess, BVPSolution } from '@diffjs/diffeq';
import { BVProblem, MIRK4, MIRK6, Tsit5, TwoPointBVProblem, remake, solve } from '@diffjs/diffeq';

type Curve = (t: number) => Float64Array;

interface Golden {
  t: number[];
  u: number[][];
  p?: number[];
}

const golden = JSON.parse(readFileSync(join(__dirname, '../reference/bvp.json'), 'utf8')) as Record<
  string,
  Golden
>;

/* @differentiable */
function bratu(u: Float64Array, p: number, _t: number): number[] {
  return [u[1]!, -p * Math.exp(u[0]!)];
}

/* @differentiable */
function troesch(u: Float64Array, p: number, _t: number): number[] {
  return [u[1]!, p * Math.sinh(p * u[0]!)];
}

const troeschEnds = [(a: Float64Array) => [a[0]!], (b: Float64Array) => [b[0]! - 1]] as const;

const zeroEnds = [(a: Float64Array) => [a[0]!], (b: Float64Array) => [b[0]!]] as const;

/** u = 2 log(cosh(θ/4) / cosh((t − ½)θ/2)) with θ = √(2λ) cosh(θ/4). */
function bratuExact(lambda: number, t: number): number {
  let theta = 1;
  for (let k = 0; k < 200; k++) theta = Math.sqrt(2 * lambda) * Math.cosh(theta / 4);
  return 2 * Math.log(Math.cosh(theta / 4) / Math.cosh(((t - 0.5) * theta) / 2));
}

function expectGolden(name: string, sol: BVPSolution<Float64Array>, tolerance: number): void {
  const { t, u } = golden[name]!;
  expect(sol.code, sol.message).to.equal('Success');
  t.forEach((time, i) =>
    u[i]!.forEach((x, j) =>
      expect(sol(time)[j], `${name}, u(${time})[${j}]`).to.be.closeTo(x, tolerance * (1 + Math.abs(x))),
    ),
  );
}

describe('diffeq/boundary: collocation', () => {
  for (const [method, order] of [
    [MIRK4, 4],
    [MIRK6, 6],
  ] as const) {
    it(`${method.name} has its order at the nodes and in between`, () => {
      const problem = new TwoPointBVProblem(bratu, zeroEnds, [0, 0], [0, 1], 2);
      const errors = [order === 4 ? 9 : 5, order === 4 ? 17 : 9].map((nodes) => {
        const sol = solve(problem, method(), { adaptive: false, nodes, rtol: 1e-11 });
        expect(sol.t).to.have.length(nodes);
        const node = Math.max(...sol.t.map((t, i) => Math.abs(sol.u[i]![0]! - bratuExact(2, t))));
        let dense = 0;
        for (let k = 0; k < 100; k++)
          dense = Math.max(dense, Math.abs(sol(k / 100)[0]! - bratuExact(2, k / 100)));
        return [node, dense];
      });
      for (const which of [0, 1]) {
        const observed = Math.log2(errors[0]![which]! / errors[1]![which]!);
        expect(observed, `${which === 0 ? 'nodes' : 'dense'}: ${errors.map((e) => e[which])}`).to.be.within(
          order - 0.3,
          order + 0.6,
        );
      }
    });

    it(`${method.name} meets its tolerance`, () => {
      let before = Infinity;
      for (const rtol of [1e-3, 1e-5, 1e-7, 1e-9]) {
        const sol = solve(new TwoPointBVProblem(bratu, zeroEnds, [0, 0], [0, 1], 3), method(), {
          rtol,
          nodes: 5,
        });
        let error = 0;
        for (let k = 0; k <= 100; k++)
          error = Math.max(error, Math.abs(sol(k / 100)[0]! - bratuExact(3, k / 100)));
        expect(error)
          .to.be.below(20 * rtol)
          .and.below(before);
        before = error;
      }
    });

    it(`${method.name}: the values of SciPy’s solve_bvp`, () => {
      const tight = { rtol: 1e-8, maxNodes: 20000 };
      expectGolden(
        'bratuLower',
        solve(new TwoPointBVProblem(bratu, zeroEnds, [0, 0], [0, 1], 1), method(), tight),
        1e-7,
      );
      expectGolden(
        'bratuUpper',
        solve(new TwoPointBVProblem(bratu, zeroEnds, [3, 0], [0, 1], 1), method(), tight),
        1e-7,
      );
      const pendulum = new BVProblem(
        (du: Float64Array, u: Float64Array, _p: unknown, _t: number) => {
          du[0] = u[1]!;
          du[1] = -9.81 * Math.sin(u[0]!);
        },
        (residual: Float64Array, u: Curve, _p: unknown, [t0, t1]: readonly [number, number]) => {
          residual[0] = u(t0)[0]! - Math.PI / 2;
          residual[1] = u(t1)[0]! + Math.PI / 2;
        },
        (_p: unknown, t: number) => [Math.PI / 2 - 2 * t, -2],
        [0, Math.PI / 2],
      );
      expectGolden('pendulum', solve(pendulum, method(), tight) as BVPSolution<Float64Array>, 1e-7);
      const layer = new TwoPointBVProblem(
        (u: Float64Array, p: number, _t: number) => [u[1]!, (u[0]! - u[0]! * u[1]!) / p],
        [(a: Float64Array) => [a[0]! + 1 / 3], (b: Float64Array) => [b[0]! - 1 / 3]],
        (_p: number, t: number) => [(2 * t - 1) / 3, 2 / 3],
        [0, 1],
        1e-2,
      );
      expectGolden('cole', solve(layer, method(), tight) as BVPSolution<Float64Array>, 1e-7);
    });
  }

  it('resolves a boundary layer of width 1e-4 by its mesh', () => {
    // ε u'' = u, u(0) = 1, u(1) = 0
    const epsilon = 1e-8;
    const root = Math.sqrt(epsilon);
    const layer = new TwoPointBVProblem(
      /* @differentiable */ (u: Float64Array, p: number, _t: number) => [u[1]! / p, u[0]! / p],
      [(a: Float64Array) => [a[0]! - 1], (b: Float64Array) => [b[0]!]],
      [0, 0],
      [0, 1],
      root,
    );
    const sol = solve(layer, MIRK4(), { rtol: 1e-5 });
    expect(sol.code, sol.message).to.equal('Success');
    for (const t of [0, root / 2, root, 5 * root, 0.01, 0.5])
      expect(sol(t)[0]).to.be.closeTo(Math.exp(-t / root), 1e-5);
    const share = sol.t.filter((t) => t < 20 * root).length / sol.t.length;
    expect(share).to.be.above(0.25);
  });

  it('solves Troesch’s problem, whose solution rises at the very end', () => {
    // u'(0) as in U. M. Ascher, R. M. M. Mattheij & R. D. Russell; M. Zarebnia & M. Sajjadian, 2012
    const slopes: Record<number, number> = { 5: 4.57504614e-2, 10: 3.58337784e-4, 20: 1.64877342e-8 };
    let guess: BVPGuess<Float64Array, number> = (_p: number, t: number) => Float64Array.of(t, 1);
    for (const lambda of [5, 10, 15, 20]) {
      const sol: BVPSolution<Float64Array, number> = solve(
        new TwoPointBVProblem(troesch, troeschEnds, guess, [0, 1], lambda),
        MIRK6(),
        {
          rtol: 1e-9,
          atol: 1e-11,
        },
      );
      expect(sol.code, `${lambda}: ${sol.message}`).to.equal('Success');
      if (lambda in slopes) expect(sol.u[0]![1]! / slopes[lambda]!).to.be.closeTo(1, 1e-5);
      guess = sol;
    }
  });

  it('finds unknown parameters: an eigenvalue of Mathieu’s equation', () => {
    for (const exact of [true, false]) {
      const equation = /* @differentiable */ (u: Float64Array, p: number, t: number): number[] => [
        u[1]!,
        -(p - 10 * Math.cos(2 * t)) * u[0]!,
      ];
      const mathieu = new TwoPointBVProblem(
        exact ? equation : (u: Float64Array, p: number, t: number) => equation(u, p, t),
        [(a: Float64Array) => [a[1]!, a[0]! - 1], (b: Float64Array) => [b[1]!]],
        (_p: number, t: number) => [Math.cos(4 * t), -4 * Math.sin(4 * t)],
        [0, Math.PI],
        15,
        { unknownParameters: true },
      );
      const sol = solve(mathieu, MIRK4(), { rtol: 1e-8 });
      expectGolden('mathieu', sol as BVPSolution<Float64Array>, 1e-6);
      expect(sol.p).to.be.closeTo(golden.mathieu!.p![0]!, 1e-7);
      expect(sol.u[0]).to.have.length(2);
    }
  });

  it('finds the period of a limit cycle, with conditions that tie both ends', () => {
    // Van der Pol, time in units of the period T; known for μ = 1 as 6.6632868593231301896996820305…
    const cycle = new BVProblem(
      /* @differentiable */ (u: Float64Array, p: { period: number }, _t: number) => [
        p.period * u[1]!,
        p.period * ((1 - u[0]! * u[0]!) * u[1]! - u[0]!),
      ],
      /* @differentiable */ (u: (t: number) => Float64Array, _p: { period: number }) => [
        u(0)[0]! - u(1)[0]!,
        u(0)[1]! - u(1)[1]!,
        u(0)[1]!,
      ],
      (_p, t) => [2 * Math.cos(2 * Math.PI * t), -2 * Math.sin(2 * Math.PI * t)],
      [0, 1],
      { period: 6.3 },
      { unknownParameters: true },
    );
    const sol = solve(cycle, MIRK6(), { rtol: 1e-10 });
    expect(sol.code, sol.message).to.equal('Success');
    expect(sol.p.period).to.be.closeTo(6.66328685932313, 1e-9);
    expect(sol.u[0]![0]).to.be.closeTo(2.00861986087484, 1e-8);
  });

  it('takes conditions inside of the span, time that runs backwards, numbers and trees', () => {
    const inner = new BVProblem(
      (u: Float64Array, _p: unknown, _t: number) => [u[1]!, -u[0]!],
      (u) => [u(0.3)[0]! - Math.sin(0.3), u(0.71)[1]! - Math.cos(0.71)],
      [0, 0],
      [0, 1],
    );
    const sol = solve(inner, MIRK4(), { rtol: 1e-8 });
    expect(sol.t).to.include(0.3).and.include(0.71);
    expect(sol(1)[0]).to.be.closeTo(Math.sin(1), 1e-7);
    const backwards = new BVProblem(
      (u: number, p: number, _t: number) => -p * u,
      (u) => [u(0) - 1],
      0,
      [2, 0],
      1.5,
    );
    expect(solve(backwards, MIRK4())(2)).to.be.closeTo(Math.exp(-3), 1e-6);
    const tree = new BVProblem(
      (u: { x: number; v: number[] }) => ({ x: u.v[0]!, v: [-u.x] }),
      (u) => [u(0).x - 1, u(1).v[0]!],
      { x: 0, v: [0] },
      [0, 1],
    );
    expect(solve(tree, MIRK4())(0.5).x).to.be.closeTo(
      Math.cos(0.5) + Math.tan(-1) * -1 * Math.sin(0.5) * 1,
      1e-5,
    );
  });

  it('starts from a mesh and from a solution', () => {
    const first = solve(new TwoPointBVProblem(bratu, zeroEnds, [0, 0], [0, 1], 3), MIRK4());
    const next = solve(new TwoPointBVProblem(bratu, zeroEnds, first, [0, 1], 3.5), MIRK4());
    expect(next(0.5)[0]).to.be.closeTo(bratuExact(3.5, 0.5), 1e-5);
    const again = solve(
      remake(new TwoPointBVProblem(bratu, zeroEnds, first, [0, 1], 3), { p: 3.5 }),
      MIRK4(),
    );
    expect(again(0.5)[0]).to.equal(next(0.5)[0]);
    const mesh = {
      t: [0, 0.4, 1],
      u: [
        [0, 0.5],
        [0.1, 0],
        [0, -0.5],
      ],
    };
    const sol = solve(new TwoPointBVProblem(bratu, zeroEnds, mesh, [0, 1], 1), MIRK4(), {
      adaptive: false,
      rtol: 1e-3,
    });
    expect(sol.t).to.deep.equal([0, 0.4, 1]);
  });

  it('says when there is no solution, and why', () => {
    const none = solve(new TwoPointBVProblem(bratu, zeroEnds, [0, 0], [0, 1], 4), MIRK4()); // none beyond 3.5138
    expect(none.code).to.equal('ConvergenceFailure');
    expect(none.message).to.match(/Newton|singular/);
    const twice = new BVProblem(
      (u: Float64Array) => [u[1]!, 0],
      (u) => [u(0)[0]!, 2 * u(0)[0]!],
      [0, 0],
      [0, 1],
    );
    expect(solve(twice, MIRK4()).message).to.match(/singular/);
    const tooFine = solve(new TwoPointBVProblem(bratu, zeroEnds, [0, 0], [0, 1], 3), MIRK4(), {
      rtol: 1e-12,
      maxNodes: 50,
    });
    expect(tooFine.code).to.equal('MaxSteps');
    expect(() =>
      solve(new TwoPointBVProblem(bratu, zeroEnds, [0, 0], [0, 1], 4), MIRK4(), { throwOnFailure: true }),
    ).to.throw(/DIFF5011/);
  });

  it('refuses derivatives, in both modes', () => {
    const height = /* @differentiable */ (lambda: number): number =>
      solve(new TwoPointBVProblem(bratu, zeroEnds, [0, 0], [0, 1], lambda), MIRK4()).u[3]![0]!;
    expect(height(1)).to.be.above(0);
    expect(() => gradient(height, 1)).to.throw(/DIFF5016/);
    expect(() => jvp(height, [1], [1])).to.throw(/DIFF5016/);
  });

  it('says what is wrong with problems', () => {
    const f = (u: Float64Array): number[] => [u[1]!, -u[0]!];
    expect(() => new BVProblem(f, (u) => [u(0)[0]!], [0, 0], [0, 1])).to.throw(
      /DIFF5067.*1 number.*2 unknowns/,
    );
    expect(() => new BVProblem(f, (u) => [u(0)[0]!, u(2)[0]!], [0, 0], [0, 1])).to.throw(/DIFF5067.*t = 2/);
    const writing = (residual: number[], u: (t: number) => number[]): void => {
      residual[0] = u(0)[0]!;
    };
    expect(() => new BVProblem(f, writing as never, [0, 0], [0, 1])).to.throw(/DIFF5067.*four parameters/);
    expect(() => new BVProblem(f, 3 as never, [0, 0], [0, 1])).to.throw(/DIFF5067/);
    expect(() => new TwoPointBVProblem(f, [(a: Float64Array) => [a[0]!], () => []], [0, 0], [0, 1])).to.throw(
      /DIFF5067/,
    );
    expect(
      () =>
        new BVProblem(
          f,
          (u) => [u(0)[0]!, u(1)[0]!],
          {
            t: [0, 2],
            u: [
              [0, 0],
              [0, 0],
            ],
          },
          [0, 1],
        ),
    ).to.throw(/DIFF5068/);
    const problem = new TwoPointBVProblem(bratu, zeroEnds, [0, 0], [0, 1], 1);
    expect(() => solve(problem, Tsit5() as never)).to.throw(/DIFF5018.*MIRK4/);
    expect(() => solve(problem, MIRK4(), { rtol: 0 })).to.throw(/DIFF5001/);
    expect(() => solve(problem, MIRK4(), { node: 3 } as never)).to.throw(/DIFF5005/);
  });
});
