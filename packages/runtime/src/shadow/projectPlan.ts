import { internalError } from '../errors/DiffError.js';
import type { PlanEntry, PlanNode, ShadowPlan } from './ShadowPlan.js';
import { setOwn } from './ShadowPlan.js';

/**
 * Reads gradients out of a plan: `results[i]` becomes the gradient of `entries[i]`, for every entry that is not a number.
 *
 * A gradient has the structure that its argument had when the plan was made; an object reached twice has one gradient.
 * That of an array is a copy even of a shadow that nobody needs any more, which may have got properties of other names.
 *
 * @param copy  false hands the shadows of typed arrays out as they are, for a tape that dies: a fresh one costs more than short calls do
 */
export function projectPlan(
  plan: ShadowPlan,
  entries: readonly PlanEntry[],
  results: unknown[],
  copy: boolean,
): void {
  const { nodes } = plan;
  for (let i = 0; i < nodes.length; i++) nodes[i].result = container(nodes[i], copy);
  for (let i = 0; i < nodes.length; i++) if (isNested(nodes[i])) fill(nodes[i]);
  for (let i = 0; i < entries.length; i++) {
    const entry = entries[i];
    if (entry !== 'number') results[i] = entry === null ? null : entry.result;
  }
  for (let i = 0; i < nodes.length; i++) nodes[i].result = undefined;
}

function isNested(node: PlanNode): boolean {
  return (
    node.kind === 'object' || node.kind === 'map' || (node.kind === 'array' && node.children !== undefined)
  );
}

/** Gradients of number arrays are finished here; the others are filled when every node has its container. */
function container(node: PlanNode, copy: boolean): unknown {
  const { kind, shadow, length } = node;
  switch (kind) {
    case 'float64':
      if (shadow === undefined) return new Float64Array(length);
      return !copy && node.whole && node.fresh ? shadow : new Float64Array(shadow as Float64Array);
    case 'float32':
      return shadow === undefined ? new Float32Array(length) : Float32Array.from(shadow as Float64Array);
    case 'map':
      return new Map();
    case 'object':
      return {};
    case 'array':
      return node.children === undefined
        ? numbers(shadow as unknown[] | undefined, length)
        : new Array(length);
  }
}

function numbers(shadow: unknown[] | undefined, length: number): unknown[] {
  if (shadow === undefined) return new Array<number>(length).fill(0);
  for (let i = 0; i < length; i++) if (typeof shadow[i] !== 'number') throw lostSlot(i);
  return shadow.slice(0, length);
}

function fill(node: PlanNode): void {
  const { kind, shadow, keys, children } = node;
  const inactive = shadow === undefined;
  if (kind === 'array') {
    const result = node.result as unknown[];
    for (let i = 0; i < node.length; i++) {
      result[i] = value(childAt(children, i), inactive ? 0 : (shadow as unknown[])[i], i);
    }
  } else if (kind === 'map') {
    const result = node.result as Map<unknown, unknown>;
    for (let i = 0; i < keys.length; i++) {
      const child = childAt(children, i);
      const slot = inactive ? [0] : (shadow as Map<unknown, unknown>).get(keys[i]);
      result.set(keys[i], value(child, child === 'number' ? (slot as unknown[])[0] : slot, keys[i]));
    }
  } else {
    const result = node.result as Record<string, unknown>;
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i] as string;
      setOwn(
        result,
        key,
        value(childAt(children, i), inactive ? 0 : (shadow as Record<string, unknown>)[key], key),
      );
    }
  }
}

/** What the plan says of position `i`; without a list all are numbers. */
export function childAt(children: readonly PlanEntry[] | undefined, i: number): PlanEntry {
  return children === undefined ? 'number' : children[i];
}

function value(entry: PlanEntry, slot: unknown, key: unknown): unknown {
  if (entry === 'number') {
    if (typeof slot === 'number') return slot;
    throw lostSlot(key);
  }
  return entry === null ? null : entry.result;
}

function lostSlot(key: unknown): Error {
  return internalError(`the shadow slot of the number at ${String(key)} no longer holds a number`);
}
