import { storeBases } from '../analysis/inferStores.js';
import type { HIRFunction, Phi, Value } from '../hir/model.js';
import { forEachBlock } from '../hir/visitors.js';
import type { Limit } from '../lower/ProgramLowering.js';

/**
 * Finds properties of functions that are made here: what goes along with a closure stands for what it captures.
 *
 * Needs: SSA, types, activity, `storedParams`.
 */
export function checkClosures(fn: HIRFunction): Limit[] {
  const closures = findClosures(fn);
  const bases = storeBases(fn);
  const limits: Limit[] = [];
  forEachBlock(fn.entry, (block) => {
    for (const { op, loc } of block.instructions) {
      const isRead = (op.kind === 'loadField' && !inherited.has(op.key)) || op.kind === 'loadIndex';
      if (isRead && closures.has(op.object)) limits.push({ loc, what: 'a property of a function' });
      else if (op.kind === 'closure' || op.kind === 'callKnown') {
        const given = op.kind === 'callKnown' ? op.args : op.captures;
        if (given.some((value) => closures.has(value) && bases.has(value)))
          limits.push({ loc, what: 'a function that gets properties' });
      }
    }
  });
  return limits;
}

/** What functions have by themselves. */
const inherited: ReadonlySet<string> = new Set(['apply', 'bind', 'call', 'length', 'name', 'toString']);

function findClosures(fn: HIRFunction): Set<Value> {
  const closures = new Set<Value>();
  const phis: Phi[] = [];
  forEachBlock(fn.entry, (block) => {
    phis.push(...block.phis);
    for (const { op, result } of block.instructions)
      if (result && op.kind === 'closure') closures.add(result);
  });
  for (let size = -1; size !== closures.size;) {
    size = closures.size;
    for (const { result, operands } of phis)
      if (operands.some((operand) => operand && closures.has(operand))) closures.add(result);
  }
  return closures;
}
