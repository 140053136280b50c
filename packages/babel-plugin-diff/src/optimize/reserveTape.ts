import { countedLoop, type CountedLoop } from '../analysis/countedLoop.js';
import { newValue } from '../hir/builder.js';
import type { Block, HIRFunction, Instruction, LoopTerminal, Operation, Value } from '../hir/model.js';
import { chainOf, forEachBlock, forEachOperand, mapOperands } from '../hir/visitors.js';

/**
 * Makes room on the tape once before a counted loop instead of testing in each turn, which hides from V8 that the tape does not move.
 *
 * Needs: SSA, a forward companion.   Gives: SSA.
 * Holds for loops that run to their bound, whose turns push a fixed number and call nothing that pushes; loops nested in them count
 * in if their number of turns is the same in every turn of the outer one.
 */
export function reserveTape(fn: HIRFunction): void {
  const definitions = new Map<Value, Instruction>();
  const depths = new Map<Value, number>();
  const measure = (entry: Block, depth: number): void => {
    for (const block of chainOf(entry)) {
      for (const phi of block.phis) depths.set(phi.result, depth);
      for (const instruction of block.instructions) {
        if (!instruction.result) continue;
        definitions.set(instruction.result, instruction);
        depths.set(instruction.result, depth);
      }
      const { terminal } = block;
      if (terminal.kind === 'if') {
        measure(terminal.consequent, depth + 1);
        measure(terminal.alternate, depth + 1);
      } else if (terminal.kind === 'loop') {
        for (const chain of [terminal.header, terminal.body, terminal.update]) measure(chain, depth + 1);
      }
    }
  };
  for (const param of fn.params) depths.set(param, 0);
  measure(fn.entry, 0);
  new Reserver(definitions, depths).chain(fn.entry, 0);
}

/** Numbers pushed by a loop: `trips · (perTurn + Σ inner)`. */
interface Count {
  readonly loop: LoopTerminal;
  readonly perTurn: number;
  readonly inner: readonly Count[];
  readonly pushes: readonly Instruction[];
}

class Reserver {
  constructor(
    private readonly definitions: ReadonlyMap<Value, Instruction>,
    private readonly depths: ReadonlyMap<Value, number>,
  ) {}

  chain(entry: Block, depth: number): void {
    for (const block of chainOf(entry)) {
      const { terminal } = block;
      if (terminal.kind === 'if') {
        this.chain(terminal.consequent, depth + 1);
        this.chain(terminal.alternate, depth + 1);
      } else if (terminal.kind === 'loop') {
        const count = this.count(terminal, depth);
        if (count && pushesOf(count).length > 0) this.reserve(block, count);
        else for (const chain of [terminal.body, terminal.update]) this.chain(chain, depth + 1);
      }
    }
  }

  /** The pushes of a loop, if their number is known where a loop at `depth` begins. */
  private count(loop: LoopTerminal, depth: number): Count | null {
    if (loop.leave || !this.trips(loop, depth)) return null;
    const pushes: Instruction[] = [];
    const inner: Count[] = [];
    let perTurn = 0;
    for (const chain of [loop.body, loop.update]) {
      for (const block of chainOf(chain)) {
        for (const instruction of block.instructions) {
          const { op } = instruction;
          if (callsOut(op)) return null;
          if (op.kind !== 'tapePush') continue;
          pushes.push(instruction);
          perTurn += op.values.length;
        }
        const { terminal } = block;
        if (terminal.kind === 'loop') {
          const nested = this.count(terminal, depth);
          if (nested) inner.push(nested);
          else if (pushesAnything(terminal)) return null;
        } else if (terminal.kind === 'if') {
          for (const arm of [terminal.consequent, terminal.alternate]) if (chainPushes(arm)) return null;
        }
      }
    }
    return { loop, perTurn, inner, pushes };
  }

  /** The loop as a counted one whose number of turns can be computed before it. */
  private trips(loop: LoopTerminal, depth: number): CountedLoop | null {
    const counted = countedLoop(loop, (value) => this.definitions.get(value));
    if (!counted || Math.abs(counted.step) !== 1) return null;
    const computable = [counted.start, counted.bound].every((value) => this.isComputable(value, depth, loop));
    return computable ? counted : null;
  }

  private isComputable(value: Value, depth: number, loop: LoopTerminal): boolean {
    if ((this.depths.get(value) ?? Infinity) <= depth) return true;
    const op = this.definitions.get(value)?.op;
    if (!op) return false;
    if (op.kind === 'constant') return true;
    const isPure =
      (op.kind === 'binary' && /^[-+*]$/.test(op.operator)) ||
      (op.kind === 'loadField' && op.key === 'length' && !mayGrow(loop, this.definitions));
    if (!isPure) return false;
    let computable = true;
    forEachOperand(op, (operand) => {
      computable &&= this.isComputable(operand, depth, loop);
    });
    return computable;
  }

  private reserve(block: Block, count: Count): void {
    const depth = this.depths.get(count.loop.header.phis[0]!.result)! - 1;
    const amount = this.amount(block, count, depth);
    block.instructions.push({ result: null, op: { kind: 'tapeReserve', amount }, loc: null });
    for (const push of pushesOf(count)) {
      if (push.op.kind === 'tapePush') push.op = { ...push.op, reserved: true };
    }
  }

  private amount(block: Block, count: Count, depth: number): Value {
    const emit = (op: Operation): Value => {
      const result = newValue(null, 'int');
      block.instructions.push({ result, op, loc: null });
      return result;
    };
    const constant = (value: number): Value => emit({ kind: 'constant', value });
    const binary = (operator: '+' | '-' | '*', left: Value, right: Value): Value =>
      emit({ kind: 'binary', operator, left, right });
    const again = (value: Value): Value => {
      if ((this.depths.get(value) ?? Infinity) <= depth) return value;
      const op: Operation = { ...this.definitions.get(value)!.op };
      mapOperands(op, again);
      return emit(op);
    };
    const { bound, start, inclusive, step } = this.trips(count.loop, depth)!;
    const [high, low] = step > 0 ? [again(bound), again(start)] : [again(start), again(bound)];
    const isZero = (value: Value): boolean => {
      const op = this.definitions.get(value)?.op;
      return op?.kind === 'constant' && op.value === 0;
    };
    // One more than needed covers bounds that are no integers.
    const difference = step > 0 && isZero(start) ? high : binary('-', high, low);
    const trips = binary('+', difference, constant(inclusive ? 2 : 1));
    let perTurn: Value | null = count.perTurn > 0 ? constant(count.perTurn) : null;
    for (const inner of count.inner) {
      if (pushesOf(inner).length === 0) continue;
      const product = this.amount(block, inner, depth);
      perTurn = perTurn ? binary('+', perTurn, product) : product;
    }
    return perTurn && !(count.perTurn === 1 && count.inner.every((inner) => pushesOf(inner).length === 0))
      ? binary('*', trips, perTurn)
      : trips;
  }
}

function pushesOf(count: Count): Instruction[] {
  return [...count.pushes, ...count.inner.flatMap(pushesOf)];
}

function callsOut(op: Operation): boolean {
  return (
    op.kind === 'callForward' ||
    op.kind === 'callRecord' ||
    op.kind === 'tapeSnapshot' ||
    op.kind === 'checkpointedLoop'
  );
}

function chainPushes(entry: Block): boolean {
  let found = false;
  forEachBlock(entry, (block) => {
    found ||= block.instructions.some(({ op }) => op.kind === 'tapePush' || callsOut(op));
  });
  return found;
}

function pushesAnything(loop: LoopTerminal): boolean {
  return [loop.header, loop.body, loop.update].some(chainPushes);
}

/** Whether an array may get longer in the loop: by a store behind its end, or in a call. */
function mayGrow(loop: LoopTerminal, definitions: ReadonlyMap<Value, Instruction>): boolean {
  let found = false;
  for (const chain of [loop.header, loop.body, loop.update]) {
    forEachBlock(chain, (block) => {
      for (const { op } of block.instructions) {
        const isTyped =
          op.kind === 'storeIndex' &&
          (op.object.holds !== undefined || definitions.get(op.object)?.op.kind === 'newTyped');
        found ||=
          (op.kind === 'storeIndex' && !isTyped) ||
          (op.kind === 'storeField' && op.key === 'length') ||
          callsOut(op);
      }
    });
  }
  return found;
}
