import type { Block, HIRFunction, Instruction, LoopTerminal, Operation, Value } from '../hir/model.js';
import { chainOf } from '../hir/visitors.js';
import { countedLoop } from './countedLoop.js';

/** A number of pushes, written out: between `least` and `most`, and terms of which the size is known at run time only. */
interface Amount {
  readonly least: number;
  readonly most: number;
  readonly terms: readonly string[];
}

interface Pushes {
  readonly numbers: Amount;
  readonly references: Amount;
  /** Functions that push as well. */
  readonly calls: ReadonlySet<string>;
}

/** A loop that is reversed from snapshots. */
export interface DescribedLoop {
  /** The forward companion of its turns. */
  readonly forward: HIRFunction;
  readonly snapshots: number | null;
}

/**
 * Says how much a forward companion pushes: in each turn of its loops, and in all.
 *
 * Needs: SSA; a forward companion that is done.
 * @param checkpointed  the loops that have been taken out of it, by the name of the forward companion of their turns
 */
export function describeTape(fn: HIRFunction, checkpointed: ReadonlyMap<string, DescribedLoop>): string {
  return new Describer(fn, checkpointed).run();
}

class Describer {
  private readonly lines: string[] = [];
  private definitions = new Map<Value, Instruction>();
  private depth = 0;

  constructor(
    private readonly fn: HIRFunction,
    private readonly checkpointed: ReadonlyMap<string, DescribedLoop>,
  ) {}

  run(): string {
    const all = this.function(this.fn);
    this.say(`in all: ${textOf(all).replace(/,$/, '')}`);
    return this.lines.join('\n');
  }

  private function(fn: HIRFunction): Pushes {
    const outer = this.definitions;
    this.definitions = definitionsOf(fn);
    const pushes = this.chain(fn.entry);
    this.definitions = outer;
    return pushes;
  }

  private say(text: string): void {
    this.lines.push(`${'  '.repeat(this.depth)}${text}`);
  }

  private chain(entry: Block): Pushes {
    let sum = nothing;
    for (const block of chainOf(entry)) {
      for (const { op, loc } of block.instructions) sum = add(sum, this.operation(op, loc?.line ?? null));
      const { terminal } = block;
      if (terminal.kind === 'loop') sum = add(sum, this.loop(terminal));
      else if (terminal.kind === 'if')
        sum = add(sum, either(this.chain(terminal.consequent), this.chain(terminal.alternate)));
    }
    return sum;
  }

  private loop(loop: LoopTerminal): Pushes {
    const at = this.lines.length;
    this.depth++;
    const turn = [loop.header, loop.body, loop.update].map((chain) => this.chain(chain)).reduce(add);
    this.depth--;
    const inner = this.lines.splice(at);
    this.say(`loop at line ${loop.loc?.line ?? '?'}: ${textOf(turn)} a turn`);
    this.lines.push(...inner);
    return times(turn, this.tripsOf(loop));
  }

  private operation(op: Operation, line: number | null): Pushes {
    switch (op.kind) {
      case 'tapePush':
        return { ...nothing, numbers: constant(op.values.length) };
      case 'refPush':
        return { ...nothing, references: constant(op.values.length) };
      case 'tapeSnapshot': {
        const copied = `a copy of ${this.nameOf(op.object) ?? 'an array'}`;
        return { ...nothing, numbers: { ...constant(1), terms: [copied] } };
      }
      case 'callForward':
        return { ...nothing, calls: new Set([op.target.name]) };
      case 'callRecord':
        return { ...nothing, calls: new Set([this.calleeOf(op.record)]) };
      case 'checkpointedLoop':
        this.checkpointedLoop(op, line);
        return nothing;
      default:
        return nothing;
    }
  }

  private checkpointedLoop(op: Extract<Operation, { kind: 'checkpointedLoop' }>, line: number | null): void {
    const found = this.checkpointed.get(op.target.forwardName);
    if (!found) return;
    const count =
      found.snapshots === null ? 'the default number of snapshots' : `${found.snapshots} snapshots`;
    this.say(`loop at line ${line ?? '?'}: bounded by checkpoints, ${count} and a stretch of turns`);
    this.depth++;
    this.function(found.forward);
    this.depth--;
  }

  private tripsOf(loop: LoopTerminal): number | string {
    const unknown = `turns of line ${loop.loc?.line ?? '?'}`;
    const counted = countedLoop(loop, (value) => this.definitions.get(value));
    if (!counted || Math.abs(counted.step) !== 1 || loop.leave) return unknown;
    const { start, bound, step, inclusive } = counted;
    const [low, high] = step > 0 ? [start, bound] : [bound, start];
    const [from, to] = [this.constantOf(low), this.constantOf(high)];
    const more = inclusive ? 1 : 0;
    if (from !== null && to !== null) return Math.max(0, to - from + more);
    const end = this.textOfValue(high);
    const begin = this.textOfValue(low);
    if (end === null || begin === null) return unknown;
    const length = from === 0 ? end : `${end} - ${begin}`;
    return more === 0 ? length : `${length} + 1`;
  }

  private constantOf(value: Value): number | null {
    const op = this.definitions.get(value)?.op;
    return op?.kind === 'constant' && typeof op.value === 'number' ? op.value : null;
  }

  private textOfValue(value: Value): string | null {
    const op = this.definitions.get(value)?.op;
    if (op?.kind === 'constant') return String(op.value);
    if (op?.kind === 'loadField' && op.key === 'length') {
      const array = this.nameOf(op.object);
      return array && `${array}.length`;
    }
    if (op?.kind === 'binary' && /^[-+*]$/.test(op.operator) && value.name === null) {
      const [left, right] = [this.textOfValue(op.left), this.textOfValue(op.right)];
      return left && right && `${grouped(left)} ${op.operator} ${grouped(right)}`;
    }
    return value.name;
  }

  private nameOf(value: Value): string | null {
    if (value.name !== null) return value.name;
    const op = this.definitions.get(value)?.op;
    if (op?.kind === 'loadOuter') return op.name;
    if (op?.kind !== 'loadField') return null;
    const object = this.nameOf(op.object);
    return object && `${object}.${op.key}`;
  }

  /** The name of a function that is looked up at run time. */
  private calleeOf(record: Value): string {
    const op = this.definitions.get(record)?.op;
    const where = op?.kind === 'helper' && op.args[1] ? this.definitions.get(op.args[1])?.op : undefined;
    const text = where?.kind === 'constant' && typeof where.value === 'string' ? where.value : 'a function';
    return text.replace(/ \(.*/, '');
  }
}

function definitionsOf(fn: HIRFunction): Map<Value, Instruction> {
  const definitions = new Map<Value, Instruction>();
  const visit = (entry: Block): void => {
    for (const block of chainOf(entry)) {
      for (const each of block.instructions) if (each.result) definitions.set(each.result, each);
      const { terminal } = block;
      if (terminal.kind === 'loop')
        for (const each of [terminal.header, terminal.body, terminal.update]) visit(each);
      else if (terminal.kind === 'if')
        for (const each of [terminal.consequent, terminal.alternate]) visit(each);
    }
  };
  visit(fn.entry);
  return definitions;
}

const none: Amount = { least: 0, most: 0, terms: [] };
const nothing: Pushes = { numbers: none, references: none, calls: new Set() };

function constant(amount: number): Amount {
  return { least: amount, most: amount, terms: [] };
}

function add(a: Pushes, b: Pushes): Pushes {
  const sum = (x: Amount, y: Amount): Amount => {
    return { least: x.least + y.least, most: x.most + y.most, terms: [...x.terms, ...y.terms] };
  };
  return merge(a, b, sum);
}

/** What one of two arms pushes. */
function either(a: Pushes, b: Pushes): Pushes {
  const one = (x: Amount, y: Amount): Amount => {
    const isSame = x.terms.join() === y.terms.join();
    const possible = [...new Set([...x.terms, ...y.terms])].map((each) => `perhaps ${grouped(each)}`);
    return {
      least: Math.min(x.least, y.least),
      most: Math.max(x.most, y.most),
      terms: isSame ? x.terms : possible,
    };
  };
  return merge(a, b, one);
}

function merge(a: Pushes, b: Pushes, join: (x: Amount, y: Amount) => Amount): Pushes {
  return {
    numbers: join(a.numbers, b.numbers),
    references: join(a.references, b.references),
    calls: new Set([...a.calls, ...b.calls]),
  };
}

function times(turn: Pushes, trips: number | string): Pushes {
  const product = (amount: Amount): Amount => {
    if (amount.most === 0 && amount.terms.length === 0) return none;
    if (typeof trips === 'number' && amount.terms.length === 0)
      return { least: trips * amount.least, most: trips * amount.most, terms: [] };
    const each = amountText(amount);
    const term = each === '1' ? String(trips) : `${grouped(each)} * ${grouped(String(trips))}`;
    return { least: 0, most: 0, terms: [term] };
  };
  return { numbers: product(turn.numbers), references: product(turn.references), calls: turn.calls };
}

function grouped(text: string): string {
  return / [-+] |^\d+ to \d+|^perhaps|^turns of|^a copy/.test(text) ? `(${text})` : text;
}

function amountText({ least, most, terms }: Amount): string {
  const fixed = least === most ? String(most) : `${least} to ${most}`;
  return [...(most > 0 || terms.length === 0 ? [fixed] : []), ...terms].join(' + ');
}

function textOf({ numbers, references, calls }: Pushes): string {
  const parts: string[] = [];
  const count = (amount: Amount, unit: string): void => {
    const text = amountText(amount);
    if (text !== '0') parts.push(`${text} ${unit}${text === '1' ? '' : 's'}`);
  };
  count(numbers, 'number');
  count(references, 'reference');
  const text = parts.length > 0 ? parts.join(' and ') : 'nothing';
  return calls.size > 0
    ? `${text}, beside what ${[...calls].join(', ')} push${calls.size === 1 ? 'es' : ''},`
    : text;
}
