import { type Curvature, GENERAL, LINEAR, PRODUCT, QUOTIENT } from '../trace/Curvature.js';
import type { Lane, Taped } from '../trace/Lane.js';
import { ReverseTrace } from '../trace/ReverseTrace.js';

/** A trace that is asked what depends on what: each operation has an entry, whatever its partial derivatives are, and its curvature is kept. */
export class PatternTrace extends ReverseTrace {
  override readonly isPattern = true;
  private readonly curvatures: Curvature[] = [];

  /** The curvature of entry `i`. */
  curvatureOf(i: number): Curvature {
    return this.curvatures[i] ?? GENERAL;
  }

  override one(a: Lane, p: number, curvature: Curvature = GENERAL): Lane {
    return this.owns(a) ? this.note((a as Taped).index, p, 0, 0, curvature) : undefined;
  }

  override two(a: Lane, p: number, b: Lane, q: number, curvature: Curvature = GENERAL): Lane {
    const isConstant = curvature === PRODUCT ? LINEAR : curvature;
    if (!this.owns(a)) return this.one(b, q, isConstant === QUOTIENT ? GENERAL : isConstant);
    if (!this.owns(b)) return this.one(a, p, isConstant === QUOTIENT ? LINEAR : isConstant);
    return this.note((a as Taped).index, p, (b as Taped).index, q, curvature);
  }

  private note(a: number, p: number, b: number, q: number, curvature: Curvature): Taped {
    const lane = this.push(a, p, b, q);
    this.curvatures[lane.index] = curvature;
    return lane;
  }
}
