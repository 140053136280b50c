import { Builder, newBlock, newVariable } from '../hir/builder.js';
import type {
  Block,
  HIRFunction,
  IfTerminal,
  Label,
  LabelTerminal,
  LoopTerminal,
  Value,
  Variable,
} from '../hir/model.js';
import { chainEnd, forEachBlock } from '../hir/visitors.js';

/**
 * Turns `break`, `continue` and early `return` into exit codes, so that what remains is sequences, ifs and loops with
 * one exit point each.
 *
 * Needs: lowered HIR (locals, labels, jumps).
 * Gives: no `label`, no `jump`; one `return` at the end of the function's chain; a loop that may be left early has a `leave` value.
 *
 * Method: each target of jumps (a label, the turn of a loop for `continue`, a loop for `break`, the function for `return`) has a
 * local that holds 0 while none of its jumps was taken and the number of the jump afterwards. A jump sets the code of its
 * target and those of the loops that it leaves on its way. What follows a construct that may have jumped becomes the arm
 * of an `if`: the other arm of the very `if` of which one arm always jumps, else of a test of the codes.
 */
export function structureExits(fn: HIRFunction): void {
  new ExitStructurer(fn).run();
}

interface Target {
  readonly kind: 'label' | 'continue' | 'break' | 'return';
  readonly label: Label | null;
  /** The local that holds the code; made when the first jump needs it. */
  exit: Variable | null;
  codes: number;
}

/** How a chain can end: normally, or by jumps to the targets listed. */
interface Completion {
  readonly normal: boolean;
  readonly jumps: ReadonlySet<Target>;
}

class ExitStructurer {
  private readonly open: Target[] = [];
  private result: Variable | null = null;

  constructor(private readonly fn: HIRFunction) {}

  run(): void {
    const returns = countReturns(this.fn.entry);
    const target: Target = { kind: 'return', label: null, exit: null, codes: 0 };
    if (returns.withValue > 0) this.result = newVariable('result');
    this.open.push(target);
    const completion = this.structureChain(this.fn.entry);
    const last = new Builder(chainEnd(this.fn.entry));
    if (last.block.terminal.kind === 'end') {
      const value =
        this.result && last.value({ kind: 'loadLocal', variable: this.result }, null, 'bottom', 'result');
      last.block.terminal = { kind: 'return', value, loc: null };
    }
    const prologue = new Builder();
    if (this.result) {
      const fallsOff = completion.normal || returns.total > returns.withValue;
      const value = prologue.value({
        kind: 'constant',
        value: undefined,
        ...(fallsOff ? {} : { absent: true }),
      });
      prologue.effect({ kind: 'storeLocal', variable: this.result, value });
    }
    this.storeZero(prologue, target);
    this.fn.entry.instructions.unshift(...prologue.block.instructions);
  }

  private structureChain(entry: Block): Completion {
    const jumps = new Set<Target>();
    let block = entry;
    for (;;) {
      const terminal = block.terminal;
      switch (terminal.kind) {
        case 'end':
          return { normal: true, jumps };
        case 'throw':
          return { normal: false, jumps };
        case 'return': {
          const builder = new Builder(block);
          const value = terminal.value;
          if (this.result && value)
            builder.effect({ kind: 'storeLocal', variable: this.result, value }, terminal.loc);
          this.jump(builder, this.open[0]!, jumps);
          return { normal: false, jumps };
        }
        case 'jump':
          this.jump(new Builder(block), this.find(terminal.label, terminal.to), jumps);
          return { normal: false, jumps };
        case 'label': {
          const next = this.structureLabel(block, terminal, jumps);
          if (!('block' in next)) return next;
          block = next.block;
          break;
        }
        case 'if': {
          const next = this.structureIf(terminal, jumps);
          if (!('block' in next)) return next;
          block = next.block;
          break;
        }
        case 'loop': {
          const next = this.structureLoop(block, terminal, jumps);
          if (!('block' in next)) return next;
          block = next.block;
          break;
        }
      }
    }
  }

  /** Each of these gives the block where the chain goes on, or the completion of the chain when that is settled. */
  private structureIf(terminal: IfTerminal, jumps: Set<Target>): { block: Block } | Completion {
    const consequent = this.structureChain(terminal.consequent);
    const alternate = this.structureChain(terminal.alternate);
    const escaped = union(consequent.jumps, alternate.jumps);
    for (const target of escaped) jumps.add(target);
    const rest = terminal.fallthrough;
    if (consequent.normal && alternate.normal && escaped.size === 0) return { block: rest };
    terminal.fallthrough = newBlock();
    if (!consequent.normal && !alternate.normal) return { normal: false, jumps };
    if (!consequent.normal && alternate.jumps.size === 0) return this.absorb(terminal.alternate, rest, jumps);
    if (!alternate.normal && consequent.jumps.size === 0)
      return this.absorb(terminal.consequent, rest, jumps);
    return this.guard(terminal.fallthrough, rest, escaped, jumps);
  }

  /** The rest of the chain becomes the continuation of the only arm that completes. */
  private absorb(arm: Block, rest: Block, jumps: Set<Target>): Completion {
    const end = chainEnd(arm);
    append(end, rest);
    const completion = this.structureChain(end);
    for (const target of completion.jumps) jumps.add(target);
    return { normal: completion.normal, jumps };
  }

  /** `rest` goes under a test that none of `escaped` was jumped to. */
  private guard(join: Block, rest: Block, escaped: ReadonlySet<Target>, jumps: Set<Target>): Completion {
    if (rest.instructions.length === 0 && rest.terminal.kind === 'end') return { normal: true, jumps };
    const completion = this.structureChain(rest);
    for (const target of completion.jumps) jumps.add(target);
    const builder = new Builder(join);
    let test: Value | null = null;
    for (const target of escaped) {
      const clear = this.compareExit(builder, target, '===');
      test = test
        ? builder.value({ kind: 'logical', operator: '&&', left: test, right: clear }, null, 'boolean')
        : clear;
    }
    join.terminal = {
      kind: 'if',
      test: test!,
      consequent: rest,
      alternate: newBlock(),
      fallthrough: newBlock(),
      loc: null,
    };
    return { normal: completion.normal, jumps };
  }

  private structureLabel(
    block: Block,
    terminal: LabelTerminal,
    jumps: Set<Target>,
  ): { block: Block } | Completion {
    const target: Target = { kind: 'label', label: terminal.label, exit: null, codes: 0 };
    this.open.push(target);
    const completion = this.structureChain(terminal.body);
    this.open.pop();
    this.storeZero(new Builder(block), target);
    const rest = terminal.fallthrough;
    append(block, terminal.body);
    const last = chainEnd(block);
    const escaped = new Set(completion.jumps);
    const reached = escaped.delete(target) || completion.normal;
    for (const outer of escaped) jumps.add(outer);
    if (!reached) return { normal: false, jumps };
    if (escaped.size > 0) return this.guard(last, rest, escaped, jumps);
    append(last, rest);
    return { block: last };
  }

  private structureLoop(block: Block, loop: LoopTerminal, jumps: Set<Target>): { block: Block } | Completion {
    const onBreak: Target = { kind: 'break', label: loop.label, exit: null, codes: 0 };
    const onContinue: Target = { kind: 'continue', label: loop.label, exit: null, codes: 0 };
    this.open.push(onBreak, onContinue);
    const body = this.structureChain(loop.body);
    this.open.length -= 2;
    this.structureChain(loop.update);
    const turn = new Builder();
    this.storeZero(turn, onContinue);
    loop.body.instructions.unshift(...turn.block.instructions);
    const end = chainEnd(loop.body);
    if (onBreak.exit && end.terminal.kind === 'end') {
      this.storeZero(new Builder(block), onBreak);
      loop.leave = this.compareExit(new Builder(end), onBreak, '!==');
      // A turn that is followed by another has not been left: this keeps the code out of the loop-carried state.
      const update = new Builder();
      this.storeZero(update, onBreak);
      loop.update.instructions.unshift(...update.block.instructions);
    }
    const escaped = new Set(body.jumps);
    const broken = escaped.delete(onBreak);
    escaped.delete(onContinue);
    for (const outer of escaped) jumps.add(outer);
    const rest = loop.fallthrough;
    if (loop.test === null && !broken) {
      loop.fallthrough = newBlock();
      return { normal: false, jumps };
    }
    if (escaped.size === 0) return { block: rest };
    loop.fallthrough = newBlock();
    return this.guard(loop.fallthrough, rest, escaped, jumps);
  }

  private jump(builder: Builder, target: Target, jumps: Set<Target>): void {
    jumps.add(target);
    for (let i = this.open.indexOf(target); i < this.open.length; i++) {
      const passed = this.open[i]!;
      if (passed !== target && passed.kind !== 'break') continue;
      passed.exit ??= newVariable('exit');
      builder.effect({ kind: 'storeLocal', variable: passed.exit, value: builder.constant(++passed.codes) });
    }
    builder.block.terminal = { kind: 'end' };
  }

  private storeZero(builder: Builder, target: Target): void {
    if (target.exit)
      builder.effect({ kind: 'storeLocal', variable: target.exit, value: builder.constant(0) });
  }

  private compareExit(builder: Builder, target: Target, operator: '===' | '!=='): Value {
    const code = builder.value({ kind: 'loadLocal', variable: target.exit! }, null, 'int', 'exit');
    return builder.value(
      { kind: 'binary', operator, left: code, right: builder.constant(0) },
      null,
      'boolean',
    );
  }

  private find(label: Label, to: 'break' | 'continue'): Target {
    for (let i = this.open.length - 1; i >= 0; i--) {
      const target = this.open[i]!;
      if (target.label === label && (target.kind === to || (target.kind === 'label' && to === 'break')))
        return target;
    }
    throw new Error(`no open target for ${to} L${label.id}`);
  }
}

function countReturns(entry: Block): { total: number; withValue: number } {
  const count = { total: 0, withValue: 0 };
  forEachBlock(entry, ({ terminal }) => {
    if (terminal.kind !== 'return') return;
    count.total++;
    if (terminal.value) count.withValue++;
  });
  return count;
}

/** Appends the contents of `from` to a block that ends its chain. */
function append(block: Block, from: Block): void {
  block.instructions.push(...from.instructions);
  block.terminal = from.terminal;
}

function union<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): Set<T> {
  return new Set([...a, ...b]);
}
