import type { Block, HIRFunction, Value } from '../hir/model.js';
import { printValue } from '../hir/printHIR.js';
import { fallthroughOf, forEachOperand, mapTerminalOperands } from '../hir/visitors.js';
import { InvariantError } from './InvariantError.js';

/**
 * Checks closed SSA form: no locals are left, every value is used behind its definition, and a value that is defined in an
 * arm or in a loop is used outside of it only by the phis of the fallthrough.
 */
export function assertSSA(fn: HIRFunction): void {
  new Checker(fn).chain(fn.entry, new Set(fn.params));
}

class Checker {
  constructor(private readonly fn: HIRFunction) {}

  /** Checks a chain; `visible` grows by what it defines. */
  chain(entry: Block, visible: Set<Value>): void {
    for (let block: Block | null = entry; block; block = fallthroughOf(block.terminal)) {
      for (const { result } of block.phis) visible.add(result);
      for (const { result, op } of block.instructions) {
        if (op.kind === 'loadLocal' || op.kind === 'storeLocal')
          throw new InvariantError(this.fn, `the local ${op.variable.name} is left`);
        forEachOperand(op, (operand) => this.use(operand, visible, block!));
        if (result) visible.add(result);
      }
      const { terminal } = block;
      if (terminal.kind === 'if') {
        this.use(terminal.test, visible, block);
        const arms = [terminal.consequent, terminal.alternate].map((arm) => {
          const inside = new Set(visible);
          this.chain(arm, inside);
          return inside;
        });
        this.phis(terminal.fallthrough, arms);
      } else if (terminal.kind === 'loop') {
        const inside = new Set(visible);
        this.chain(terminal.header, inside);
        if (terminal.test) this.use(terminal.test, inside, terminal.header);
        const atTest = new Set(inside);
        this.chain(terminal.body, inside);
        if (terminal.leave) this.use(terminal.leave, inside, terminal.body);
        const atLeave = new Set(inside);
        this.chain(terminal.update, inside);
        this.phis(terminal.header, [visible, inside]);
        this.phis(terminal.fallthrough, [atTest, atLeave]);
      } else {
        mapTerminalOperands(terminal, (value) => {
          this.use(value, visible, block!);
          return value;
        });
      }
    }
  }

  private phis(block: Block, edges: readonly ReadonlySet<Value>[]): void {
    for (const { operands } of block.phis) {
      operands.forEach((operand, i) => operand && this.use(operand, edges[i]!, block));
    }
  }

  private use(value: Value, visible: ReadonlySet<Value>, block: Block): void {
    if (visible.has(value)) return;
    throw new InvariantError(this.fn, `bb${block.id} uses ${printValue(value)}, which is not defined there`);
  }
}
