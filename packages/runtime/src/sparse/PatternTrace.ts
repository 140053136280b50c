import { flatFunctions, type UnaryName, type VariadicName } from '../rules/math.js';
import type { Lane, Taped } from '../trace/Lane.js';
import { ReverseTrace } from '../trace/ReverseTrace.js';
import { type Curvature, GENERAL, LINEAR, PRODUCT, QUOTIENT } from './Curvature.js';

/** Functions that are made of straight pieces. */
const straight: readonly string[] = [...flatFunctions, 'abs', 'fround', 'max', 'min'];

/** A trace that is asked what depends on what: each operation has an entry, whatever its partial derivatives are, and its curvature is kept. */
export class PatternTrace extends ReverseTrace {
  private readonly curvatures: Curvature[] = [];

  /** The curvature of entry `i`. */
  curvatureOf(i: number): Curvature {
    return this.curvatures[i] ?? GENERAL;
  }

  override one(a: Lane, p: number): Lane {
    return this.unaryEntry(a, p, LINEAR);
  }

  override two(a: Lane, p: number, b: Lane, q: number): Lane {
    return this.binaryEntry(a, p, b, q, LINEAR);
  }

  override product(a: number, la: Lane, b: number, lb: Lane): Lane {
    return this.binaryEntry(la, b, lb, a, PRODUCT);
  }

  override quotient(_a: number, la: Lane, b: number, lb: Lane, out: number): Lane {
    return this.binaryEntry(la, 1 / b, lb, -out / b, QUOTIENT);
  }

  override power(a: number, la: Lane, b: number, lb: Lane, out: number): Lane {
    return this.binaryEntry(la, b * a ** (b - 1), lb, out * Math.log(a), GENERAL);
  }

  override unary(name: UnaryName, _x: number, lane: Lane): Lane {
    return this.unaryEntry(lane, 0, straight.includes(name) ? LINEAR : GENERAL);
  }

  override atan2(_y: number, ly: Lane, _x: number, lx: Lane): Lane {
    return this.binaryEntry(ly, 0, lx, 0, GENERAL);
  }

  override variadic(name: VariadicName, xs: readonly number[], lanes: readonly Lane[]): Lane {
    const curvature = straight.includes(name) ? LINEAR : GENERAL;
    let lane: Lane;
    for (let i = 0; i < xs.length; i++)
      if (this.owns(lanes[i])) lane = this.binaryEntry(lane, 1, lanes[i], 0, curvature);
    return lane;
  }

  private unaryEntry(a: Lane, p: number, curvature: Curvature): Lane {
    return this.owns(a) ? this.note(this.indexOf(a), p, 0, 0, curvature) : undefined;
  }

  /** Where one operand is a constant, a product is linear, a quotient linear in the dividend and curved in the divisor. */
  private binaryEntry(a: Lane, p: number, b: Lane, q: number, curvature: Curvature): Lane {
    const alone = curvature === PRODUCT ? LINEAR : curvature;
    if (!this.owns(a)) return this.unaryEntry(b, q, alone === QUOTIENT ? GENERAL : alone);
    if (!this.owns(b)) return this.unaryEntry(a, p, alone === QUOTIENT ? LINEAR : alone);
    return this.note(this.indexOf(a), p, this.indexOf(b), q, curvature);
  }

  private note(a: number, p: number, b: number, q: number, curvature: Curvature): Taped {
    const lane = this.push(a, p, b, q);
    this.curvatures[lane.index] = curvature;
    return lane;
  }
}
