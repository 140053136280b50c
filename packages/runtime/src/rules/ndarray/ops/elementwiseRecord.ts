import { DiffError } from '../../../errors/DiffError.js';
import { type OpRows, opRows, type OpsArray } from '../../../ndarray/ops/opRows.js';
import type { AnyFunction, CompanionFunctions, Companions } from '../../../records/Companions.js';
import type { Tape } from '../../../tape/Tape.js';
import { invoke } from '../../../trace/invoke.js';
import { plainly } from '../arrayRule.js';
import { dataSlots } from '../dataSlots.js';
import {
  apply,
  applyInTrace,
  arraysOf,
  type Elementwise,
  isPlainCall,
  partsOf,
  type Placed,
  startOf,
} from './elementwise.js';
import {
  type ActiveOperand,
  carryElements,
  constantPartial,
  type ElementwiseCall,
  record,
  reverseElements,
  type Slots,
} from './elementwiseSweeps.js';

/**
 * The companions of an operation that writes into its first argument.
 */
export function elementwiseRecord(
  fn: AnyFunction,
  spec: Elementwise,
): CompanionFunctions & Pick<Companions, 'rule'> {
  const { name } = spec;
  const call = fn as (...args: readonly unknown[]) => unknown;
  return {
    rule: {
      nested: (_trace, args, lanes) =>
        invoke(applyInTrace, undefined, undefined, [spec, ...args], [undefined, ...lanes], name),
      method: false,
      surrogate: false,
    },
    forward(t: Tape, _self: unknown, _self$: unknown, ...pairs: unknown[]): unknown {
      const args = everyFirst(pairs);
      const arrays = arraysOf(spec, args);
      if (!isPlainCall(arrays)) {
        expectInactive(name, args, (x, i) => isActive(t, x, pairs[2 * i + 1]));
        const value = plainly(call, args);
        t.o[t.m++] = undefined;
        t.ret = undefined;
        return value;
      }
      const rows = opRows(arrays);
      const parts = partsOf(spec, args, rows);
      const [z, x, y] = parts;
      const target = args[0] as OpsArray;
      const isVaried = spec.operands.some(
        (argument, i) => hasPartial(spec, i) && isActive(t, args[argument], pairs[2 * argument + 1]),
      );
      const zSlots =
        slotsFor(t, target, pairs[1]) ??
        (isVaried ? (t.activate(target.data) as Slots | undefined) : undefined);
      // What the operation writes it may read again, if arrays overlap.
      const operands = spec.operands.flatMap((argument, position): ActiveOperand[] => {
        const given = args[argument];
        const known = pairs[2 * argument + 1];
        if (!isVaried || !hasPartial(spec, position) || !isActive(t, given, known)) return [];
        const partial = spec.partials[position] ?? null;
        const slots =
          typeof given === 'object' ? slotsFor(t, given as OpsArray, known)! : new Float64Array(1);
        const values = constantPartial(partial, parts) ?? new Float64Array(rows.size);
        return [{ place: position === 0 ? x : y, slots, argument, position, values }];
      });
      for (const { place, slots } of operands) expectNumbers(slots, place, rows);
      expectNumbers(zSlots, z, rows);
      record(drawing(t, spec), parts, rows, operands);
      t.o[t.m++] =
        zSlots === undefined
          ? undefined
          : ({ rows, z, zSlots, operands, count: args.length } satisfies ElementwiseCall);
      t.ret = zSlots === undefined ? undefined : (pairs[1] ?? { data: zSlots });
      return target;
    },
    reverse(t: Tape): number {
      const kept = t.o[--t.m] as ElementwiseCall | undefined;
      if (kept === undefined) return 0;
      t.clearRegisters(kept.count);
      reverseElements(kept);
      for (const { argument, slots, place } of kept.operands) {
        if (place.view >= 0) continue;
        t.r[argument]! += slots[0]!;
        slots[0] = 0;
      }
      return 0;
    },
    tangent(t: Tape, _self: unknown, _self_: unknown, ...pairs: unknown[]): unknown {
      const args = everyFirst(pairs);
      const arrays = arraysOf(spec, args);
      t.ret_ = undefined;
      if (!isPlainCall(arrays)) {
        expectInactive(name, args, (x, i) => mirrorFor(t, x, pairs[2 * i + 1]) !== undefined);
        return plainly(call, args);
      }
      const rows = opRows(arrays);
      const parts = partsOf(spec, args, rows);
      const mirrorsNow = (): (Slots | undefined)[] =>
        spec.operands.map((argument, i) =>
          hasPartial(spec, i) ? mirrorFor(t, args[argument], pairs[2 * argument + 1]) : undefined,
        );
      let mirrors = mirrorsNow();
      const target = args[0] as OpsArray;
      let zMirror = mirrorFor(t, target, pairs[1]);
      if (zMirror === undefined && mirrors.some((mirror) => mirror !== undefined)) {
        zMirror = t.activateMirror(target.data) as Slots | undefined;
        mirrors = mirrorsNow();
      }
      if (zMirror === undefined) apply(spec, parts, rows);
      else {
        carryElements(spec, parts, rows, zMirror, mirrors[0], mirrors[1]);
        t.ret_ = pairs[1] ?? { data: zMirror };
      }
      return target;
    },
  };
}

function hasPartial({ partials }: Elementwise, position: number): boolean {
  return (partials[position] ?? null) !== null;
}

function everyFirst(pairs: readonly unknown[]): unknown[] {
  const list = new Array<unknown>(pairs.length >> 1);
  for (let i = 0; i < list.length; i++) list[i] = pairs[2 * i];
  return list;
}

function slotsFor(t: Tape, x: OpsArray, known: unknown): Slots | undefined {
  return dataSlots(x, known, t.shadows);
}

function isActive(t: Tape, x: unknown, known: unknown): boolean {
  // null says that it is a constant.
  if (known === null) return false;
  if (typeof x === 'number') return true;
  return hasData(x) && slotsFor(t, x, known) !== undefined;
}

/** The mirror of the data of an array, the tangent of a number; undefined for zero. */
function mirrorFor(t: Tape, x: unknown, known: unknown): Slots | undefined {
  if (typeof x === 'number') return typeof known === 'number' && known !== 0 ? [known] : undefined;
  return hasData(x) ? dataSlots(x, known, t.mirrorShadows) : undefined;
}

function hasData(x: unknown): x is OpsArray {
  return typeof x === 'object' && x !== null && typeof (x as Partial<OpsArray>).data === 'object';
}

function expectInactive(
  name: string,
  args: readonly unknown[],
  isActiveAt: (x: unknown, i: number) => boolean,
): void {
  if (!args.some(isActiveAt)) return;
  const generic = args.some(
    (x) => hasData(x) && !Array.isArray(x.data) && !ArrayBuffer.isView(x.data) && typeof x.data === 'object',
  );
  if (generic)
    throw new DiffError(
      'DIFF3105',
      `ops.${name} is differentiated, and was given an ndarray whose elements are kept by an object with get and set. Copy them into one over a Float64Array first.`,
    );
}

/** Slots of a plain array that holds something else so far. */
function expectNumbers(slots: Slots | undefined, place: Placed, rows: OpRows): void {
  if (!Array.isArray(slots)) return;
  for (let row = 0; row < rows.count; row++)
    for (let i = 0, p = startOf(place, row, rows); i < rows.lengths[row]!; i++, p += place.step)
      slots[p] ??= 0;
}

/** The operation with the random numbers that a checkpoint gives again. */
function drawing(t: Tape, spec: Elementwise): Elementwise {
  const { draws } = t;
  if (spec.operands.length > 0 || draws === undefined) return spec;
  return { ...spec, f: () => draws.draw(undefined, [], Math.random) };
}
