import { storeBases } from '../../analysis/inferStores.js';
import type { Builder } from '../../hir/builder.js';
import type { Block, HIRFunction, Loc, LoopTerminal, Phi, Value } from '../../hir/model.js';
import { forEachBlock } from '../../hir/visitors.js';
import { findRegions, isWithin, type Regions } from '../../ssa/regions.js';
import { isNumeric } from '../../hir/effects.js';
import { isFloatArray, mayBeObject, memoryAccess } from '../shadowKinds.js';
import type { Lane } from './Lane.js';

/** The mirror that an access uses; `maybeAbsent` when the object may be inactive. */
export interface AccessMirror {
  readonly mirror: Value;
  readonly maybeAbsent: boolean;
}

interface Cached {
  readonly epoch: number;
  readonly mirror: Value;
}

/**
 * What travels beside each value that may be an object: its mirror, which holds the tangents of its fields; undefined while it is
 * inactive.
 *
 * An object into which something with a tangent is stored gets a mirror where the value that holds it is defined. Other
 * holders of the same object may have met it before, so they look again (`late_`) after whatever may have given mirrors.
 */
export class Mirrors {
  private readonly regions: Regions;
  private readonly bases: ReadonlySet<Value>;
  private readonly allocated: ReadonlySet<Value>;
  private readonly mirrors = new Map<Value, Value>();
  private cache = new Map<Value, Cached>();
  /** What loads of numbers in a loop read instead of mirrors that may be absent. */
  private standIns = new Map<Value, Cached>();
  /** Counts what may have given mirrors to objects. */
  private epoch = 0;

  constructor(
    fn: HIRFunction,
    private readonly builder: Builder,
    private readonly lane: Lane,
  ) {
    this.regions = findRegions(fn);
    this.bases = storeBases(fn);
    this.allocated = findAllocated(fn);
  }

  /** The mirror as it was at the definition, without looking again. */
  known(value: Value): Value | null {
    return this.mirrors.get(value) ?? null;
  }

  define(value: Value, mirror: Value): void {
    this.mirrors.set(value, mirror);
    this.cache.set(value, { epoch: this.epoch, mirror });
  }

  /** A phi: its operands may have got their mirrors before the object was activated, so the next use looks again. */
  expire(value: Value): void {
    const mirror = this.mirrors.get(value);
    if (mirror) this.cache.set(value, { epoch: -1, mirror });
  }

  /** Something has run that may have given mirrors to objects. */
  disturb(): void {
    this.epoch++;
  }

  /** The mirror as of now; null if there can be none. */
  current(object: Value, loc: Loc): AccessMirror | null {
    const mirror = this.mirrors.get(object);
    if (!mirror) return null;
    if (this.allocated.has(object) || this.bases.has(object)) return { mirror, maybeAbsent: false };
    const cached = this.cache.get(object);
    if (cached && cached.epoch === this.epoch) return { mirror: cached.mirror, maybeAbsent: true };
    const again = this.builder.value(
      { kind: 'helper', name: 'late_', tape: true, pure: true, args: [object, mirror], ...this.lane.ofTape },
      loc,
      'unknown',
      this.lane.mirrorName(object),
    );
    this.cache.set(object, { epoch: this.epoch, mirror: again });
    return { mirror: again, maybeAbsent: true };
  }

  /** What a load of a number at an index reads: the mirror, or zeros where a loop has a stand-in for one that may be absent. */
  ofNumbers(object: Value, loc: Loc): AccessMirror | null {
    const standIn = this.standIns.get(object);
    if (standIn && standIn.epoch === this.epoch) return { mirror: standIn.mirror, maybeAbsent: false };
    return this.current(object, loc);
  }

  /** Gives the object a mirror if something with a tangent is stored into it later on. */
  ensure(value: Value, loc: Loc): void {
    const mirror = this.mirrors.get(value);
    if (!mirror || !this.bases.has(value) || this.allocated.has(value)) return;
    const ensured = this.builder.value(
      {
        kind: 'helper',
        name: 'ensure_',
        tape: true,
        pure: false,
        args: [value, mirror],
        ...this.lane.ofTape,
      },
      loc,
      'reference',
      this.lane.mirrorName(value),
    );
    this.epoch++;
    this.define(value, ensured);
  }

  /** Runs `write` for an arm; what was looked up in it is not known after it. */
  inArm(write: () => void): void {
    const cache = new Map(this.cache);
    const standIns = new Map(this.standIns);
    write();
    this.cache = cache;
    this.standIns = standIns;
  }

  /**
   * Before a loop: objects from outside are looked up once if no turn can give mirrors, else again in each turn. Of those that are looked up
   * once, the numbers at their indices are read from zeros if there is no mirror, so that no turn has to ask.
   */
  enterLoop(loop: LoopTerminal): void {
    const chains = [loop.header, loop.body, loop.update];
    if (chains.some((chain) => this.givesMirrors(chain))) {
      this.epoch++;
      return;
    }
    const inside = this.regions.ofBlock.get(loop.header)!;
    for (const chain of chains) {
      forEachBlock(chain, (block) => {
        block.instructions.forEach(({ op, result }) => {
          const access = memoryAccess(op);
          const home = access && this.regions.ofValue.get(access.object);
          if (!home || isWithin(home, inside)) return;
          const current = this.current(access.object, null);
          if (
            current?.maybeAbsent &&
            op.kind === 'loadIndex' &&
            result &&
            isNumeric(result.type) &&
            result.active
          )
            this.standIn(access.object, current.mirror);
        });
      });
    }
  }

  leaveLoop(loop: LoopTerminal): void {
    if ([loop.header, loop.body, loop.update].some((chain) => this.givesMirrors(chain))) this.epoch++;
  }

  private standIn(object: Value, mirror: Value): void {
    if (this.standIns.get(object)?.epoch === this.epoch) return;
    const args = [object, mirror];
    const standIn = this.builder.value(
      { kind: 'helper', name: 'numbers_', tape: true, pure: true, args },
      null,
      'reference',
      this.lane.mirrorName(object),
    );
    this.standIns.set(object, { epoch: this.epoch, mirror: standIn });
  }

  private givesMirrors(entry: Block): boolean {
    let found = false;
    forEachBlock(entry, (block) => {
      found ||= block.phis.some((phi) => this.bases.has(phi.result));
      for (const { op, result } of block.instructions) {
        found ||=
          (result !== null && this.bases.has(result)) ||
          op.kind === 'callKnown' ||
          op.kind === 'callUnknown' ||
          op.kind === 'construct' ||
          op.kind === 'callTangent' ||
          op.kind === 'callForward' ||
          op.kind === 'callRecord';
      }
    });
    return found;
  }
}

/** Values that are certainly objects made here: literals and float arrays, through phis of nothing else. */
function findAllocated(fn: HIRFunction): Set<Value> {
  const allocated = new Set<Value>();
  const phis: Phi[] = [];
  const checked = new Map<Value, Value>();
  forEachBlock(fn.entry, (block) => {
    for (const phi of block.phis) {
      if (!mayBeObject(phi.result)) continue;
      phis.push(phi);
      allocated.add(phi.result);
    }
    for (const { op, result } of block.instructions) {
      if (op.kind === 'newArray' || op.kind === 'newObject') allocated.add(result!);
      if (op.kind === 'newTyped' && isFloatArray(op.constructorName)) allocated.add(result!);
      if (op.kind === 'helper' && op.name === 'expectIterableArray') {
        allocated.add(result!);
        checked.set(result!, op.args[0]!);
      }
    }
  });
  for (let changed = true; changed;) {
    changed = false;
    for (const { result, operands } of phis) {
      if (!allocated.has(result) || operands.every((each) => each === null || allocated.has(each))) continue;
      allocated.delete(result);
      changed = true;
    }
    for (const [result, array] of checked) {
      if (allocated.has(result) && !allocated.has(array)) changed = allocated.delete(result);
    }
  }
  return allocated;
}
