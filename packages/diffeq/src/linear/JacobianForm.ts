import type { PreparedJacobian, SparsityPattern } from '@diffjs/runtime';
import { prepareJacobian } from '@diffjs/runtime';
import type { DerivativeForm } from './Linearised.js';

/** What of a function is differentiated. */
export interface JacobianShape {
  readonly form: DerivativeForm;
  readonly n: number;
  /** Positions of the arguments to differentiate by. */
  readonly inputs: readonly number[];
  /** The entries to write; undefined for all, row by row. */
  readonly sparsity: SparsityPattern | undefined;
}

/** The Jacobian of a function by forward mode, with the arguments that it is evaluated at. */
export class JacobianForm {
  /** Whether it is being evaluated: a right-hand side may itself solve an equation with the same one. */
  isRunning = false;
  private readonly prepared: PreparedJacobian;
  private readonly args: unknown[];
  private readonly state: Float64Array;
  private readonly slope: Float64Array;

  constructor(readonly shape: JacobianShape) {
    const { form, n, inputs, sparsity } = shape;
    this.state = new Float64Array(n);
    this.slope = new Float64Array(n);
    this.args = new Array<unknown>(form.arity);
    this.args[form.u] = this.state;
    if (form.du >= 0) this.args[form.du] = this.slope;
    if (form.output >= 0) this.args[form.output] = new Float64Array(n);
    this.prepared = prepareJacobian(form.f, {
      inputs,
      ...(form.output >= 0 && { output: form.output }),
      ...(sparsity && { sparsity, verify: 'once' }),
    });
  }

  evaluate(J: Float64Array, u: Float64Array, t: number, du: Float64Array, p: unknown): void {
    const { args, state } = this;
    const { form, n } = this.shape;
    if (form.scalar) args[form.u] = u[0];
    else for (let i = 0; i < n; i++) state[i] = u[i];
    if (form.du >= 0) this.slope.set(du);
    if (form.p >= 0) args[form.p] = p;
    args[form.t] = t;
    this.isRunning = true;
    try {
      this.prepared.evaluate(args, J);
    } finally {
      this.isRunning = false;
    }
  }
}

/** Those of the functions that are solved: to prepare one takes as long as to solve a small problem. */
const kept = new WeakMap<object, JacobianForm[]>();

/** A Jacobian form that may be shared; of patterns a new one. */
export function jacobianForm(shape: JacobianShape): JacobianForm {
  if (shape.sparsity !== undefined) return new JacobianForm(shape);
  const key = shape.form.f as object;
  const list = kept.get(key) ?? [];
  const found = list.find((each) => !each.isRunning && isSame(each.shape, shape));
  if (found !== undefined) return found;
  const made = new JacobianForm(shape);
  kept.set(key, [...list, made].slice(-MOST));
  return made;
}

/** Of one function: problems of several sizes, whole and with time. */
const MOST = 4;

function isSame(x: JacobianShape, y: JacobianShape): boolean {
  return (
    x.n === y.n &&
    x.form.arity === y.form.arity &&
    x.form.output === y.form.output &&
    x.form.u === y.form.u &&
    x.form.scalar === y.form.scalar &&
    x.inputs.length === y.inputs.length &&
    x.inputs.every((position, i) => position === y.inputs[i])
  );
}
