import type { PreparedJvp } from '@diffjs/runtime';
import { prepareJvp } from '@diffjs/runtime';
import { hasDerivative } from './hasDerivative.js';
import { isWithoutDerivative } from './JacobianSource.js';
import type { DerivativeForm, Linearised } from './Linearised.js';

/** ∂f/∂t by what the user wrote, exact derivatives, or a forward difference. */
export class TimeDerivative {
  private exact: ExactTimeDerivative | undefined;
  private readonly value: Float64Array;

  constructor(private readonly of: Linearised) {
    const { form, n, hints } = of;
    this.value = new Float64Array(n);
    if (hints.tgrad === undefined && form !== undefined && hasDerivative(form.f)) {
      this.exact = new ExactTimeDerivative(of, form);
    }
  }

  /** Writes ∂f/∂t at (u, t), where f is `du`. */
  evaluate(out: Float64Array, u: Float64Array, t: number, du: Float64Array): void {
    const { of, exact } = this;
    const { tgrad } = of.hints;
    if (tgrad !== undefined) {
      tgrad(out, u, of.system.p, t);
      return;
    }
    if (exact === undefined) {
      this.difference(out, u, t, du);
      return;
    }
    try {
      exact.evaluate(out, u, t);
    } catch (error) {
      if (!isWithoutDerivative(error)) throw error;
      this.exact = undefined;
      this.difference(out, u, t, du);
    }
  }

  /** Forward, and backward where that is not finite. Reference: Hairer & Wanner II, the code RODAS. */
  private difference(out: Float64Array, u: Float64Array, t: number, du: Float64Array): void {
    const { of, value } = this;
    const size = Math.sqrt(Number.EPSILON * Math.max(1e-5, Math.abs(t)));
    for (const delta of [size, -size]) {
      const moved = t + delta;
      of.evaluate(value, u, moved);
      const inverse = 1 / (moved - t);
      let total = 0;
      for (let i = 0; i < out.length; i++) {
        out[i] = (value[i] - du[i]) * inverse;
        total += out[i];
      }
      if (Number.isFinite(total)) return;
    }
  }
}

class ExactTimeDerivative {
  private readonly prepared: PreparedJvp;
  private readonly args: unknown[];
  private readonly tangents: unknown[];
  private readonly state: Float64Array;
  private readonly written: Float64Array | undefined;

  constructor(
    private readonly of: Linearised,
    private readonly form: DerivativeForm,
  ) {
    const { n } = of;
    this.prepared = prepareJvp(form.f);
    this.args = new Array<unknown>(form.arity);
    this.tangents = new Array<unknown>(form.arity).fill(undefined);
    this.state = new Float64Array(n);
    this.args[form.u] = this.state;
    this.tangents[form.t] = 1;
    this.tangents[form.u] = form.scalar ? 0 : new Float64Array(n);
    if (form.output >= 0) {
      this.args[form.output] = new Float64Array(n);
      this.written = new Float64Array(n);
      this.tangents[form.output] = this.written;
    }
  }

  evaluate(out: Float64Array, u: Float64Array, t: number): void {
    const { prepared, args, tangents, form, of, state, written } = this;
    if (form.scalar) args[form.u] = u[0];
    else state.set(u);
    if (form.p >= 0) args[form.p] = of.system.p;
    args[form.t] = t;
    if (written !== undefined) written.fill(0);
    prepared.tangent(args, tangents);
    if (written !== undefined) {
      out.set(written);
      return;
    }
    const dot = prepared.resultTangent as number | ArrayLike<number> | undefined;
    if (typeof dot === 'number') out[0] = dot;
    else for (let i = 0; i < out.length; i++) out[i] = dot?.[i] ?? 0;
  }
}
