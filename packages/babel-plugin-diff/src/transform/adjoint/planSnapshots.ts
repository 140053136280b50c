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
import {
  arithmeticOperands,
  fallthroughOf,
  forEachBlock,
  forEachOperand,
  ownedChains,
} from '../../hir/visitors.js';
import { partialsOf } from '../partials.js';
import { groupByIndex } from './IndexGroups.js';
import { findKeys } from '../../analysis/findKeys.js';
import { IndexRanges } from './IndexRanges.js';
import { LoopNest } from './LoopNest.js';
import { thresholds } from '../../optimize/cost.js';

/** Where the reverse sweep finds a loaded number: `T[base + index]`, or `source[base + index]`. */
export interface SnapshotRead {
  readonly base: Value;
  readonly index: Value;
  readonly source: Value | null;
}

/**
 * Lets loop nests copy the range of each array that their reverse reads to the tape once, instead of taping every element that they load.
 *
 * Needs: SSA, types, activity; before shadows are added.   Gives: SSA; per nest two versions under a run-time test (the range is
 * long enough and lies inside a plain array of numbers, which no store of the nest can touch): with the snapshot and as written.
 *
 * Fires for counted nests without early exits and calls, for loads whose index is made of counters and of what does not change in the
 * nest, from arrays that are not stored into there. The outermost loop for which that holds takes the copy.
 *
 * @param isStable  whether arrays into which nothing is stored later may be read where they are, if the sweep allows it (`inferStable`)
 */
export function planSnapshots(fn: HIRFunction, isStable = false): Map<Value, SnapshotRead> {
  const planner = new SnapshotPlanner(fn, isStable);
  planner.chain(fn.entry, null);
  return planner.reads;
}

class SnapshotPlanner {
  readonly reads = new Map<Value, SnapshotRead>();
  private readonly definitions = new Map<Value, Instruction>();
  private readonly needed: ReadonlySet<Value>;
  private readonly params: ReadonlySet<Value>;
  private readonly keys: ReadonlySet<Value>;
  /** Places of the blocks in the program. */
  private readonly orders = new Map<Block, number>();
  private readonly stores: { readonly object: Value; readonly order: number }[] = [];

  constructor(
    fn: HIRFunction,
    private readonly isStable: boolean,
  ) {
    this.params = new Set(fn.params);
    forEachBlock(fn.entry, (block) => {
      const order = this.orders.size;
      this.orders.set(block, order);
      for (const instruction of block.instructions) {
        const { op, result } = instruction;
        if (result) this.definitions.set(result, instruction);
        if (op.kind === 'storeIndex') this.stores.push({ object: op.object, order });
      }
    });
    this.needed = findNeeded(fn, this.definitions);
    this.keys = findKeys(fn);
  }

  /** @param outermost  the outermost loop around the chain */
  chain(entry: Block, outermost: LoopTerminal | null): void {
    for (let block: Block | null = entry; block; block = fallthroughOf(block.terminal)) {
      const { terminal } = block;
      const outer = outermost ?? (terminal.kind === 'loop' ? terminal : null);
      if (terminal.kind === 'loop' && this.tryNest(block, terminal, outer!)) {
        // The block's terminal is now the test of the two versions, whose nests are done.
        continue;
      }
      for (const chain of ownedChains(terminal)) this.chain(chain, outer);
    }
  }

  private tryNest(block: Block, loop: LoopTerminal, outermost: LoopTerminal): boolean {
    const nest = new LoopNest(loop, this.definitions, this.keys);
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
    this.version(block, loop, nest, byArray, this.orders.get(outermost.header)!);
    return true;
  }

  private version(
    block: Block,
    loop: LoopTerminal,
    nest: LoopNest,
    byArray: Map<Value, Instruction[]>,
    start: number,
  ): void {
    const emit = (op: Operation, type: ValueType, name: string | null = null): Value => {
      const result = newValue(name, type);
      const instruction = { result, op, loc: loop.loc };
      this.definitions.set(result, instruction);
      block.instructions.push(instruction);
      return result;
    };
    const minimum = nest.depth > 1 ? thresholds.snapshotInNest : thresholds.snapshotInLoop;
    const ranges = new IndexRanges(nest, this.definitions, emit);
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
    const copies = new Map<Instruction, { readonly base: Value; readonly source: Value | null }>();
    const least = emit({ kind: 'constant', value: minimum }, 'int');
    for (const [array, loads] of byArray) {
      const refers = this.isStable && !this.isStoredFrom(array, start);
      const sources = new Map<string, { readonly base: Value; readonly source: Value | null }>();
      const groups = groupByIndex(loads, nest, this.definitions);
      const isOne = refers || groups.length > thresholds.rangesOfArray;
      const reads = groups.map((group) => ranges.reads(nest.loopsOf.get(group.loads[0]!)!));
      const wanted = isOne
        ? [{ range: ranges.hull(groups), reads: ranges.sum(reads), loads }]
        : groups.map((group, i) => ({ range: ranges.of(group), reads: reads[i]!, loads: group.loads }));
      for (const { range, reads, loads } of wanted) {
        const key = `${range.low.id} ${range.high.id}`;
        let copy = sources.get(key);
        if (!copy) {
          const op = {
            kind: 'tapeSnapshot',
            object: array,
            ...range,
            minimum: least,
            reads,
            refers,
          } as const;
          const base = emit({ ...op }, 'number', this.nameOf(array));
          const source = refers
            ? emit({ kind: 'tapeField', field: 'source' }, 'reference', array.name)
            : null;
          copy = { base, source };
          sources.set(key, copy);
          both(emit({ kind: 'binary', operator: '===', left: base, right: base }, 'boolean'));
        }
        for (const load of loads) copies.set(load, copy);
      }
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
    for (const loads of byArray.values()) {
      for (const load of loads) {
        const index = (load.op as { index: Value }).index;
        this.reads.set(maps.values.get(load.result!)!, {
          ...copies.get(load)!,
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

  /** Is something stored into the array from a place of the program on? */
  private isStoredFrom(array: Value, start: number): boolean {
    if (this.params.has(array)) return false;
    if (this.definitions.get(array)?.op.kind !== 'newTyped') return true;
    return this.stores.some(
      ({ object, order }) => order >= start && (object === array || !this.definitions.has(object)),
    );
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
      for (const operand of operandsRead(op)) need(operand);
    }
  });
  return needed;
}

/** The operands of an active operation that its partials read. */
function operandsRead(op: Operation): Value[] {
  if (op.kind === 'binary' && op.operator === '*')
    return [...(op.right.active ? [op.left] : []), ...(op.left.active ? [op.right] : [])];
  // A quotient is differentiated by the divisor and by itself.
  if (op.kind === 'binary' && op.operator === '/') return op.left.active ? [op.left, op.right] : [op.right];
  if (op.kind !== 'binary' && op.kind !== 'math' && op.kind !== 'unary') return [];
  const operands = arithmeticOperands(op);
  const read = new Set<Value>();
  partialsOf(op).forEach((partial, i) => {
    if (!operands[i]?.active) return;
    for (const position of partial.reads()) if (position !== 'out') read.add(operands[position]!);
  });
  return [...read];
}
