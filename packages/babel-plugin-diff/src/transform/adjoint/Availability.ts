import { isNumeric } from '../../hir/effects.js';
import { NumberCertainty } from '../../analysis/NumberCertainty.js';
import { valueLike, type Builder } from '../../hir/builder.js';
import type { HIRFunction, Instruction, Loc, Operation, Value } from '../../hir/model.js';
import { forEachBlock, forEachOperand, mapOperands } from '../../hir/visitors.js';
import type { Region, Regions } from '../../ssa/regions.js';
import type { PlannedReads, SnapshotRead } from './planSnapshots.js';
import type { TapeSite, TapeSites } from './TapeSites.js';
import { thresholds } from '../../optimize/cost.js';

/** A scope of the reverse sweep: what has been popped or recomputed in it is at hand until it ends. */
export interface Scope {
  readonly parent: Scope | null;
  readonly region: Region;
  readonly values: Map<Value, Value>;
  /** Those of the values that were popped or recomputed, since `since` operations. */
  fetched: Value[];
  since: number;
  /** Where the forward sweep pushes what this scope asks for now. */
  site: TapeSite | null;
}

/**
 * Gives the reverse sweep the values of the forward sweep that it reads: constants again, cheap arithmetic recomputed,
 * the rest from the tape, pushed once per stretch of code and outside of the loops in which it does not change.
 */
export class Availability {
  scope: Scope;
  /** How many operations have been reversed so far. */
  operations = 0;
  private readonly definitions = new Map<Value, Instruction>();
  private readonly certainty: NumberCertainty;
  private readonly snapshots: ReadonlyMap<Value, SnapshotRead>;
  /** What gives the same again in the reverse sweep, by the loads that do. */
  private readonly loads = new Map<Value, Instruction>();
  /** Shadows among these. */
  private readonly shadows = new Set<Value>();
  /** What is an integer of 32 bits in a region, and the integers that the reverse sweep has made of it. */
  private readonly wholeIn = new Map<Region, ReadonlySet<Value>>();
  private readonly wholes = new Set<Value>();
  private readonly wholeCounters: ReadonlySet<Value>;
  private readonly derived = new Map<Value, () => Value>();

  constructor(
    forward: HIRFunction,
    private readonly regions: Regions,
    private readonly sites: TapeSites,
    { snapshots, loadedAgain, stableTests, wholeIn, wholeCounters }: PlannedReads,
    private readonly builder: Builder,
  ) {
    this.snapshots = snapshots;
    this.wholeCounters = wholeCounters;
    forEachBlock(forward.entry, (block) => {
      for (const instruction of block.instructions) {
        if (instruction.result) this.definitions.set(instruction.result, instruction);
      }
    });
    for (const value of [...loadedAgain, ...stableTests]) this.loads.set(value, this.definitions.get(value)!);
    for (const [block, values] of wholeIn) this.wholeIn.set(regions.ofBlock.get(block)!, values);
    this.certainty = new NumberCertainty(forward);
    this.scope = newScope(null, regions.root, 0);
  }

  enter(region: Region): void {
    this.scope = newScope(this.scope, region, this.operations);
  }

  leave(): void {
    this.scope = this.scope.parent!;
  }

  /** Makes a value of the forward sweep known under a name of the reverse sweep, in the current scope. */
  provide(value: Value, inReverse: Value): void {
    this.scope.values.set(value, inReverse);
  }

  /** Says how a value can be computed in the reverse sweep from others, wherever it is asked for. */
  derive(value: Value, compute: () => Value): void {
    this.derived.set(value, compute);
  }

  /** Says that the slot from which a shadow came holds it when the sweep comes back. */
  loadShadowAgain(shadow: Value): void {
    const op = this.definitions.get(shadow)?.op;
    const slot = op?.kind === 'helper' ? op.args[1] : undefined;
    const load = slot && this.definitions.get(slot);
    if (load?.op.kind !== 'loadIndex' && load?.op.kind !== 'loadField') return;
    this.loads.set(shadow, load);
    this.shadows.add(shadow);
  }

  /** The value's name in the reverse sweep if it is at hand, without asking the tape. */
  find(value: Value): Value | null {
    for (let scope: Scope | null = this.scope; scope; scope = scope.parent) {
      const found = scope.values.get(value);
      if (found) return found;
    }
    return null;
  }

  /** Registers an instruction that was added to the forward sweep meanwhile. */
  define(value: Value, definition: Instruction): void {
    this.definitions.set(value, definition);
  }

  definitionOf(value: Value): Instruction | null {
    return this.definitions.get(value) ?? null;
  }

  regionOf(value: Value): Region {
    return this.regions.ofValue.get(value) ?? this.regions.root;
  }

  /** The value of the forward sweep, at hand in the reverse sweep. */
  demand(value: Value): Value {
    const inReverse = this.fetch(value);
    return this.isWhole(value) ? this.keep(this.scope, value, this.toWhole(inReverse)) : inReverse;
  }

  private isWhole(value: Value): boolean {
    for (let scope: Scope | null = this.scope; scope; scope = scope.parent)
      if (this.wholeIn.get(scope.region)?.has(value)) return true;
    return false;
  }

  /** V8 takes what it reads from the tape for a double, and would convert what is computed from it to an index each time. */
  private toWhole(inReverse: Value): Value {
    if (this.wholes.has(inReverse)) return inReverse;
    const right = this.builder.constant(0);
    const whole = this.builder.value(
      { kind: 'binary', operator: '|', left: inReverse, right },
      null,
      'int',
      inReverse.name,
    );
    this.wholes.add(whole);
    return whole;
  }

  private fetch(value: Value): Value {
    const found = this.find(value);
    if (found) return found;
    const definition = this.definitions.get(value);
    if (definition?.op.kind === 'constant') {
      return this.builder.value({ ...definition.op }, definition.loc, value.type, null);
    }
    const derive = this.derived.get(value);
    if (derive) return this.keep(this.scope, value, derive());
    const snapshot = this.snapshots.get(value);
    if (snapshot) return this.readSnapshot(value, snapshot);
    const load = this.loads.get(value);
    if (load && (this.tapeScope(value) === this.scope || this.innermostLoop() === null))
      return this.loadAgain(value, load);
    if (definition && this.isCheaper(value, definition)) return this.recompute(value, definition);
    return this.pop(value);
  }

  /**
   * Forgets what the current scope has popped or recomputed if that is long ago.
   *
   * @returns whether it did; what is asked for from now on belongs to a new site
   */
  forgetDistant(): boolean {
    const { scope } = this;
    if (this.operations - scope.since < thresholds.operationsBetweenSites) return false;
    for (const value of scope.fetched) scope.values.delete(value);
    scope.fetched = [];
    scope.since = this.operations;
    return true;
  }

  /** Takes the value from the tape at the current scope, whatever it is (for the state that a loop ended with). */
  popHere(value: Value): Value {
    return this.keep(this.scope, value, this.sites.request(this.scope.site!, value));
  }

  /** The same for what a counter ended with. */
  popFinal(value: Value, counter: Value): Value {
    const final = this.popHere(value);
    return this.wholeCounters.has(counter) ? this.toWhole(final) : final;
  }

  private keep(scope: Scope, value: Value, inReverse: Value): Value {
    scope.values.set(value, inReverse);
    scope.fetched.push(value);
    return inReverse;
  }

  private pop(value: Value): Value {
    const scope = this.tapeScope(value);
    return this.keep(scope, value, this.sites.request(scope.site!, value));
  }

  /** The scope at whose site a value is pushed: outside of every loop in which it does not change. */
  private tapeScope(value: Value): Scope {
    const home = this.regionOf(value);
    let target = this.scope;
    for (let scope: Scope = this.scope; scope.region !== home && scope.parent; scope = scope.parent) {
      if (scope.region.kind === 'loop' && scope.parent.region !== scope.region) target = scope.parent;
    }
    return target;
  }

  /** Whether the value is the same in every turn of the innermost loop around the current place. */
  private isInvariantHere(value: Value): boolean {
    return this.tapeScope(value) !== this.scope || this.innermostLoop() === null;
  }

  private innermostLoop(): Region | null {
    let region: Region | null = this.scope.region;
    while (region && region.kind !== 'loop') region = region.parent;
    return region;
  }

  private isCheaper(value: Value, definition: Instruction): boolean {
    const leaves = new Set<Value>();
    const operations = this.countOperations(definition, leaves, thresholds.recomputedOperations);
    if (operations > thresholds.recomputedOperations) return false;
    if (this.innermostLoop() !== null && this.tapeScope(value) !== this.scope) return leaves.size === 0;
    let perTurn = 0;
    for (const leaf of leaves) if (!(this.innermostLoop() !== null && this.isInvariantHere(leaf))) perTurn++;
    return perTurn === 0 || (perTurn === 1 && operations <= thresholds.recomputedOperationsWithLeaf);
  }

  /**
   * Operations that recomputing takes, with the values it would need from the tape; infinite when impossible.
   *
   * @param depth  how far it looks: a chain of more operations is too long anyway, and without the end long code would take time
   * that grows as the number of its expressions' paths
   */
  private countOperations(definition: Instruction, leaves: Set<Value>, depth: number): number {
    if (depth === 0 || !isRecomputable(definition.op, this.certainty)) return Infinity;
    let operations = isSlow(definition.op) ? thresholds.recomputedDivision : 1;
    forEachOperand(definition.op, (operand) => {
      if (operations > thresholds.recomputedOperations || this.find(operand)) return;
      if (this.snapshots.has(operand) || this.derived.has(operand) || this.loads.has(operand)) {
        operations += 2;
        return;
      }
      const inner = this.definitions.get(operand);
      if (inner?.op.kind === 'constant') return;
      const below = new Set(leaves);
      const count = inner ? this.countOperations(inner, below, depth - 1) : Infinity;
      if (count + operations <= thresholds.recomputedOperations && below.size <= leaves.size + 1) {
        operations += count;
        for (const leaf of below) leaves.add(leaf);
      } else {
        leaves.add(operand);
      }
    });
    return operations;
  }

  private readSnapshot(value: Value, { base, index, source }: SnapshotRead): Value {
    const [left, right] = [this.demand(base), this.demand(index)];
    const position = this.builder.value({ kind: 'binary', operator: '+', left, right }, null, 'int');
    const at = { kind: 'tapeAt', position, source: source && this.demand(source) } as const;
    const read = this.emitLike(value, { ...at }, null);
    return this.keep(this.scope, value, read);
  }

  private loadAgain(value: Value, load: Instruction): Value {
    const slot = this.recompute(value, load);
    if (!this.shadows.has(value)) return slot;
    // The slot holds a cotangent where the part was a number.
    const op: Operation = { kind: 'helper', name: 'shadowIn', tape: false, pure: true, args: [slot] };
    return this.keep(this.scope, value, this.emitLike(value, op, load.loc));
  }

  private recompute(value: Value, definition: Instruction): Value {
    const op: Operation = cloneOperation(definition.op);
    mapOperands(op, (operand) => this.demand(operand));
    return this.keep(this.scope, value, this.emitLike(value, op, definition.loc));
  }

  /** Emits what gives a value of the forward sweep. */
  private emitLike(value: Value, op: Operation, loc: Loc): Value {
    const result = valueLike(value);
    this.builder.block.instructions.push({ result, op, loc });
    return result;
  }
}

function newScope(parent: Scope | null, region: Region, since: number): Scope {
  return { parent, region, values: new Map(), fetched: [], since, site: null };
}

/** Functions of `Math` that cost about as much as a push and a pop. */
const CHEAP_MATH: ReadonlySet<string> = new Set([
  'abs',
  'floor',
  'ceil',
  'trunc',
  'sign',
  'fround',
  'max',
  'min',
  'sqrt',
]);

/** Operations that give the same value again wherever their operands are at hand. */
function isRecomputable(op: Operation, certainty: NumberCertainty): boolean {
  switch (op.kind) {
    case 'unary':
      // What is only assumed to be a number may be text or an object, whose truth does not come back from the tape.
      if (op.operator === '!') return op.argument.type === 'boolean';
      return op.operator !== 'typeof' && isPlainNumber(op.argument);
    case 'binary':
      if (op.operator === '**' || !isPlainNumber(op.left) || !isPlainNumber(op.right)) return false;
      if (EQUALITY.has(op.operator)) return isCertain(op.left, certainty) && isCertain(op.right, certainty);
      // Text is compared with text in another way than with numbers.
      if (ORDER.has(op.operator))
        return certainty.isNumberOrParam(op.left) || certainty.isNumberOrParam(op.right);
      return true;
    case 'logical':
      return [op.left, op.right].every((each) => each.type === 'boolean' || isCertain(each, certainty));
    case 'math':
      return CHEAP_MATH.has(op.name) && op.args.every(isPlainNumber);
    default:
      return false;
  }
}

const EQUALITY: ReadonlySet<string> = new Set(['===', '!==', '==', '!=']);
const ORDER: ReadonlySet<string> = new Set(['<', '<=', '>', '>=']);

/** Does it come back from the tape as what it was? `true` and text would come back as numbers. */
function isCertain(value: Value, certainty: NumberCertainty): boolean {
  return isNumeric(value.type) && certainty.of(value) === 'number';
}

function isPlainNumber(value: Value): boolean {
  return isNumeric(value.type) || value.type === 'boolean';
}

/** A division takes as long as several other operations. */
function isSlow(op: Operation): boolean {
  return (
    (op.kind === 'binary' && (op.operator === '/' || op.operator === '%')) ||
    (op.kind === 'math' && op.name === 'sqrt')
  );
}

function cloneOperation(op: Operation): Operation {
  return op.kind === 'math' ? { ...op, args: [...op.args] } : { ...op };
}
