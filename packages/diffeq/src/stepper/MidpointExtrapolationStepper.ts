import { ExtrapolationStepper } from './ExtrapolationStepper.js';

/** Gragg's modified midpoint rule, with his smoothing. */
export class MidpointExtrapolationStepper extends ExtrapolationStepper {
  private y0 = new Float64Array(this.n);
  private y1 = new Float64Array(this.n);
  private readonly f = new Float64Array(this.n);

  protected begin(): boolean {
    return true;
  }

  /** Sees each point of a row and f there. */
  protected keep(_m: number, _y: Float64Array, _f: Float64Array): void {}

  protected basicStep(out: Float64Array, t: number, h: number, j: number): boolean {
    const { u, slope, f, n, system } = this;
    const steps = this.basic.sequence[j];
    const s = h / steps;
    let y0 = this.y0;
    let y1 = this.y1;
    for (let i = 0; i < n; i++) {
      y0[i] = u[i];
      y1[i] = u[i] + s * slope[i];
    }
    for (let m = 1; m < steps; m++) {
      system.evaluate(f, y1, t + m * s);
      this.keep(m, y1, f);
      for (let i = 0; i < n; i++) y0[i] += 2 * s * f[i];
      const free = y0;
      y0 = y1;
      y1 = free;
    }
    system.evaluate(f, y1, t + h);
    this.keep(steps, y1, f);
    for (let i = 0; i < n; i++) out[i] = (y1[i] + y0[i] + s * f[i]) / 2;
    return true;
  }
}
