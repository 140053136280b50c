import type { PreparedJacobian, SparsityPattern } from '@diffjs/runtime';
import { prepareJacobian } from '@diffjs/runtime';
import type { JacobianSource } from './JacobianSource.js';
import type { DerivativeForm, Linearised } from './Linearised.js';

/** Jacobians by forward mode, exact to rounding. */
export class ExactJacobian implements JacobianSource {
  private readonly prepared: PreparedJacobian;
  private readonly args: unknown[];
  private readonly state: Float64Array;
  private readonly slope: Float64Array;

  /** @param by  position of the argument to differentiate by; default that of u */
  constructor(
    private readonly of: Linearised,
    private readonly form: DerivativeForm,
    sparsity: SparsityPattern | undefined,
    by = form.u,
  ) {
    const { n } = of;
    this.state = new Float64Array(n);
    this.slope = new Float64Array(n);
    this.args = new Array<unknown>(form.arity);
    this.args[form.u] = this.state;
    if (form.du >= 0) this.args[form.du] = this.slope;
    if (form.output >= 0) this.args[form.output] = new Float64Array(n);
    this.prepared = prepareJacobian(form.f, {
      inputs: [by],
      ...(form.output >= 0 && { output: form.output }),
      ...(sparsity && { sparsity, verify: 'once' }),
    });
  }

  evaluate(J: Float64Array, u: Float64Array, t: number, du: Float64Array): void {
    const { args, form, of, state } = this;
    if (form.scalar) args[form.u] = u[0];
    else state.set(u);
    if (form.du >= 0) this.slope.set(du);
    if (form.p >= 0) args[form.p] = of.system.p;
    args[form.t] = t;
    this.prepared.evaluate(args, J);
  }
}
