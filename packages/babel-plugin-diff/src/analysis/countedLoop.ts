import type { Instruction, LoopTerminal, Phi, Value } from '../hir/model.js';

/** Gives the instruction that defines a value, if one does. */
export type DefinitionOf = (value: Value) => Instruction | null | undefined;

/** A header phi that moves by the same integer in each turn. */
export interface Induction {
  readonly phi: Phi;
  readonly start: Value;
  /** Not zero. */
  readonly step: number;
}

/** A loop that runs while its counter has not passed a bound. */
export interface CountedLoop extends Induction {
  readonly bound: Value;
  /** Whether the turn in which the counter equals the bound runs (`<=`, `>=`). */
  readonly inclusive: boolean;
}

/** The counter and bound of a loop whose test compares the two, in the direction in which it counts; null for other loops. */
export function countedLoop(loop: LoopTerminal, definitionOf: DefinitionOf): CountedLoop | null {
  const test = loop.test && definitionOf(loop.test)?.op;
  if (test?.kind !== 'binary') return null;
  const phi = loop.header.phis.find(({ result }) => result === test.left);
  const induction = phi && inductionOf(phi, definitionOf);
  if (!induction) return null;
  const [runsUp, runsDown] = [/^<=?$/.test(test.operator), /^>=?$/.test(test.operator)];
  if (!(induction.step > 0 ? runsUp : runsDown)) return null;
  return { ...induction, bound: test.right, inclusive: test.operator.endsWith('=') };
}

/**
 * How an integer header phi moves, if it moves by a constant.
 * @param keys  further values that may be taken for integers, since they are nothing but keys
 */
export function inductionOf(
  phi: Phi,
  definitionOf: DefinitionOf,
  keys: ReadonlySet<Value> = new Set(),
): Induction | null {
  const [start, back] = phi.operands;
  if (!start || !back || start === phi.result) return null;
  if (!keys.has(phi.result) && (phi.result.type !== 'int' || start.type !== 'int')) return null;
  const step = stepOf(phi.result, back, definitionOf);
  return step ? { phi, start, step } : null;
}

/** The constant that is added to `phi` to give `back`; null if that is not how `back` is made. */
function stepOf(phi: Value, back: Value, definitionOf: DefinitionOf): number | null {
  let total = 0;
  for (let value = back; value !== phi;) {
    const op = definitionOf(value)?.op;
    if (op?.kind !== 'binary' || (op.operator !== '+' && op.operator !== '-')) return null;
    const right = definitionOf(op.right)?.op;
    if (right?.kind !== 'constant' || typeof right.value !== 'number' || !Number.isInteger(right.value))
      return null;
    total += op.operator === '+' ? right.value : -right.value;
    value = op.left;
  }
  return total;
}

/** An integer of the loop that can be counted back; one that the test bounds, if there is one. */
export function loopInduction(loop: LoopTerminal, definitionOf: DefinitionOf): Induction | null {
  const counted = countedLoop(loop, definitionOf);
  if (counted) return counted;
  for (const phi of loop.header.phis) {
    const induction = inductionOf(phi, definitionOf);
    if (induction) return induction;
  }
  return null;
}
