import { carriedRecord } from '../records/attach.js';
import type { AnyFunction } from '../records/Companions.js';
import type { Tape, Variable, Watch } from '../tape/Tape.js';
import { isReference } from './isReference.js';
import {
  type Contents,
  contentsOf,
  holds,
  partsOf,
  restore,
  setShadowOfPart,
  shadowOfPart,
  sizeOf,
} from './memory.js';

/** An object that a call met, as it was then. */
export interface Met {
  readonly o: object;
  readonly contents: Contents;
  /** Its shadow, if it had one. */
  readonly shadow: object | undefined;
  /** Whether that could be found by the object. */
  readonly inTable: boolean;
  /** The shadows of its parts, as its own had them; undefined if it had none. */
  readonly structure: Contents | undefined;
}

/** The last copy that was made of each object, which the next one shares if nothing has changed. */
const copies = new WeakMap<object, Contents>();

function copyOf(o: object): Contents {
  const last = copies.get(o);
  if (last !== undefined && holds(o, last)) return last;
  const contents = contentsOf(o);
  copies.set(o, contents);
  return contents;
}

const bytes = new WeakMap<object, Uint8Array>();

/** What is copied for an object: bytes for a buffer and what looks into one without elements of its own. */
function copiedFor(o: object): object {
  if (!(o instanceof ArrayBuffer) && !(o instanceof DataView)) return o;
  const buffer = o instanceof DataView ? o.buffer : o;
  let view = bytes.get(buffer);
  if (view === undefined) bytes.set(buffer, (view = new Uint8Array(buffer)));
  return view;
}

/** A variable, and what it held. */
interface Seen {
  readonly variable: Variable;
  readonly value: unknown;
}

/** With so many variables that were told of last a variable is compared; one that is known twice is set back twice. */
const COMPARED = 16;
const MARK = {};

/** The objects that a call met, and did not make itself: what it could read. */
export class MetObjects implements Watch {
  readonly all: Met[] = [];
  private readonly known = new Set<object>();
  private readonly reached = new Set<object>();
  private readonly own = new WeakSet();
  private last: object | undefined;
  private readonly seen: Seen[] = [];

  /**
   * @param outer  is told the same
   * @param whenEntered  is told of objects that were given shadows
   */
  constructor(
    private readonly t: Tape,
    private readonly outer: Watch | undefined,
    private readonly whenEntered: (o: object, shadow: unknown) => void,
  ) {}

  has(o: object): boolean {
    return this.known.has(o);
  }

  meet(o: object): void {
    if (o === this.last) return;
    this.last = o;
    if (!this.known.has(o) && !this.own.has(o)) this.add(o, undefined);
  }

  made(o: object): void {
    if (!this.known.has(o)) this.own.add(o);
    this.outer?.made(o);
  }

  sees(variables: readonly Variable[]): void {
    for (const variable of variables) {
      try {
        const value = variable.get();
        if (!this.isSeen(variable, value)) this.seen.push({ variable, value });
      } catch {
        // It has no value yet, or is a constant.
      }
    }
    this.outer?.sees(variables);
  }

  /** Two pairs of functions know the same variable if one reads what the other sets. */
  private isSeen(variable: Variable, value: unknown): boolean {
    const { seen } = this;
    if (seen.length === 0) return false;
    variable.set(MARK);
    try {
      for (let i = seen.length - 1; i >= 0 && i >= seen.length - COMPARED; i--)
        if (seen[i]!.variable.get() === MARK) return true;
      return false;
    } finally {
      variable.set(value);
    }
  }

  /** Gives variables what they held when they were told of; what is returned gives them back what they hold now, once. */
  restoreVariables(): () => void {
    const { seen } = this;
    const present = seen.map(({ variable }) => variable.get());
    for (let i = seen.length - 1; i >= 0; i--) seen[i]!.variable.set(seen[i]!.value);
    return () => {
      for (const value of present.splice(0).entries()) seen[value[0]]!.variable.set(value[1]);
    };
  }

  entered(o: object, shadow: unknown): void {
    this.whenEntered(o, shadow);
    this.outer?.entered(o, shadow);
  }

  reach(root: unknown, root$?: unknown): void {
    const work: { o: unknown; o$: unknown; whole: unknown; key: unknown }[] = [
      { o: root, o$: root$, whole: undefined, key: undefined },
    ];
    for (let next = work.pop(); next !== undefined; next = work.pop()) {
      const { o, o$, whole, key } = next;
      if (typeof o === 'function') {
        if (this.reached.has(o)) continue;
        this.reached.add(o);
        const { captured } = carriedRecord(o as AnyFunction) ?? {};
        captured?.forEach((each) => work.push({ o: each, o$: undefined, whole: undefined, key: undefined }));
      }
      if (!isReference(o) || this.reached.has(o) || o === globalThis) continue;
      this.reached.add(o);
      if (!this.known.has(o) && !this.own.has(o)) this.add(o, isReference(o$) ? o$ : undefined);
      const shadow = isReference(o$) ? o$ : this.t.map.get(o);
      if (!isReference(o$)) setShadowOfPart(whole, key, shadow);
      for (const { part, key: place } of partsOf(o))
        work.push({ o: part, o$: shadowOfPart(shadow, place), whole: shadow, key: place });
    }
  }

  private add(o: object, given: object | undefined): void {
    this.known.add(o);
    if (o === globalThis) return;
    this.outer?.meet(o);
    const found = this.t.map.get(o);
    const shadow = given ?? (isReference(found) ? found : undefined);
    const held = copiedFor(o);
    this.all.push({
      o: held,
      contents: copyOf(held),
      shadow,
      inTable: isReference(found),
      structure: structureOf(shadow),
    });
  }

  /** How many numbers are kept, about; copies that are shared count each time. */
  get size(): number {
    return this.all.reduce((sum, { contents }) => sum + sizeOf(contents) + 4, 4 * this.seen.length);
  }
}

/** Gives objects what they held when they were met, the one met last first, since views may look at the same numbers. */
export function restoreMet(met: readonly Met[]): (readonly [object, Contents])[] {
  const changed = met.filter(({ o, contents }) => !holds(o, contents));
  const present = changed.map(({ o }) => [o, contentsOf(o)] as const);
  for (let i = changed.length - 1; i >= 0; i--) restore(changed[i]!.o, changed[i]!.contents);
  return present;
}

/** What a shadow holds, if there are shadows of parts in it. */
export function structureOf(shadow: unknown): Contents | undefined {
  if (!isReference(shadow) || shadow instanceof Float64Array) return undefined;
  const contents = contentsOf(shadow);
  return referencesIn(contents).length > 0 ? contents : undefined;
}

/** The shadows in what a shadow holds. */
export function referencesIn(contents: Contents): object[] {
  switch (contents.kind) {
    case 'typed':
    case 'set':
      return [];
    case 'map':
      return contents.entries.map(([, value]) => value).filter(isReference);
    case 'array':
      return contents.elements.filter(isReference);
    case 'object':
      return contents.values.filter(isReference);
  }
}

/** Lets a shadow refer to the parts that it referred to; zeros take the places of others that came later. */
export function setStructure(shadow: object, structure: Contents | undefined): void {
  if (shadow instanceof Float64Array) return;
  if (shadow instanceof Map) {
    if (structure?.kind === 'map') restore(shadow, structure);
    return;
  }
  const slots = shadow as Record<string, unknown>;
  for (const key of Object.keys(slots)) if (isReference(slots[key])) slots[key] = 0;
  if (structure?.kind === 'array')
    structure.elements.forEach((part, i) => {
      if (isReference(part) || part === undefined) slots[i] = part;
    });
  else if (structure?.kind === 'object')
    structure.keys.forEach((key, i) => {
      if (isReference(structure.values[i])) slots[key] = structure.values[i];
    });
}
