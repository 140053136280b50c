import type { ViewMirroring } from '../complex/protocol.js';
import { internalError } from '../errors/DiffError.js';
import { setOwn } from './Layout.js';
import type { PlanEntry, PlanNode, ShadowPlan } from './ShadowPlan.js';
import { childAt } from './ShadowPlan.js';

/**
 * Reads gradients out of a plan: `results[i]` becomes the gradient of `entries[i]`, for every entry that is not a number.
 *
 * A gradient has the structure that its argument had when the plan was made; an object reached twice has one gradient.
 * That of an array is a copy even of a shadow that nobody needs any more, which may have got properties of other names.
 *
 * @param copy  false hands the shadows of typed arrays out as they are, for a tape that dies: a fresh one costs more than short calls do
 * @param filled  is told of every node when its gradient is complete
 */
export function projectPlan(
  plan: ShadowPlan,
  entries: readonly PlanEntry[],
  results: unknown[],
  copy: boolean,
  filled?: (node: PlanNode) => void,
): void {
  const { nodes } = plan;
  for (let i = 0; i < nodes.length; i++) nodes[i].result = container(nodes[i], copy);
  for (let i = 0; i < nodes.length; i++) fill(nodes[i]);
  for (let i = 0; i < entries.length; i++) {
    const entry = entries[i];
    if (entry !== 'number') results[i] = entry === null ? null : entry.result;
  }
  if (filled !== undefined) for (let i = 0; i < nodes.length; i++) filled(nodes[i]);
  // A plan that is used again keeps no gradients.
  if (copy) for (let i = 0; i < nodes.length; i++) nodes[i].result = undefined;
}

/** Gradients of number arrays are finished here; the others are filled when every node has its container. */
function container(node: PlanNode, copy: boolean): unknown {
  const { kind, shadow, length } = node;
  // An array that covers all of these numbers has taken them.
  if (node.result !== undefined) return node.result;
  switch (kind) {
    case 'float64':
      if (shadow === undefined) return new Float64Array(length);
      return !copy && node.whole ? shadow : new Float64Array(shadow as Float64Array);
    case 'float32':
      return shadow === undefined ? new Float32Array(length) : Float32Array.from(shadow as Float64Array);
    case 'map':
      return new Map();
    case 'object':
      if (node.mirroring?.view !== undefined) return compactArray(node, node.mirroring.view, copy);
      if (node.mirroring !== undefined) return node.mirroring.make();
      return node.layout === undefined ? {} : node.layout.newGradient();
    case 'array':
      return node.start < 0 ? numbers(shadow as unknown[] | undefined, length) : new Array(length);
  }
}

/** The gradient of a view. Its data have a gradient of their own, which is the same numbers where the view is of all of them. */
function compactArray(node: PlanNode, view: ViewMirroring, copy: boolean): unknown {
  const data = childAt(node, 0) as PlanNode;
  if (view.isWhole) return view.wrap((data.result = container(data, copy)) as Float64Array);
  const positions = view.positions();
  const isSingle = data.kind === 'float32';
  const numbers = isSingle ? new Float32Array(positions.length) : new Float64Array(positions.length);
  const slots = data.shadow as Float64Array | undefined;
  // What is no number has no slot in the shadow of a plain array.
  if (slots !== undefined) for (let i = 0; i < positions.length; i++) numbers[i] = slots[positions[i]!] ?? 0;
  return view.wrap(numbers);
}

function numbers(shadow: unknown[] | undefined, length: number): unknown[] {
  if (shadow === undefined) return new Array<number>(length).fill(0);
  for (let i = 0; i < length; i++) numberIn(shadow[i], i);
  return shadow.slice(0, length);
}

function fill(node: PlanNode): void {
  const { kind } = node;
  if (kind === 'object') fillObject(node);
  else if (kind === 'array') fillArray(node);
  else if (kind === 'map') fillMap(node);
}

function fillObject(node: PlanNode): void {
  if (node.mirroring?.view !== undefined) return;
  const { keys, children, start, layout } = node;
  const slots = node.shadow as Record<string, unknown> | undefined;
  const result = node.result as Record<string, unknown>;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as string;
    const child = start < 0 ? 'number' : children[start + i];
    if (layout === undefined) setOwn(result, key, null);
    if (child === 'number') {
      // What was laid out holds 0.
      if (slots !== undefined || layout === undefined)
        result[key] = numberIn(slots === undefined ? 0 : slots[key], key);
    } else if (child !== null) {
      result[key] = child.result;
    }
  }
}

function fillArray(node: PlanNode): void {
  if (node.start < 0) return;
  const slots = node.shadow as unknown[] | undefined;
  const result = node.result as unknown[];
  for (let i = 0; i < node.length; i++) {
    const child = childAt(node, i);
    result[i] = child === 'number' ? numberIn(slots === undefined ? 0 : slots[i], i) : resultOf(child);
  }
}

function fillMap(node: PlanNode): void {
  const { keys } = node;
  const slots = node.shadow as Map<unknown, unknown> | undefined;
  const result = node.result as Map<unknown, unknown>;
  for (let i = 0; i < keys.length; i++) {
    const child = childAt(node, i);
    const slot = slots === undefined ? [0] : slots.get(keys[i]);
    result.set(keys[i], child === 'number' ? numberIn((slot as unknown[])[0], keys[i]) : resultOf(child));
  }
}

function resultOf(child: PlanNode | null): unknown {
  return child === null ? null : child.result;
}

function numberIn(slot: unknown, key: unknown): number {
  if (typeof slot === 'number') return slot;
  throw internalError(`the shadow slot of the number at ${String(key)} no longer holds a number`);
}
