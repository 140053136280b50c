import { effectOf } from '../hir/effects.js';
import type { Block, HIRFunction, Instruction, Operation, Value } from '../hir/model.js';
import { chainEnd, forEachBlock, forEachOperand, mapTerminalOperands, ownedChains } from '../hir/visitors.js';

/** Which values are printed where they are used, instead of in a statement of their own. */
export interface Folding {
  readonly inlined: ReadonlySet<Value>;
  readonly definitions: ReadonlyMap<Value, Instruction>;
}

/** Longest expression, in operations, that is built from several instructions. */
const MAX_EXPRESSION = 14;

/**
 * Puts expression trees together again: a value used once, in the block where it is defined, moves to its use if nothing that it
 * depends on or could disturb stands between. Constants move everywhere.
 *
 * A value that bears the user's name keeps its statement unless its only use is a later version of the same variable.
 */
export function foldExpressions(fn: HIRFunction): Folding {
  const definitions = new Map<Value, Instruction>();
  const uses = countUses(fn, definitions);
  const inlined = new Set<Value>();
  const sizes = new Map<Value, number>();
  const copies = usesAtEnd(fn);

  forEachBlock(fn.entry, (block) => {
    const index = new Map<Value, number>();
    block.instructions.forEach(({ result }, i) => result && index.set(result, i));
    const effects = block.instructions.map(({ op }) => effectOf(op) === 'effect');

    const tryInline = (value: Value, root: number, userName: string | null): void => {
      const definition = definitions.get(value);
      if (!definition) return;
      if (definition.op.kind === 'constant') {
        inlined.add(value);
        return;
      }
      const at = index.get(value);
      if (at === undefined || at >= root || uses.get(value) !== 1) return;
      if (value.name !== null && value.name !== userName) return;
      const effect = effectOf(definition.op);
      if (effect === 'effect') return;
      if (effect === 'read' && effects.slice(at + 1, root).includes(true)) return;
      const size = sizeOf(value, definition);
      if (size > MAX_EXPRESSION) return;
      inlined.add(value);
    };
    const sizeOf = (value: Value, definition: Instruction): number => {
      let size = 1;
      forEachOperand(definition.op, (operand) => {
        if (inlined.has(operand)) size += sizes.get(operand) ?? 1;
      });
      sizes.set(value, size);
      return size;
    };

    // Operands come before users, so a pass in order sees every subtree before what it becomes part of.
    const visitRoot = (operands: Value[], root: number, userName: string | null): void => {
      for (const operand of operands) tryInline(operand, root, userName);
    };
    block.instructions.forEach((instruction, i) => {
      const operands: Value[] = [];
      forEachOperand(instruction.op, (operand) => operands.push(operand));
      visitRoot(operands, i, instruction.result?.name ?? null);
    });
    const end = block.instructions.length;
    for (const [value, name] of copies.get(block) ?? []) tryInline(value, end, name);
    for (const operand of block.phis.flatMap(({ operands }) => operands))
      if (operand && definitions.get(operand)?.op.kind === 'constant') inlined.add(operand);
  });
  settleReads(fn, inlined, definitions, copies);
  return { inlined, definitions };
}

/**
 * A read that moved into an expression moves on with it: if the expression's root stands behind an effect that the read must
 * not cross, the read keeps its statement.
 */
function settleReads(
  fn: HIRFunction,
  inlined: Set<Value>,
  definitions: ReadonlyMap<Value, Instruction>,
  copies: EndUses,
): void {
  forEachBlock(fn.entry, (block) => {
    const effectsBefore: number[] = [0];
    for (const { op } of block.instructions) {
      effectsBefore.push(effectsBefore[effectsBefore.length - 1]! + (effectOf(op) === 'effect' ? 1 : 0));
    }
    const index = new Map<Value, number>();
    block.instructions.forEach(({ result }, i) => result && index.set(result, i));
    const settle = (value: Value, root: number): void => {
      if (!inlined.has(value)) return;
      const definition = definitions.get(value)!;
      const at = index.get(value);
      if (at === undefined) return;
      if (effectOf(definition.op) === 'read' && effectsBefore[root]! !== effectsBefore[at + 1]!) {
        inlined.delete(value);
        forEachOperand(definition.op, (operand) => settle(operand, at));
        return;
      }
      forEachOperand(definition.op, (operand) => settle(operand, root));
    };
    const end = block.instructions.length;
    for (const [value] of copies.get(block) ?? []) settle(value, end);
    for (let i = end - 1; i >= 0; i--) {
      const { op, result } = block.instructions[i]!;
      if (result && inlined.has(result)) continue;
      forEachOperand(op, (operand) => settle(operand, i));
    }
  });
}

function countUses(fn: HIRFunction, definitions: Map<Value, Instruction>): Map<Value, number> {
  const uses = new Map<Value, number>();
  const use = (value: Value): Value => {
    uses.set(value, (uses.get(value) ?? 0) + 1);
    return value;
  };
  forEachBlock(fn.entry, (block) => {
    for (const phi of block.phis) for (const operand of phi.operands) if (operand) use(operand);
    for (const instruction of block.instructions) {
      if (instruction.result) definitions.set(instruction.result, instruction);
      forEachOperand(instruction.op, use);
      for (const value of readTwice(instruction.op)) use(value);
    }
    mapTerminalOperands(block.terminal, use);
  });
  return uses;
}

/** Operands that stand twice in the statement that an operation becomes. */
function readTwice(op: Operation): Value[] {
  if (op.kind === 'takeSlot') return typeof op.key === 'string' ? [op.shadow] : [op.shadow, op.key];
  return (op.kind === 'accumulate' || op.kind === 'setSlot') && op.maybeAbsent ? [op.shadow] : [];
}

/** Values used where a block ends, with the name of what they become: operands of terminals and of phis behind an arm. */
type EndUses = ReadonlyMap<Block, [Value, string | null][]>;

function usesAtEnd(fn: HIRFunction): EndUses {
  const uses = new Map<Block, [Value, string | null][]>();
  const add = (block: Block, value: Value | null | undefined, name: string | null): void => {
    if (!value) return;
    const list = uses.get(block) ?? [];
    list.push([value, name]);
    uses.set(block, list);
  };
  forEachBlock(fn.entry, (block) => {
    const { terminal } = block;
    if (terminal.kind === 'if') {
      add(block, terminal.test, null);
      ownedChains(terminal).forEach((chain, i) => {
        for (const phi of terminal.fallthrough.phis) add(chainEnd(chain), phi.operands[i], phi.result.name);
      });
    } else if (terminal.kind === 'loop') {
      add(terminal.header, terminal.test, null);
      add(chainEnd(terminal.body), terminal.leave, null);
    } else if ((terminal.kind === 'return' || terminal.kind === 'throw') && terminal.value) {
      add(block, terminal.value, terminal.value.name);
    }
  });
  return uses;
}
