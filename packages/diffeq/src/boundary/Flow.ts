import type { Algorithm } from '../algorithm/Algorithm.js';
import type { JacobianSource } from '../linear/JacobianSource.js';
import { jacobianSource } from '../linear/JacobianSource.js';
import { wholeOf } from '../linear/Linearised.js';
import type { InitialValueProblem, StartedProblem } from '../problem/InitialValueProblem.js';
import { plainSystem } from '../problem/ProblemSystem.js';
import type { System } from '../problem/System.js';
import { Integrator } from '../solve/Integrator.js';
import type { StepRecord } from '../solve/StepRecord.js';

/** The flow of du/dt = f over intervals, with its derivatives, by integration. */
export class Flow {
  private readonly jacobian: JacobianSource;
  private readonly J: Float64Array;

  constructor(
    private readonly system: System,
    private readonly algorithm: Algorithm,
    private readonly rtol: number,
    private readonly atol: number,
  ) {
    this.jacobian = jacobianSource(wholeOf(system), undefined, undefined, false);
    this.J = new Float64Array(system.n * system.n);
  }

  /** The steps from state y [n] at t0 to t1; undefined if integration fails. */
  steps(y: Float64Array, t0: number, t1: number): StepRecord | undefined {
    const { system } = this;
    return this.integrate(y, t0, t1, system, true);
  }

  /** The state at t1, [n]; undefined if integration fails. */
  end(y: Float64Array, t0: number, t1: number): Float64Array | undefined {
    const record = this.steps(y, t0, t1);
    return record && lastState(record);
  }

  /**
   * ∂y(t1)/∂y(t0), [n·n] row-major, from the variational equation V' = J V beside u' = f; undefined if integration fails.
   *
   * Reference: Hairer, Nørsett & Wanner, Solving Ordinary Differential Equations I, 2nd ed., §I.14.
   */
  derivative(y: Float64Array, t0: number, t1: number): Float64Array | undefined {
    const { system, J, jacobian } = this;
    const { n } = system;
    const start = new Float64Array(n + n * n);
    start.set(y);
    for (let j = 0; j < n; j++) start[n + j * n + j] = 1;
    const state = new Float64Array(n);
    const f = new Float64Array(n);
    const variational = plainSystem(start.length, (out, z, t) => {
      for (let j = 0; j < n; j++) state[j] = z[j];
      system.evaluate(f, state, t);
      jacobian.evaluate(J, state, t, f);
      out.set(f);
      multiply(out, J, z, n);
    });
    const record = this.integrate(start, t0, t1, variational, false);
    return record && lastState(record).slice(n);
  }

  private integrate(
    start: Float64Array,
    t0: number,
    t1: number,
    system: System,
    dense: boolean,
  ): StepRecord | undefined {
    const { algorithm, rtol, atol } = this;
    const problem = flatProblem(start, t0, t1, system);
    const options = { rtol, atol, ...(dense ? {} : { saveEverystep: false, dense: true }) };
    const integrator = new Integrator(problem, algorithm, options, false);
    integrator.run();
    return integrator.code === 'Success' ? integrator.segments[0].record : undefined;
  }
}

/** V' = J V below u', in place. */
function multiply(out: Float64Array, J: Float64Array, z: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let l = 0; l < n; l++) sum += J[i * n + l] * z[n + l * n + j];
      out[n + i * n + j] = sum;
    }
  }
}

function lastState({ states, count, n }: StepRecord): Float64Array {
  return states.slice(count * n, (count + 1) * n);
}

/** An initial value problem over a flat state. */
function flatProblem(start: Float64Array, t0: number, t1: number, system: System): InitialValueProblem {
  const started: StartedProblem = {
    layout: { n: start.length, kind: 'vector', like: start },
    start,
    t0,
    t1,
    system,
    likeFields: (bar) => ({ u0: bar }),
    fromFields: () => new Float64Array(start.length),
  };
  return { tspan: [t0, t1], p: system.p, begin: () => started };
}
