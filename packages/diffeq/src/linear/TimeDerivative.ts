import { hasDerivative } from './hasDerivative.js';
import { isWithoutDerivative } from './JacobianSource.js';
import type { Linearised } from './Linearised.js';
import { TangentForm } from './TangentForm.js';

/** ∂f/∂t by what the user wrote, exact derivatives, or a forward difference. */
export class TimeDerivative {
  private exact: TangentForm | undefined;
  private isDecided = false;
  private readonly value: Float64Array;

  constructor(private readonly of: Linearised) {
    this.value = new Float64Array(of.n);
  }

  /** Writes ∂f/∂t at (u, t), where f is `du`. */
  evaluate(out: Float64Array, u: Float64Array, t: number, du: Float64Array): void {
    const { of } = this;
    const { tgrad } = of.hints;
    if (tgrad !== undefined) {
      tgrad(out, u, of.system.p, t);
      return;
    }
    const exact = this.isDecided ? this.exact : this.decide();
    if (exact === undefined) {
      this.difference(out, u, t, du);
      return;
    }
    try {
      exact.evaluate(out, u, t, du);
    } catch (error) {
      if (!isWithoutDerivative(error)) throw error;
      this.exact = undefined;
      this.difference(out, u, t, du);
    }
  }

  private decide(): TangentForm | undefined {
    const { form } = this.of;
    this.isDecided = true;
    if (form === undefined || !hasDerivative(form.f)) return undefined;
    this.exact = new TangentForm(this.of, form);
    this.exact.tDot = 1;
    return this.exact;
  }

  /** Forward, and backward where that is not finite. Reference: Hairer & Wanner II, the code RODAS. */
  private difference(out: Float64Array, u: Float64Array, t: number, du: Float64Array): void {
    const size = Math.sqrt(Number.EPSILON * Math.max(1e-5, Math.abs(t)));
    if (!this.quotient(out, u, t, du, size)) this.quotient(out, u, t, du, -size);
  }

  /** Writes (f(u, t + δ) − f(u, t))/δ into `out`; false if it is not finite. */
  private quotient(out: Float64Array, u: Float64Array, t: number, du: Float64Array, delta: number): boolean {
    const { of, value } = this;
    const moved = t + delta;
    of.evaluate(value, u, moved);
    const inverse = 1 / (moved - t);
    let total = 0;
    for (let i = 0; i < out.length; i++) {
      out[i] = (value[i] - du[i]) * inverse;
      total += out[i];
    }
    return Number.isFinite(total);
  }
}
