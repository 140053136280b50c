import type { SparsityPattern } from '@diffjs/runtime';
import { jacobianForm, JacobianForm } from './JacobianForm.js';
import type { JacobianSource } from './JacobianSource.js';
import type { DerivativeForm, Linearised } from './Linearised.js';

/** Jacobians by forward mode, exact to rounding. */
export class ExactJacobian implements JacobianSource {
  private jacobian: JacobianForm;

  /** @param by  position of the argument to differentiate by; default that of u */
  constructor(
    private readonly of: Linearised,
    form: DerivativeForm,
    sparsity: SparsityPattern | undefined,
    by = form.u,
  ) {
    this.jacobian = jacobianForm({ form, n: of.n, inputs: [by], sparsity });
  }

  evaluate(J: Float64Array, u: Float64Array, t: number, du: Float64Array): void {
    if (this.jacobian.isRunning) this.jacobian = new JacobianForm(this.jacobian.shape);
    this.jacobian.evaluate(J, u, t, du, this.of.system.p);
  }
}

/** Jacobians with ∂f/∂t as one column more, which costs nothing where four columns are found at a time. */
export class ExactJacobianWithTime implements JacobianSource {
  readonly timeSlope: Float64Array;
  private jacobian: JacobianForm;
  private readonly both: Float64Array;

  constructor(
    private readonly of: Linearised,
    form: DerivativeForm,
  ) {
    const { n } = of;
    this.jacobian = jacobianForm({ form, n, inputs: [form.u, form.t], sparsity: undefined });
    this.timeSlope = new Float64Array(n);
    this.both = new Float64Array(n * (n + 1));
  }

  evaluate(J: Float64Array, u: Float64Array, t: number, du: Float64Array): void {
    const { both, timeSlope } = this;
    const { n, system } = this.of;
    if (this.jacobian.isRunning) this.jacobian = new JacobianForm(this.jacobian.shape);
    this.jacobian.evaluate(both, u, t, du, system.p);
    let from = 0;
    let to = 0;
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) J[to++] = both[from++];
      timeSlope[i] = both[from++];
    }
  }
}
