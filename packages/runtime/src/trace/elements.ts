import type { Lane } from './Lane.js';
import { registers as r } from './registers.js';
import type { Trace } from './Trace.js';

/** Notes the lanes of a list just made: element `start + i` carries `lanes[i]`. */
export function storeElements(
  list: readonly unknown[],
  lanes: readonly Lane[],
  start = 0,
  trace: Trace | null = r.trace,
): void {
  if (trace === null) return;
  const end = Math.min(list.length - start, lanes.length);
  for (let i = 0; i < end; i++) {
    if (trace.owns(lanes[i])) trace.store(list, start + i, list[start + i], lanes[i]);
  }
}

/** The lanes of the elements of a plain list. */
export function lanesOf(trace: Trace, list: readonly unknown[]): Lane[] {
  const slots = trace.slotsOf(list) as Record<number, unknown> | undefined;
  if (slots === undefined) return [];
  return Array.from(list, (x, i) => (typeof x === 'number' ? trace.load(slots, i) : undefined));
}
