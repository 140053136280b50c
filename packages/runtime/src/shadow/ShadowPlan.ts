import { DiffError } from '../errors/DiffError.js';
import { step } from '../errors/describe.js';
import { withoutProxy } from '../records/knownProxies.js';
import { AccessorTable } from './accessors.js';
import type { ObjectKind } from './kindOf.js';
import { kindOf, unsupported } from './kindOf.js';
import type { ShadowTable } from './ShadowTable.js';
import { isWhole, viewShadow } from './viewShadow.js';
import { mapGet, mapKeys } from './mapEntries.js';
import { UnusualKind, unusualKindOf } from './unusualKinds.js';

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
  /** Property names of an object, keys of a Map. */
  readonly keys: readonly unknown[];
  /** What stands at each position or key; undefined if all are numbers. */
  children: PlanEntry[] | undefined;
  /** True for a typed array that covers its whole buffer, so that its shadow is nobody else's. */
  readonly whole: boolean;
  /** True if the shadow was made for this plan. */
  readonly fresh: boolean;
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
    for (; this.filled < this.nodes.length; this.filled++) this.fill(this.nodes[this.filled]);
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
    const kind = kindUnlessThrown(x);
    if (kind === 'none' || kind === 'object' || kind === 'map')
      this.unusualKinds |= unusualKindOf(x, kind !== 'none');
    if (kind === 'none') return null;
    if (kind === 'half') throw unsupported(kind, x, this.pathOf(parent, key));
    const known = kind === 'ownLength' ? 'object' : kind;
    if (kind === 'ownLength') this.unusual.push(x);
    else if (kind === 'object' && this.mayRunCode(x)) this.inheriting.push(x);
    const { table } = this;
    const flat = kind === 'float64' || kind === 'float32';
    const whole = flat && isWhole(x as Float64Array | Float32Array);
    // 0 is what an earlier reverse sweep left where it reversed the store of a reference.
    let shadow =
      table === undefined ? ((x$ === 0 ? undefined : x$) ?? this.lookUp?.(x)) : table.objects.get(x);
    const fresh = shadow === undefined && table !== undefined;
    if (fresh) {
      shadow = flat
        ? viewShadow(x as Float64Array | Float32Array, table, whole, () => this.pathOf(parent, key))
        : emptyShadow(x, known);
      table.objects.set(x, shadow);
    }
    const node: PlanNode = {
      x,
      parent,
      key,
      kind: known,
      shadow,
      length: flat || kind === 'array' ? (x as ArrayLike<unknown>).length : 0,
      keys: known === 'object' ? keysUnlessThrown(x) : known === 'map' ? mapKeys(x) : noKeys,
      children: undefined,
      whole,
      fresh,
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
    try {
      if (node.kind === 'array') this.fillArray(node);
      else if (node.kind === 'map') this.fillMap(node);
      else if (node.kind === 'object') this.fillObject(node);
    } catch (error) {
      if (error instanceof DiffError) throw error;
      node.children = new Array<PlanEntry>(Math.max(node.length, node.keys.length)).fill(null);
    }
  }

  private fillArray(node: PlanNode): void {
    const x = node.x as readonly unknown[];
    const { fresh } = node;
    if (node.length > LONGEST_UNCHECKED && isSparse(x))
      throw unsupported('sparse', x, this.pathOf(node.parent, node.key));
    const s = node.shadow as unknown[] | undefined;
    // A fresh shadow has its zeros for the numbers at the front.
    for (let i = fresh ? (s as unknown[]).length : 0; i < node.length; i++) {
      const value = x[i];
      if (typeof value === 'number') {
        if (fresh) (s as unknown[])[i] = 0;
        if (node.children !== undefined) node.children[i] = 'number';
      } else {
        node.children ??= new Array<PlanEntry>(i).fill('number');
        const child = this.visit(value, fresh ? undefined : s?.[i], node, i);
        node.children[i] = child;
        if (fresh) (s as unknown[])[i] = shadowOfEntry(child);
      }
    }
  }

  private fillObject(node: PlanNode): void {
    const { keys, fresh } = node;
    const s = node.shadow as Record<string, unknown> | undefined;
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i] as string;
      const value = this.ownValue(node, key);
      const child =
        typeof value === 'number' ? 'number' : this.visit(value, fresh ? undefined : s?.[key], node, key);
      if (fresh) setOwn(s as Record<string, unknown>, key, child === 'number' ? 0 : shadowOfEntry(child));
      if (child !== 'number') node.children ??= new Array<PlanEntry>(i).fill('number');
      if (node.children !== undefined) node.children[i] = child;
    }
  }

  /** The shadow of a Map holds a one-element array for a number, so that a slot can be added to. */
  private fillMap(node: PlanNode): void {
    const { x, fresh } = node;
    const s = node.shadow as Map<unknown, unknown> | undefined;
    node.children = node.keys.map((key) => {
      const child = this.visit(mapGet(x, key), fresh ? undefined : s?.get(key), node, key);
      if (fresh) (s as Map<unknown, unknown>).set(key, child === 'number' ? [0] : shadowOfEntry(child));
      return child;
    });
  }

  /** Whether the object inherits getters or setters. */
  private mayRunCode(x: object): boolean {
    const prototype = Object.getPrototypeOf(x) as object | null;
    if (prototype === Object.prototype || prototype === null) return false;
    this.accessors ??= new AccessorTable();
    return this.accessors.on(x);
  }

  /** Reads an own data property; a getter has no slot of its own. */
  private ownValue(node: PlanNode, key: string): unknown {
    const property = Object.getOwnPropertyDescriptor(node.x, key);
    if (property === undefined) return undefined;
    if (property.get === undefined && property.set === undefined) return property.value;
    this.unusual.push(node.x);
    return undefined;
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
const MOST_WITHOUT_MAP = 8;

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

export function shadowOfEntry(entry: PlanEntry): unknown {
  return entry === null || entry === 'number' ? undefined : entry.shadow;
}

/** Defines a property even when it is called `__proto__`. */
export function setOwn(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
  } else {
    target[key] = value;
  }
}
