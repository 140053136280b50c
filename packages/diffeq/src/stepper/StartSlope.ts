import type { LinearSystem } from '../linear/LinearSystem.js';
import type { System } from '../problem/System.js';

/** Rate of the short implicit Euler step, over that at which the state changes. */
const SHORT = 1e8;

/**
 * du/dt at the start of an integration of M du/dt = f(u, t). Where M is not the identity it is the mean over a very short implicit Euler
 * step: (s M − J) x = s f for the differential equations, −J x = ∂f/∂t for the algebraic ones, which so are differentiated once.
 */
export class StartSlope {
  private readonly time: Float64Array;

  constructor(
    private readonly system: System,
    private readonly linear: LinearSystem,
  ) {
    this.time = new Float64Array(system.n);
  }

  /** Writes du/dt at (u, t), where f is `value`, into `out`; false if there is none. */
  write(out: Float64Array, value: Float64Array, u: Float64Array, t: number): boolean {
    const { system, linear, time } = this;
    const { mass } = system;
    out.set(value);
    if (mass === undefined) return true;
    linear.update(u, t, value);
    const shift = (SHORT * largest(value)) / largest(u) || SHORT;
    if (!linear.factor(shift)) return false;
    for (let i = 0; i < out.length; i++) out[i] *= shift;
    if (mass.algebraic.length > 0) linear.timeDerivative(time, u, t, value);
    for (const i of mass.algebraic) out[i] = time[i];
    return linear.solve(out);
  }
}

function largest(x: Float64Array): number {
  let most = 0;
  for (let i = 0; i < x.length; i++) most = Math.max(most, Math.abs(x[i]));
  return most;
}
