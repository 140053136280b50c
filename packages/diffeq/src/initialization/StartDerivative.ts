import type { StepTolerances } from '../algorithm/Algorithm.js';
import { largest } from '../linear/largest.js';
import type { LinearSystem } from '../linear/LinearSystem.js';
import type { System } from '../problem/System.js';
import { consistentResidual } from './initialiseResidual.js';

/** Rate of the short implicit Euler step, over that at which the state changes. */
const SHORT = 1e8;

/**
 * du/dt where an integration begins.
 *
 * Where M of M du/dt = f(u, t) is not the identity, it is the mean over a very short implicit Euler step: (s M − J) x = s f for the
 * differential equations, −J x = ∂f/∂t for the algebraic ones, which so are differentiated once. Of F(du/dt, u, t) = 0 it is the
 * problem's own at first; after the state was changed, it and the algebraic components are found anew.
 */
export class StartDerivative {
  private readonly time: Float64Array;
  private isFirst = true;

  constructor(
    private readonly system: System,
    private readonly linear: LinearSystem,
    private readonly tolerances: StepTolerances,
  ) {
    this.time = new Float64Array(system.n);
  }

  /** Writes du/dt at (u, t) into `out`, 0 if there is none, and f or du/dt into `value`. */
  write(out: Float64Array, value: Float64Array, u: Float64Array, t: number): void {
    const { system } = this;
    const { parts } = system;
    if (parts?.kind === 'implicit') {
      if (!this.isFirst) consistentResidual(system, this.linear, u, t, this.tolerances);
      this.isFirst = false;
      value.set(parts.du0);
      out.set(parts.du0);
      return;
    }
    system.evaluate(value, u, t);
    out.set(value);
    if (system.mass !== undefined && !this.solve(out, value, u, t)) out.fill(0);
  }

  private solve(out: Float64Array, value: Float64Array, u: Float64Array, t: number): boolean {
    const { linear, time } = this;
    const { algebraic } = this.system.mass!;
    linear.update(u, t, value);
    const shift = (SHORT * largest(value)) / largest(u) || SHORT;
    if (!linear.factor(shift)) return false;
    for (let i = 0; i < out.length; i++) out[i] *= shift;
    if (algebraic.length > 0) linear.timeDerivative(time, u, t, value);
    for (const i of algebraic) out[i] = time[i];
    return linear.solve(out);
  }
}
