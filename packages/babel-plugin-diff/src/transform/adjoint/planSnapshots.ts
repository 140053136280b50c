import { newBlock, newPhi, newValue } from '../../hir/builder.js';
import { cloneChain, newCloneMaps } from '../../hir/cloneHIR.js';
import type {
  Block,
  HIRFunction,
  Instruction,
  LoopTerminal,
  Operation,
  Value,
  ValueType,
} from '../../hir/model.js';
import { chainOf, fallthroughOf, forEachBlock, forEachOperand, ownedChains } from '../../hir/visitors.js';
import { thresholds } from '../../optimize/cost.js';

/** Where the reverse sweep finds a loaded number: `T[base + index]`. */
export interface SnapshotRead {
  readonly base: Value;
  readonly index: Value;
}

/**
 * Lets loop nests copy the range of each array that their reverse reads to the tape once, instead of taping every element that they load.
 *
 * Needs: SSA, types, activity; before shadows are added.   Gives: SSA; per nest two versions under a run-time test (the range is
 * long enough and lies inside a plain array of numbers, which no store of the nest can touch): with the snapshot and as written.
 *
 * Fires for counted nests without early exits and calls, for loads whose index is made of counters and of what does not change in the
 * nest, from arrays that are not stored into there. The outermost loop for which that holds takes the copy.
 */
export function planSnapshots(fn: HIRFunction): Map<Value, SnapshotRead> {
  const planner = new SnapshotPlanner(fn);
  planner.chain(fn.entry, 0);
  return planner.reads;
}

/** Bounds of an integer as values computed before the nest. */
interface Range {
  readonly low: Value;
  readonly high: Value;
}

interface CountedLoop {
  readonly counter: Value;
  readonly start: Value;
  readonly bound: Value;
  /** What the bound is off the last value of the counter: `<` −1, `<=` 0, `>` +1, `>=` 0. */
  readonly offset: -1 | 0 | 1;
  readonly up: boolean;
}

class SnapshotPlanner {
  readonly reads = new Map<Value, SnapshotRead>();
  private readonly definitions = new Map<Value, Instruction>();
  private readonly needed: ReadonlySet<Value>;

  constructor(fn: HIRFunction) {
    forEachBlock(fn.entry, (block) => {
      for (const instruction of block.instructions) {
        if (instruction.result) this.definitions.set(instruction.result, instruction);
      }
    });
    this.needed = findNeeded(fn, this.definitions);
  }

  chain(entry: Block, depth: number): void {
    for (let block: Block | null = entry; block; block = fallthroughOf(block.terminal)) {
      const { terminal } = block;
      if (terminal.kind === 'loop' && this.tryNest(block, terminal)) {
        // The block's terminal is now the test of the two versions, whose nests are done.
        continue;
      }
      for (const chain of ownedChains(terminal)) this.chain(chain, depth + 1);
    }
  }

  private tryNest(block: Block, loop: LoopTerminal): boolean {
    const nest = new Nest(loop, this.definitions);
    if (!nest.isSimple) return false;
    const loads = nest.loads.filter((load) => this.needed.has(load.result!));
    const byArray = new Map<Value, Instruction[]>();
    for (const load of loads) {
      if (load.op.kind !== 'loadIndex') continue;
      const { object } = load.op;
      if (nest.defines(object) || !nest.isAffine(load.op.index) || nest.stores.has(object)) continue;
      byArray.set(object, [...(byArray.get(object) ?? []), load]);
    }
    if (byArray.size === 0) return false;
    this.version(block, loop, nest, byArray);
    return true;
  }

  private version(block: Block, loop: LoopTerminal, nest: Nest, byArray: Map<Value, Instruction[]>): void {
    const emit = (op: Operation, type: ValueType, name: string | null = null): Value => {
      const result = newValue(name, type);
      const instruction = { result, op, loc: loop.loc };
      this.definitions.set(result, instruction);
      block.instructions.push(instruction);
      return result;
    };
    const minimum = nest.depth > 1 ? thresholds.snapshotInNest : thresholds.snapshotInLoop;
    const ranges = new RangeEmitter(nest, this.definitions, emit);
    let test: Value | null = null;
    const both = (condition: Value): void => {
      test = test
        ? emit({ kind: 'logical', operator: '&&', left: test, right: condition }, 'boolean')
        : condition;
    };
    // Stores of the nest must not touch what is copied.
    for (const array of byArray.keys()) {
      for (const stored of nest.stores) {
        if (this.areApart(array, stored)) continue;
        both(
          emit(
            { kind: 'helper', name: 'areApart', tape: false, pure: true, args: [array, stored] },
            'boolean',
          ),
        );
      }
    }
    const bases = new Map<Value, Value>();
    for (const [array, loads] of byArray) {
      const range = ranges.hull(loads.map((load) => (load.op as { index: Value }).index));
      const least = emit({ kind: 'constant', value: minimum }, 'int');
      const name = this.nameOf(array);
      const base = emit(
        { kind: 'tapeSnapshot', object: array, low: range.low, high: range.high, minimum: least },
        'number',
        name,
      );
      bases.set(array, base);
      both(emit({ kind: 'binary', operator: '===', left: base, right: base }, 'boolean'));
    }

    const rest = loop.fallthrough;
    const plain = newBlock(loop);
    const plainEnd = newBlock();
    plainEnd.phis = rest.phis.map((phi) => newPhi(sameKind(phi.result), phi.operands, phi.loc));
    loop.fallthrough = plainEnd;
    const maps = newCloneMaps();
    const copied = cloneChain(plain, maps, { rename: true });
    const copiedEnd = fallthroughOf(copied.terminal)!;
    for (const [original, copy] of maps.values) {
      const definition = this.definitions.get(original);
      if (definition) this.definitions.set(copy, { ...definition, result: copy });
    }
    for (const [array, loads] of byArray) {
      for (const load of loads) {
        const index = (load.op as { index: Value }).index;
        this.reads.set(maps.values.get(load.result!)!, {
          base: bases.get(array)!,
          index: maps.values.get(index) ?? index,
        });
      }
    }
    rest.phis = rest.phis.map((phi, i) =>
      newPhi(phi.result, [copiedEnd.phis[i]!.result, plainEnd.phis[i]!.result], phi.loc),
    );
    block.terminal = {
      kind: 'if',
      test: test!,
      consequent: copied,
      alternate: plain,
      fallthrough: rest,
      loc: loop.loc,
    };
  }

  private nameOf(array: Value): string | null {
    return array.name === null ? null : `${array.name}At`;
  }

  /** Whether two arrays are different for certain: one of them is made here, and they are not the same value. */
  private areApart(a: Value, b: Value): boolean {
    const isFresh = (value: Value): boolean => {
      const kind = this.definitions.get(value)?.op.kind;
      return kind === 'newTyped' || kind === 'newArray';
    };
    return a !== b && (isFresh(a) || isFresh(b)) && this.isRoot(a) && this.isRoot(b);
  }

  /** Not a phi, behind which a fresh array may stand. */
  private isRoot(value: Value): boolean {
    const kind = this.definitions.get(value)?.op.kind;
    return kind === 'newTyped' || kind === 'newArray' || kind === undefined;
  }
}

function sameKind(value: Value): Value {
  const copy = newValue(value.name, value.type);
  copy.active = value.active;
  return copy;
}

/** What a loop nest does, as far as snapshots care. */
class Nest {
  readonly loads: Instruction[] = [];
  readonly stores = new Set<Value>();
  /** Loops inside each other. */
  readonly depth: number;
  readonly isSimple: boolean;
  private readonly counters = new Map<Value, CountedLoop>();
  private readonly defined = new Set<Value>();

  constructor(
    loop: LoopTerminal,
    private readonly definitions: ReadonlyMap<Value, Instruction>,
  ) {
    let operations = 0;
    let simple = true;
    const visit = (current: LoopTerminal): number => {
      let inner = 0;
      const counted = this.countedLoop(current);
      if (!counted || current.leave) simple = false;
      else this.counters.set(counted.counter, counted);
      const walk = (entry: Block): void => {
        for (const block of chainOf(entry)) {
          for (const phi of block.phis) this.defined.add(phi.result);
          for (const instruction of block.instructions) {
            operations++;
            if (instruction.result) this.defined.add(instruction.result);
            simple &&= this.note(instruction);
          }
          const { terminal } = block;
          if (terminal.kind === 'loop') inner = Math.max(inner, visit(terminal));
          else if (terminal.kind === 'throw') simple = false;
          else for (const chain of ownedChains(terminal)) walk(chain);
        }
      };
      for (const chain of [current.header, current.body, current.update]) walk(chain);
      return inner + 1;
    };
    this.depth = visit(loop);
    this.isSimple = simple && operations <= thresholds.operationsInVersionedNest;
  }

  defines(value: Value): boolean {
    return this.defined.has(value);
  }

  counterOf(value: Value): CountedLoop | null {
    return this.counters.get(value) ?? null;
  }

  /** Whether an index is made of counters and of what does not change in the nest. */
  isAffine(index: Value): boolean {
    if (!this.defined.has(index)) return index.type === 'int' || index.type === 'number';
    if (index.type !== 'int' && index.type !== 'number') return false;
    const counter = this.counters.get(index);
    if (counter) return this.isAffine(counter.start) && this.isAffine(counter.bound);
    const op = this.definitions.get(index)?.op;
    if (op?.kind === 'constant') return true;
    if (op?.kind !== 'binary')
      return op?.kind === 'loadField' && op.key === 'length' && !this.defined.has(op.object);
    if (op.operator === '+' || op.operator === '-') return this.isAffine(op.left) && this.isAffine(op.right);
    return op.operator === '*' && this.isAffine(op.left) && this.isAffine(op.right);
  }

  /** Notes loads and stores; false for what a nest with a snapshot must not contain. */
  private note(instruction: Instruction): boolean {
    const { op } = instruction;
    switch (op.kind) {
      case 'loadIndex':
        this.loads.push(instruction);
        return true;
      case 'storeIndex':
        this.stores.add(op.object);
        return !this.defined.has(op.object);
      case 'storeField':
      case 'deleteField':
      case 'callKnown':
      case 'callUnknown':
      case 'construct':
      case 'closure':
      case 'helper':
      case 'storeOuter':
        return false;
      default:
        return true;
    }
  }

  private countedLoop(loop: LoopTerminal): CountedLoop | null {
    const test = loop.test && this.definitions.get(loop.test)?.op;
    if (test?.kind !== 'binary') return null;
    const phi = loop.header.phis.find(({ result }) => result === test.left && result.type === 'int');
    const [start, next] = phi?.operands ?? [];
    const increment = next && this.definitions.get(next)?.op;
    if (!phi || !start || increment?.kind !== 'binary' || increment.left !== phi.result) return null;
    const step = this.definitions.get(increment.right)?.op;
    if (step?.kind !== 'constant' || typeof step.value !== 'number' || !(step.value > 0)) return null;
    const up = increment.operator === '+';
    const counted = (offset: -1 | 0 | 1): CountedLoop => ({
      counter: phi.result,
      start,
      bound: test.right,
      offset,
      up,
    });
    if (up && test.operator === '<') return counted(-1);
    if (up && test.operator === '<=') return counted(0);
    if (increment.operator === '-' && test.operator === '>') return counted(1);
    if (increment.operator === '-' && test.operator === '>=') return counted(0);
    return null;
  }
}

/** Computes bounds of indices before the nest, by interval arithmetic on what they are made of. */
class RangeEmitter {
  private readonly known = new Map<Value, Range>();

  constructor(
    private readonly nest: Nest,
    private readonly definitions: ReadonlyMap<Value, Instruction>,
    private readonly emit: (op: Operation, type: ValueType) => Value,
  ) {}

  /** A range that holds all the indices. */
  hull(indices: readonly Value[]): Range {
    const ranges = [...new Set(indices)].map((index) => this.range(index));
    if (ranges.length === 1) return ranges[0]!;
    return {
      low: this.math(
        'min',
        ranges.map(({ low }) => low),
      ),
      high: this.math(
        'max',
        ranges.map(({ high }) => high),
      ),
    };
  }

  private range(value: Value): Range {
    const known = this.known.get(value);
    if (known) return known;
    const range = this.compute(value);
    this.known.set(value, range);
    return range;
  }

  private compute(value: Value): Range {
    if (!this.nest.defines(value)) return { low: value, high: value };
    const counter = this.nest.counterOf(value);
    if (counter) {
      const start = this.range(counter.start);
      const bound = this.range(counter.bound);
      const last = (end: Value): Value =>
        counter.offset === 0 ? end : this.binary(counter.offset < 0 ? '-' : '+', end, this.constant(1));
      return counter.up
        ? { low: start.low, high: last(bound.high) }
        : { low: last(bound.low), high: start.high };
    }
    const { op } = this.definitions.get(value)!;
    if (op.kind !== 'binary') {
      const again = this.emit({ ...op }, value.type);
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
    return this.emit({ kind: 'math', name, args }, 'number');
  }

  private constant(value: number): Value {
    return this.emit({ kind: 'constant', value }, 'int');
  }
}

/** Loaded numbers that the reverse sweep reads: factors, divisors and arguments of active operations, through cheap arithmetic. */
function findNeeded(fn: HIRFunction, definitions: ReadonlyMap<Value, Instruction>): Set<Value> {
  const needed = new Set<Value>();
  const need = (value: Value): void => {
    if (needed.has(value)) return;
    needed.add(value);
    const op = definitions.get(value)?.op;
    if (op?.kind === 'binary' && /^[-+*/]$/.test(op.operator)) forEachOperand(op, need);
    if (op?.kind === 'unary') forEachOperand(op, need);
  };
  forEachBlock(fn.entry, (block) => {
    for (const { op, result } of block.instructions) {
      if (!result?.active) continue;
      if (op.kind === 'math') op.args.forEach(need);
      if (op.kind !== 'binary') continue;
      if (op.operator === '*' || op.operator === '/' || op.operator === '**' || op.operator === '%') {
        if (op.right.active) need(op.left);
        if (op.left.active || op.operator !== '*') need(op.right);
      }
    }
  });
  return needed;
}
