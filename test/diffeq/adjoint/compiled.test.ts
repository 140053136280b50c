import {
  Bosh3,
  DiscreteAdjoint,
  ForwardSensitivity,
  InterpolatingAdjoint,
  ODEProblem,
  solve,
  Tsit5,
} from '@diffjs/diffeq';
import type { SensitivityMethod, Solution } from '@diffjs/diffeq';
import { gradient, jvp, withGradient } from '@diffjs/runtime';
import { expect } from 'chai';
import { codeOf } from '../../support/codeOf';
import { referenceGradients, relativeError, tenths } from '../support/reference';

/* @differentiable */
function lotkaVolterra(du: Float64Array, u: Float64Array, p: number[], _t: number): void {
  du[0] = p[0] * u[0] - p[1] * u[0] * u[1];
  du[1] = -p[2] * u[1] + p[3] * u[0] * u[1];
}

/** Σ over the saved states of (u₀ − 1)²: the loss of the DiffEqFlux paper. */
/* @differentiable */
function paperLoss(p: number[], u0: number[], sensitivity: SensitivityMethod, tolerance: number): number {
  const problem = new ODEProblem(lotkaVolterra, u0, [0, 10], p);
  const solution = solve(problem, Tsit5(), { rtol: tolerance, atol: tolerance, saveat: tenths, sensitivity });
  let loss = 0;
  for (let i = 0; i < solution.u.length; i++) loss += (solution.u[i][0] - 1) ** 2;
  return loss;
}

describe('diffeq/adjoint: the DiffEqFlux fit, differentiated by the compiler', () => {
  const { p, u0, loss, dL_dp, dL_du0, adam_fit } = referenceGradients.paper_lotka_volterra;

  const methods: [sensitivity: SensitivityMethod, tolerance: number][] = [
    [DiscreteAdjoint(), 1e-8],
    [ForwardSensitivity(), 1e-8],
    [InterpolatingAdjoint({ rtol: 1e-9, atol: 1e-9 }), 1e-6],
  ];
  for (const [sensitivity, tolerance] of methods) {
    it(`loss and all six derivatives by ${sensitivity.name} to ${tolerance}`, () => {
      const result = withGradient(paperLoss, p, u0, sensitivity, 1e-11);
      expect(relativeError([result.value], [loss])).to.be.lessThan(1e-8);
      expect(relativeError(result.gradient[0] as number[], dL_dp)).to.be.lessThan(tolerance);
      expect(relativeError(result.gradient[1] as number[], dL_du0)).to.be.lessThan(tolerance);
    });
  }

  it('the whole ADAM(0.1) loss curve of 100 updates to 1e-4', () => {
    const rates = [...p];
    const m = [0, 0, 0, 0];
    const v = [0, 0, 0, 0];
    const sensitivity = DiscreteAdjoint();
    const losses: number[] = [];
    for (let step = 1; step <= 101; step++) {
      const { value, gradient: all } = withGradient(paperLoss, rates, u0, sensitivity, 1e-9);
      losses.push(value);
      if (step === 101) break;
      (all[0] as number[]).forEach((g, i) => {
        m[i] = 0.9 * m[i] + 0.1 * g;
        v[i] = 0.999 * v[i] + 0.001 * g * g;
        rates[i] -= (0.1 * (m[i] / (1 - 0.9 ** step))) / (Math.sqrt(v[i] / (1 - 0.999 ** step)) + 1e-8);
      });
    }
    expect(relativeError(losses, adam_fit.loss_by_update)).to.be.lessThan(1e-4);
    expect(relativeError(rates, adam_fit.p_final)).to.be.lessThan(1e-4);
  });
});

/* @differentiable */
function rigidBody(u: Float64Array, p: { rates: number[]; inertia: { z: number } }): number[] {
  return [-p.rates[0] * u[1] * u[2], p.rates[1] * u[0] * u[2], -p.inertia.z * u[0] * u[1]];
}

/* @differentiable */
function decay(u: number, p: number, t: number): number {
  return -p * u + Math.sin(t);
}

/* @differentiable */
function linear(du: Float64Array, u: Float64Array, p: Float64Array, _t: number): void {
  for (let i = 0; i < u.length; i++) {
    du[i] = 0;
    for (let j = 0; j < u.length; j++) du[i] += p[i * u.length + j] * u[j];
  }
}

/** Every form of right-hand side, state and parameters, as a loss of a vector x. */
const forms: Record<string, (x: Float64Array) => number> = {
  'f returns an array, p is an object': /* @differentiable */ (x: Float64Array): number => {
    const p = { rates: [x[0], x[1]], inertia: { z: x[2] } };
    const solution = solve(new ODEProblem(rigidBody, [x[3], x[4], x[5]], [0, 2], p), Tsit5(), {
      rtol: 1e-11,
      atol: 1e-11,
      saveat: 0.3,
    });
    let sum = 0;
    for (let i = 0; i < solution.u.length; i++) sum += solution.u[i][0] * solution.u[i][2];
    return sum;
  },
  'the state is a number, p is a number': /* @differentiable */ (x: Float64Array): number => {
    const solution = solve(new ODEProblem(decay, x[0], [0, 2], x[1]), Bosh3(), {
      rtol: 1e-11,
      atol: 1e-11,
      saveat: 0.3,
    });
    let sum = 0;
    for (let i = 0; i < solution.u.length; i++) sum += solution.u[i] ** 2;
    return sum;
  },
  'p and u0 are typed arrays, every step is saved': /* @differentiable */ (x: Float64Array): number => {
    const p = new Float64Array(4);
    for (let i = 0; i < 4; i++) p[i] = x[i];
    const u0 = new Float64Array(2);
    u0[0] = x[4];
    u0[1] = x[5];
    const solution = solve(new ODEProblem(linear, u0, [1, 0], p), Tsit5(), { rtol: 1e-11, atol: 1e-11 });
    const last = solution.u[solution.u.length - 1];
    return last[0] * last[0] - 2 * last[1];
  },
  'the loss reads sol(t)': /* @differentiable */ (x: Float64Array): number => {
    const p = [x[0], x[1], x[2], x[3]];
    const solution = solve(new ODEProblem(lotkaVolterra, [x[4], x[5]], [0, 3], p), Tsit5(), {
      rtol: 1e-11,
      atol: 1e-11,
    });
    const early = solution(0.77);
    const late = solution(2.9);
    return early[0] * late[1] + solution.u[solution.u.length - 1][0];
  },
};

const point = Float64Array.of(1.1, 0.7, 1.3, 0.6, 0.9, 1.2);

describe('diffeq/adjoint: forms of problems, differentiated by the compiler', () => {
  for (const [what, loss] of Object.entries(forms)) {
    it(`agrees with finite differences: ${what}`, () => {
      const [reverse] = gradient(loss, point) as unknown as [Float64Array];
      const differences = point.map((_, i) => {
        const h = 1e-4;
        const at = (by: number): number => loss(point.map((value, j) => (i === j ? value + by : value)));
        return (8 * (at(h) - at(-h)) - (at(2 * h) - at(-2 * h))) / (12 * h);
      });
      for (let i = 0; i < point.length; i++) expect(reverse[i]).to.be.closeTo(differences[i], 1e-6);
      expect(reverse.some((d) => d !== 0)).to.equal(true);
    });
  }

  for (const [what, loss] of Object.entries(forms)) {
    it(`forward mode equals reverse mode: ${what}`, () => {
      const [reverse] = gradient(loss, point) as unknown as [Float64Array];
      for (let i = 0; i < point.length; i++) {
        const direction = new Float64Array(point.length);
        direction[i] = 1;
        const [, forward] = jvp(loss, [point], [direction] as never);
        expect(forward as number).to.be.closeTo(reverse[i], 1e-11 * (1 + Math.abs(reverse[i])));
      }
    });
  }

  it('sol(t) has the derivative with respect to t', () => {
    const at = /* @differentiable */ (t: number, x: number): number => {
      const solution = solve(new ODEProblem(decay, x, [0, 2], 1.5), Tsit5(), { rtol: 1e-10, atol: 1e-10 });
      return solution(t) as number;
    };
    const [dt, dx] = gradient(at, 1.23, 0.8) as [number, number];
    const u = (
      solve(new ODEProblem(decay, 0.8, [0, 2], 1.5), Tsit5(), {
        rtol: 1e-10,
        atol: 1e-10,
      }) as Solution<number>
    )(1.23);
    expect(dt).to.be.closeTo(-1.5 * u + Math.sin(1.23), 1e-6);
    expect(dx).to.be.closeTo(Math.exp(-1.5 * 1.23), 1e-8);
  });
});

/* @differentiable */
function captured(rate: number, weights: number[], sensitivity: SensitivityMethod): number {
  const f = (u: number, _p: unknown, _t: number): number => -rate * weights[0] * u;
  const options = { rtol: 1e-11, atol: 1e-11, saveat: [1], sensitivity };
  return solve(new ODEProblem(f, 1, [0, 1]), Tsit5(), options).u[0];
}

const outside = { weights: [0.5] };

/* @differentiable */
function readsOutside(u: number, p: number, _t: number): number {
  return -p * outside.weights[0] * u;
}

/* @differentiable */
function readOutside(_object: typeof outside, sensitivity: SensitivityMethod): number {
  const options = { rtol: 1e-11, atol: 1e-11, saveat: [1], sensitivity };
  return solve(new ODEProblem(readsOutside, 1, [0, 1], 2), Tsit5(), options).u[0];
}

const scratch = new Float64Array(1);

/* @differentiable */
function usesScratch(u: number, p: number, _t: number): number {
  scratch[0] = p * u;
  return -scratch[0];
}

/* @differentiable */
function throughScratch(rate: number): number {
  return solve(new ODEProblem(usesScratch, 1, [0, 1], rate), Tsit5(), {
    rtol: 1e-11,
    atol: 1e-11,
    saveat: [1],
  }).u[0];
}

describe('diffeq/adjoint: right-hand sides that capture variables', () => {
  const expected = [-0.5 * Math.exp(-1), -2 * Math.exp(-1)];

  it('the discrete adjoint follows them', () => {
    const [rate, weights] = gradient(captured, 2, [0.5], DiscreteAdjoint());
    expect(rate).to.be.closeTo(expected[0], 1e-10);
    expect((weights as number[])[0]).to.be.closeTo(expected[1], 1e-10);
  });

  it('forward mode follows them', () => {
    const [, rate] = jvp(captured, [2, [0.5], DiscreteAdjoint()], [1, null, null] as never);
    const [, weight] = jvp(captured, [2, [0.5], DiscreteAdjoint()], [0, [1], null] as never);
    expect(rate as number).to.be.closeTo(expected[0], 1e-10);
    expect(weight as number).to.be.closeTo(expected[1], 1e-10);
  });

  it('an outside object that is differentiated counts', () => {
    const [object] = gradient(readOutside, outside, DiscreteAdjoint()) as unknown as [typeof outside];
    expect(object.weights[0]).to.be.closeTo(expected[1], 1e-10);
    const [, dot] = jvp(readOutside, [outside, DiscreteAdjoint()], [{ weights: [1] }, null] as never);
    expect(dot as number).to.be.closeTo(expected[1], 1e-10);
  });

  it('scratch memory outside is no obstacle', () => {
    expect(gradient(throughScratch, 2)[0]).to.be.closeTo(-Math.exp(-2), 1e-10);
    expect(jvp(throughScratch, [2], [1])[1] as number).to.be.closeTo(-Math.exp(-2), 1e-10);
  });

  for (const sensitivity of [InterpolatingAdjoint(), ForwardSensitivity()]) {
    it(`${sensitivity.name} refuses them`, () => {
      expect(codeOf(() => gradient(readOutside, outside, sensitivity))).to.equal('DIFF5014');
      expect(codeOf(() => gradient(captured, 2, [0.5], sensitivity))).to.equal('DIFF5014');
    });
  }
});
