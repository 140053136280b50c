import type { Instruction, Operation, Value, ValueType } from '../../hir/model.js';
import type { CountedLoop } from '../../analysis/countedLoop.js';
import { forEachOperand } from '../../hir/visitors.js';
import type { IndexGroup } from './IndexGroups.js';
import type { LoopNest } from './LoopNest.js';

/** Bounds of an integer, as values computed before the nest. */
export interface Range {
  readonly low: Value;
  readonly high: Value;
}

/** Computes bounds of indices before the nest, by interval arithmetic on what they are made of. */
export class IndexRanges {
  /** What the ranges are made of that is computed before the nest, and lengths that it asks for itself. */
  readonly leaves = new Set<Value>();
  /** Counters that have a range. */
  readonly counters = new Set<Value>();
  private readonly known = new Map<Value, Range>();
  /** What has been computed before the nest already. */
  private readonly computed = new Map<string, Value>();

  constructor(
    private readonly nest: LoopNest,
    private readonly definitions: ReadonlyMap<Value, Instruction>,
    private readonly emitNew: (op: Operation, type: ValueType) => Value,
  ) {}

  /** The range of the indices of a group. */
  of({ base, low, high }: IndexGroup): Range {
    const range = this.range(base);
    return { low: this.moved(range.low, low), high: this.moved(range.high, high) };
  }

  /** A range that holds those of all groups. */
  hull(groups: readonly IndexGroup[]): Range {
    const ranges = groups.map((group) => this.of(group));
    const [lows, highs] = [ranges.map(({ low }) => low), ranges.map(({ high }) => high)];
    return { low: this.extreme('min', lows), high: this.extreme('max', highs) };
  }

  private extreme(name: 'min' | 'max', values: readonly Value[]): Value {
    const different = [...new Set(values)];
    return different.length === 1 ? different[0]! : this.math(name, different);
  }

  sum(values: readonly Value[]): Value {
    return values.reduce((sum, value) => this.binary('+', sum, value));
  }

  /** How many elements loads inside these loops read at least; a loop whose turns cannot be counted before the nest runs once. */
  reads(loops: readonly CountedLoop[]): Value {
    let product: Value | null = null;
    for (const { phi } of loops) {
      if (!this.nest.isAffine(phi.result)) continue;
      const { low, high } = this.range(phi.result);
      const turns = this.moved(low === high ? this.constant(0) : this.difference(high, low), 1);
      product = product ? this.binary('*', product, turns) : turns;
    }
    return product ?? this.constant(1);
  }

  private difference(high: Value, low: Value): Value {
    return this.constantOf(low) === 0 ? high : this.binary('-', high, low);
  }

  private moved(value: Value, offset: number): Value {
    if (offset === 0) return value;
    const known = this.constantOf(value);
    if (typeof known === 'number') return this.constant(known + offset);
    return this.binary(offset > 0 ? '+' : '-', value, this.constant(Math.abs(offset)));
  }

  private emit(op: Operation, type: ValueType): Value {
    const operands: (number | string)[] = [];
    forEachOperand(op, (operand) => operands.push(operand.id));
    const detail = op.kind === 'constant' ? String(op.value) : 'operator' in op ? op.operator : '';
    const key = `${op.kind} ${op.kind === 'math' ? op.name : detail} ${operands.join(' ')}`;
    const known = op.kind === 'loadField' ? undefined : this.computed.get(key);
    if (known) return known;
    const value = this.emitNew(op, type);
    this.computed.set(key, value);
    return value;
  }

  private range(value: Value): Range {
    const known = this.known.get(value);
    if (known) return known;
    const range = this.compute(value);
    this.known.set(value, range);
    return range;
  }

  private compute(value: Value): Range {
    if (!this.nest.defines(value)) {
      if (this.constantOf(value) === undefined) this.leaves.add(value);
      return { low: value, high: value };
    }
    const counter = this.nest.counterOf(value);
    if (counter) {
      this.counters.add(value);
      const start = this.range(counter.start);
      const bound = this.range(counter.bound);
      // The last value that the counter takes lies before the bound, or on it; a bound need not be an integer.
      const last = (end: Value): Value => {
        const isUp = counter.step > 0;
        const whole = this.isWhole(counter.bound)
          ? end
          : this.emit(
              { kind: 'math', name: isUp === counter.inclusive ? 'floor' : 'ceil', args: [end] },
              'int',
            );
        return counter.inclusive ? whole : this.binary(isUp ? '-' : '+', whole, this.constant(1));
      };
      return counter.step > 0
        ? { low: start.low, high: last(bound.high) }
        : { low: last(bound.low), high: start.high };
    }
    const moving = this.nest.movementOf(value);
    if (moving) {
      const start = this.range(moving.start);
      const way = this.binary('*', this.reads(moving.loops), this.constant(Math.abs(moving.step)));
      // Behind the last turn the index has been moved once more than it is read.
      return moving.step > 0
        ? { low: start.low, high: this.moved(this.binary('+', start.high, way), -moving.step) }
        : { low: this.moved(this.binary('-', start.low, way), -moving.step), high: start.high };
    }
    const { op } = this.definitions.get(value)!;
    if (op.kind !== 'binary') {
      const again = this.emit({ ...op }, value.type);
      if (op.kind !== 'constant') this.leaves.add(again);
      return { low: again, high: again };
    }
    const left = this.range(op.left);
    const right = this.range(op.right);
    switch (op.operator) {
      case '+':
        if (this.isZero(left)) return right;
        if (this.isZero(right)) return left;
        return this.pair(left, right, (a, b) => this.binary('+', a, b), [
          left.low,
          right.low,
          left.high,
          right.high,
        ]);
      case '-':
        return this.pair(left, right, (a, b) => this.binary('-', a, b), [
          left.low,
          right.high,
          left.high,
          right.low,
        ]);
      default:
        return this.product(left, right);
    }
  }

  private pair(
    left: Range,
    right: Range,
    combine: (a: Value, b: Value) => Value,
    [lowLeft, lowRight, highLeft, highRight]: readonly [Value, Value, Value, Value],
  ): Range {
    const low = combine(lowLeft, lowRight);
    const isPoint = left.low === left.high && right.low === right.high;
    return { low, high: isPoint ? low : combine(highLeft, highRight) };
  }

  private product(left: Range, right: Range): Range {
    if (this.isZero(left) || this.isZero(right)) {
      const zero = this.constant(0);
      return { low: zero, high: zero };
    }
    const products = new Map<string, Value>();
    for (const a of [left.low, left.high]) {
      for (const b of [right.low, right.high]) {
        const key = `${a.id} ${b.id}`;
        if (!products.has(key)) products.set(key, this.timesZero(a, b) ?? this.binary('*', a, b));
      }
    }
    const all = [...products.values()];
    if (all.length === 1) return { low: all[0]!, high: all[0]! };
    return { low: this.math('min', all), high: this.math('max', all) };
  }

  private isWhole(value: Value): boolean {
    const op = this.definitions.get(value)?.op;
    return value.type === 'int' || (op?.kind === 'loadField' && op.key === 'length');
  }

  private isZero({ low, high }: Range): boolean {
    return low === high && this.constantOf(low) === 0;
  }

  /** Bounds are integers, or the copy is refused: 0 times anything is 0. */
  private timesZero(a: Value, b: Value): Value | null {
    return this.constantOf(a) === 0 ? a : this.constantOf(b) === 0 ? b : null;
  }

  private constantOf(value: Value): unknown {
    const op = this.definitions.get(value)?.op;
    return op?.kind === 'constant' ? op.value : undefined;
  }

  private binary(operator: '+' | '-' | '*', left: Value, right: Value): Value {
    return this.emit({ kind: 'binary', operator, left, right }, 'int');
  }

  private math(name: 'min' | 'max', args: Value[]): Value {
    return this.emit({ kind: 'math', name, args: [...args] }, 'number');
  }

  private constant(value: number): Value {
    return this.emit({ kind: 'constant', value }, 'int');
  }
}
