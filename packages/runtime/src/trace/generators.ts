import type { Lane } from './Lane.js';
import { registers as r } from './registers.js';

/** The operand of `yield`, or what a generator returns. */
export function yielding(v: unknown, lane: Lane): unknown {
  r.yielded = typeof v === 'number' ? lane : undefined;
  return v;
}

/** The value of a `yield` expression: what `next(v)` handed in. */
export function resumed(v: unknown): unknown {
  r.m = typeof v === 'number' ? r.sent : undefined;
  r.sent = undefined;
  return v;
}
