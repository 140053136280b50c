import type { ViewMirroring } from '../../complex/protocol.js';
import { addTree, type TreeReceiver } from '../../shadow/addTree.js';
import { clearShadow } from '../../shadow/clearShadow.js';
import { projectPlan } from '../../shadow/projectPlan.js';
import { childAt, type PlanEntry, type PlanNode, type ShadowPlan } from '../../shadow/ShadowPlan.js';
import { eachGiven } from '../../shadow/views.js';
import type { Trace } from '../Trace.js';
import type { Lane } from '../Lane.js';
import { laneAt, type Lifted, noteAt, numberAt, plus, scaled, ZERO } from './Lifted.js';

/*
 * Trees of derivatives that have derivatives themselves: what `addTree` and `projectPlan` do with numbers, with their lanes in the trace
 * below.
 */

/** `addTree` with lanes. */
export function addLifted(
  below: Trace | null,
  entry: PlanEntry,
  tree: unknown,
  receiver: Omit<TreeReceiver, 'mode'>,
  mode: 'add' | 'set',
): void {
  addTree(entry, tree, { ...receiver, mode: 'check' });
  if (mode === 'set') clearAt(below, entry, new Set());
  addTree(entry, tree, { ...receiver, mode });
  if (below !== null) addLanes(below, entry, tree, new Map());
}

function addLanes(below: Trace, entry: PlanEntry, tree: unknown, seen: Map<PlanNode, unknown[]>): void {
  if (tree === null || tree === undefined || entry === 'number' || entry === null) return;
  const met = seen.get(entry);
  if (met?.includes(tree) === true) return;
  if (met === undefined) seen.set(entry, [tree]);
  else met.push(tree);
  const view = entry.mirroring?.view;
  if (view !== undefined) {
    addLanesOfView(below, entry, view, tree);
    return;
  }
  forEachPlace(entry, (child, slots, k, key) => {
    if (child !== 'number') addLanes(below, child, partOf(tree, key), seen);
    else if (slots !== undefined && isGiven(tree, key)) {
      const lane = laneIn(below, tree, key);
      const sum = below.two(laneAt(below, slots, k), 1, lane, 1);
      noteAt(below, slots, k, (slots as Record<PropertyKey, number>)[k], sum);
    }
  });
}

function addLanesOfView(below: Trace, entry: PlanNode, view: ViewMirroring, tree: unknown): void {
  const slots = (childAt(entry, 0) as PlanNode).shadow as Float64Array | undefined;
  if (slots === undefined) return;
  const positions = view.positions();
  eachGiven(tree, view.shape, positions.length, (holder, key, i) => {
    const lane = laneAt(below, holder, key);
    const p = positions[i]!;
    noteAt(below, slots, p, slots[p]!, below.two(laneAt(below, slots, p), 1, lane, 1));
  });
}

function isGiven(tree: unknown, key: unknown): boolean {
  return typeof partOf(tree, key) === 'number';
}

function partOf(tree: unknown, key: unknown): unknown {
  return tree instanceof Map ? tree.get(key) : (tree as Record<PropertyKey, unknown>)[key as PropertyKey];
}

/** Every place of a node: what it holds, and where its shadow has the slot. */
function forEachPlace(
  node: PlanNode,
  visit: (child: PlanEntry, slots: object | undefined, k: PropertyKey, key: unknown) => void,
): void {
  const slots = node.shadow as object | undefined;
  switch (node.kind) {
    case 'float64':
    case 'float32':
      for (let i = 0; i < node.length; i++) visit('number', slots, i, i);
      break;
    case 'array':
      for (let i = 0; i < node.length; i++) visit(childAt(node, i), slots, i, i);
      break;
    case 'map':
      node.keys.forEach((key, i) => {
        visit(childAt(node, i), (slots as Map<unknown, object> | undefined)?.get(key), 0, key);
      });
      break;
    case 'object':
      node.keys.forEach((key, i) => {
        visit(childAt(node, i), slots, key as string, key);
      });
  }
}

/** Σ slot·number over the places of a node and what it refers to, for a tree of its shape. */
export function dotLifted(below: Trace, entry: PlanNode, tree: unknown, seen = new Set<PlanNode>()): Lifted {
  let sum = ZERO;
  if (tree === null || tree === undefined || seen.has(entry)) return sum;
  seen.add(entry);
  const view = entry.mirroring?.view;
  if (view !== undefined) {
    const slots = (childAt(entry, 0) as PlanNode).shadow as Float64Array | undefined;
    if (slots === undefined) return sum;
    const positions = view.positions();
    eachGiven(tree, view.shape, positions.length, (holder, key, i) => {
      const value = (holder as Record<PropertyKey, unknown>)[key];
      if (typeof value !== 'number') return;
      const d = { value, lane: laneAt(below, holder, key) };
      sum = plus(below, sum, scaled(below, numberAt(below, slots, positions[i]!), d));
    });
    return sum;
  }
  forEachPlace(entry, (child, slots, k, key) => {
    const part = partOf(tree, key);
    if (child !== 'number') {
      if (child !== null) sum = plus(below, sum, dotLifted(below, child, part, seen));
    } else if (slots !== undefined && typeof part === 'number') {
      const lane = laneIn(below, tree, key);
      sum = plus(below, sum, scaled(below, numberAt(below, slots, k), { value: part, lane }));
    }
  });
  return sum;
}

function laneIn(below: Trace, tree: unknown, key: unknown): Lane {
  return tree instanceof Map ? below.loadEntry(tree, key) : laneAt(below, tree as object, key as PropertyKey);
}

/** `projectPlan` with lanes. */
export function projectLifted(
  below: Trace | null,
  plan: ShadowPlan,
  entries: readonly PlanEntry[],
  results: unknown[],
): void {
  const note = (node: PlanNode): void => {
    if (below !== null) noteResult(below, node);
  };
  projectPlan(plan, entries, results, true, note);
}

function noteResult(below: Trace, node: PlanNode): void {
  const { result } = node;
  const view = node.mirroring?.view;
  if (view !== undefined) {
    // Those of all of its data are noted there.
    if (!view.isWhole) noteView(below, node, view);
    return;
  }
  forEachPlace(node, (child, slots, k, key) => {
    if (child !== 'number' || slots === undefined) return;
    const lane = laneAt(below, slots, k);
    if (lane === undefined) return;
    if (result instanceof Map) below.storeEntry(result, key, result.get(key), lane);
    else
      below.store(
        result as object,
        key as PropertyKey,
        (result as Record<PropertyKey, unknown>)[key as PropertyKey],
        lane,
      );
  });
}

function noteView(below: Trace, node: PlanNode, view: ViewMirroring): void {
  const slots = (childAt(node, 0) as PlanNode).shadow as Float64Array | undefined;
  if (slots === undefined) return;
  const { data } = node.result as { readonly data: Float64Array };
  const positions = view.positions();
  for (let i = 0; i < positions.length; i++) {
    const lane = laneAt(below, slots, positions[i]!);
    if (lane !== undefined) below.store(data, i, data[i], lane);
  }
}

/** Sets all numbers of a shadow to zero. */
export function clearLifted(below: Trace | null, shadow: unknown): void {
  clearShadow(shadow);
  if (below === null || typeof shadow !== 'object' || shadow === null) return;
  if (shadow instanceof Map) {
    for (const slot of shadow.values()) if (Array.isArray(slot)) noteAt(below, slot, 0, 0, undefined);
    return;
  }
  const isKnown = below.slotsOf(shadow);
  if (isKnown === undefined) return;
  for (const [k, v] of Object.entries(shadow))
    if (typeof v === 'number')
      below.store(shadow, Array.isArray(shadow) || ArrayBuffer.isView(shadow) ? Number(k) : k, 0, undefined);
}

function clearAt(below: Trace | null, entry: PlanEntry, seen: Set<PlanNode>): void {
  if (entry === null || entry === 'number' || seen.has(entry)) return;
  seen.add(entry);
  const view = entry.mirroring?.view;
  if (view !== undefined) {
    const slots = (childAt(entry, 0) as PlanNode).shadow as Float64Array | undefined;
    const positions = view.positions();
    if (slots !== undefined)
      for (let i = 0; i < positions.length; i++) {
        slots[positions[i]!] = 0;
        if (below !== null) noteAt(below, slots, positions[i]!, 0, undefined);
      }
    return;
  }
  clearLifted(below, entry.shadow);
  forEachPlace(entry, (child) => {
    if (child !== 'number') clearAt(below, child, seen);
  });
}
