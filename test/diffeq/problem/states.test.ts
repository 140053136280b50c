import { expect } from 'chai';
import type { Complex } from '@diffjs/runtime';
import { NDArray, complex, gradient, jvp } from '@diffjs/runtime';
import { ODEProblem, Tsit5, solve } from '@diffjs/diffeq';

const tight = { rtol: 1e-11, atol: 1e-12 };

interface Tank {
  level: number;
  flow: number[];
}

/* @differentiable */
function tank(u: Tank, p: number, _t: number): Tank {
  return { level: -p * u.level, flow: [u.flow[1]!, -p * u.flow[0]!] };
}

/* @differentiable */
function tankInPlace(du: Tank, u: Tank, p: number, _t: number): void {
  du.level = -p * u.level;
  du.flow[0] = u.flow[1]!;
  du.flow[1] = -p * u.flow[0]!;
}

const start: Tank = { level: 2, flow: [1, 0] };

/* @differentiable */
function endOfTank(level: number, p: number): number {
  const { u } = solve(new ODEProblem(tank, { level, flow: [1, level] }, [0, 1], p), Tsit5(), tight);
  const end = u[u.length - 1]!;
  return end.level * end.flow[0]! + end.flow[1]!;
}

/* @differentiable */
function middleOfTank(level: number, p: number): number {
  const sol = solve(new ODEProblem(tankInPlace, { level, flow: [1, level] }, [0, 1], p), Tsit5(), tight);
  const middle = sol(0.5);
  return middle.level * middle.flow[0]! + middle.flow[1]!;
}

function difference(f: (x: number, p: number) => number, x: number, p: number): [number, number] {
  const h = 1e-5;
  return [(f(x + h, p) - f(x - h, p)) / (2 * h), (f(x, p + h) - f(x, p - h)) / (2 * h)];
}

describe('diffeq/problem: states', () => {
  for (const [name, f] of [
    ['returned', tank],
    ['in place', tankInPlace],
  ] as const) {
    it(`plain objects, ${name}`, () => {
      const sol = solve(new ODEProblem(f as typeof tank, start, [0, 1], 1), Tsit5(), tight);
      const end = sol.u.at(-1)!;
      expect(end.level).to.be.closeTo(2 * Math.exp(-1), 1e-10);
      expect(end.flow[0]).to.be.closeTo(Math.cos(1), 1e-10);
      expect(sol(0.5).flow[1]).to.be.closeTo(-Math.sin(0.5), 1e-9);
      expect(start).to.deep.equal({ level: 2, flow: [1, 0] });
    });
  }

  for (const f of [endOfTank, middleOfTank]) {
    it(`gradients of plain objects: ${f.name}`, () => {
      const [dx, dp] = gradient(f, 1.5, 0.7);
      const [wantedX, wantedP] = difference(f, 1.5, 0.7);
      expect(dx).to.be.closeTo(wantedX, 1e-7);
      expect(dp).to.be.closeTo(wantedP, 1e-7);
      const [, tangent] = jvp(f, [1.5, 0.7], [0.3, -0.4]);
      expect(tangent).to.be.closeTo(0.3 * dx - 0.4 * dp, 1e-9);
    });
  }

  it('complex numbers', () => {
    const turn = new ODEProblem((z: Complex) => complex(0, 1).mul(z), complex(1, 0), [0, 1]);
    const end = solve(turn, Tsit5(), tight).u.at(-1)!;
    expect(end.re).to.be.closeTo(Math.cos(1), 1e-10);
    expect(end.im).to.be.closeTo(Math.sin(1), 1e-10);
  });

  it('ndarrays, of any strides', () => {
    const u0 = new NDArray(Float64Array.of(1, 2, 3, 4, 5, 6), [2, 3]).transpose(1, 0);
    const grow = new ODEProblem(
      (u: NDArray) => {
        const du = new NDArray(new Float64Array(u.size), [...u.shape]);
        for (let i = 0; i < 3; i++) for (let j = 0; j < 2; j++) du.set(i, j, u.get(i, j) * (i + 1));
        return du;
      },
      u0,
      [0, 1],
    );
    const end = solve(grow, Tsit5(), tight).u.at(-1)!;
    expect(end.shape).to.deep.equal([3, 2]);
    expect(end.get(2, 1)).to.be.closeTo(6 * Math.exp(3), 1e-7);
    expect(end.get(0, 1)).to.be.closeTo(4 * Math.exp(1), 1e-8);
  });

  it('a derivative of another form is refused', () => {
    const wrong = new ODEProblem((u: Tank) => ({ level: u.level }) as Tank, start, [0, 1]);
    expect(() => solve(wrong, Tsit5())).to.throw(/gives a derivative of 1 numbers, and u0 has 3/);
  });

  it('u0 and tspan from the parameters', () => {
    const problem = new ODEProblem(
      (u: number, p: { u0: number; end: number; rate: number }) => -p.rate * u,
      (p) => p.u0,
      (p) => [0, p.end] as [number, number],
      { u0: 3, end: 2, rate: 0.5 },
    );
    const sol = solve(problem, Tsit5(), tight);
    expect(sol.t.at(-1)).to.equal(2);
    expect(sol.u.at(-1)).to.be.closeTo(3 * Math.exp(-1), 1e-10);
  });
});
