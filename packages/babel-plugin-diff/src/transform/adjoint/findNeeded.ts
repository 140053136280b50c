import { arithmeticOperands, forEachBlock, forEachOperand } from '../../hir/visitors.js';
import type { HIRFunction, Instruction, Operation, Value } from '../../hir/model.js';
import { partialsOf } from '../partials.js';

/** Loaded numbers that the reverse sweep reads: factors, divisors and arguments of active operations, through cheap arithmetic. */
export function findNeeded(fn: HIRFunction, definitions: ReadonlyMap<Value, Instruction>): Set<Value> {
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
