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
import { fallthroughOf, forEachBlock, ownedChains } from '../../hir/visitors.js';
import { findNeeded } from './findNeeded.js';
import { groupByIndex } from './IndexGroups.js';
import { findGiven } from '../../analysis/findGiven.js';
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

/** How the reverse sweep gets loaded values that are not taped one by one. */
export interface PlannedReads {
  /** Numbers that lie on the tape, or in an array. */
  readonly snapshots: ReadonlyMap<Value, SnapshotRead>;
  /** In the version that an arm is: what has been found to be integers of 32 bits. */
  readonly wholeIn: ReadonlyMap<Block, ReadonlySet<Value>>;
  /** Counters that are such integers for certain. */
  readonly wholeCounters: ReadonlySet<Value>;
  /** What it loads again. */
  readonly loadedAgain: ReadonlySet<Value>;
  /** What tells whether nothing changes during the sweep; the same in both sweeps. */
  readonly stableTests: ReadonlySet<Value>;
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
export function planSnapshots(fn: HIRFunction, isStable = false): PlannedReads {
  const planner = new SnapshotPlanner(fn, isStable);
  planner.chain(fn.entry, null);
  return planner;
}

class SnapshotPlanner implements PlannedReads {
  readonly snapshots = new Map<Value, SnapshotRead>();
  readonly wholeIn = new Map<Block, Set<Value>>();
  readonly wholeCounters = new Set<Value>();
  readonly loadedAgain = new Set<Value>();
  readonly stableTests = new Set<Value>();
  private readonly definitions = new Map<Value, Instruction>();
  private readonly needed: ReadonlySet<Value>;
  private readonly params: ReadonlySet<Value>;
  private readonly keys: ReadonlySet<Value>;
  private readonly given: ReadonlySet<Value>;
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
        if (op.kind === 'storeIndex' || op.kind === 'storeField' || op.kind === 'deleteField')
          this.stores.push({ object: op.object, order });
      }
    });
    this.needed = findNeeded(fn, this.definitions);
    this.keys = findKeys(fn);
    this.given = findGiven(fn);
  }

  /**
   * @param outermost  the outermost loop around the chain
   * @param isStable  whether the chain may run where nothing changes during the sweep
   */
  chain(entry: Block, outermost: LoopTerminal | null, isStable = this.isStable): void {
    for (let block: Block | null = entry; block; block = fallthroughOf(block.terminal)) {
      const { terminal } = block;
      // The block's terminal becomes the test of the two versions.
      if (terminal.kind === 'loop') this.loop(block, terminal, outermost ?? terminal, isStable);
      else for (const chain of ownedChains(terminal)) this.chain(chain, outermost, isStable);
    }
  }

  private loop(block: Block, loop: LoopTerminal, outermost: LoopTerminal, isStable: boolean): void {
    const nest = new LoopNest(loop, this.definitions, this.keys);
    const plain = isStable ? this.tryLoadingAgain(block, loop, nest, outermost) : null;
    if (this.tryNest(plain ?? block, loop, nest, outermost)) return;
    for (const chain of ownedChains(loop)) this.chain(chain, outermost, isStable && !plain);
  }

  /**
   * If nothing changes what was given to the function, a version of the loop from whose parts of objects the reverse sweep loads again.
   * @returns the block in front of the loop as it was
   */
  private tryLoadingAgain(
    block: Block,
    loop: LoopTerminal,
    nest: LoopNest,
    outermost: LoopTerminal,
  ): Block | null {
    if (nest.operations > thresholds.operationsInVersionedNest) return null;
    const loads = this.findLoadsOfParts(loop, nest, this.orders.get(outermost.header)!);
    if (loads.size === 0) return null;
    const test = newValue(null, 'boolean');
    const instruction = {
      result: test,
      op: { kind: 'tapeField', field: 'isStable' },
      loc: loop.loc,
    } as const;
    this.definitions.set(test, instruction);
    block.instructions.push(instruction);
    this.stableTests.add(test);
    const { copies, plain } = this.split(block, loop, test);
    for (const load of loads) this.loadedAgain.add(copies.get(load)!);
    return plain;
  }

  /** What can be loaded again behind the loop; nothing if no number of it is read out of a part that the loop loads itself. */
  private findLoadsOfParts(loop: LoopTerminal, nest: LoopNest, start: number): Set<Value> {
    const found = new Set<Value>();
    const isAtHand = (key: Value): boolean => found.has(key) || nest.isOfCounters(key);
    let ofParts = false;
    for (const chain of ownedChains(loop)) {
      forEachBlock(chain, ({ instructions }) => {
        for (const { op, result } of instructions) {
          if (op.kind !== 'loadIndex' && op.kind !== 'loadField') continue;
          if (op.kind === 'loadIndex' && !isAtHand(op.index)) continue;
          if (nest.defines(op.object) ? !found.has(op.object) : !this.staysFrom(op.object, start)) continue;
          found.add(result!);
          ofParts ||= nest.defines(op.object) && (result!.active || this.needed.has(result!));
        }
      });
    }
    return ofParts ? found : new Set();
  }

  /** In a stable function: does the object, and what can be reached from it, stay as it is from a place of the program on? */
  private staysFrom(object: Value, start: number): boolean {
    return this.given.has(object) || !this.stores.some(({ order }) => order >= start);
  }

  private tryNest(block: Block, loop: LoopTerminal, nest: LoopNest, outermost: LoopTerminal): boolean {
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

    // So the reverse sweep can count and compute positions in integers, which come back from the tape as doubles.
    for (const leaf of ranges.leaves)
      both(emit({ kind: 'helper', name: 'isWhole', tape: false, pure: true, args: [leaf] }, 'boolean'));
    const { copies: copied, copy } = this.split(block, loop, test!);
    for (const counter of ranges.counters) this.wholeCounters.add(copied.get(counter)!);
    this.wholeIn.set(copy, new Set([...ranges.leaves, ...[...copies.values()].map(({ base }) => base)]));
    for (const loads of byArray.values()) {
      for (const load of loads) {
        const index = (load.op as { index: Value }).index;
        this.snapshots.set(copied.get(load.result!)!, {
          ...copies.get(load)!,
          index: copied.get(index) ?? index,
        });
      }
    }
  }

  /**
   * Puts a copy of the loop under a test, and the loop itself where that fails.
   * @returns what the copy defines for what the loop does, and the blocks in front of both
   */
  private split(
    block: Block,
    loop: LoopTerminal,
    test: Value,
  ): { readonly copies: ReadonlyMap<Value, Value>; readonly copy: Block; readonly plain: Block } {
    const rest = loop.fallthrough;
    const plain = newBlock(loop);
    const plainEnd = newBlock();
    plainEnd.phis = rest.phis.map((phi) => newPhi(sameKind(phi.result), phi.operands, phi.loc));
    loop.fallthrough = plainEnd;
    const maps = newCloneMaps();
    const copy = cloneChain(plain, maps, { rename: true });
    const copyEnd = fallthroughOf(copy.terminal)!;
    for (const [original, copied] of maps.values) {
      const definition = this.definitions.get(original);
      if (definition) this.definitions.set(copied, { ...definition, result: copied });
    }
    rest.phis = rest.phis.map((phi, i) =>
      newPhi(phi.result, [copyEnd.phis[i]!.result, plainEnd.phis[i]!.result], phi.loc),
    );
    block.terminal = {
      kind: 'if',
      test,
      consequent: copy,
      alternate: plain,
      fallthrough: rest,
      loc: loop.loc,
    };
    return { copies: maps.values, copy, plain };
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
