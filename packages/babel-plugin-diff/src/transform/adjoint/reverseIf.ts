import { newBlock } from '../../hir/builder.js';
import type { Block, ConstantValue, IfTerminal, Instruction, Phi, Value } from '../../hir/model.js';
import { chainEnd } from '../../hir/visitors.js';
import { reverseOperation } from './reverseOperation.js';
import type { Sweep } from './Sweep.js';

/**
 * Reverse of an `if`: the same `if` over the reversed arms. An arm that ends in a throw was not taken.
 * What stands in front of it and gets cotangent from one arm alone (`ofArms`, last first) is reversed there.
 * The condition comes from an exit code at hand if that tells it, is recomputed if that is cheap, else popped.
 */
export function reverseIf(
  sweep: Sweep,
  terminal: IfTerminal,
  ofArms: readonly [ReadonlySet<Instruction>, ReadonlySet<Instruction>],
): void {
  const phis = terminal.fallthrough.phis;
  const arms = [terminal.consequent, terminal.alternate] as const;
  const taken = arms.map((arm) => chainEnd(arm).terminal.kind === 'end');
  if (!taken[0] || !taken[1]) {
    const only = taken[0] ? 0 : taken[1] ? 1 : null;
    if (only !== null) reverseArm(sweep, arms[only], only, phis, ofArms[only]);
    return;
  }
  const consequent = sweep.detached(() => reverseArm(sweep, arms[0], 0, phis, ofArms[0]));
  const alternate = sweep.detached(() => reverseArm(sweep, arms[1], 1, phis, ofArms[1]));
  if (sweep.isTrivial(consequent) && sweep.isTrivial(alternate)) return;
  const test = testFromPhi(sweep, phis) ?? sweep.values.demand(terminal.test);
  const fallthrough = newBlock();
  sweep.builder.continueAt(
    { kind: 'if', test, consequent, alternate, fallthrough, loc: terminal.loc },
    fallthrough,
  );
}

function reverseArm(
  sweep: Sweep,
  arm: Block,
  index: 0 | 1,
  phis: readonly Phi[],
  before: ReadonlySet<Instruction>,
): void {
  const { cotangents, values, regions } = sweep;
  values.enter(regions.ofBlock.get(arm)!);
  sweep.zeroDefinitions(arm);
  for (const phi of phis) {
    const operand = phi.operands[index];
    if (!operand) continue;
    // In this arm the phi is its operand.
    const known = values.find(phi.result);
    if (known && !values.find(operand)) values.provide(operand, known);
    if (cotangents.has(phi.result) && cotangents.has(operand)) {
      cotangents.add(operand, cotangents.read(phi.result), phi.loc);
    }
  }
  sweep.reverseChain(arm);
  for (const instruction of before) reverseOperation(sweep, instruction);
  values.leave();
}

/** The condition, from a phi at hand one of whose operands is a constant that the other never is. */
function testFromPhi(sweep: Sweep, phis: readonly Phi[]): Value | null {
  const { builder, values } = sweep;
  for (const phi of phis) {
    const known = values.find(phi.result);
    if (!known) continue;
    for (const index of [0, 1] as const) {
      const own = possibleConstants(sweep, phi.operands[index] ?? null);
      const other = possibleConstants(sweep, phi.operands[1 - index] ?? null);
      if (own?.size !== 1 || !other) continue;
      const [constant] = own;
      if (other.has(constant)) continue;
      const operator = index === 0 ? '===' : '!==';
      return builder.value(
        { kind: 'binary', operator, left: known, right: builder.constant(constant) },
        phi.loc,
        'boolean',
      );
    }
  }
  return null;
}

/** The constants that an exit code may be; null if it may be something else. */
export function possibleConstants(sweep: Sweep, value: Value | null): Set<ConstantValue> | null {
  if (!value) return null;
  const definition = sweep.values.definitionOf(value);
  if (definition) return definition.op.kind === 'constant' ? new Set([definition.op.value]) : null;
  const phi = sweep.joinPhi(value);
  if (!phi) return null;
  const all = new Set<ConstantValue>();
  for (const operand of phi.operands) {
    if (!operand) continue;
    const constants = possibleConstants(sweep, operand);
    if (!constants) return null;
    for (const constant of constants) all.add(constant);
  }
  return all;
}
