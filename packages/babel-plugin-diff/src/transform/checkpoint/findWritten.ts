import type { HIRFunction } from '../../hir/model.js';
import { effectsOfTurns } from './loopEffects.js';

/** For each parameter of the function of a loop's turns but the last, which counts them: whether it stores into what is reached from there. */
export function findWritten(turns: HIRFunction): boolean[] {
  const { stored } = effectsOfTurns(turns);
  return turns.params.slice(0, -1).map((_, i) => stored.has(i));
}
