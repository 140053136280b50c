import type { Block, HIRFunction, LoopTerminal, Value } from '../hir/model.js';
import { chainEnd, fallthroughOf, forEachOperand } from '../hir/visitors.js';
import type { Folding } from './foldExpressions.js';

/** Where a value lives, in positions of the printed program; conservative (one interval). */
export interface Interval {
  start: number;
  end: number;
}

export interface LiveRanges {
  readonly intervals: Map<Value, Interval>;
}

interface OpenLoop {
  readonly start: number;
  /** Values used inside, to be extended to the end of the loop if they are defined outside. */
  readonly used: Set<Value>;
}

/**
 * Numbers the printed statements and finds the interval in which each value must keep its variable. A value used in a loop but defined
 * outside lives to the end of the loop. The operands of phis are used where the edge leaves.
 */
export function findLiveRanges(fn: HIRFunction, { inlined, definitions }: Folding): LiveRanges {
  const intervals = new Map<Value, Interval>();
  const loops: OpenLoop[] = [];
  let position = 0;

  const define = (value: Value, at: number): void => {
    intervals.set(value, { start: at, end: at });
  };
  const use = (value: Value, at: number): void => {
    if (inlined.has(value)) {
      const definition = definitions.get(value);
      if (definition) forEachOperand(definition.op, (operand) => use(operand, at));
      return;
    }
    const interval = intervals.get(value);
    if (!interval) throw new Error(`value $${value.id} is used before it is defined`);
    interval.end = Math.max(interval.end, at);
    for (const loop of loops) loop.used.add(value);
  };

  const chain = (entry: Block): void => {
    for (let block: Block | null = entry; block; block = fallthroughOf(block.terminal)) {
      position++;
      for (const phi of block.phis) define(phi.result, position);
      for (const { op, result } of block.instructions) {
        if (result && inlined.has(result)) continue;
        position++;
        forEachOperand(op, (operand) => use(operand, position));
        if (result) define(result, position);
      }
      terminal(block);
    }
  };

  const terminal = (block: Block): void => {
    const t = block.terminal;
    position++;
    if (t.kind === 'if') {
      use(t.test, position);
      [t.consequent, t.alternate].forEach((arm, i) => {
        chain(arm);
        position++;
        if (chainEnd(arm).terminal.kind !== 'end') return;
        for (const phi of t.fallthrough.phis) {
          const operand = phi.operands[i];
          if (operand) use(operand, position);
        }
      });
      position++;
    } else if (t.kind === 'loop') {
      loop(t);
    } else if ((t.kind === 'return' || t.kind === 'throw') && t.value) {
      use(t.value, position);
    }
  };

  const loop = (t: LoopTerminal): void => {
    for (const phi of t.header.phis) if (phi.operands[0]) use(phi.operands[0], position);
    position++;
    const open: OpenLoop = { start: position, used: new Set() };
    loops.push(open);
    chain(t.header);
    position++;
    if (t.test) use(t.test, position);
    for (const phi of t.fallthrough.phis) if (phi.operands[0]) use(phi.operands[0], position);
    chain(t.body);
    position++;
    if (t.leave) use(t.leave, position);
    for (const phi of t.fallthrough.phis) if (phi.operands[1]) use(phi.operands[1], position);
    chain(t.update);
    position++;
    for (const phi of t.header.phis) if (phi.operands[1]) use(phi.operands[1], position);
    position++;
    loops.pop();
    for (const value of open.used) {
      const interval = intervals.get(value)!;
      if (interval.start < open.start) interval.end = Math.max(interval.end, position);
    }
    position++;
  };

  for (const param of fn.params) define(param, 0);
  chain(fn.entry);
  return { intervals };
}
