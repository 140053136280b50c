import type { Tape } from '../tape/Tape.js';
import { CheckpointedLoop, type LoopCode } from './CheckpointedLoop.js';

/**
 * Runs a loop marked `@checkpoint` in a forward sweep.
 *
 * @param start  where its counter begins, and the bound that it runs to; something else than numbers if that is not known
 * @param pairs  the objects that the loop refers to, each with its shadow
 * @returns what `reverseCheckpointed` takes; `state` holds what the loop leaves
 */
export function checkpointed(
  t: Tape,
  code: LoopCode,
  start: unknown,
  bound: unknown,
  state: unknown[],
  state$: unknown[],
  inputs: unknown[],
  inputs$: unknown[],
  ...pairs: unknown[]
): CheckpointedLoop {
  const loop = new CheckpointedLoop(t, code, state, state$, inputs, inputs$, pairs);
  loop.forward(expectedTurns(code, start, bound));
  return loop;
}

/** Reverses a loop marked `@checkpoint`: cotangents of the state are in its shadow, before and afterwards. */
export function reverseCheckpointed(loop: CheckpointedLoop): void {
  loop.sweep();
}

function expectedTurns({ step, inclusive }: LoopCode, start: unknown, bound: unknown): number {
  if (typeof start !== 'number' || typeof bound !== 'number') return NaN;
  const turns = (bound - start) / step;
  const expected = inclusive ? Math.floor(turns) + 1 : Math.ceil(turns);
  return Number.isFinite(expected) && expected > 0 ? expected : NaN;
}
