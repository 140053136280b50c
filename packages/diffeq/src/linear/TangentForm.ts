import type { PreparedJvp } from '@diffjs/runtime';
import { prepareJvp } from '@diffjs/runtime';
import type { DerivativeForm, Linearised } from './Linearised.js';

/** The derivative of a function along one direction, exact to rounding; the arrays are its own and used again. */
export class TangentForm {
  /** Direction in u, du/dt and t; written by the caller before `evaluate`. A scalar u is moved by `uDot[0]`. */
  readonly uDot: Float64Array;
  readonly duDot: Float64Array;
  tDot = 0;
  private readonly prepared: PreparedJvp;
  private readonly args: unknown[];
  private readonly tangents: unknown[];
  private readonly state: Float64Array;
  private readonly slope: Float64Array;
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
    this.slope = new Float64Array(n);
    this.uDot = new Float64Array(n);
    this.duDot = new Float64Array(n);
    this.args[form.u] = this.state;
    this.tangents[form.u] = this.uDot;
    if (form.du >= 0) {
      this.args[form.du] = this.slope;
      this.tangents[form.du] = this.duDot;
    }
    if (form.output >= 0) {
      this.written = new Float64Array(n);
      this.args[form.output] = new Float64Array(n);
      this.tangents[form.output] = this.written;
    }
  }

  /** Writes the derivative at (u, t), and du if there is one, into `out` [n]. */
  evaluate(out: Float64Array, u: Float64Array, t: number, du: Float64Array): void {
    const { prepared, args, tangents, form, of, written } = this;
    if (form.scalar) {
      args[form.u] = u[0];
      tangents[form.u] = this.uDot[0];
    } else {
      this.state.set(u);
    }
    if (form.du >= 0) this.slope.set(du);
    if (form.p >= 0) args[form.p] = of.system.p;
    args[form.t] = t;
    tangents[form.t] = this.tDot;
    if (written !== undefined) {
      written.fill(0);
      prepared.tangent(args, tangents);
      out.set(written);
      return;
    }
    prepared.tangent(args, tangents);
    const dot = prepared.resultTangent as number | ArrayLike<number> | undefined;
    if (typeof dot === 'number') out[0] = dot;
    else for (let i = 0; i < out.length; i++) out[i] = dot?.[i] ?? 0;
  }
}
