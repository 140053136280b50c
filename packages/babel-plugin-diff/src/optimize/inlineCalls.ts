import { Builder, newBlock, newLabel, newVariable } from '../hir/builder.js';
import { cloneChain, newCloneMaps } from '../hir/cloneHIR.js';
import type { Block, Instruction, KnownFunction, Label, Terminal, Value, Variable } from '../hir/model.js';
import { chainEnd, chainOf, forEachBlock, mapAllOperands, ownedChains } from '../hir/visitors.js';
import { thresholds } from './cost.js';

export interface InlineOptions {
  /**
   * Whether a name that the callee reads from outside means the same where the caller stands. By default it is taken not to, so that
   * callees that read outer names are not inlined.
   */
  readonly sameOuter?: (caller: KnownFunction, callee: KnownFunction, name: string) => boolean;
  /** Whether both are strict code, or both are not. By default they are. */
  readonly sameMode?: (caller: KnownFunction, callee: KnownFunction) => boolean;
  /** How many calls of the function the file has. By default more than one. */
  readonly callsOf?: (callee: KnownFunction) => number;
}

/** How many calls of each function there are. */
export function countCalls(functions: readonly KnownFunction[]): Map<KnownFunction, number> {
  const calls = new Map<KnownFunction, number>();
  for (const { hir } of functions)
    forEachBlock(hir.entry, ({ instructions }) => {
      for (const { op } of instructions)
        if (op.kind === 'callKnown') calls.set(op.target, (calls.get(op.target) ?? 0) + 1);
    });
  return calls;
}

/**
 * Puts the bodies of small functions of the file in place of their calls.
 *
 * Needs: lowered HIR (locals, labels, jumps) of the caller and of what it calls; callees treated before (`calleesFirst`), so that a
 * copied body needs no further look.
 * Gives: lowered HIR; `return` of a copied body is a store and a jump out of a label, or nothing where it comes last anyway.
 *
 * A callee is copied if it is not recursive, makes no closure and is short enough (`cost.ts`); one that makes
 * a literal may be longer, because `replaceAggregates` can then remove it, and so may one whose only call stands in a loop.
 */
export function inlineCalls(caller: KnownFunction, options: InlineOptions = {}): void {
  new Inliner(caller, options).run();
}

/** The functions in an order in which each comes after those it calls, as far as recursion allows. */
export function calleesFirst(functions: readonly KnownFunction[]): KnownFunction[] {
  const order: KnownFunction[] = [];
  const seen = new Set<KnownFunction>();
  const wanted = new Set(functions);
  const visit = (known: KnownFunction): void => {
    if (seen.has(known)) return;
    seen.add(known);
    for (const callee of calleesOf(known)) visit(callee);
    if (wanted.has(known)) order.push(known);
  };
  functions.forEach(visit);
  return order;
}

function calleesOf(known: KnownFunction): Set<KnownFunction> {
  const callees = new Set<KnownFunction>();
  forEachBlock(known.hir.entry, (block) => {
    for (const { op } of block.instructions) if (op.kind === 'callKnown') callees.add(op.target);
  });
  return callees;
}

function isRecursive(known: KnownFunction): boolean {
  const reached = new Set<KnownFunction>();
  const pending = [...calleesOf(known)];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (next === known) return true;
    if (reached.has(next)) continue;
    reached.add(next);
    pending.push(...calleesOf(next));
  }
  return false;
}

interface Size {
  readonly operations: number;
  readonly allocates: boolean;
}

/** Operations of a body as `cost.ts` counts them; locals and constants are free. */
function sizeOf(known: KnownFunction): Size {
  let operations = 0;
  let allocates = false;
  forEachBlock(known.hir.entry, (block) => {
    if (block.terminal.kind === 'loop') operations += thresholds.inlinedLoopCost;
    for (const { op } of block.instructions) {
      switch (op.kind) {
        case 'loadLocal':
        case 'storeLocal':
        case 'constant':
          break;
        case 'closure':
          operations = Infinity;
          break;
        case 'callKnown':
        case 'callUnknown':
        case 'construct':
          operations += thresholds.inlinedCallCost;
          break;
        case 'newArray':
        case 'newObject':
          allocates = true;
          operations++;
          break;
        default:
          operations++;
      }
    }
  });
  return { operations, allocates };
}

class Inliner {
  /** Results of replaced calls and what stands for them now. */
  private readonly replaced = new Map<Value, Value>();
  /** Sizes of callees that can be inlined. */
  private readonly sizes = new Map<KnownFunction, Size | null>();
  private operations: number;

  constructor(
    private readonly caller: KnownFunction,
    private readonly options: InlineOptions,
  ) {
    this.operations = sizeOf(caller).operations;
  }

  run(): void {
    this.chain(this.caller.hir.entry, false);
    if (this.replaced.size > 0) mapAllOperands(this.caller.hir, (value) => this.resolve(value));
  }

  private resolve(value: Value): Value {
    const by = this.replaced.get(value);
    return by ? this.resolve(by) : value;
  }

  private chain(entry: Block, isInLoop: boolean): void {
    // Blocks that inlining appends to the chain are copies of finished bodies, but for the remainder of the block it splits.
    for (const block of chainOf(entry)) {
      let rest = block;
      for (let i = 0; i < rest.instructions.length; i++) {
        const instruction = rest.instructions[i]!;
        if (instruction.op.kind !== 'callKnown' || !this.worthwhile(instruction.op.target, isInLoop))
          continue;
        rest = this.inline(rest, i, instruction.op.target, instruction.op.args, instruction);
        i = -1;
      }
      const { terminal } = rest;
      for (const chain of ownedChains(terminal)) {
        if (terminal.kind !== 'loop' || chain !== terminal.header)
          this.chain(chain, isInLoop || terminal.kind === 'loop');
      }
    }
  }

  private worthwhile(callee: KnownFunction, isInLoop: boolean): boolean {
    let size = this.sizes.get(callee);
    if (size === undefined) this.sizes.set(callee, (size = this.sizeIfInlinable(callee)));
    if (size === null) return false;
    const isOnly = isInLoop && this.options.callsOf?.(callee) === 1;
    const limits = [size.allocates ? thresholds.inlinedOperationsAllocating : thresholds.inlinedOperations];
    if (isOnly) limits.push(thresholds.inlinedOperationsOnce);
    if (size.operations > Math.max(...limits)) return false;
    const operations = this.operations + size.operations - thresholds.inlinedCallCost;
    if (operations > thresholds.operationsAfterInlining) return false;
    this.operations = operations;
    return true;
  }

  /** Size of the callee's body, or null if it cannot stand in the caller. */
  private sizeIfInlinable(callee: KnownFunction): Size | null {
    const size = sizeOf(callee);
    if (size.operations === Infinity || callee.hir.role !== 'primal' || isRecursive(callee)) return null;
    if (this.options.sameMode?.(this.caller, callee) === false) return null;
    for (const name of outerNames(callee)) {
      if (!this.options.sameOuter?.(this.caller, callee, name)) return null;
    }
    return size;
  }

  /** Replaces instruction `index` of the block by the callee's body; gives the block in which what follows it now stands. */
  private inline(
    block: Block,
    index: number,
    callee: KnownFunction,
    args: readonly Value[],
    call: Instruction,
  ): Block {
    const after = block.instructions.slice(index + 1);
    const { terminal } = block;
    block.instructions.length = index;
    const builder = new Builder(block);
    const maps = newCloneMaps();
    callee.hir.params.forEach((param, i) => {
      maps.values.set(param, args[i] ?? builder.constant(undefined, call.loc));
    });
    const body = cloneChain(callee.hir.entry, maps, { rename: true });
    const returned = onlyReturn(body);
    const last = returned
      ? this.spliceStraight(builder, body, returned, call)
      : this.spliceLabelled(builder, body, callee.name, call);
    last.instructions.push(...after);
    last.terminal = terminal;
    return last;
  }

  /** The body's only return stands at the end of its chain: the chain becomes part of the caller's. */
  private spliceStraight(
    builder: Builder,
    body: Block,
    returned: Extract<Terminal, { kind: 'return' }>,
    call: Instruction,
  ): Block {
    const end = chainEnd(body);
    builder.block.instructions.push(...body.instructions);
    builder.block.terminal = body.terminal;
    const last = new Builder(end === body ? builder.block : end);
    last.block.terminal = { kind: 'end' };
    this.replaceResult(call, returned.value ?? last.constant(undefined, call.loc));
    return last.block;
  }

  /** The body may be left early: it stands in a label, and its result goes through a local. */
  private spliceLabelled(builder: Builder, body: Block, name: string, call: Instruction): Block {
    const label = newLabel(name);
    const result = newVariable(call.result?.name ?? name);
    const falls = canComplete(body);
    const initial = builder.value(
      { kind: 'constant', value: undefined, ...(falls ? {} : { absent: true }) },
      call.loc,
    );
    builder.effect({ kind: 'storeLocal', variable: result, value: initial }, call.loc);
    const end = chainEnd(body);
    forEachBlock(body, (block) => leaveBlock(block, label, result, block === end));
    const fallthrough = newBlock();
    builder.continueAt({ kind: 'label', label, body, fallthrough, loc: call.loc }, fallthrough);
    this.replaceResult(call, builder.value({ kind: 'loadLocal', variable: result }, call.loc));
    return fallthrough;
  }

  private replaceResult(call: Instruction, by: Value): void {
    if (!call.result) return;
    by.name ??= call.result.name;
    this.replaced.set(call.result, by);
  }
}

/** Names that the function reads or assigns outside. */
function outerNames(known: KnownFunction): Set<string> {
  const names = new Set<string>();
  forEachBlock(known.hir.entry, (block) => {
    for (const { op } of block.instructions) {
      if (op.kind === 'loadOuter' || op.kind === 'storeOuter') names.add(op.name);
    }
  });
  return names;
}

/** The return at the end of the chain, if there is no other one below it. */
function onlyReturn(body: Block): Extract<Terminal, { kind: 'return' }> | null {
  const { terminal } = chainEnd(body);
  if (terminal.kind !== 'return') return null;
  let returns = 0;
  forEachBlock(body, (block) => {
    if (block.terminal.kind === 'return') returns++;
  });
  return returns === 1 ? terminal : null;
}

/** Turns a `return` into a store of the result and, unless it comes last anyway, a jump. */
function leaveBlock(block: Block, label: Label, variable: Variable, isLast: boolean): void {
  const { terminal } = block;
  if (terminal.kind !== 'return') return;
  const builder = new Builder(block);
  const value = terminal.value ?? builder.constant(undefined, terminal.loc);
  builder.effect({ kind: 'storeLocal', variable, value }, terminal.loc);
  block.terminal = isLast ? { kind: 'end' } : { kind: 'jump', to: 'break', label, loc: terminal.loc };
}

/** Whether control may reach the end of the chain without `return`, as far as the structure tells. */
function canComplete(entry: Block): boolean {
  for (const block of chainOf(entry)) {
    const { terminal } = block;
    switch (terminal.kind) {
      case 'return':
      case 'throw':
      case 'jump':
        return false;
      case 'if':
        if (!canComplete(terminal.consequent) && !canComplete(terminal.alternate)) return false;
        break;
      case 'label':
        if (!canComplete(terminal.body) && !hasBreak(terminal.body, terminal.label)) return false;
        break;
      case 'loop':
        if (terminal.test === null && !terminal.leave && !hasBreak(terminal.body, terminal.label))
          return false;
        break;
      case 'end':
        break;
    }
  }
  return true;
}

function hasBreak(entry: Block, label: Label): boolean {
  let found = false;
  forEachBlock(entry, ({ terminal }) => {
    found ||= terminal.kind === 'jump' && terminal.to === 'break' && terminal.label === label;
  });
  return found;
}
