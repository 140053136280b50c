import type { Value } from '../../hir/model.js';

/** How many tangents a lanes companion carries; the runtime has the same number. */
export const LANES = 4;

/** One of the tangents that a companion carries along; a tangent companion has one, a lanes companion several. */
export class Lane {
  /** Marks operations on the tape of this lane; that of lane 0 is the companion's own. */
  readonly ofTape: { readonly lane?: number };

  /** @param number  undefined in a tangent companion */
  constructor(readonly number?: number) {
    this.ofTape = number ? { lane: number } : {};
  }

  /** Whether tests of the arguments, which are the same for all lanes, are made for this one. */
  get isFirst(): boolean {
    return !this.number;
  }

  /** The name of a value's tangent or mirror. */
  mirrorName(value: Value): string | null {
    return value.name === null ? null : `${value.name}_${this.number ?? ''}`;
  }
}
