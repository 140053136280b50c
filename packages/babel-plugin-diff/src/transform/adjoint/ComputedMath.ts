import type { HIRFunction, Instruction, Value } from '../../hir/model.js';
import { forEachBlock } from '../../hir/visitors.js';
import { isWithin, type Regions } from '../../ssa/regions.js';

interface Place {
  readonly value: Value;
  /** Position in the program. */
  readonly order: number;
  /** The stretch of straight-line code that it is part of: what it computes is pushed at the end of that. */
  readonly stretch: number;
}

/**
 * Results of `Math` that the forward sweep has: a partial that needs the cosine where the program computes it beside the sine takes
 * it from there.
 */
export class ComputedMath {
  private readonly calls = new Map<string, Place[]>();
  private readonly places = new Map<Value, Place>();

  constructor(
    forward: HIRFunction,
    private readonly regions: Regions,
    endsStretch: (instruction: Instruction) => boolean,
    /** Whether values are also pushed within stretches, so that what comes later is not there yet. */
    private readonly isLong: boolean,
  ) {
    let order = 0;
    let stretch = 0;
    forEachBlock(forward.entry, ({ instructions }) => {
      stretch++;
      for (const instruction of instructions) {
        if (endsStretch(instruction)) stretch++;
        const { op, result } = instruction;
        if (!result) continue;
        const place = { value: result, order: order++, stretch };
        this.places.set(result, place);
        if (op.kind !== 'math') continue;
        const key = keyOf(op.name, op.args);
        this.calls.set(key, [...(this.calls.get(key) ?? []), place]);
      }
    });
  }

  /** `Math.name(args)`, if it has been computed wherever `user` has, or is at the end of its stretch. */
  find(name: string, args: readonly Value[], user: Value): Value | null {
    const at = this.places.get(user);
    const inside = this.regions.ofValue.get(user);
    if (!at || !inside) return null;
    const found = this.calls.get(keyOf(name, args))?.find(({ value, order, stretch }) => {
      if (stretch === at.stretch) return order < at.order || !this.isLong;
      const outside = this.regions.ofValue.get(value);
      return order < at.order && outside !== undefined && isWithin(inside, outside);
    });
    return found?.value ?? null;
  }
}

function keyOf(name: string, args: readonly Value[]): string {
  return `${name} ${args.map(({ id }) => id).join(' ')}`;
}
