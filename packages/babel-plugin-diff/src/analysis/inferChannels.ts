import type { Channel, HIRFunction, KnownFunction, ValueType } from '../hir/model.js';
import { chainEnd } from '../hir/visitors.js';
import { inferHints } from './inferHints.js';
import { inferTypes } from './inferTypes.js';

/**
 * Decides how each parameter and result of the functions of a file travels between companions, and types their values.
 *
 * Needs: SSA of all functions.   Gives: `paramChannels`, `resultChannel`, and `value.type` everywhere.
 * Method: hints of the uses, through the calls between the functions, to a fixed point; the number of rounds is bounded
 * because channels only ever move towards `unknown`.
 */
export function inferChannels(functions: readonly KnownFunction[]): void {
  for (const known of functions) known.resultChannel = 'unset';
  const rounds = 4 + 2 * functions.length;
  for (let round = 0; round < rounds; round++) {
    let changed = false;
    for (const known of functions) {
      const hints = inferHints(known.hir);
      const params = known.hir.params.map((param): Channel => {
        if (param.holds) return 'reference';
        if (param.isNumber) return 'number';
        const hint = hints.get(param) ?? 'none';
        return hint === 'number' || hint === 'reference' ? hint : 'unknown';
      });
      changed = !sameChannels(params, known.paramChannels) || changed;
      known.paramChannels = params;
      inferTypes(known.hir, params);
      const result = channelOfType(returnType(known.hir));
      changed = result !== known.resultChannel || changed;
      known.resultChannel = result;
    }
    if (!changed) return;
  }
  // No fixed point (a cycle of calls that keeps changing its mind): the safe answer.
  for (const known of functions) {
    known.paramChannels = known.paramChannels.map(() => 'unknown');
    known.resultChannel = 'unknown';
  }
  for (const known of functions) inferTypes(known.hir, known.paramChannels);
}

export function channelOfType(type: ValueType): Channel | 'none' {
  switch (type) {
    case 'number':
    case 'int':
      return 'number';
    case 'reference':
      return 'reference';
    case 'none':
    case 'boolean':
    case 'string':
    case 'bottom':
      return 'none';
    case 'function':
    case 'unknown':
      return 'unknown';
  }
}

function returnType(fn: HIRFunction): ValueType {
  const { terminal } = chainEnd(fn.entry);
  return terminal.kind === 'return' && terminal.value ? terminal.value.type : 'none';
}

function sameChannels(a: readonly Channel[], b: readonly Channel[]): boolean {
  return a.length === b.length && a.every((channel, i) => channel === b[i]);
}
