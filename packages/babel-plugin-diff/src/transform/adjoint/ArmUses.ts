import { effectOf } from '../../hir/effects.js';
import type { Block, HIRFunction, IfTerminal, Instruction, Operation, Value } from '../../hir/model.js';
import { chainEnd, forEachBlock, forEachOperand } from '../../hir/visitors.js';
import { isWithin, type Region, type Regions } from '../../ssa/regions.js';

/** Where a value gets cotangent from: an instruction, or a place such as the end of an arm. */
interface Use {
  readonly region: Region;
  readonly by: Instruction | null;
}

/**
 * Tells which numbers get their cotangent from one arm of an `if` alone: `b` in `if (b * b < c) return 0; … b …`. If the arm was not taken
 * there is nothing to reverse, and so nothing to put on the tape.
 */
export class ArmUses {
  private readonly uses = new Map<Value, Use[]>();
  /** Phis behind an `if`. */
  private readonly joins = new Set<Value>();

  constructor(
    forward: HIRFunction,
    private readonly regions: Regions,
  ) {
    const add = (value: Value | null, use: Use): void => {
      if (!value?.active) return;
      const known = this.uses.get(value);
      if (known) known.push(use);
      else this.uses.set(value, [use]);
    };
    forEachBlock(forward.entry, (block) => {
      const region = regions.ofBlock.get(block)!;
      const { terminal } = block;
      // Those behind an `if` are looked at where that stands.
      for (const { operands, result } of block.phis)
        if (!this.joins.has(result)) for (const operand of operands) add(operand, { region, by: null });
      for (const by of block.instructions)
        if (givesCotangent(by)) forEachOperand(by.op, (operand) => add(operand, { region, by }));
      if (terminal.kind === 'return' || terminal.kind === 'throw') add(terminal.value, { region, by: null });
      if (terminal.kind !== 'if') return;
      const arms = [terminal.consequent, terminal.alternate];
      for (const { operands, result } of terminal.fallthrough.phis) {
        this.joins.add(result);
        operands.forEach((operand, i) => add(operand, { region: regions.ofBlock.get(arms[i]!)!, by: null }));
      }
    });
  }

  /**
   * The instructions in front of an `if` that can be reversed with its consequent, and with its alternate. Nothing that stores stands
   * between them and the `if`, so that what they add to shadows finds these as they were.
   */
  of({ instructions }: Block, terminal: IfTerminal): readonly [Set<Instruction>, Set<Instruction>] {
    const found = [new Set<Instruction>(), new Set<Instruction>()] as const;
    const arms = [terminal.consequent, terminal.alternate].map((arm) => this.regions.ofBlock.get(arm)!);
    const both = [terminal.consequent, terminal.alternate].every(
      (arm) => chainEnd(arm).terminal.kind === 'end',
    );
    if (!both) return found;
    for (let i = instructions.length - 1; i >= 0; i--) {
      const instruction = instructions[i]!;
      const { op, result } = instruction;
      if (effectOf(op) === 'effect') break;
      const uses = result?.active && canMove(op) ? this.uses.get(result) : undefined;
      if (!uses) continue;
      const arm = arms.findIndex((region, side) =>
        uses.every(({ region: inside, by }) => isWithin(inside, region) || (by && found[side]!.has(by))),
      );
      if (arm >= 0) found[arm]!.add(instruction);
    }
    return found;
  }
}

function canMove(op: Operation): boolean {
  return (
    op.kind === 'unary' ||
    op.kind === 'binary' ||
    op.kind === 'math' ||
    op.kind === 'loadField' ||
    op.kind === 'loadIndex'
  );
}

/** Does the instruction's reverse add to the cotangents of its operands, as far as can be told from its kind? */
function givesCotangent({ op, result }: Instruction): boolean {
  return result === null || result.active || effectOf(op) === 'effect' || !canMove(op);
}
