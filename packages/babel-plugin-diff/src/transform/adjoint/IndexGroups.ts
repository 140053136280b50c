import type { Instruction, Value } from '../../hir/model.js';
import type { LoopNest } from './LoopNest.js';

/** Loads whose indices differ by constants only, so that the range of one is, moved, the range of all. */
export interface IndexGroup {
  /** What the indices are without the constants that are added. */
  readonly base: Value;
  /** The least and the greatest of these constants. */
  low: number;
  high: number;
  readonly loads: Instruction[];
}

/** Sorts loads of one array by their indices: two rows of a matrix are two ranges, three neighbours in a grid are one. */
export function groupByIndex(
  loads: readonly Instruction[],
  nest: LoopNest,
  definitions: ReadonlyMap<Value, Instruction>,
): IndexGroup[] {
  const groups = new Map<string, IndexGroup>();
  for (const load of loads) {
    if (load.op.kind !== 'loadIndex') continue;
    const { base, offset } = splitConstant(load.op.index, definitions);
    const key = textOf(base, nest, definitions);
    const group = groups.get(key);
    if (!group) {
      groups.set(key, { base, low: offset, high: offset, loads: [load] });
      continue;
    }
    group.low = Math.min(group.low, offset);
    group.high = Math.max(group.high, offset);
    group.loads.push(load);
  }
  return [...groups.values()];
}

/** An index as something and a constant added to it. */
function splitConstant(
  index: Value,
  definitions: ReadonlyMap<Value, Instruction>,
): { base: Value; offset: number } {
  let offset = 0;
  for (let base = index; ;) {
    const op = definitions.get(base)?.op;
    if (op?.kind !== 'binary' || (op.operator !== '+' && op.operator !== '-')) return { base, offset };
    const [left, right] = [op.left, op.right].map((side) => integerOf(side, definitions));
    if (right !== null && right !== undefined) {
      offset += op.operator === '+' ? right : -right;
      base = op.left;
    } else if (left !== null && left !== undefined && op.operator === '+') {
      offset += left;
      base = op.right;
    } else {
      return { base, offset };
    }
  }
}

function integerOf(value: Value, definitions: ReadonlyMap<Value, Instruction>): number | null {
  const op = definitions.get(value)?.op;
  return op?.kind === 'constant' && Number.isInteger(op.value) ? (op.value as number) : null;
}

/** The same text for expressions that are the same in every turn. */
function textOf(value: Value, nest: LoopNest, definitions: ReadonlyMap<Value, Instruction>): string {
  const op = definitions.get(value)?.op;
  if (op?.kind === 'constant') return String(op.value);
  if (op?.kind !== 'binary' || nest.counterOf(value)) return `$${value.id}`;
  return `(${textOf(op.left, nest, definitions)} ${op.operator} ${textOf(op.right, nest, definitions)})`;
}
