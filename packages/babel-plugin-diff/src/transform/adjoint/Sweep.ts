import { Builder } from '../../hir/builder.js';
import { effectOf } from '../../hir/effects.js';
import type { Block, HIRFunction, Instruction, Phi, Value } from '../../hir/model.js';
import { chainOf, forEachBlock } from '../../hir/visitors.js';
import { thresholds } from '../../optimize/cost.js';
import { operationsOf } from '../../optimize/splitLong.js';
import { findKeys } from '../../analysis/findKeys.js';
import { findRegions, type Regions } from '../../ssa/regions.js';
import type { ShadowPlan } from './addShadows.js';
import { ArmUses } from './ArmUses.js';
import { Availability } from './Availability.js';
import { ComputedMath } from './ComputedMath.js';
import { Cotangents } from './Cotangents.js';
import { reverseOperation } from './reverseOperation.js';
import { reverseIf } from './reverseIf.js';
import { reverseLoop } from './reverseLoop.js';
import type { PlannedReads } from './planSnapshots.js';
import { TapeSites } from './TapeSites.js';

/** The state of building one reverse sweep: where it writes, what is at hand, and the cotangents. */
export class Sweep {
  readonly builder = new Builder();
  readonly cotangents = new Cotangents(this.builder);
  readonly sites = new TapeSites();
  readonly regions: Regions;
  readonly values: Availability;
  /** Numbers that are nothing but keys of elements. */
  readonly keys: ReadonlySet<Value>;
  /** The calls of `Math` in the forward sweep. */
  readonly computed: ComputedMath;
  private readonly armUses: ArmUses;
  private readonly joins = new Map<Value, Phi>();
  /** Whether the companions are likely to be split, so that values should not stay at hand for long. */
  private readonly isLong: boolean;

  constructor(
    readonly forward: HIRFunction,
    readonly shadows: ShadowPlan,
    reads: PlannedReads,
  ) {
    this.regions = findRegions(forward);
    this.isLong = 2 * operationsOf(forward.entry) > thresholds.operationsInCompanion;
    this.values = new Availability(forward, this.regions, this.sites, reads, this.builder);
    // The shadow of what is loaded again is where it was.
    for (const value of reads.loadedAgain) {
      const shadow = shadows.ofObject.get(value);
      if (shadow) this.values.loadShadowAgain(shadow);
    }
    this.keys = findKeys(forward);
    this.armUses = new ArmUses(forward, this.regions);
    this.computed = new ComputedMath(forward, this.regions, pushesItself, this.isLong);
    forEachBlock(forward.entry, ({ terminal }) => {
      if (terminal.kind === 'if')
        for (const phi of terminal.fallthrough.phis) this.joins.set(phi.result, phi);
    });
  }

  /** The phi of an `if` that defines the value, if one does. */
  joinPhi(value: Value): Phi | null {
    return this.joins.get(value) ?? null;
  }

  /** Sets the cotangents of what a chain defines to zero. */
  zeroDefinitions(entry: Block): void {
    for (const block of chainOf(entry)) {
      for (const phi of block.phis) this.cotangents.zero(phi.result);
      for (const { result } of block.instructions) if (result) this.cotangents.zero(result);
    }
  }

  /** Reverses a chain, last block first. Cotangents of its definitions must have been zeroed. */
  reverseChain(entry: Block): void {
    const blocks = chainOf(entry);
    for (let i = blocks.length - 1; i >= 0; i--) {
      const block = blocks[i]!;
      const ofArms = block.terminal.kind === 'if' ? this.armUses.of(block, block.terminal) : null;
      if (block.terminal.kind === 'if') reverseIf(this, block.terminal, ofArms!);
      else if (block.terminal.kind === 'loop') reverseLoop(this, block, block.terminal);
      if (this.isLong) this.values.forgetDistant();
      this.openSite(block, null);
      for (let j = block.instructions.length - 1; j >= 0; j--) {
        const instruction = block.instructions[j]!;
        if (!ofArms?.some((arm) => arm.has(instruction))) reverseOperation(this, instruction);
        this.values.operations++;
        const renews = this.isLong && isBetweenNumbers(block, j) && this.values.forgetDistant();
        if (renews || pushesItself(instruction)) this.openSite(block, instruction);
      }
    }
  }

  /** Writes a chain of its own and gives its entry. */
  detached(write: () => void): Block {
    const builder = new Builder();
    const entry = builder.block;
    const outer = this.builder.block;
    this.builder.block = entry;
    write();
    this.builder.block = outer;
    return entry;
  }

  /**
   * Takes off the tape what is there twice or can be had from the rest, which keeps more at hand: not in long functions.
   *
   * @returns names of the reverse sweep that are gone, each with the one to take instead
   */
  economise(): ReadonlyMap<Value, Value> {
    if (this.isLong) return new Map();
    const places = new Map<Value, number>();
    forEachBlock(this.forward.entry, ({ instructions }) => {
      for (const { result } of instructions) if (result) places.set(result, places.size);
    });
    return this.sites.economise(
      (value) => this.values.regionOf(value),
      (value) => {
        const instruction = this.values.definitionOf(value);
        return instruction && { instruction, order: places.get(value) ?? -1 };
      },
    );
  }

  private openSite(block: Block, anchor: Instruction | null): void {
    const site = this.sites.open(block, anchor, this.values.scope);
    this.builder.block.instructions.push(site.placeholder);
    this.values.scope.site = site;
  }

  /**
   * Whether a chain of reverse code does nothing that can be seen outside: nothing popped, and only the cotangents written
   * that it zeroed itself.
   */
  isTrivial(entry: Block): boolean {
    const own = new Set<unknown>();
    for (const { op } of entry.instructions) {
      if (op.kind !== 'storeLocal') continue;
      if (this.isZero(entry, op.value)) own.add(op.variable);
    }
    const blocks = chainOf(entry);
    if (blocks.length > 1) return false;
    return entry.instructions.every((instruction) => {
      const { op, result } = instruction;
      if (this.sites.isPlaceholder(instruction)) return this.sites.isEmpty(instruction);
      if (op.kind === 'storeLocal') return own.has(op.variable);
      return result !== null && effectOf(op) !== 'effect';
    });
  }

  private isZero(block: Block, value: { readonly id: number }): boolean {
    const definition = block.instructions.find(({ result }) => result?.id === value.id);
    return definition?.op.kind === 'constant' && definition.op.value === 0;
  }
}

/**
 * Whether a site may stand before the instruction: nothing before it has a shadow that is made behind it, as shadows follow at
 * once what they belong to.
 */
function isBetweenNumbers({ instructions }: Block, index: number): boolean {
  return [index - 1, index].every((i) => {
    const op = instructions[i]?.op;
    return op?.kind === 'binary' || op?.kind === 'unary' || op?.kind === 'math';
  });
}

function pushesItself({ op }: Instruction): boolean {
  return op.kind === 'callForward' || op.kind === 'callRecord' || op.kind === 'tapeSnapshot';
}
