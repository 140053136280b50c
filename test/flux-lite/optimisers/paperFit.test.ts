import fs from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { ODEProblem, Tsit5, solve } from '@diffjs/diffeq';
import { Adam, train } from '@diffjs/flux-lite';

interface Reference {
  readonly paper_lotka_volterra: {
    readonly p: number[];
    readonly u0: number[];
    readonly adam_fit: { readonly loss_by_update: number[] };
  };
}

const file = path.resolve(__dirname, '../../diffeq/reference/gradients.json');
const { p, u0, adam_fit } = (JSON.parse(fs.readFileSync(file, 'utf8')) as Reference).paper_lotka_volterra;

/* @differentiable */
function lotkaVolterra(du: Float64Array, u: Float64Array, rates: Float64Array, _t: number): void {
  du[0] = rates[0] * u[0] - rates[1] * u[0] * u[1];
  du[1] = -rates[2] * u[1] + rates[3] * u[0] * u[1];
}

describe('Adam through a solver', () => {
  it('follows the loss curve of the fit in the DiffEqFlux paper over 100 updates', function () {
    this.timeout(30_000);
    const saveat = Array.from({ length: 101 }, (_, k) => k / 10);
    const options = { rtol: 1e-10, atol: 1e-10, saveat };
    const loss = /* @differentiable */ (rates: Float64Array): number => {
      const sol = solve(new ODEProblem(lotkaVolterra, u0, [0, 10], rates), Tsit5(), options);
      let sum = 0;
      for (let k = 0; k < sol.u.length; k++) {
        const d = sol.u[k][0] - 1;
        sum += d * d;
      }
      return sum;
    };
    const expected = adam_fit.loss_by_update;
    const { losses } = train(loss, Float64Array.from(p), Adam(0.1), { steps: expected.length });
    losses.forEach((value, i) => expect(value / expected[i], `update ${i}`).to.be.closeTo(1, 1e-4));
  });
});
