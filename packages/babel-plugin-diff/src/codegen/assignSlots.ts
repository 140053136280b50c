import type { HIRFunction, Phi, Value } from '../hir/model.js';
import { forEachBlock } from '../hir/visitors.js';
import type { Region, Regions } from '../ssa/regions.js';
import type { Folding } from './foldExpressions.js';
import type { Interval, LiveRanges } from './liveRanges.js';

/** A JavaScript variable of the generated function: values that never live at the same time. */
export interface Slot {
  name: string;
  readonly values: Value[];
  readonly intervals: Interval[];
  /** The scope in which it is declared. */
  region: Region;
  readonly isParam: boolean;
  /** Written more than once, or by a phi. */
  mutable: boolean;
}

export interface Slots {
  readonly of: Map<Value, Slot>;
  readonly all: Slot[];
}

/**
 * Leaves SSA: values connected by phis share a variable wherever their lives allow it.
 *
 * Needs: SSA; folding and live ranges.   Method: union of phi-connected values whose intervals are disjoint, loop-carried first;
 * what remains apart is copied on the edge.
 */
export function assignSlots(fn: HIRFunction, folding: Folding, ranges: LiveRanges, regions: Regions): Slots {
  const of = new Map<Value, Slot>();
  const params = new Set(fn.params);
  for (const [value, interval] of ranges.intervals) {
    of.set(value, {
      name: value.name ?? '',
      values: [value],
      intervals: [interval],
      region: regions.ofValue.get(value) ?? regions.root,
      isParam: params.has(value),
      mutable: false,
    });
  }

  const headers: Phi[] = [];
  const joins: Phi[] = [];
  forEachBlock(fn.entry, (block) => {
    if (block.terminal.kind === 'loop') headers.push(...block.terminal.header.phis);
    for (const phi of block.phis) if (!headers.includes(phi)) joins.push(phi);
  });
  for (const phi of [...headers, ...joins]) {
    const slot = of.get(phi.result)!;
    slot.mutable = true;
    // A header phi is written before the loop too: it belongs to the scope around it.
    if (headers.includes(phi)) slot.region = slot.region.parent ?? slot.region;
  }
  for (const phi of headers) mergeOperand(of, phi, phi.operands[1]);
  for (const phi of headers) mergeOperand(of, phi, phi.operands[0]);
  for (const phi of joins) for (const operand of phi.operands) mergeOperand(of, phi, operand);
  mergeUpdates(fn, folding, of);
  return { of, all: [...new Set(of.values())] };
}

function mergeOperand(of: Map<Value, Slot>, phi: Phi, operand: Value | null | undefined): void {
  if (!operand) return;
  const other = of.get(operand);
  if (other) merge(of, of.get(phi.result)!, other);
}

/** `x1 = x0 + c` where `x0` dies and both bear the same name becomes `x += c`. */
function mergeUpdates(fn: HIRFunction, { inlined }: Folding, of: Map<Value, Slot>): void {
  forEachBlock(fn.entry, (block) => {
    for (const { op, result } of block.instructions) {
      if (!result || inlined.has(result) || op.kind !== 'binary' || op.left.name === null) continue;
      if (op.operator !== '+' && op.operator !== '-') continue;
      if (op.left.name !== result.name) continue;
      const left = of.get(op.left);
      if (left) merge(of, left, of.get(result)!);
    }
  });
}

function merge(of: Map<Value, Slot>, a: Slot, b: Slot): boolean {
  if (a === b) return true;
  if (a.isParam && b.isParam) return false;
  if (!sameName(a, b)) return false;
  if (a.intervals.some((x) => b.intervals.some((y) => overlap(x, y)))) return false;
  const [into, from] = b.isParam ? [b, a] : [a, b];
  into.values.push(...from.values);
  into.intervals.push(...from.intervals);
  into.region = commonRegion(into.region, from.region);
  into.mutable = true;
  if (into.name === '') into.name = from.name;
  for (const value of from.values) of.set(value, into);
  return true;
}

/** Variables of different names are kept apart, so that the reader finds the names of the source. */
function sameName(a: Slot, b: Slot): boolean {
  return a.name === '' || b.name === '' || a.name === b.name;
}

function overlap(x: Interval, y: Interval): boolean {
  return x.start < y.end && y.start < x.end;
}

export function commonRegion(a: Region, b: Region): Region {
  let [x, y] = [a, b];
  while (x.depth > y.depth) x = x.parent!;
  while (y.depth > x.depth) y = y.parent!;
  while (x !== y) {
    x = x.parent!;
    y = y.parent!;
  }
  return x;
}
