import type { AnyFunction } from '../../records/Companions.js';
import { invoke } from '../invoke.js';
import { type Lane, NO_LANES, TextLane, type WrittenTree } from '../Lane.js';
import { get } from '../members.js';
import { plus } from '../operators.js';
import { isProxy } from '../../records/knownProxies.js';
import { registers as r } from '../registers.js';
import { convertible, textual } from '../toPrimitive.js';
import type { Trace } from '../Trace.js';
import { lengthOf } from './lists.js';
import { isObject, type NativeEntry, type TracedNative } from './TracedNative.js';

/**
 * `JSON.parse(JSON.stringify(x))` is the usual deep copy, and gives numbers back exactly. So the text that JSON makes of something
 * active carries the lanes of its numbers, and what is parsed from that very text gets them. Text that was put together, cut or
 * stored carries none.
 */
export function jsonNatives(): NativeEntry[] {
  return [
    [JSON.stringify, stringify],
    [JSON.parse, parse],
  ];
}

/** What a value is written as, with the lanes of the numbers in it. */
interface Written {
  readonly text: string;
  readonly tree: WrittenTree | undefined;
}

const stringify: TracedNative = (trace, self, _l, args, lanes) => {
  const [value, replacer, space] = args;
  let text: string | undefined;
  r.m = undefined;
  if (!isObject(value) && typeof value !== 'bigint' && !isObject(replacer) && !isObject(space)) {
    text = Reflect.apply(JSON.stringify as AnyFunction, self, args) as string | undefined;
    if (typeof value === 'number') r.m = textLane(trace, text, number(trace, value, lanes[0]));
    return text;
  }
  const writer = new Writer(trace, replacer, gapOf(space));
  const written = writer.root(value, lanes[0]);
  r.m = textLane(trace, written?.text, written?.tree);
  return written?.text;
};

function textLane(trace: Trace, text: string | undefined, tree: WrittenTree | undefined): Lane {
  return tree === undefined || text === undefined ? undefined : new TextLane(trace.root, text, tree);
}

/** −0 is written as 0. */
function number(trace: Trace, x: number, lane: Lane): WrittenTree | undefined {
  return trace.owns(lane) ? { value: x === 0 ? 0 : x, lane } : undefined;
}

function gapOf(space: unknown): string {
  let given = isObject(space) ? primitiveOf(space) : space;
  if (given === space && isObject(space)) return '';
  if (typeof given === 'number') given = ' '.repeat(Math.min(10, Math.max(0, Math.trunc(given) || 0)));
  return typeof given === 'string' ? given.slice(0, 10) : '';
}

/** The number, text, … that a wrapper stands for, converted as JSON converts it; any other object itself. */
function primitiveOf(x: object): unknown {
  if (isWrapper(Number.prototype.valueOf, x)) return plus(x, undefined);
  r.m = undefined;
  if (isWrapper(String.prototype.valueOf, x)) return String(textual(x));
  if (isWrapper(Boolean.prototype.valueOf, x)) return Boolean.prototype.valueOf.call(x);
  if (isWrapper(BigInt.prototype.valueOf, x)) return BigInt.prototype.valueOf.call(x);
  return x;
}

function isWrapper(valueOf: AnyFunction, x: object): boolean {
  try {
    Reflect.apply(valueOf, x, []);
    return true;
  } catch {
    return false;
  }
}

const plainPrototypes: ReadonlySet<unknown> = new Set([Object.prototype, null]);

/** Can the object be a wrapper? Proxies are none, and what literals make is told at once. */
function mayWrap(x: object): boolean {
  return !Array.isArray(x) && !isProxy(x) && !plainPrototypes.has(Object.getPrototypeOf(x));
}

type RawJSON = typeof JSON & { readonly isRawJSON?: (x: unknown) => boolean };

/** Writes JSON as the language defines it, running getters, `toJSON` and the replacer as traced code. */
class Writer {
  private readonly replacer: AnyFunction | undefined;
  private readonly keys: readonly string[] | undefined;
  private indent = '';
  /** The objects that are being written, and the keys that lead from each to the next. */
  private readonly stack: object[] = [];
  private readonly path: (string | number)[] = [];

  constructor(
    private readonly trace: Trace,
    replacer: unknown,
    private readonly gap: string,
  ) {
    this.replacer = typeof replacer === 'function' ? replacer : undefined;
    this.keys = Array.isArray(replacer) ? chosenKeys(replacer) : undefined;
  }

  root(value: unknown, lane: Lane): Written | undefined {
    const { replacer } = this;
    // The replacer sees what holds the value; nobody else does.
    const holder = replacer === undefined ? undefined : { '': value };
    if (holder !== undefined && typeof value === 'number') this.trace.store(holder, '', value, lane);
    return this.write(holder, '', value, lane);
  }

  private property(holder: object, key: string | number): Written | undefined {
    const value = get(holder, key);
    return this.write(holder, key, value, r.m);
  }

  private write(
    holder: object | undefined,
    key: string | number,
    given: unknown,
    lane: Lane,
  ): Written | undefined {
    let value = given;
    let own = typeof value === 'number' ? lane : undefined;
    if (isObject(value) || typeof value === 'bigint') {
      const toJSON = get(value, 'toJSON');
      if (typeof toJSON === 'function') {
        value = invoke(toJSON, value, undefined, [String(key)], NO_LANES, 'toJSON');
        own = r.m;
      }
    }
    if (this.replacer !== undefined) {
      value = invoke(
        this.replacer,
        holder,
        undefined,
        [String(key), value],
        [undefined, own],
        'the replacer',
      );
      own = r.m;
    }
    if (typeof value === 'object' && value !== null && mayWrap(value)) {
      const primitive = primitiveOf(value);
      own = r.m;
      value = primitive;
    }
    if (typeof value === 'number')
      return { text: Number.isFinite(value) ? String(value) : 'null', tree: number(this.trace, value, own) };
    if (!isObject(value)) {
      const text = JSON.stringify(value) as string | undefined;
      return text === undefined ? undefined : { text, tree: undefined };
    }
    if (typeof value === 'function') return undefined;
    if ((JSON as RawJSON).isRawJSON?.(value) === true)
      return { text: JSON.stringify(value), tree: undefined };
    return this.object(value, key);
  }

  private object(o: object, key: string | number): Written {
    const { stack, path, indent, gap } = this;
    if (stack.length > 0) path.push(key);
    if (stack.includes(o)) throwCircular(stack, path, o);
    stack.push(o);
    this.indent += gap;
    const isList = Array.isArray(o);
    const parts: string[] = [];
    let trees: Map<string, WrittenTree> | undefined;
    const count = isList ? lengthOf(o) : 0;
    const keys = isList ? undefined : (this.keys ?? Object.keys(o));
    for (let i = 0; i < (keys?.length ?? count); i++) {
      const k = keys === undefined ? i : keys[i];
      const part = this.property(o, k);
      if (part?.tree !== undefined) (trees ??= new Map<string, WrittenTree>()).set(String(k), part.tree);
      if (keys === undefined) parts.push(part?.text ?? 'null');
      else if (part !== undefined) parts.push(`${JSON.stringify(k)}:${gap === '' ? '' : ' '}${part.text}`);
    }
    const [open, close] = isList ? '[]' : '{}';
    const inner =
      parts.length === 0
        ? ''
        : gap === ''
          ? parts.join(',')
          : `\n${this.indent}${parts.join(`,\n${this.indent}`)}\n${indent}`;
    stack.pop();
    path.pop();
    this.indent = indent;
    return { text: open + inner + close, tree: trees };
  }
}

/** The keys that a list as the replacer chooses. */
function chosenKeys(list: object): string[] {
  const chosen = new Set<string>();
  const length = lengthOf(list);
  for (let i = 0; i < length; i++) {
    const x = get(list, i);
    if (typeof x === 'string' || typeof x === 'number') chosen.add(String(x));
    else if (
      isObject(x) &&
      (isWrapper(Number.prototype.valueOf, x) || isWrapper(String.prototype.valueOf, x))
    )
      chosen.add(String(textual(x)));
  }
  return [...chosen];
}

/** Throws what the engine throws for an object that holds itself: for objects of the same classes that hold each other in the same way. */
function throwCircular(stack: readonly object[], path: readonly (string | number)[], o: object): never {
  const made = stack.map((each) => {
    const like: object = Array.isArray(each)
      ? []
      : (Object.create(Object.getPrototypeOf(each) as object) as object);
    return Object.defineProperty(like, 'toJSON', { value: undefined });
  });
  for (let i = 0; i < made.length; i++) {
    const value = i + 1 < made.length ? made[i + 1] : made[stack.indexOf(o)];
    Object.defineProperty(made[i], path[i], { value, enumerable: true, configurable: true });
  }
  JSON.stringify(made[0]);
  throw new TypeError('Converting circular structure to JSON');
}

const parse: TracedNative = (trace, self, _l, args, lanes) => {
  const [text, reviver] = args;
  const lane = lanes[0];
  const tree =
    lane instanceof TextLane && lane.of === trace.root && lane.text === text ? lane.tree : undefined;
  const given = [convertible(text), ...args.slice(1)];
  if (typeof reviver === 'function') {
    r.m = undefined;
    return revive(trace, self, given, reviver, tree);
  }
  const value: unknown = Reflect.apply(JSON.parse as AnyFunction, self, given);
  r.m = tree === undefined ? undefined : restore(trace, value, tree);
  return value;
};

/** Parses with a reviver, which runs as traced code and gets the lanes of the numbers in the order in which they come. */
function revive(
  trace: Trace,
  self: unknown,
  args: readonly unknown[],
  reviver: AnyFunction,
  tree: WrittenTree | undefined,
): unknown {
  const numbers: { readonly value: number; readonly lane: Lane }[] = [];
  if (tree !== undefined) inOrder(JSON.parse(args[0] as string), tree, numbers);
  let next = 0;
  let last: Lane;
  const value: unknown = Reflect.apply(JSON.parse as AnyFunction, self, [
    args[0],
    function (this: object, key: string, x: unknown, ...context: unknown[]): unknown {
      const own =
        typeof x === 'number' && Object.is(numbers[next]?.value, x) ? numbers[next++].lane : undefined;
      const y = invoke(reviver, this, undefined, [key, x, ...context], [undefined, own], 'the reviver');
      last = typeof y === 'number' ? r.m : undefined;
      if (last !== undefined) trace.store(this, key, y, last);
      return y;
    },
    ...args.slice(2),
  ]);
  r.m = last;
  return value;
}

/** The numbers of a parsed value in the order in which a reviver meets them; those that are constants too. */
function inOrder(
  x: unknown,
  tree: WrittenTree | undefined,
  into: { readonly value: number; readonly lane: Lane }[],
): void {
  if (typeof x === 'number') {
    into.push({ value: x, lane: tree === undefined || tree instanceof Map ? undefined : tree.lane });
  } else if (isObject(x)) {
    for (const key of Object.keys(x))
      inOrder((x as Record<string, unknown>)[key], tree instanceof Map ? tree.get(key) : undefined, into);
  }
}

function restore(trace: Trace, x: unknown, tree: WrittenTree): Lane {
  if (!(tree instanceof Map)) return Object.is(x, tree.value) ? tree.lane : undefined;
  if (!isObject(x)) return undefined;
  tree.forEach((part, key) => {
    const value = (x as Record<string, unknown>)[key];
    const lane = restore(trace, value, part);
    if (trace.owns(lane)) trace.store(x, key, value, lane);
  });
  return undefined;
}
