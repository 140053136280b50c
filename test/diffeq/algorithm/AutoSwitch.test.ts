import { expect } from 'chai';
import { gradient } from '@diffjs/runtime';
import type { Algorithm } from '@diffjs/diffeq';
import { AutoSwitch, AutoTsit5, ODEProblem, QNDF, Rodas5P, Tsit5, solve } from '@diffjs/diffeq';

/* @differentiable */
function vanDerPol(du: Float64Array, u: Float64Array, mu: number, _t: number): void {
  du[0] = u[1]!;
  du[1] = mu * ((1 - u[0]! ** 2) * u[1]!) - u[0]!;
}

const stiff = (end: number) => new ODEProblem(vanDerPol, [2, 0], [0, end], 1000);
const mild = new ODEProblem(vanDerPol, [2, 0], [0, 10], 1);
const tight = { rtol: 1e-8, atol: 1e-8 };

/* @differentiable */
function endOf(mu: number, end: number, method: Algorithm): number {
  const { u } = solve(new ODEProblem(vanDerPol, [2, 0], [0, end], mu), method, { rtol: 1e-9, atol: 1e-11 });
  return u[u.length - 1]![0]!;
}

const withAnother = (mu: number, end: number): number => endOf(mu, end, Rodas5P());

describe('diffeq/algorithm: AutoSwitch', () => {
  for (const method of [AutoTsit5(), AutoTsit5(Rodas5P()), AutoTsit5(QNDF())]) {
    it(`${method.name} gets through relaxation oscillations, switching both ways`, () => {
      const sol = solve(stiff(1000), method, { rtol: 1e-6, atol: 1e-8 });
      const sure = solve(stiff(1000), Rodas5P(), { rtol: 1e-10, atol: 1e-10 });
      expect(sol.code).to.equal('Success');
      expect(sol.u.at(-1)![0]).to.be.closeTo(sure.u.at(-1)![0]!, 1e-3);
    });
  }

  it('takes the very steps of the explicit method while the problem is not stiff', () => {
    const plain = solve(mild, Tsit5(), tight);
    const sol = solve(mild, AutoTsit5(), tight);
    expect(sol.t).to.deep.equal(plain.t);
    expect(sol.u).to.deep.equal(plain.u);
    expect(sol.stats.njac).to.equal(0);
    expect(sol(3.3)).to.deep.equal(plain(3.3));
  });

  it('has dense output across switches', () => {
    const sol = solve(stiff(2500), AutoTsit5(Rodas5P()), tight);
    const sure = solve(stiff(2500), Rodas5P(), tight);
    expect(sol.stats.njac).to.be.greaterThan(0);
    for (let t = 0; t <= 2500; t += 7.3) expect(sol(t)[0]).to.be.closeTo(sure(t)[0]!, 1e-6);
  });

  it('begins stiff if told, and goes over', () => {
    const sol = solve(mild, AutoTsit5(Rodas5P(), { stiffFirst: true }), tight);
    expect(sol.stats.njac).to.be.greaterThan(0);
    expect(sol.stats.njac).to.be.lessThan(sol.stats.accepted / 2);
  });

  it('has the exact gradient of explicit steps, and the continuous adjoint beyond', () => {
    const [smooth] = gradient(endOf, 1, 5, Tsit5());
    expect(gradient(endOf, 1, 5, AutoTsit5())[0]).to.equal(smooth);
    const h = 1e-2;
    const difference = (withAnother(1000 + h, 500) - withAnother(1000 - h, 500)) / (2 * h);
    const [across] = gradient(endOf, 1000, 500, AutoTsit5(Rodas5P()));
    expect(across).to.be.closeTo(difference, 1e-4 * Math.abs(difference));
  });

  it('refuses what is no method', () => {
    expect(() => AutoSwitch(Tsit5 as unknown as Algorithm, Rodas5P())).to.throw(
      /nonstiff is the function Tsit5/,
    );
    expect(() => AutoSwitch(Tsit5(), Rodas5P(), { stiffSteps: 0 })).to.throw(/stiffSteps is 0/);
  });
});
