import { expect } from 'chai';
import { checkGradient, gradient, jvp } from '@diffjs/runtime';
import {
  DynamicSS,
  ODEProblem,
  QNDF,
  SSRootfind,
  SteadyStateProblem,
  TerminateSteadyState,
  Tsit5,
  remake,
  solve,
} from '@diffjs/diffeq';

/* @differentiable */
function logistic(u: number, p: number[], _t: number): number {
  return p[0]! * u * (1 - u / p[1]!);
}

/** Brusselator without diffusion: the root is (p₀, p₁/p₀). */
/* @differentiable */
function brusselator(du: Float64Array, u: Float64Array, p: number[], _t: number): void {
  du[0] = p[0]! - (1 + p[1]!) * u[0]! + u[0]! * u[0]! * u[1]!;
  du[1] = p[1]! * u[0]! - u[0]! * u[0]! * u[1]!;
}

/** Heat over n places with a source p[0] + p[1]·u²: nonlinear and tridiagonal. */
/* @differentiable */
function rod(du: Float64Array, u: Float64Array, p: number[], _t: number): void {
  const n = u.length;
  for (let i = 0; i < n; i++) {
    const left = i === 0 ? 0 : u[i - 1]!;
    const right = i === n - 1 ? 0 : u[i + 1]!;
    du[i] =
      (left - 2 * u[i]! + right) * (n + 1) * (n + 1) + p[0]! - p[1]! * u[i]! * u[i]! + 0.5 * p[1]! * right;
  }
}

/* @differentiable */
function robertsonRates(du: Float64Array, u: Float64Array, _p: unknown, _t: number): void {
  const r1 = 0.04 * u[0]!;
  const r2 = 1e4 * u[1]! * u[2]!;
  const r3 = 3e7 * u[1]! ** 2;
  du[0] = -r1 + r2 + 1e-6 * u[2]!;
  du[1] = r1 - r2 - r3;
  du[2] = r3 - 1e-6 * u[2]!;
}

const brusselatorProblem = new SteadyStateProblem(brusselator, [1, 1], [0.6, 1.1]);

describe('diffeq/steady: SSRootfind', () => {
  it('finds a root of exact value, from a problem of either kind', () => {
    for (const problem of [brusselatorProblem, new ODEProblem(brusselator, [1, 1], [3, 4], [0.6, 1.1])]) {
      const sol = solve(problem as typeof brusselatorProblem, SSRootfind());
      expect(sol.code).to.equal('Success');
      expect(sol.u[0]).to.be.closeTo(0.6, 1e-9);
      expect(sol.u[1]).to.be.closeTo(1.1 / 0.6, 1e-9);
      expect(Math.hypot(...sol.residual)).to.be.below(1e-9);
    }
    expect(solve(remake(brusselatorProblem, { p: [0.5, 1] })).u[1]).to.be.closeTo(2, 1e-9);
    const ode = new ODEProblem(brusselator, [1, 1], [3, 4], [0.6, 1.1]);
    expect(solve(new SteadyStateProblem(ode)).u[0]).to.be.closeTo(0.6, 1e-9);
  });

  it('takes numbers and trees', () => {
    expect(solve(new SteadyStateProblem(logistic, 15, [1, 20])).u).to.be.closeTo(20, 1e-7);
    const tree = new SteadyStateProblem(
      (u: { a: number; b: number[] }) => ({ a: 1 - u.a, b: [u.a - u.b[0]!] }),
      {
        a: 0,
        b: [0],
      },
    );
    expect(solve(tree).u).to.deep.equal({ a: 1, b: [1] });
  });

  for (const method of ['newton', 'pseudoTransient'] as const) {
    it(`never gives a state without f = 0 for a root: ${method}`, () => {
      const rootless: [string, (u: number) => number][] = [
        ['u² + 1', (u) => u * u + 1],
        ['tiny', (u) => 1e-14 * (u * u + 1)],
        ['exp', (u) => -Math.exp(-u)],
        ['pole', (u) => 1 / u],
        ['jump', (u) => (u < 0.3 ? 1 : -1)],
        ['nothing finite', () => NaN],
        ['constant', () => 1],
      ];
      for (const [name, f] of rootless) {
        for (const u0 of [0.5, 1e-9, -3]) {
          const sol = solve(new SteadyStateProblem(f, u0), SSRootfind({ method }));
          expect(sol.code, `${name} from ${u0}: ${sol.u}, f = ${sol.residual}`).to.not.equal('Success');
          expect(sol.message).to.be.a('string').with.length.above(20);
        }
      }
    });
  }

  it('finds by continuation what Newton alone misses', () => {
    // Newton’s method for u/√(1+u²) diverges from |u| > 1, and its line search stalls at no root of this pair.
    const far = new SteadyStateProblem(
      (u: Float64Array) => [-Math.atan(5 * u[0]!), u[0]! - u[1]! ** 3],
      [40, -30],
    );
    const sol = solve(far, SSRootfind({ method: 'pseudoTransient' }));
    expect(sol.code).to.equal('Success');
    expect(Math.abs(sol.u[0]!)).to.be.below(1e-8);
    const local = new SteadyStateProblem((u: number) => -(u ** 3) / 3 + u * 4 - 10, 1); // f has a minimum of |f| near 2
    expect(solve(local, SSRootfind({ method: 'newton' })).code).to.not.equal('Success');
    expect(solve(local).u).to.be.closeTo(-4.347477, 1e-6);
  });

  it('keeps what is conserved: Robertson’s reactions, whose Jacobian is singular', () => {
    const robertson = new SteadyStateProblem(robertsonRates, [1, 0, 0]);
    const sol = solve(robertson);
    expect(sol.code).to.equal('Success');
    expect(sol.u[0]! + sol.u[1]! + sol.u[2]!).to.be.closeTo(1, 1e-8);
    expect(Math.max(...sol.residual.map(Math.abs))).to.be.below(1e-10);
    expect(Math.min(...sol.u)).to.be.above(-1e-10);
  });

  it('takes sparse Jacobians, which agree with full ones', () => {
    const n = 60;
    const sparse = new SteadyStateProblem(rod, new Float64Array(n), [3, 2], { bandwidth: [1, 1] });
    const full = new SteadyStateProblem(rod, new Float64Array(n), [3, 2]);
    const a = solve(sparse);
    const b = solve(full);
    expect(a.code).to.equal('Success');
    expect(a.stats.njac).to.equal(b.stats.njac);
    a.u.forEach((x, i) => expect(x).to.be.closeTo(b.u[i]!, 1e-12));
  });

  it('says what is wrong with options and kinds', () => {
    expect(() => solve(brusselatorProblem, Tsit5() as never)).to.throw(/DIFF5018.*SSRootfind/);
    expect(() => SSRootfind({ method: 'secant' as never })).to.throw(/DIFF5008/);
    expect(() => solve(brusselatorProblem, SSRootfind(), { rtol: -1 })).to.throw(/DIFF5001/);
    expect(() => solve(new SteadyStateProblem(() => 1, 0), SSRootfind(), { throwOnFailure: true })).to.throw(
      /DIFF5011/,
    );
  });
});

describe('diffeq/steady: DynamicSS', () => {
  it('goes where the dynamics lead', () => {
    const sol = solve(new SteadyStateProblem(logistic, 0.1, [1, 20]), DynamicSS(Tsit5()), {
      rtol: 1e-8,
      atol: 1e-8,
    });
    expect(sol.code).to.equal('Success');
    expect(sol.u).to.be.closeTo(20, 1e-4);
    expect(sol.t).to.be.within(10, 100);
    expect(Math.abs(sol.residual)).to.be.at.most(1e-8 + 1e-6 * 20);
    const stiff = solve(brusselatorProblem, DynamicSS(QNDF(), { atol: 1e-10, rtol: 0 }), {
      rtol: 1e-8,
      atol: 1e-10,
    });
    expect(stiff.u[0]).to.be.closeTo(0.6, 1e-7);
  });

  it('says when there is none', () => {
    const oscillator = new SteadyStateProblem((u: Float64Array) => [u[1]!, -u[0]!], [1, 0]);
    const cycle = solve(oscillator, DynamicSS(Tsit5(), { tspan: 20 }));
    expect(cycle.code).to.equal('ConvergenceFailure');
    expect(cycle.message).to.match(/had not become small/);
    const blowUp = solve(new SteadyStateProblem((u: number) => 1 + u * u, 1), DynamicSS(Tsit5()));
    expect(blowUp.code).to.be.oneOf(['Unstable', 'DtLessThanMin']);
  });

  it('TerminateSteadyState ends an ordinary integration', () => {
    const problem = new ODEProblem(logistic, 0.1, [0, 1000], [1, 20]);
    const sol = solve(problem, Tsit5(), { rtol: 1e-7, callback: TerminateSteadyState({ minT: 25 }) });
    expect(sol.code).to.equal('Terminated');
    expect(sol.t.at(-1)).to.be.within(25, 500);
    expect(() => TerminateSteadyState({ atol: -1 })).to.throw(/DIFF5019/);
  });
});

interface Balance {
  x: number;
  y: number[];
}

/* @differentiable */
function balance(u: Balance, p: { rate: { a: number }; rest: number[] }, _t: number): Balance {
  return { x: p.rate.a - u.x, y: [p.rest[0]! * u.x * u.x - u.y[0]!, p.rest[1]! * u.y[0]! - u.y[1]!] };
}

/* @differentiable */
function steadyProduct(a: number, b: number): number {
  const sol = solve(new SteadyStateProblem(brusselator, [1, 1], [a, b]), SSRootfind());
  return sol.u[0]! * sol.u[1]! + sol.u[1]!;
}

/* @differentiable */
function integratedProduct(a: number, b: number): number {
  const problem = new ODEProblem(brusselator, [1, 1], [0, 1], [a, b]);
  const sol = solve(problem, DynamicSS(Tsit5(), { atol: 1e-9, rtol: 0 }), { rtol: 1e-10, atol: 1e-12 });
  return sol.u[0]! * sol.u[1]! + sol.u[1]!;
}

/* @differentiable */
function capacity(rate: number, k: number): number {
  return solve(new SteadyStateProblem(logistic, 15, [rate, k]), SSRootfind()).u;
}

/* @differentiable */
function middleOfRod(source: number, loss: number): number {
  const problem = new SteadyStateProblem(rod, new Float64Array(40), [source, loss], { bandwidth: [1, 1] });
  const { u } = solve(problem, SSRootfind());
  return u[10]! + u[20]! * u[30]!;
}

describe('diffeq/steady: derivatives', () => {
  // u₀ u₁ + u₁ = p₁ + p₁/p₀
  for (const [name, f, tolerance] of [
    ['SSRootfind', steadyProduct, 1e-8],
    ['DynamicSS', integratedProduct, 1e-7],
  ] as const) {
    it(`in closed form, both modes: ${name}`, () => {
      const [a, b] = [0.6, 1.1];
      const [da, db] = gradient(f, a, b);
      expect(da).to.be.closeTo(-b / a ** 2, tolerance);
      expect(db).to.be.closeTo(1 + 1 / a, tolerance);
      expect(jvp(f, [a, b], [1, 0])[1]).to.be.closeTo(-b / a ** 2, tolerance);
      expect(jvp(f, [a, b], [0.5, 2])[1]).to.be.closeTo((-0.5 * b) / a ** 2 + 2 + 2 / a, tolerance);
    });
  }

  it('of a number', () => {
    const [dRate, dK] = gradient(capacity, 1, 20);
    expect(dRate).to.be.closeTo(0, 1e-9);
    expect(dK).to.be.closeTo(1, 1e-9);
  });

  it('of a sparse, unsymmetric system, against differences', () => {
    const check = checkGradient(middleOfRod, [3, 2]);
    expect(check.ok, JSON.stringify(check)).to.equal(true);
    const [ds, dl] = gradient(middleOfRod, 3, 2);
    expect(jvp(middleOfRod, [3, 2], [0.3, -0.7])[1]).to.be.closeTo(0.3 * ds - 0.7 * dl, 1e-10);
  });

  it('follows what f captures, and states and parameters of any form', () => {
    const captured = /* @differentiable */ (k: number): number => {
      const f = /* @differentiable */ (u: number, p: number, _t: number): number => p - k * u * u * u;
      return solve(new SteadyStateProblem(f, 1, 2), SSRootfind()).u * k;
    };
    // u = (2/k)^⅓, so that k u = 2^⅓ k^⅔
    expect(gradient(captured, 1.5)[0]).to.be.closeTo(((2 / 3) * Math.cbrt(2)) / Math.cbrt(1.5), 1e-9);
    expect(jvp(captured, [1.5], [1])[1]).to.be.closeTo(((2 / 3) * Math.cbrt(2)) / Math.cbrt(1.5), 1e-9);
    const trees = /* @differentiable */ (a: number): number => {
      const { u } = solve(
        new SteadyStateProblem(balance, { x: 1, y: [1, 1] }, { rate: { a }, rest: [2, 3] }),
        SSRootfind(),
      );
      return u.x + 10 * u.y[0]! + 100 * u.y[1]!;
    };
    // x = a, y₀ = 2a², y₁ = 3·2a²
    expect(gradient(trees, 0.7)[0]).to.be.closeTo(1 + 10 * 4 * 0.7 + 100 * 12 * 0.7, 1e-7);
    expect(jvp(trees, [0.7], [1])[1]).to.be.closeTo(1 + 10 * 4 * 0.7 + 100 * 12 * 0.7, 1e-7);
  });

  it('refuses where there is none', () => {
    const conserved = /* @differentiable */ (k: number): number => {
      const exchange = /* @differentiable */ (u: Float64Array, p: number, _t: number): number[] => [
        -p * u[0]! + u[1]!,
        p * u[0]! - u[1]!,
      ];
      return solve(new SteadyStateProblem(exchange, [1, 0], k), SSRootfind()).u[0]!;
    };
    expect(() => gradient(conserved, 2)).to.throw(/DIFF5066.*singular/);
    const rootless = /* @differentiable */ (k: number): number =>
      solve(
        new SteadyStateProblem(/* @differentiable */ (u: number, p: number, _t: number) => u * u + p, 1, k),
        SSRootfind(),
      ).u;
    expect(() => gradient(rootless, 2)).to.throw(/DIFF5066/);
  });
});
