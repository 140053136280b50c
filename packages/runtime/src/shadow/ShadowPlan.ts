import { type Mirroring, mirroringOf } from '../complex/protocol.js';
import { DiffError } from '../errors/DiffError.js';
import { step } from '../errors/describe.js';
import { withoutProxy } from '../records/knownProxies.js';
import { AccessorTable } from './accessors.js';
import type { ObjectKind } from './kindOf.js';
import { kindOf, unsupported } from './kindOf.js';
import { emptyLayout, setOwn, type Layout } from './Layout.js';
import { ObjectTable } from './ObjectTable.js';
import type { ShadowTable } from './ShadowTable.js';
import { isWhole, viewShadow } from './viewShadow.js';
import { mapGet, mapKeys } from './mapEntries.js';
import { UnusualKind, unusualKindOf } from './unusualKinds.js';
import { unknownView } from './views.js';

/** A mutable object with the structure it has when the plan is made, and the shadow (or mirror) that belongs to it. */
export interface PlanNode {
  readonly x: object;
  /** Where the object was met first: a key of `parent`, or an argument. */
  readonly parent: PlanNode | undefined;
  readonly key: unknown;
  readonly kind: Exclude<ObjectKind, 'none'>;
  /** undefined if the object is inactive (only in adopted plans). */
  shadow: unknown;
  /** Number of elements, for arrays and typed arrays. */
  readonly length: number;
  /** How gradients of such an instance are held, if its class says so. */
  readonly mirroring: Mirroring | undefined;
  /** Property names of an object, keys of a Map. */
  keys: readonly unknown[];
  /** The layout of an object that has not too many properties. */
  layout: Layout | undefined;
  /** Where in `children` that of the first position or key stands, the others behind it; negative if all are numbers. */
  start: number;
  /** What stands at the positions and keys of all nodes of the plan; see `childAt`. */
  readonly children: readonly PlanEntry[];
  /** True if the shadow was made for this plan. */
  readonly fresh: boolean;
  /** True if it is that of a typed array that covers its whole buffer, and so nobody else's. */
  readonly whole: boolean;
  /** The gradient being built from this node. */
  result: unknown;
}

/** What a place holds: a number, a mutable object, or something that carries no derivative. */
export type PlanEntry = 'number' | PlanNode | null;

const noKeys: readonly unknown[] = [];

/**
 * The tree of shadows of some values together with the structure that the values have now.
 *
 * With a table, shadows are taken from it or made and entered (`enter`). Without one, given shadows are adopted by walking
 * value and shadow in parallel (`adopt`). Each object has one node, however often it is reached; cycles are kept.
 */
export class ShadowPlan {
  /** Every node, each once. */
  readonly nodes: PlanNode[] = [];
  /** What the nodes refer to; one list for all, since most have a few children. */
  private readonly children: PlanEntry[] = [];
  /** Objects that compiled companions do not take into account: with getters or setters, with a number called `length`, and proxies. */
  readonly unusual: object[] = [];
  /** Those that inherit getters, setters or data. */
  readonly inheriting: object[] = [];
  /** Bits of `UnusualKind`: what was met. */
  unusualKinds = 0;
  private accessors: AccessorTable | undefined;
  private readonly table: ShadowTable | undefined;
  private readonly owner: string;
  private readonly lookUp: ((x: object) => unknown) | undefined;
  /** The nodes by object, once they are too many to go through. */
  private known: Map<object, PlanNode> | undefined;
  /** Nodes from here on are not filled yet. */
  private filled = 0;
  /** How many shadows this plan has entered in the table. */
  private entered = 0;

  /**
   * @param table  where shadows are found and entered; undefined for a plan that adopts
   * @param owner  what the values are, for messages: a name, or the function whose arguments they are
   * @param lookUp  finds the shadow of an object for which the parallel walk meets none
   */
  constructor(table: ShadowTable | undefined, owner: string, lookUp?: (x: object) => unknown) {
    this.table = table;
    this.owner = owner;
    this.lookUp = lookUp;
  }

  /**
   * The entry of a value; shadows of it and of everything it reaches are made where they are missing.
   * @param argument  which argument of the owner the value is, if it is one
   */
  enter(x: unknown, argument?: number): PlanEntry {
    return this.adopt(x, undefined, argument);
  }

  /** The entry of a value whose shadow is `x$` (undefined: inactive). */
  adopt(x: unknown, x$: unknown, argument?: number): PlanEntry {
    const entry = this.visit(x, x$, undefined, argument);
    const first = this.filled;
    for (; this.filled < this.nodes.length; this.filled++) this.fill(this.nodes[this.filled]);
    if (this.table !== undefined && first < this.filled) this.linkShadows(this.table, first);
    return entry;
  }

  private visit(given: unknown, x$: unknown, parent: PlanNode | undefined, key: unknown): PlanEntry {
    if (typeof given === 'number') return 'number';
    if ((typeof given !== 'object' && typeof given !== 'function') || given === null) {
      if (typeof given === 'bigint') this.unusualKinds |= UnusualKind.bigInt;
      return null;
    }
    // Of a proxy, what it stands for is planned: no trap is run.
    const x = withoutProxy(given);
    if (x !== given) this.unusual.push(given);
    const met = this.find(x);
    if (met !== undefined) return met;
    let kind: PlanNode['kind'] = 'object';
    let mirroring: Mirroring | undefined;
    if (!isUsual(x)) {
      const found = kindUnlessThrown(x);
      if (found === 'none' || found === 'object' || found === 'map')
        this.unusualKinds |= unusualKindOf(x, found !== 'none');
      if (found === 'none') return null;
      if (found === 'half') throw unsupported(found, x, this.pathOf(parent, key));
      if (found === 'ownLength') this.unusual.push(x);
      if (found === 'object') {
        const told = mirroringOf(x);
        if (told === null) return null;
        mirroring = told;
        if (told === undefined) {
          const refusal = unknownView(x, () => this.pathOf(parent, key));
          if (refusal !== undefined) throw refusal;
          if (this.mayRunCode(x)) this.inheriting.push(x);
        }
      }
      kind = found === 'ownLength' ? 'object' : found;
    }
    const { table } = this;
    const flat = kind === 'float64' || kind === 'float32';
    let shadow: unknown;
    // 0 is what an earlier reverse sweep left where it reversed the store of a reference.
    if (table === undefined) shadow = (x$ === 0 ? undefined : x$) ?? this.lookUp?.(x);
    // A table that holds what this plan has entered and nothing else need not be asked.
    else if (table.objects.size > this.entered) shadow = table.objects.get(x);
    const fresh = shadow === undefined && table !== undefined;
    let whole = false;
    if (fresh && flat) {
      const { buffer } = x as Float64Array | Float32Array;
      whole = isWhole(x as Float64Array, buffer);
      shadow = viewShadow(x as Float64Array, buffer, table, whole, () => this.pathOf(parent, key));
    }
    const node: PlanNode = {
      x,
      parent,
      key,
      kind,
      shadow,
      length: flat || kind === 'array' ? (x as ArrayLike<unknown>).length : 0,
      mirroring,
      keys: kind === 'map' ? mapKeys(x) : noKeys,
      layout: undefined,
      start: -1,
      children: this.children,
      fresh,
      whole,
      result: undefined,
    };
    this.nodes.push(node);
    this.known?.set(x, node);
    return node;
  }

  private find(x: object): PlanNode | undefined {
    if (this.known !== undefined) return this.known.get(x);
    const { nodes } = this;
    for (let i = 0; i < nodes.length; i++) if (nodes[i].x === x) return nodes[i];
    if (nodes.length === MOST_WITHOUT_MAP) this.known = new Map(nodes.map((node) => [node.x, node]));
    return undefined;
  }

  /** How the value at a key is reached, as JavaScript writes it. */
  private pathOf(parent: PlanNode | undefined, key: unknown): string {
    const keys: unknown[] = [];
    let root = key;
    for (let node = parent; node !== undefined; node = node.parent) {
      keys.push(root);
      root = node.key;
    }
    const start = typeof root === 'number' ? `argument ${root} of ${this.owner}` : this.owner;
    return keys.reduceRight<string>((path, k) => step(path, k), start);
  }

  private fill(node: PlanNode): void {
    const { children } = this;
    const start = children.length;
    try {
      if (node.kind === 'object') this.fillObject(node);
      else if (node.kind === 'array') this.fillArray(node);
      else if (node.kind === 'map') this.fillMap(node);
    } catch (error) {
      if (error instanceof DiffError) throw error;
      if (node.kind === 'object') node.keys = keysUnlessThrown(node.x);
      node.layout = undefined;
      node.start = start;
      children.length = start;
      for (let i = Math.max(node.length, node.keys.length); i > 0; i--) children.push(null);
    }
    if (node.fresh) node.shadow ??= shadowWithoutReferences(node);
  }

  private fillArray(node: PlanNode): void {
    const x = node.x as readonly unknown[];
    const { length } = node;
    if (length > LONGEST_UNCHECKED && isSparse(x))
      throw unsupported('sparse', x, this.pathOf(node.parent, node.key));
    let i = 0;
    while (i < length && typeof x[i] === 'number') i++;
    if (i === length) return;
    this.openChildren(node, i);
    const s = this.table === undefined ? (node.shadow as unknown[] | undefined) : undefined;
    for (; i < length; i++) this.children.push(this.visit(x[i], s?.[i], node, i));
  }

  private fillObject(node: PlanNode): void {
    const x = node.x as Record<string, unknown>;
    const { mirroring } = node;
    if (mirroring?.view?.data !== undefined) {
      this.fillView(node, mirroring, mirroring.view.data);
      return;
    }
    if (mirroring !== undefined) {
      this.fillNamed(node, mirroring.keys);
      return;
    }
    let layout: Layout | undefined = emptyLayout();
    let i = 0;
    // Goes through what is inherited as well, which most objects have nothing of, and takes no list.
    for (const key in x) {
      const property = Object.getOwnPropertyDescriptor(x, key);
      if (property === undefined) {
        this.fillNamed(node, Object.keys(x));
        return;
      }
      const isNumber = this.fillProperty(node, i++, key, property);
      layout = layout?.with(key, isNumber);
    }
    node.layout = layout;
    node.keys = layout === undefined ? Object.keys(x) : layout.keys;
  }

  /** A view whose class says what it is one of need not be looked at. */
  private fillView(node: PlanNode, { keys }: Mirroring, data: object): void {
    const s = this.table === undefined ? (node.shadow as { readonly data?: unknown } | undefined) : undefined;
    this.openChildren(node, 0);
    this.children.push(this.visit(data, s?.data, node, 'data'));
    node.keys = keys;
    if (node.fresh) node.shadow ??= { data: undefined };
  }

  private fillNamed(node: PlanNode, keys: readonly string[]): void {
    if (node.start >= 0) this.children.length = node.start;
    node.start = -1;
    let layout: Layout | undefined = emptyLayout();
    for (let i = 0; i < keys.length; i++) {
      const property = Object.getOwnPropertyDescriptor(node.x, keys[i]);
      const isNumber = this.fillProperty(node, i, keys[i], property);
      layout = layout?.with(keys[i], isNumber);
    }
    node.layout = layout;
    node.keys = keys;
  }

  /** Notes what an own property holds; a getter has no slot of its own. Is it a number? */
  private fillProperty(
    node: PlanNode,
    i: number,
    key: string,
    property: PropertyDescriptor | undefined,
  ): boolean {
    const value: unknown = property?.value;
    if (typeof value === 'number') {
      if (node.start >= 0) this.children.push('number');
      return true;
    }
    if (node.start < 0) this.openChildren(node, i);
    if (value === undefined && (property?.get ?? property?.set) !== undefined) this.unusual.push(node.x);
    const s = this.table === undefined ? (node.shadow as Record<string, unknown> | undefined) : undefined;
    this.children.push(this.visit(value, s?.[key], node, key));
    return false;
  }

  private fillMap(node: PlanNode): void {
    const s = this.table === undefined ? (node.shadow as Map<unknown, unknown> | undefined) : undefined;
    this.openChildren(node, 0);
    for (const key of node.keys) this.children.push(this.visit(mapGet(node.x, key), s?.get(key), node, key));
  }

  /** Begins the children of a node, the first `count` of which are numbers. */
  private openChildren(node: PlanNode, count: number): void {
    node.start = this.children.length;
    for (let i = 0; i < count; i++) this.children.push('number');
  }

  /** Puts references between the shadows that were made for the nodes from `first` on, and enters them in the table. */
  private linkShadows(table: ShadowTable, first: number): void {
    const { nodes } = this;
    let known = 0;
    for (let i = first; i < nodes.length; i++) {
      if (!nodes[i].fresh) known++;
      else if (nodes[i].start >= 0) addReferences(nodes[i]);
    }
    if (known === 0 && table.objects instanceof ObjectTable) {
      (table.objects as ObjectTable<object, unknown>).setLater(nodes, first);
    } else {
      for (let i = first; i < nodes.length; i++)
        if (nodes[i].fresh) table.objects.set(nodes[i].x, nodes[i].shadow);
    }
    this.entered += nodes.length - first - known;
  }

  /** Whether the object inherits getters or setters. */
  private mayRunCode(x: object): boolean {
    const prototype = Object.getPrototypeOf(x) as object | null;
    if (prototype === Object.prototype || prototype === null) return false;
    this.accessors ??= new AccessorTable();
    return this.accessors.on(x);
  }
}

/** The shadow of a node with its numbers; where references stand, and in a Map, there is nothing yet. */
function shadowWithoutReferences(node: PlanNode): unknown {
  switch (node.kind) {
    case 'object':
      return node.layout === undefined ? shadowByKeys(node) : node.layout.newShadow();
    case 'array': {
      let front = 0;
      if (node.start >= 0) while (childAt(node, front) === 'number') front++;
      return zeros(node.start >= 0 ? front : node.length);
    }
    default:
      return new Map();
  }
}

function shadowByKeys(node: PlanNode): Record<string, unknown> {
  const shadow: Record<string, unknown> = {};
  const { keys } = node;
  for (let i = 0; i < keys.length; i++)
    setOwn(shadow, keys[i] as string, childAt(node, i) === 'number' ? 0 : undefined);
  return shadow;
}

/** Adds what a shadow does not hold yet. That of a Map holds a one-element array for a number, so that a slot can be added to. */
function addReferences(node: PlanNode): void {
  const { kind, keys, children, start, shadow } = node;
  if (kind === 'object') {
    const s = shadow as Record<string, unknown>;
    for (let i = 0; i < keys.length; i++) {
      const child = children[start + i];
      // The property is there, even if it is called `__proto__`.
      if (child !== null && child !== 'number') s[keys[i] as string] = child.shadow;
    }
  } else if (kind === 'array') {
    const s = shadow as unknown[];
    for (let i = s.length; i < node.length; i++) s.push(slotOf(children[start + i]));
  } else if (kind === 'map') {
    const s = shadow as Map<unknown, unknown>;
    for (let i = 0; i < keys.length; i++) {
      const child = children[start + i];
      s.set(keys[i], child === 'number' ? [0] : slotOf(child));
    }
  }
}

function slotOf(child: PlanEntry): unknown {
  return child === 'number' ? 0 : shadowOfEntry(child);
}

/** Whether an object is a plain one at first sight, as most are: one of which nothing else has to be known. */
function isUsual(x: object): boolean {
  try {
    return (
      !ArrayBuffer.isView(x) &&
      typeof x !== 'function' &&
      Object.getPrototypeOf(x) === Object.prototype &&
      !('length' in x) &&
      !(Symbol.iterator in x)
    );
  } catch {
    return false;
  }
}

/*
 * A proxy of code that was not compiled cannot be told from what it stands for, and is looked at like any other object. What it throws at
 * that is nobody's business: it carries no derivative then.
 */

function kindUnlessThrown(x: object): ReturnType<typeof kindOf> {
  try {
    return kindOf(x);
  } catch {
    return 'none';
  }
}

function keysUnlessThrown(x: object): readonly string[] {
  try {
    return Object.keys(x);
  } catch {
    return [];
  }
}

/** Up to so many objects are found by going through them. */
const MOST_WITHOUT_MAP = 16;

/** Longer arrays are looked at before all of their positions are gone through. */
const LONGEST_UNCHECKED = 1 << 22;

/** Does an array have holes at most of 64 positions? */
function isSparse(x: readonly unknown[]): boolean {
  let holes = 0;
  for (let i = 0; i < 64; i++) if (!(Math.floor((i * x.length) / 64) in x)) holes++;
  return holes > 32;
}

/** The shadow of an array, object or Map before its slots are made; that of an array has those of the numbers at its front. */
export function emptyShadow(x: object, kind: PlanNode['kind']): unknown {
  if (kind === 'array') return zeros(numbersAtFront(x as readonly unknown[]));
  return kind === 'map' ? new Map() : {};
}

function numbersAtFront(x: readonly unknown[]): number {
  const { length } = x;
  let count = 0;
  while (count < length && typeof x[count] === 'number') count++;
  return count;
}

/** Zeros that V8 already takes for an array of doubles, so that the first fractional cotangent does not change its layout. */
let template: number[] = doubles(64);

function zeros(count: number): number[] {
  if (count > LONGEST_TEMPLATE) return doubles(count);
  if (count > template.length) template = doubles(2 * count);
  return template.slice(0, count);
}

/** Longer arrays of zeros are made one by one. */
const LONGEST_TEMPLATE = 1 << 14;

function doubles(count: number): number[] {
  const array = [0.5];
  array[0] = 0;
  while (array.length < count) array.push(0);
  if (count === 0) array.length = 0;
  return array;
}

/** What stands at position `i` of a node, or at its key `i`. */
export function childAt(node: PlanNode, i: number): PlanEntry {
  return node.start < 0 ? 'number' : node.children[node.start + i];
}

export function shadowOfEntry(entry: PlanEntry): unknown {
  return entry === null || entry === 'number' ? undefined : entry.shadow;
}
