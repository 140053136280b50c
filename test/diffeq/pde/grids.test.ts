import { expect } from 'chai';
import { gradient, isDifferentiable, jvp } from '@diffjs/runtime';
import type { LineProblem } from '@diffjs/diffeq';
import {
  Banded,
  DenseLU,
  FBDF,
  GMRES,
  InterpolatingAdjoint,
  ODEProblem,
  Rodas5P,
  SparseLU,
  Tsit5,
  brusselator1d,
  brusselator2d,
  burgers1d,
  finiteDifferences,
  heat1d,
  heat2d,
  solve,
  stencilWeights,
  wave1d,
  wave2d,
} from '@diffjs/diffeq';

const tight = { rtol: 1e-9, atol: 1e-11, saveEverystep: false } as const;

/** Largest difference between the state at the end and a function of the place; of every `stride`-th number. */
function errorAtEnd(
  { problem, x }: LineProblem<number>,
  exact: (x: number, t: number) => number,
  stride = 1,
): number {
  const sol = solve(problem, Rodas5P(), tight);
  expect(sol.code).to.equal('Success');
  const t = sol.t.at(-1)!;
  return Math.max(...x.map((xi, i) => Math.abs(sol.u.at(-1)![stride * i]! - exact(xi, t))));
}

/** Observed order of the error between two numbers of points. */
function observedOrder(
  errorWith: (n: number) => number,
  n: number,
  m: number,
  spacing: (n: number) => number,
): number {
  return Math.log(errorWith(n) / errorWith(m)) / Math.log(spacing(n) / spacing(m));
}

const spacings = {
  dirichlet: (n: number) => 1 / (n + 1),
  neumann: (n: number) => 1 / (n - 1),
  periodic: (n: number) => 1 / n,
};

describe('diffeq/pde: differences', () => {
  it('weights of known formulas', () => {
    expect(stencilWeights(2, [-1, 0, 1])).to.deep.equal([1, -2, 1]);
    stencilWeights(1, [-2, -1, 0, 1, 2]).forEach((w, i) =>
      expect(w).to.be.closeTo([1, -8, 0, 8, -1][i]! / 12, 1e-14),
    );
    stencilWeights(2, [-2, -1, 0, 1, 2]).forEach((w, i) =>
      expect(w).to.be.closeTo([-1, 16, -30, 16, -1][i]! / 12, 1e-13),
    );
    stencilWeights(2, [0, 1], 0).forEach((w, i) => expect(w).to.be.closeTo([-2, 2, -2][i]!, 1e-14)); // a mirrored point
  });

  for (const boundary of ['dirichlet', 'neumann', 'periodic'] as const) {
    for (const derivative of [1, 2] as const) {
      for (const order of [2, 4] as const) {
        it(`derivative ${derivative}, ${boundary}, order ${order}: exact for polynomials, or sines resolved`, () => {
          const [f, slope, curvature] =
            boundary === 'periodic'
              ? [
                  (x: number) => Math.sin(2 * Math.PI * x),
                  (x: number) => 2 * Math.PI * Math.cos(2 * Math.PI * x),
                  (x: number) => -((2 * Math.PI) ** 2) * Math.sin(2 * Math.PI * x),
                ]
              : [(x: number) => 1 + 2 * x + 3 * x * x, (x: number) => 2 + 6 * x, (_x: number) => 6];
          const values = boundary === 'dirichlet' ? [f(0), f(1)] : [slope(0), slope(1)];
          const d = finiteDifferences({
            n: 24,
            boundary,
            derivative,
            order,
            ...(boundary !== 'periodic' && { values: values as [number, number] }),
          });
          const out = new Float64Array(24);
          d.apply(out, d.x.map(f));
          const exact = derivative === 1 ? slope : curvature;
          const tolerance =
            boundary === 'periodic' ? (2 * Math.PI) ** derivative * (order === 2 ? 0.02 : 2e-4) : 1e-9;
          d.x.forEach((x, i) => expect(out[i], `at ${x}`).to.be.closeTo(exact(x), tolerance));
        });
      }
    }
  }

  it('upwind differences look to one side', () => {
    const left = finiteDifferences({ n: 8, boundary: 'periodic', derivative: 1, order: 1, side: 'left' });
    const out = new Float64Array(8);
    left.apply(out, [0, 0, 0, 1, 0, 0, 0, 0]);
    expect([...out]).to.deep.equal([0, 0, 0, 8, -8, 0, 0, 0]);
    const right = finiteDifferences({ n: 8, boundary: 'periodic', derivative: 1, order: 1, side: 'right' });
    right.apply(out, [0, 0, 0, 1, 0, 0, 0, 0]);
    expect([...out]).to.deep.equal([0, 0, 8, -8, 0, 0, 0, 0]);
  });

  it('says what is wrong', () => {
    expect(() => finiteDifferences({ n: 3, derivative: 1 })).to.throw(/DIFF5069.*n is 3/);
    expect(() => finiteDifferences({ n: 9, derivative: 3 as never })).to.throw(/DIFF5069/);
    expect(() => heat1d({ n: 9, u0: [1], tspan: [0, 1] })).to.throw(/DIFF5069.*u0/);
    expect(() => heat1d({ n: 9, u0: () => 0, tspan: [0, 1], boundary: 'open' as never })).to.throw(
      /DIFF5069/,
    );
    expect(() => heat1d({ n: 9, u0: () => 0, tspan: [0, 1], domain: [1, 0] })).to.throw(/DIFF5069/);
    expect(() => heat1d({ n: 9, u0: () => 0, tspan: [0, 1], nodes: 3 } as never)).to.throw(/DIFF5005/);
    expect(() => heat1d({ n: 9, u0: () => 0, tspan: [0, 1], boundary: 'periodic', values: [0, 1] })).to.throw(
      /DIFF5069/,
    );
  });
});

describe('diffeq/pde: closed forms, with the order of the differences', () => {
  const d = 0.3;
  const decay = (k: number, t: number): number => Math.exp(-d * k * k * t);
  const { PI } = Math;
  const heats = {
    dirichlet: (x: number, t: number) =>
      1 + 2 * x + decay(PI, t) * Math.sin(PI * x) + decay(2 * PI, t) * Math.sin(2 * PI * x),
    neumann: (x: number, t: number) =>
      decay(PI, t) * Math.cos(PI * x) + decay(2 * PI, t) * Math.cos(2 * PI * x) + x,
    periodic: (x: number, t: number) => decay(2 * PI, t) * Math.sin(2 * PI * x + 1),
  };
  const values = { dirichlet: [1, 3], neumann: [1, 1], periodic: undefined } as const;

  for (const boundary of ['dirichlet', 'neumann', 'periodic'] as const) {
    for (const order of [2, 4] as const) {
      it(`heat, ${boundary}, order ${order}`, () => {
        const exact = heats[boundary];
        const error = (n: number): number =>
          errorAtEnd(
            heat1d({
              n,
              boundary,
              order,
              diffusivity: d,
              u0: (x) => exact(x, 0),
              tspan: [0, 0.2],
              ...(values[boundary] && { values: values[boundary] }),
            }),
            exact,
          );
        // At order 4 the errors of the boundary and of the inside have opposite signs, which shows as more than 4.
        expect(observedOrder(error, 20, 80, spacings[boundary])).to.be.within(order - 0.2, order + 0.6);
        expect(error(40)).to.be.below(order === 2 ? 3e-3 : 5e-5);
      });
    }
  }

  for (const order of [2, 4] as const) {
    it(`waves of d’Alembert, order ${order}`, () => {
      const shape = (s: number): number => Math.exp(Math.sin(2 * PI * s));
      const slope = (s: number): number => 2 * PI * Math.cos(2 * PI * s) * shape(s);
      const exact = (x: number, t: number): number => shape(x - 0.5 * t); // goes to the right at speed ½
      const error = (n: number): number =>
        errorAtEnd(
          wave1d({
            n,
            boundary: 'periodic',
            order,
            speed: 0.5,
            u0: shape,
            v0: (x) => -0.5 * slope(x),
            tspan: [0, 0.5],
          }),
          exact,
          2,
        );
      expect(observedOrder(error, 40, 80, spacings.periodic)).to.be.within(order - 0.25, order + 0.75);
      const plucked = (n: number): number =>
        errorAtEnd(
          wave1d({ n, order, u0: (x) => Math.sin(2 * PI * x), tspan: [0, 0.3] }),
          (x, t) => (Math.sin(2 * PI * (x - t)) + Math.sin(2 * PI * (x + t))) / 2,
          2,
        );
      expect(observedOrder(plucked, 20, 80, spacings.dirichlet)).to.be.within(order - 0.2, order + 0.6);
    });

    it(`Burgers’ equation by Cole and Hopf, order ${order}`, () => {
      const nu = 0.1;
      const exact = (x: number, t: number): number => {
        const e = Math.exp(-PI * PI * nu * t);
        return (2 * nu * PI * e * Math.sin(PI * x)) / (1.5 + e * Math.cos(PI * x));
      };
      const error = (n: number): number =>
        errorAtEnd(burgers1d({ n, order, viscosity: nu, u0: (x) => exact(x, 0), tspan: [0, 0.5] }), exact);
      expect(observedOrder(error, 30, 60, spacings.dirichlet)).to.be.within(order - 0.25, order + 0.75);
    });
  }

  it('Burgers’ equation upwind, order 1, without oscillation at a front', () => {
    const nu = 0.1;
    const exact = (x: number, t: number): number => {
      const e = Math.exp(-PI * PI * nu * t);
      return (2 * nu * PI * e * Math.sin(PI * x)) / (1.5 + e * Math.cos(PI * x));
    };
    const error = (n: number): number =>
      errorAtEnd(
        burgers1d({ n, convection: 'upwind', viscosity: nu, u0: (x) => exact(x, 0), tspan: [0, 0.5] }),
        exact,
      );
    expect(observedOrder(error, 40, 80, spacings.dirichlet)).to.be.within(0.75, 1.25);
    const front = burgers1d({
      n: 60,
      convection: 'upwind',
      viscosity: 1e-4,
      values: [1, 0],
      u0: (x) => (x < 0.3 ? 1 : 0),
      tspan: [0, 0.6],
    });
    const { u } = solve(front.problem, Rodas5P());
    for (const state of u) for (const value of state) expect(value).to.be.within(-1e-3, 1 + 1e-3);
  });

  it('heat and waves in the plane, order 2 and 4', () => {
    for (const order of [2, 4] as const) {
      const heat = (n: number): number => {
        const { problem, x, y } = heat2d({
          n,
          order,
          y: { boundary: 'periodic', n: n + 2 },
          u0: (xi, yi) => Math.sin(PI * xi) * Math.cos(2 * PI * yi),
          tspan: [0, 0.02],
        });
        const end = solve(problem, FBDF(), tight).u.at(-1)!;
        let error = 0;
        y.forEach((yj, j) =>
          x.forEach((xi, i) => {
            const exact = Math.exp(-5 * PI * PI * 0.02) * Math.sin(PI * xi) * Math.cos(2 * PI * yj);
            error = Math.max(error, Math.abs(end[i + x.length * j]! - exact));
          }),
        );
        return error;
      };
      expect(observedOrder(heat, 8, 16, (n) => 1 / (n + 1.5))).to.be.within(order - 0.4, order + 0.6);
    }
    const { problem, x, y } = wave2d({
      n: 20,
      order: 4,
      u0: (xi, yi) => Math.sin(PI * xi) * Math.sin(PI * yi),
      tspan: [0, 0.5],
    });
    const end = solve(problem, Tsit5(), tight).u.at(-1)!;
    y.forEach((yj, j) =>
      x.forEach((xi, i) =>
        expect(end[2 * (i + 20 * j)]).to.be.closeTo(
          Math.cos(PI * Math.SQRT2 * 0.5) * Math.sin(PI * xi) * Math.sin(PI * yj),
          1e-4,
        ),
      ),
    );
  });

  it('a Brusselator without differences in space is that of the ordinary equations', () => {
    const plain = new ODEProblem(
      (u: Float64Array) => [1 + u[0]! ** 2 * u[1]! - 4 * u[0]!, 3 * u[0]! - u[0]! ** 2 * u[1]!],
      [1.2, 3.1],
      [0, 5],
    );
    const [u, v] = solve(plain, Rodas5P(), tight).u.at(-1)!;
    const line = brusselator1d({ n: 6, boundary: 'periodic', u0: () => 1.2, v0: () => 3.1, tspan: [0, 5] });
    const end = solve(line.problem, Rodas5P(), tight).u.at(-1)!;
    for (let i = 0; i < 6; i++) {
      expect(end[2 * i]).to.be.closeTo(u!, 1e-7);
      expect(end[2 * i + 1]).to.be.closeTo(v!, 1e-7);
    }
  });
});

describe('diffeq/pde: Jacobians and linear solvers', () => {
  it('full, banded, sparse and matrix-free solvers agree', () => {
    const { problem } = brusselator1d({ n: 20, tspan: [0, 1] });
    const { stats, u } = solve(problem, Rodas5P({ linearSolver: DenseLU() }), { rtol: 1e-6 });
    for (const linearSolver of [undefined, Banded(), SparseLU(), GMRES()]) {
      const other = solve(problem, Rodas5P({ linearSolver }), { rtol: 1e-6 });
      expect(other.code).to.equal('Success');
      other.u.at(-1)!.forEach((x, i) => expect(x).to.be.closeTo(u.at(-1)![i]!, 1e-4));
    }
    expect(stats.njac).to.be.above(0);
    const square = brusselator2d({ n: 8, tspan: [0, 1.5] }).problem;
    const dense = solve(square, FBDF({ linearSolver: DenseLU() }), { rtol: 1e-6, dStops: [1.1] }).u.at(-1)!;
    const sparse = solve(square, FBDF({ linearSolver: SparseLU() }), { rtol: 1e-6, dStops: [1.1] }).u.at(-1)!;
    sparse.forEach((x, i) => expect(x).to.be.closeTo(dense[i]!, 1e-4));
  });

  it('the places say all entries, and derivatives are exact', () => {
    const problems = [
      heat1d({ n: 9, order: 4, u0: () => 1, tspan: [0, 1] }).problem,
      wave1d({ n: 9, boundary: 'neumann', u0: () => 1, tspan: [0, 1] }).problem,
      burgers1d({ n: 9, convection: 'upwind', u0: (x) => x - 0.5, tspan: [0, 1] }).problem,
      brusselator1d({ n: 9, boundary: 'periodic', order: 4 }).problem,
      brusselator2d({ n: 5 }).problem,
      heat2d({ n: 5, y: { n: 6, boundary: 'neumann' }, u0: () => 1, tspan: [0, 1] }).problem,
    ];
    for (const problem of problems) {
      expect(isDifferentiable(problem.f)).to.equal(true);
      const { u0, p } = problem as unknown as { u0: Float64Array; p: unknown };
      const f = problem.f as unknown as (du: Float64Array, u: Float64Array, p: unknown, t: number) => void;
      const n = u0.length;
      const places = new Set((problem.options.jacPattern as number[][]).map(([i, j]) => i! * n + j!));
      const [above, below] = [new Float64Array(n), new Float64Array(n)];
      for (let j = 0; j < n; j++) {
        const moved = Float64Array.from(u0, (x, i) => x + 0.01 * Math.sin(i));
        moved[j] += 1e-3;
        f(above, moved, p, 0);
        moved[j] -= 2e-3;
        f(below, moved, p, 0);
        for (let i = 0; i < n; i++)
          if (above[i] !== below[i]) expect(places.has(i * n + j), `${i}, ${j}`).to.equal(true);
      }
    }
  });
});

const rod = heat1d({ n: 20, u0: (x) => Math.sin(Math.PI * x), tspan: [0, 0.1] });

/* @differentiable */
function middle(diffusivity: number): number {
  const { f, u0, tspan, options } = rod.problem;
  const sol = solve(new ODEProblem(f, u0, tspan, diffusivity, options), Tsit5(), {
    rtol: 1e-9,
    atol: 1e-11,
  });
  return sol.u[sol.u.length - 1]![9]!;
}

/* @differentiable */
function middleStiff(diffusivity: number): number {
  const { f, u0, tspan, options } = rod.problem;
  const sol = solve(new ODEProblem(f, u0, tspan, diffusivity, options), Rodas5P(), {
    rtol: 1e-9,
    atol: 1e-11,
    sensitivity: InterpolatingAdjoint(),
  });
  return sol.u[sol.u.length - 1]![9]!;
}

describe('diffeq/pde: gradients', () => {
  it('of a temperature by the diffusivity, in closed form of the discrete equations', () => {
    const h = 1 / 21;
    const lambda = (4 / (h * h)) * Math.sin((Math.PI * h) / 2) ** 2;
    const exact = -0.1 * lambda * Math.exp(-0.1 * lambda) * Math.sin(Math.PI * 10 * h);
    expect(gradient(middle, 1)[0]).to.be.closeTo(exact, 1e-7);
    expect(gradient(middleStiff, 1)[0]).to.be.closeTo(exact, 1e-6);
    expect(jvp(middle, [1], [1])[1]).to.be.closeTo(exact, 1e-7);
  });
});
