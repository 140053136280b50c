import { hasDerivative } from './hasDerivative.js';
import { isWithoutDerivative } from './JacobianSource.js';
import type { Linearised } from './Linearised.js';
import { TangentForm } from './TangentForm.js';

/** Products of J and M with vectors at one point, without a matrix. */
export interface Direction {
  /** Relative error of the products. */
  readonly precision: number;
  /** The point from now on: (u, t), where f is `du`; of F(du/dt, u, t) = 0 `du` is du/dt. */
  at(u: Float64Array, t: number, du: Float64Array): void;
  /** Writes J x into `out`. */
  multiply(x: Float64Array, out: Float64Array): void;
  /** Writes M x into `out`. */
  multiplyMass(x: Float64Array, out: Float64Array): void;
}

/** Relative errors of exact products, and of differences. */
const EXACT = 1e-12;
const DIFFERENCES = 1e-6;

/** The point at which directions are taken, copied. */
abstract class AtPoint {
  protected readonly u: Float64Array;
  protected readonly du: Float64Array;
  protected t = 0;
  protected readonly moved: Float64Array;

  constructor(protected readonly of: Linearised) {
    this.u = new Float64Array(of.n);
    this.du = new Float64Array(of.n);
    this.moved = new Float64Array(of.n);
  }

  at(u: Float64Array, t: number, du: Float64Array): void {
    this.u.set(u);
    this.du.set(du);
    this.t = t;
  }

  /** Writes from + δ x into `moved`, with a δ small beside `from`. @returns δ, 0 if x is 0 */
  protected move(from: Float64Array, x: Float64Array): number {
    let size = 0;
    let length = 0;
    for (let i = 0; i < x.length; i++) {
      size += from[i] * from[i];
      length += x[i] * x[i];
    }
    if (!(length > 0)) return 0;
    const delta = Math.sqrt((Number.EPSILON * (size > 0 ? size : 1)) / length);
    for (let i = 0; i < x.length; i++) this.moved[i] = from[i] + delta * x[i];
    return delta;
  }
}

/** Of M du/dt = f: exact if f is differentiable, else by differences; M from the problem. */
export class StateDirection extends AtPoint implements Direction {
  private tangent: TangentForm | undefined;

  constructor(of: Linearised) {
    super(of);
    const { form } = of;
    if (form !== undefined && hasDerivative(form.f)) this.tangent = new TangentForm(of, form);
  }

  get precision(): number {
    return this.tangent === undefined ? DIFFERENCES : EXACT;
  }

  multiply(x: Float64Array, out: Float64Array): void {
    const { tangent, u, du, t } = this;
    if (tangent === undefined) {
      this.difference(x, out);
      return;
    }
    tangent.uDot.set(x);
    try {
      tangent.evaluate(out, u, t, du);
    } catch (error) {
      if (!isWithoutDerivative(error)) throw error;
      this.tangent = undefined;
      this.difference(x, out);
    }
  }

  private difference(x: Float64Array, out: Float64Array): void {
    const { of, du, t, moved } = this;
    const delta = this.move(this.u, x);
    if (delta === 0) {
      out.fill(0);
      return;
    }
    of.evaluate(out, moved, t);
    for (let i = 0; i < out.length; i++) out[i] = (out[i] - du[i]) / delta;
  }

  multiplyMass(x: Float64Array, out: Float64Array): void {
    const { mass, n } = this.of;
    if (mass === undefined) {
      for (let i = 0; i < n; i++) out[i] = x[i];
    } else if (mass.diagonal !== undefined) {
      for (let i = 0; i < n; i++) out[i] = mass.diagonal[i] * x[i];
    } else {
      const dense = mass.dense!;
      for (let i = 0, at = 0; i < n; i++) {
        let sum = 0;
        for (let j = 0; j < n; j++) sum += dense[at++] * x[j];
        out[i] = sum;
      }
    }
  }
}

/** Of F(du/dt, u, t) = 0: J = −∂F/∂u and M = ∂F/∂u̇, exact or by differences. */
export class ResidualDirection extends AtPoint implements Direction {
  private tangent: TangentForm | undefined;
  private readonly value: Float64Array;

  constructor(
    of: Linearised,
    private readonly residual: (out: Float64Array, du: Float64Array, u: Float64Array, t: number) => void,
  ) {
    super(of);
    this.value = new Float64Array(of.n);
    const { form } = of;
    if (form !== undefined && hasDerivative(form.f)) this.tangent = new TangentForm(of, form);
  }

  override at(u: Float64Array, t: number, du: Float64Array): void {
    super.at(u, t, du);
    if (this.tangent === undefined) this.residual(this.value, du, u, t);
  }

  get precision(): number {
    return this.tangent === undefined ? DIFFERENCES : EXACT;
  }

  multiply(x: Float64Array, out: Float64Array): void {
    this.along('u', x, out);
    for (let i = 0; i < out.length; i++) out[i] = -out[i];
  }

  multiplyMass(x: Float64Array, out: Float64Array): void {
    this.along('du', x, out);
  }

  private along(by: 'u' | 'du', x: Float64Array, out: Float64Array): void {
    const { tangent, u, du, t } = this;
    if (tangent === undefined) {
      this.difference(by, x, out);
      return;
    }
    tangent.uDot.fill(0);
    tangent.duDot.fill(0);
    (by === 'u' ? tangent.uDot : tangent.duDot).set(x);
    try {
      tangent.evaluate(out, u, t, du);
    } catch (error) {
      if (!isWithoutDerivative(error)) throw error;
      this.tangent = undefined;
      this.residual(this.value, du, u, t);
      this.difference(by, x, out);
    }
  }

  private difference(by: 'u' | 'du', x: Float64Array, out: Float64Array): void {
    const { u, du, t, moved, value } = this;
    const delta = this.move(by === 'u' ? u : du, x);
    if (delta === 0) {
      out.fill(0);
      return;
    }
    if (by === 'u') this.residual(out, du, moved, t);
    else this.residual(out, moved, u, t);
    for (let i = 0; i < out.length; i++) out[i] = (out[i] - value[i]) / delta;
  }
}
