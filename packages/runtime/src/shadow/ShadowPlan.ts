import { DiffError, internalError } from '../errors/DiffError.js';
import { describe, step } from '../errors/describe.js';
import type { ObjectKind } from './kindOf.js';
import { kindOf } from './kindOf.js';

/** A mutable object with the structure it has when the plan is made, and the shadow (or mirror) that belongs to it. */
export interface PlanNode {
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

interface ShadowBuffer {
  readonly bytes: number;
  /** The shadow of the buffer's only view so far, when that covers all of it. */
  view: Float64Array | undefined;
  buffer: ArrayBufferLike | undefined;
}

/** The shadows known on a tape: of objects, and of the buffers that typed arrays look into. */
export interface ShadowTable {
  readonly objects: Lookup<object, unknown>;
  readonly buffers: Lookup<ArrayBufferLike, ShadowBuffer>;
}

/** The part of a Map that shadows need. */
export interface Lookup<K, V> {
  get(key: K): V | undefined;
  has(key: K): boolean;
  set(key: K, value: V): unknown;
}

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
  private readonly table: ShadowTable | undefined;
  private readonly known = new Map<object, PlanNode>();
  private readonly pending: { x: object; node: PlanNode; fresh: boolean; path: string }[] = [];
  private readonly lookUp: ((x: object) => unknown) | undefined;

  /**
   * @param table  where shadows are found and entered; undefined for a plan that adopts
   * @param lookUp  finds the shadow of an object for which the parallel walk meets none
   */
  constructor(table: ShadowTable | undefined, lookUp?: (x: object) => unknown) {
    this.table = table;
    this.lookUp = lookUp;
  }

  /** The entry of a value; shadows of it and of everything it reaches are made where they are missing. */
  enter(x: unknown, path: string): PlanEntry {
    const entry = this.visit(x, undefined, path);
    this.drain();
    return entry;
  }

  /** The entry of a value whose shadow is `x$` (undefined: inactive). */
  adopt(x: unknown, x$: unknown, path: string): PlanEntry {
    const entry = this.visit(x, x$, path);
    this.drain();
    return entry;
  }

  private visit(x: unknown, x$: unknown, path: string): PlanEntry {
    if (typeof x === 'number') return 'number';
    if ((typeof x !== 'object' && typeof x !== 'function') || x === null) return null;
    const met = this.known.get(x);
    if (met !== undefined) return met;
    const kind = kindOf(x, path);
    if (kind === 'none') return null;
    const { table } = this;
    let shadow = table === undefined ? (x$ ?? this.lookUp?.(x)) : table.objects.get(x);
    const fresh = shadow === undefined && table !== undefined;
    if (fresh) {
      shadow = this.makeShadow(x, kind, path, table);
      table.objects.set(x, shadow);
    }
    const flat = kind === 'float64' || kind === 'float32';
    const node: PlanNode = {
      kind,
      shadow,
      length: flat || kind === 'array' ? (x as ArrayLike<unknown>).length : 0,
      keys:
        kind === 'object'
          ? Object.keys(x)
          : kind === 'map'
            ? [...(x as Map<unknown, unknown>).keys()]
            : noKeys,
      children: undefined,
      whole: flat && isWhole(x as Float64Array | Float32Array),
      fresh,
      result: undefined,
    };
    this.known.set(x, node);
    this.nodes.push(node);
    if (!flat) this.pending.push({ x, node, fresh, path });
    return node;
  }

  private drain(): void {
    for (let item = this.pending.pop(); item !== undefined; item = this.pending.pop()) {
      const { x, node, fresh, path } = item;
      if (node.kind === 'array') this.fillArray(x as unknown[], node, fresh, path);
      else if (node.kind === 'map') this.fillMap(x as Map<unknown, unknown>, node, fresh, path);
      else this.fillObject(x as Record<string, unknown>, node, fresh, path);
    }
  }

  private fillArray(x: readonly unknown[], node: PlanNode, fresh: boolean, path: string): void {
    const s = node.shadow as unknown[] | undefined;
    for (let i = 0; i < node.length; i++) {
      const value = x[i];
      if (typeof value === 'number') {
        if (fresh) (s as unknown[])[i] = 0;
        if (node.children !== undefined) node.children[i] = 'number';
      } else {
        node.children ??= new Array<PlanEntry>(i).fill('number');
        const child = this.visit(value, fresh ? undefined : s?.[i], step(path, i));
        node.children[i] = child;
        if (fresh) (s as unknown[])[i] = shadowOfEntry(child);
      }
    }
  }

  private fillObject(x: Record<string, unknown>, node: PlanNode, fresh: boolean, path: string): void {
    const s = node.shadow as Record<string, unknown> | undefined;
    const { keys } = node;
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i] as string;
      const value = ownValue(x, key, path);
      const child =
        typeof value === 'number'
          ? 'number'
          : this.visit(value, fresh ? undefined : s?.[key], step(path, key));
      if (fresh) setOwn(s as Record<string, unknown>, key, child === 'number' ? 0 : shadowOfEntry(child));
      if (child !== 'number') node.children ??= new Array<PlanEntry>(i).fill('number');
      if (node.children !== undefined) node.children[i] = child;
    }
  }

  /** The shadow of a Map holds a one-element array for a number, so that a slot can be added to. */
  private fillMap(x: Map<unknown, unknown>, node: PlanNode, fresh: boolean, path: string): void {
    const s = node.shadow as Map<unknown, unknown> | undefined;
    node.children = node.keys.map((key) => {
      const value = x.get(key);
      const child = this.visit(value, fresh ? undefined : s?.get(key), `${path}.get(${describe(key)})`);
      if (fresh) (s as Map<unknown, unknown>).set(key, child === 'number' ? [0] : shadowOfEntry(child));
      return child;
    });
  }

  private makeShadow(x: object, kind: PlanNode['kind'], path: string, table: ShadowTable): unknown {
    switch (kind) {
      case 'array':
        return doubles((x as unknown[]).length > 0 && typeof (x as unknown[])[0] === 'number');
      case 'object':
        return {};
      case 'map':
        return new Map();
      default:
        return shadowOfView(x as Float64Array | Float32Array, path, table);
    }
  }
}

/** An empty array that V8 already takes for one of doubles, so that the first fractional cotangent does not change its layout. */
function doubles(numbers: boolean): unknown[] {
  if (!numbers) return [];
  const array: unknown[] = [0.5];
  array[0] = 0;
  return array;
}

export function shadowOfEntry(entry: PlanEntry): unknown {
  return entry === null || entry === 'number' ? undefined : entry.shadow;
}

/** A shadow view over the one shadow buffer of the primal's buffer, so that shadows overlap as their primals do. */
function shadowOfView(x: Float64Array | Float32Array, path: string, table: ShadowTable): Float64Array {
  const bytes = x.BYTES_PER_ELEMENT;
  const known = table.buffers.get(x.buffer);
  if (known === undefined) {
    if (isWhole(x)) {
      const view = new Float64Array(x.length);
      table.buffers.set(x.buffer, { bytes, view, buffer: undefined });
      return view;
    }
    const buffer = new ArrayBuffer(Math.ceil(x.buffer.byteLength / bytes) * 8);
    table.buffers.set(x.buffer, { bytes, view: undefined, buffer });
    return new Float64Array(buffer, (x.byteOffset / bytes) * 8, x.length);
  }
  if (known.bytes !== bytes) {
    throw new DiffError(
      'DIFF3104',
      `${path} is a view of a buffer of which a view with another element type is also differentiated. ` +
        'Use one element type per buffer, or copy one of the views first.',
    );
  }
  known.buffer ??= known.view?.buffer;
  if (known.buffer === undefined) throw internalError('a shadow buffer was lost');
  return new Float64Array(known.buffer, (x.byteOffset / bytes) * 8, x.length);
}

function isWhole(x: Float64Array | Float32Array): boolean {
  return x.byteOffset === 0 && x.byteLength === x.buffer.byteLength;
}

/** Reads an own data property; a getter would run the user's code once more and has no slot of its own. */
function ownValue(x: Record<string, unknown>, key: string, path: string): unknown {
  const property = Object.getOwnPropertyDescriptor(x, key);
  if (property !== undefined && property.get === undefined && property.set === undefined)
    return property.value;
  if (property === undefined) return undefined;
  throw new DiffError(
    'DIFF3105',
    `${step(path, key)} is a getter or setter on the object itself, which cannot be differentiated yet. ` +
      'Make it a plain property, or a getter of the class.',
  );
}

/** Defines a property even when it is called `__proto__`. */
export function setOwn(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
  } else {
    target[key] = value;
  }
}
