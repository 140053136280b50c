import { DiffError } from '../errors/DiffError.js';
import { describe, step } from '../errors/describe.js';
import type { PlanEntry, PlanNode } from './ShadowPlan.js';
import { childAt } from './ShadowPlan.js';
import { describeShaped, eachGiven, fitsView, flatNumbers } from './views.js';

/** How a tree given by a caller meets the shadows of a plan. */
export interface TreeReceiver {
  /** What the tree is, for messages: `the cotangent`, `the tangent of argument 0`. */
  readonly what: string;
  /** The error code for a tree of the wrong shape. */
  readonly code: string;
  /**
   * `check`: compare shapes only. `add`: add numbers into the shadows. `set`: write numbers; an object reached twice is one
   * variable, and must be given the same numbers both times.
   */
  readonly mode: 'check' | 'add' | 'set';
}

/** The trees met so far for each object; handed from argument to argument where they share objects. */
export type SeenTrees = Map<PlanNode, unknown[]>;

/**
 * Brings a cotangent or tangent tree into the shadows of a plan.
 *
 * null and undefined stand for zero, at any depth. An object met twice with the same tree is counted once, as in a gradient,
 * where it stands at both places.
 *
 * @throws the receiver's code if the tree has not the shape of the value
 */
export function addTree(
  entry: PlanEntry,
  tree: unknown,
  receiver: TreeReceiver,
  seen: SeenTrees = new Map<PlanNode, unknown[]>(),
): void {
  addAt(entry, tree, receiver.what, receiver, seen);
}

function addAt(entry: PlanEntry, tree: unknown, path: string, receiver: TreeReceiver, seen: SeenTrees): void {
  if (tree === null || tree === undefined || entry === 'number') return;
  if (entry === null) return noDerivativeHere(tree, path, receiver);
  const met = seen.get(entry);
  if (met?.includes(tree) === true) return;
  const first = met === undefined;
  if (first) seen.set(entry, [tree]);
  else met.push(tree);
  const write = receiver.mode === 'set' ? (first ? 'set' : 'same') : receiver.mode;
  switch (entry.kind) {
    case 'float64':
    case 'float32':
      return addNumbers(entry, tree, path, receiver, write);
    case 'array':
      return addArray(entry, tree, path, receiver, seen, write);
    case 'map':
      return addMap(entry, tree, path, receiver, seen, write);
    case 'object':
      if (entry.mirroring?.view !== undefined) return addView(entry, tree, path, receiver, write);
      return addObject(entry, tree, path, receiver, seen, write);
  }
}

/** A view takes an array of its shape: one of the same kind, nested arrays, or a flat list of all numbers. */
function addView(node: PlanNode, tree: unknown, path: string, receiver: TreeReceiver, write: Write): void {
  const view = node.mirroring!.view!;
  const data = childAt(node, 0) as PlanNode;
  const slots = data.shadow as Float64Array | undefined;
  const given = flatNumbers(tree);
  if (
    view.isWhole &&
    given !== undefined &&
    given.length === data.length &&
    slots !== undefined &&
    write !== 'same'
  ) {
    if (!fitsView(tree, view.shape)) throw wrongShape(node, tree, path, receiver);
    return addWhole(slots, given, write);
  }
  const positions = view.positions();
  const fits = eachGiven(tree, view.shape, positions.length, (holder, key, i) => {
    const d = (holder as Record<PropertyKey, unknown>)[key];
    if (d === null || d === undefined) return;
    if (typeof d !== 'number') throw notANumber(d, step(path, i), receiver);
    if (slots !== undefined && write !== 'check')
      put(slots as unknown as Record<number, unknown>, positions[i]!, d, write, path);
  });
  if (!fits) throw wrongShape(node, tree, path, receiver);
}

type Write = 'check' | 'add' | 'set' | 'same';

function put(
  slots: Record<string | number, unknown>,
  key: string | number,
  d: number,
  write: Write,
  path: string,
): void {
  if (write === 'add') (slots as Record<string | number, number>)[key] += d;
  else if (write === 'set') slots[key] = d;
  else if (write === 'same' && !Object.is(slots[key], d) && slots[key] !== d) {
    throw new DiffError(
      'DIFF3003',
      `${step(path, key)} is ${d}, but the same object was given ${String(slots[key])} at another place. ` +
        'An object that stands at several places is one variable with one tangent.',
    );
  }
}

function isList(tree: unknown): tree is ArrayLike<unknown> {
  return Array.isArray(tree) || (ArrayBuffer.isView(tree) && !(tree instanceof DataView));
}

function addNumbers(node: PlanNode, tree: unknown, path: string, receiver: TreeReceiver, write: Write): void {
  if (!isList(tree) || tree.length !== node.length) throw wrongShape(node, tree, path, receiver);
  if (node.shadow instanceof Float64Array && tree instanceof Float64Array && write !== 'same') {
    // Numbers for certain: no look at each.
    addWhole(node.shadow, tree, write);
    return;
  }
  const slots = node.shadow as Record<number, unknown> | undefined;
  for (let i = 0; i < node.length; i++) {
    const d = tree[i];
    if (typeof d !== 'number') throw notANumber(d, step(path, i), receiver);
    if (slots !== undefined && write !== 'check') put(slots, i, d, write, path);
  }
}

function addWhole(slots: Float64Array, tree: Float64Array, write: 'check' | 'add' | 'set'): void {
  if (write === 'set') slots.set(tree);
  else if (write === 'add') for (let i = 0; i < slots.length; i++) slots[i]! += tree[i]!;
}

function addArray(
  node: PlanNode,
  tree: unknown,
  path: string,
  receiver: TreeReceiver,
  seen: SeenTrees,
  write: Write,
): void {
  if (!isList(tree) || tree.length !== node.length) throw wrongShape(node, tree, path, receiver);
  const slots = node.shadow as Record<number, unknown> | undefined;
  for (let i = 0; i < node.length; i++) {
    const child = childAt(node, i);
    if (child !== 'number') addAt(child, tree[i], step(path, i), receiver, seen);
    else addNumber(slots, i, tree[i], path, receiver, write);
  }
}

function addObject(
  node: PlanNode,
  tree: unknown,
  path: string,
  receiver: TreeReceiver,
  seen: SeenTrees,
  write: Write,
): void {
  if (
    (typeof tree !== 'object' && typeof tree !== 'function') ||
    tree === null ||
    isList(tree) ||
    tree instanceof Map
  ) {
    throw wrongShape(node, tree, path, receiver);
  }
  const given = tree as Record<string, unknown>;
  for (const key of node.mirroring === undefined ? Object.keys(given) : []) {
    if (!node.keys.includes(key) && given[key] !== null && given[key] !== undefined) {
      throw new DiffError(
        receiver.code,
        `${step(path, key)} belongs to no property of the value, which has ${node.keys.length === 0 ? 'none' : node.keys.join(', ')}. Give a tree of the value's shape.`,
      );
    }
  }
  const slots = node.shadow as Record<string, unknown> | undefined;
  for (let i = 0; i < node.keys.length; i++) {
    const key = node.keys[i] as string;
    if (!Object.hasOwn(given, key)) continue;
    const child = childAt(node, i);
    if (child !== 'number') addAt(child, given[key], step(path, key), receiver, seen);
    else addNumber(slots, key, given[key], path, receiver, write);
  }
}

function addMap(
  node: PlanNode,
  tree: unknown,
  path: string,
  receiver: TreeReceiver,
  seen: SeenTrees,
  write: Write,
): void {
  if (!(tree instanceof Map)) throw wrongShape(node, tree, path, receiver);
  const slots = node.shadow as Map<unknown, unknown> | undefined;
  for (let i = 0; i < node.keys.length; i++) {
    const key = node.keys[i];
    const child = childAt(node, i);
    const here = `${path}.get(${describe(key)})`;
    if (child !== 'number') addAt(child, tree.get(key), here, receiver, seen);
    else
      addNumber(
        slots?.get(key) as Record<number, unknown> | undefined,
        0,
        tree.get(key),
        here,
        receiver,
        write,
      );
  }
}

function addNumber(
  slots: Record<string | number, unknown> | undefined,
  key: string | number,
  d: unknown,
  path: string,
  receiver: TreeReceiver,
  write: Write,
): void {
  if (d === null || d === undefined) return;
  if (typeof d !== 'number') throw notANumber(d, step(path, key), receiver);
  if (slots !== undefined && write !== 'check') put(slots, key, d, write, path);
}

/** At a leaf without derivative only zero can stand. */
function noDerivativeHere(tree: unknown, path: string, receiver: TreeReceiver): void {
  if (tree === 0 || typeof tree !== 'number') return;
  throw new DiffError(
    receiver.code,
    `${path} is ${describe(tree)}, but the value there carries no derivative. Leave it out or give null.`,
  );
}

function notANumber(d: unknown, path: string, receiver: TreeReceiver): DiffError {
  return new DiffError(receiver.code, `${path} is ${describe(d)}, where a number is needed.`);
}

function wrongShape(node: PlanNode, tree: unknown, path: string, receiver: TreeReceiver): DiffError {
  const view = node.mirroring?.view;
  if (view !== undefined)
    return new DiffError(
      receiver.code,
      `${path} is ${describeShaped(tree)}, where an array of shape [${view.shape.join(', ')}] is needed. Give a tree of the value's shape.`,
    );
  const wanted = {
    float64: `a Float64Array or array of length ${node.length}`,
    float32: `a Float32Array or array of length ${node.length}`,
    array: `an array of length ${node.length}`,
    map: 'a Map',
    object: `an object with the properties ${node.keys.join(', ')}`,
  }[node.kind];
  return new DiffError(
    receiver.code,
    `${path} is ${describe(tree)}, where ${wanted} is needed. Give a tree of the value's shape.`,
  );
}
