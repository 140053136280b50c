import { newBlock, newValue } from '../hir/builder.js';
import { findProved } from '../analysis/findProved.js';
import type { Block, HIRFunction, Instruction, Operation, Terminal, Value } from '../hir/model.js';
import {
  chainOf,
  forEachBlock,
  forEachOperand,
  mapTerminalOperands,
  mapUses,
  ownedChains,
} from '../hir/visitors.js';
import { thresholds } from './cost.js';

/**
 * Moves stretches of a companion that is too long for V8's optimising compiler into functions of their own, its parts.
 *
 * Needs: SSA, types; a companion.   Gives: SSA, of the function and of its parts.
 * A stretch is a run of instructions, with the `if`s and loops between them, of one chain. It takes what it reads as parameters. Of what
 * it defines and others read, one value is returned; the others go through registers, and must be numbers for certain. Loops stay
 * loops: the stretches of a loop's body are called in each turn.
 *
 * @param nameOf  gives the part with a number its name
 * @returns the parts
 */
export function splitLong(fn: HIRFunction, nameOf: (number: number) => string): HIRFunction[] {
  if (operationsOf(fn.entry) <= thresholds.operationsInCompanion) return [];
  return new Splitter(fn, nameOf).run();
}

/** How many operations a chain counts with all that its terminals own; constants are free. */
export function operationsOf(entry: Block): number {
  let operations = 0;
  forEachBlock(entry, (block) => {
    for (const { op } of block.instructions) operations += weightOf(op);
    operations += block.phis.length;
  });
  return operations;
}

/** What stands in a chain at one place: an instruction, or the terminal of a block with the phis behind it. */
interface Item {
  readonly block: number;
  /** Within the block; its length for the terminal. */
  readonly index: number;
  readonly instruction: Instruction | null;
  readonly weight: number;
  readonly defined: readonly Value[];
}

/** Items from `start` up to, not including, `end`. */
interface Stretch {
  readonly start: number;
  readonly end: number;
  /** What they define and others read; all but the first are numbers for certain. */
  readonly results: readonly Value[];
}

/** More of them would cost more than the part saves, and registers are few. */
const mostResults = 32;

class Splitter {
  private readonly parts: HIRFunction[] = [];
  private readonly definitions = new Map<Value, Instruction>();
  private readonly proved: ReadonlySet<Value>;

  constructor(
    private readonly fn: HIRFunction,
    private readonly nameOf: (number: number) => string,
  ) {
    this.proved = findProved(fn);
    forEachBlock(fn.entry, ({ instructions }) => {
      for (const each of instructions) if (each.result) this.definitions.set(each.result, each);
    });
  }

  run(): HIRFunction[] {
    this.chain(this.fn.entry);
    return this.parts;
  }

  /** Splits what a chain owns as long as it is long itself, then the chain. */
  private chain(entry: Block): void {
    if (operationsOf(entry) < 2 * thresholds.operationsInPart) return;
    for (const { terminal } of chainOf(entry)) {
      for (const owned of ownedChains(terminal))
        if (terminal.kind !== 'loop' || owned !== terminal.header) this.chain(owned);
    }
    const stretches = this.stretchesOf(entry);
    const before = this.parts.length;
    // Last ones first: what stands before a stretch keeps its place.
    for (let i = stretches.length - 1; i >= 0; i--)
      this.parts[before + i] = this.moveOut(entry, stretches[i]!, this.nameOf(before + i + 1));
  }

  private stretchesOf(entry: Block): Stretch[] {
    const items = itemsOf(entry);
    const lastUse = this.lastUses(entry, items);
    const inUse = registersInUse(items);
    const stretches: Stretch[] = [];
    let start = 0;
    while (start < items.length) {
      const stretch = inUse[start] ? null : this.bestStretch(items, start, lastUse, inUse);
      if (stretch) stretches.push(stretch);
      start = stretch?.end ?? start + 1;
    }
    return stretches;
  }

  /** The stretch from `start` that leaves the fewest results among those of a fitting length; null if none is. */
  private bestStretch(
    items: readonly Item[],
    start: number,
    lastUse: ReadonlyMap<Value, number>,
    inUse: readonly boolean[],
  ): Stretch | null {
    const { operationsInPart } = thresholds;
    let best: Stretch | null = null;
    let weight = 0;
    let live: Value[] = [];
    for (let end = start + 1; end <= items.length; end++) {
      const item = items[end - 1]!;
      if (item.instruction?.op.kind === 'writeRegister') break;
      weight += item.weight;
      if (weight > 2 * operationsInPart && end > start + 1) break;
      live = [...live, ...item.defined].filter((value) => (lastUse.get(value) ?? -1) >= end);
      if (weight < operationsInPart || inUse[end] === true) continue;
      const results = [...live].sort((a, b) => Number(this.proved.has(a)) - Number(this.proved.has(b)));
      if (results.length > mostResults || !results.slice(1).every((value) => this.proved.has(value)))
        continue;
      if (best === null || results.length < best.results.length) best = { start, end, results };
    }
    return best;
  }

  /** For each value that the items define, the last item that reads it; infinite for what is read elsewhere. */
  private lastUses(entry: Block, items: readonly Item[]): Map<Value, number> {
    const defined = new Set(items.flatMap((item) => item.defined));
    const uses = new Map<Value, number>();
    const local = new Map<Value, number>();
    const count = (map: Map<Value, number>, value: Value): void => {
      if (defined.has(value)) map.set(value, (map.get(value) ?? 0) + 1);
    };
    forEachUse(this.fn.entry, (value) => count(uses, value));
    const last = new Map<Value, number>();
    const blocks = chainOf(entry);
    items.forEach((item, i) => {
      const note = (value: Value): void => {
        count(local, value);
        last.set(value, i);
      };
      if (item.instruction) forEachOperand(item.instruction.op, note);
      else forEachUseOfTerminal(blocks[item.block]!.terminal, note);
    });
    for (const [value, number] of uses) if (local.get(value) !== number) last.set(value, Infinity);
    return last;
  }

  private moveOut(entry: Block, { start, end, results }: Stretch, name: string): HIRFunction {
    const items = itemsOf(entry);
    const blocks = chainOf(entry);
    const first = items[start]!;
    const from = blocks[first.block]!;
    const behind = items[end];
    // The stretch ends within the block of the item behind it, or at the end of the chain's last block.
    const until = blocks[behind?.block ?? blocks.length - 1]!;
    const cut = behind?.index ?? until.instructions.length;

    const head = newBlock();
    const last = from === until ? head : newBlock();
    head.instructions = from.instructions.slice(first.index, from === until ? cut : undefined);
    const rest = until.instructions.slice(cut);
    if (from !== until) {
      head.terminal = from.terminal;
      last.phis = until.phis;
      last.instructions = until.instructions.slice(0, cut);
      const before = blocks[blocks.indexOf(until) - 1]!;
      // `from` gives its terminal away; any other block before the last moves as it is.
      setFallthrough(before === from ? head.terminal : before.terminal, last);
    }
    // Constants stay, and are written again where they are needed.
    const constants: Instruction[] = [];
    for (const block of chainOf(head)) {
      constants.push(...block.instructions.filter(isConstant));
      block.instructions = block.instructions.filter((each) => !isConstant(each));
    }
    const part = this.part(name, head, last, results);
    const call: Instruction = {
      result: results[0] ?? null,
      op: { kind: 'callPart', part: part.name, args: [...part.params] },
      loc: null,
    };
    const others = results.slice(1).map((result, i): Instruction => {
      return { result, op: { kind: 'readRegister', index: i + 1, record: null }, loc: null };
    });
    from.instructions = [...from.instructions.slice(0, first.index), ...constants, call, ...others, ...rest];
    from.terminal = until.terminal;
    return part;
  }

  private part(name: string, head: Block, last: Block, results: readonly Value[]): HIRFunction {
    results.slice(1).forEach((value, i) => {
      last.instructions.push({ result: null, op: { kind: 'writeRegister', index: i + 1, value }, loc: null });
    });
    last.terminal = { kind: 'return', value: results[0] ?? null, loc: null };
    const params = this.inputsOf(head);
    return { name, role: this.fn.role, params, entry: head, loc: this.fn.loc };
  }

  /** What the blocks read and do not define; constants are written into them again. */
  private inputsOf(entry: Block): Value[] {
    const defined = new Set<Value>();
    forEachBlock(entry, (block) => {
      for (const { result } of [...block.phis, ...block.instructions]) if (result) defined.add(result);
    });
    const inputs = new Set<Value>();
    const constants = new Map<Value, Instruction>();
    forEachUse(entry, (value) => {
      if (defined.has(value) || constants.has(value)) return;
      const definition = this.definitions.get(value);
      if (definition?.op.kind !== 'constant') inputs.add(value);
      else
        constants.set(value, {
          ...definition,
          result: newValue(value.name, value.type),
          op: { ...definition.op },
        });
    });
    mapUses(entry, (value) => constants.get(value)?.result ?? value);
    entry.instructions.unshift(...constants.values());
    return [...inputs];
  }
}

function weightOf(op: Operation): number {
  switch (op.kind) {
    case 'constant':
      return 0;
    case 'tapePush':
    case 'refPush':
      return op.values.length + (op.tangents?.filter((each) => each !== null).length ?? 0);
    default:
      return 1;
  }
}

function itemsOf(entry: Block): Item[] {
  const items: Item[] = [];
  const blocks = chainOf(entry);
  blocks.forEach((block, at) => {
    block.instructions.forEach((instruction, index) => {
      const { op, result } = instruction;
      const defined = result && op.kind !== 'constant' ? [result] : [];
      items.push({ block: at, index, instruction, weight: weightOf(op), defined });
    });
    const next = blocks[at + 1];
    if (!next) return;
    const chains = ownedChains(block.terminal);
    const weight = 1 + chains.reduce((sum, chain) => sum + operationsOf(chain), 0);
    const defined = next.phis.map(({ result }) => result);
    items.push({ block: at, index: block.instructions.length, instruction: null, weight, defined });
  });
  return items;
}

/**
 * For each place before an item, whether registers hold what a later item reads: a part that ended there would overwrite it.
 */
function registersInUse(items: readonly Item[]): boolean[] {
  const inUse: boolean[] = [];
  let reads = false;
  for (let i = items.length - 1; i >= 0; i--) {
    const kind = items[i]!.instruction?.op.kind;
    if (kind === 'readRegister') reads = true;
    else if (kind === 'callReverse' || kind === 'callRecord' || kind === 'callPart') reads = false;
    inUse[i] = reads;
  }
  return inUse;
}

/** Calls `visit` with each value that is read below `entry`, as often as it is. */
function forEachUse(entry: Block, visit: (value: Value) => void): void {
  mapUses(entry, (value) => {
    visit(value);
    return value;
  });
}

function forEachUseOfTerminal(terminal: Terminal, visit: (value: Value) => void): void {
  const note = (value: Value): Value => {
    visit(value);
    return value;
  };
  mapTerminalOperands(terminal, note);
  for (const chain of ownedChains(terminal)) forEachUse(chain, visit);
  if (terminal.kind === 'if' || terminal.kind === 'loop')
    for (const { operands } of terminal.fallthrough.phis) for (const each of operands) if (each) visit(each);
}

function isConstant({ op }: Instruction): boolean {
  return op.kind === 'constant';
}

function setFallthrough(terminal: Terminal, block: Block): void {
  if (terminal.kind === 'if' || terminal.kind === 'loop') terminal.fallthrough = block;
}
