import { type Accessed, findAccessed } from '../../analysis/findAccessed.js';
import { findTyped } from '../../analysis/findTyped.js';
import { Builder } from '../../hir/builder.js';
import type { HIRFunction, Instruction, Loc, Operation, Value, ValueType } from '../../hir/model.js';
import { forEachBlock, forEachOperand } from '../../hir/visitors.js';
import { isNumeric } from '../../hir/effects.js';
import { isFloatArray, mayBeObject } from '../shadowKinds.js';
import type { Lane } from './Lane.js';
import { Mirrors } from './Mirrors.js';
import { SlotsAtHand } from './SlotsAtHand.js';

/**
 * The state of building one lane of a companion: where it writes, and the tangent of each value.
 *
 * The tangent of a number is a number, that of an object its mirror; a value whose type is unknown is accompanied by either. A tangent
 * that is zero for certain is not there (null) and makes no code.
 */
export class TangentSweep {
  readonly mirrors: Mirrors;
  readonly slots = new SlotsAtHand();
  readonly accessed: Accessed;
  /** What is a float array for certain. */
  private readonly floats: ReadonlySet<Value>;
  private readonly numbers = new Map<Value, Value>();
  /** What stands beside values that need no search for it: shadows have a shadow of tangents, known wherever they are. */
  private readonly plain = new Map<Value, Value>();
  private readonly definitions = new Map<Value, Instruction>();
  /** Values of unknown type that are computed with. */
  private readonly computedWith = new Set<Value>();
  private readonly constants = new Builder();
  private zeroValue: Value | null = null;
  private absentValue: Value | null = null;

  constructor(
    readonly fn: HIRFunction,
    /** Shared by the lanes. */
    readonly builder: Builder,
    readonly lane: Lane,
    /** The numbers that have tangents; those that are active if it is left out. */
    private readonly varied: ReadonlySet<Value> | null = null,
  ) {
    this.mirrors = new Mirrors(fn, builder, lane);
    this.accessed = findAccessed(fn);
    this.floats = findTyped(fn, isFloatArray);
    forEachBlock(fn.entry, (block) => {
      for (const instruction of block.instructions) {
        if (instruction.result) this.definitions.set(instruction.result, instruction);
        this.noteNumericOperands(instruction.op);
      }
    });
  }

  private noteNumericOperands(op: Operation): void {
    if (op.kind === 'unary' || op.kind === 'binary' || op.kind === 'math' || op.kind === 'select') {
      forEachOperand(op, (operand) => this.computedWith.add(operand));
    } else if (op.kind === 'callKnown') {
      op.args.forEach((arg, i) => op.target.paramChannels[i] === 'number' && this.computedWith.add(arg));
    }
  }

  /** The number that a value is known to be. */
  readonly constantOf = (value: Value): number | null => {
    const op = this.definitions.get(value)?.op;
    return op?.kind === 'constant' && typeof op.value === 'number' ? op.value : null;
  };

  definitionOf(value: Value): Instruction | null {
    return this.definitions.get(value) ?? null;
  }

  /** Whether the tangent of a number matters. */
  carries(value: Value): boolean {
    if (!isNumeric(value.type)) return mayBeObject(value);
    return this.varied?.has(value) ?? value.active;
  }

  /** Enters what stands beside an object wherever it is looked for. */
  definePlain(value: Value, companion: Value | null, loc: Loc = null): void {
    if (!companion) return;
    if (companion !== this.absentValue) companion.name ??= this.lane.mirrorName(value);
    this.plain.set(value, companion);
    if (value.type === 'unknown' && !value.isShadow && this.computedWith.has(value))
      this.numbers.set(value, this.asNumber(companion, loc));
  }

  /** What was entered so; undefined for all else. */
  plainCompanion(value: Value): Value | undefined {
    return this.plain.get(value);
  }

  /** Whether something is known to stand beside the value. */
  hasTangent(value: Value): boolean {
    if (this.plain.has(value)) return true;
    return (this.numbers.get(value) ?? this.mirrors.known(value)) !== null;
  }

  /** Enters the tangent of a value, as it arrives with it: a number for a number, else a number or a mirror. */
  define(value: Value, tangent: Value | null, loc: Loc = null): void {
    if (!tangent || !this.carries(value)) return;
    if (tangent !== this.zeroValue) tangent.name ??= this.lane.mirrorName(value);
    if (isNumeric(value.type)) {
      this.numbers.set(value, tangent);
      return;
    }
    this.mirrors.define(value, tangent);
    if (value.type === 'unknown' && this.computedWith.has(value))
      this.numbers.set(value, this.asNumber(tangent, loc));
  }

  /** Tangent of a value that is computed with; null if it is zero for certain. */
  number(value: Value): Value | null {
    return this.numbers.get(value) ?? null;
  }

  numberOrZero(value: Value): Value {
    return this.number(value) ?? this.zero();
  }

  /** What goes with the value to where its type is not known: a number or a mirror; null if nothing is there. */
  companion(value: Value, loc: Loc): Value | null {
    const plain = this.plain.get(value);
    if (plain) return plain;
    if (isNumeric(value.type)) return this.number(value);
    return this.mirrors.current(value, loc)?.mirror ?? null;
  }

  /** The same without looking again, for phis. */
  companionAtEdge(value: Value): Value {
    const plain = this.plain.get(value);
    if (plain) return plain;
    if (isNumeric(value.type)) return this.numberOrZero(value);
    return this.mirrors.known(value) ?? this.absent();
  }

  /** What a mirror holds for the value. */
  slot(value: Value, loc: Loc): Value {
    const companion = this.companion(value, loc) ?? (isNumeric(value.type) ? this.zero() : this.absent());
    if (value.type !== 'unknown') return companion;
    const args = [value, companion];
    return this.emit({ kind: 'helper', name: 'mirrorSlot', tape: false, pure: true, args }, loc, 'unknown');
  }

  zero(): Value {
    return (this.zeroValue ??= this.constants.constant(0));
  }

  /** undefined: the mirror of an inactive object, the tangent of a value that has none. */
  absent(): Value {
    return (this.absentValue ??= this.constants.constant(undefined));
  }

  emit(op: Operation, loc: Loc, type: ValueType = 'number'): Value {
    return this.builder.value(op, loc, type);
  }

  /**
   * Zero for what is not there: the slot of a boolean, or one that the object never had.
   * @param array  at an index of which the slot belongs
   */
  orZero(value: Value, array: Value | null, loc: Loc): Value {
    const ofTyped = array && this.floats.has(array) ? { ofTyped: true as const } : {};
    return this.emit({ kind: 'orZero', value, ...this.lane.ofTape, ...ofTyped }, loc);
  }

  /** The tangent of a number out of what accompanies a value of unknown type. */
  asNumber(tangent: Value, loc: Loc): Value {
    return this.emit(
      { kind: 'helper', name: 'numberTangent', tape: false, pure: true, args: [tangent] },
      loc,
    );
  }

  /** Puts the shared constants first in the function. */
  finish(): void {
    this.fn.entry.instructions.unshift(...this.constants.block.instructions);
  }
}
