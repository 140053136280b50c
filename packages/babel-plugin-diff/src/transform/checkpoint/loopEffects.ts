import type { HIRFunction, KnownFunction, Loc, Operation, Value } from '../../hir/model.js';
import { forEachBlock } from '../../hir/visitors.js';
import type { Limit } from '../../lower/ProgramLowering.js';
import { mayBeObject } from '../shadowKinds.js';
import { findOrigins, MADE, type Origin, OUTSIDE } from './Origins.js';

/** What a function does to what it does not make itself. */
export interface Effects {
  /** Parameters into whose objects it stores, or into what is reached from there. */
  readonly stored: ReadonlySet<number>;
  /** The first effect that cannot be repeated. */
  readonly limits: readonly Limit[];
}

interface Summary {
  readonly stored: Set<number>;
  readonly limits: Map<string, Limit>;
}

/**
 * What turns of a loop do that is seen outside, calls of functions of the file included. What functions do that are known at run time
 * only is looked at there.
 *
 * @param turns  the function of the turns, whose first parameter is an array of its own
 */
export function effectsOfTurns(turns: HIRFunction): Effects {
  const summaries = new Map<KnownFunction, Summary>();
  const own = newSummary();
  for (let before = -1; before !== sizeOf(own, summaries);) {
    before = sizeOf(own, summaries);
    add(turns, own, summaries, turns.params[0]!);
    for (const [known, summary] of [...summaries]) add(known.hir, summary, summaries, null);
  }
  return { stored: own.stored, limits: [...own.limits.values()] };
}

function newSummary(): Summary {
  return { stored: new Set(), limits: new Map() };
}

function sizeOf(own: Summary, all: ReadonlyMap<KnownFunction, Summary>): number {
  return [own, ...all.values()].reduce((sum, each) => sum + each.stored.size + each.limits.size, all.size);
}

function add(fn: HIRFunction, summary: Summary, all: Map<KnownFunction, Summary>, state: Value | null): void {
  const originsOf = findOrigins(fn);
  const definitions = new Map<Value, Operation>();
  forEachBlock(fn.entry, ({ instructions }) => {
    for (const { op, result } of instructions) if (result) definitions.set(result, op);
  });
  const limit = (loc: Loc, what: string): void => {
    summary.limits.set(`${loc?.line}:${loc?.column} ${what}`, { loc, what });
  };
  const store = (origins: ReadonlySet<Origin>, loc: Loc): void => {
    for (const each of origins) {
      if (each === OUTSIDE)
        limit(
          loc,
          'it stores into an object that is neither a parameter nor a local variable of the function',
        );
      else if (each !== MADE) summary.stored.add(each);
    }
  };
  forEachBlock(fn.entry, (block) => {
    for (const { op, loc } of block.instructions) {
      switch (op.kind) {
        case 'storeOuter':
          limit(loc, `it assigns \`${op.name}\`, a variable outside of the function`);
          break;
        case 'deleteField':
          if (!isMade(originsOf(op.object)))
            limit(loc, 'it deletes a property of an object from before the loop');
          break;
        case 'storeField':
        case 'storeIndex':
          if (op.object === state) break;
          store(originsOf(op.object), loc);
          if (
            (op.value.type === 'reference' || op.value.type === 'function') &&
            !isMade(originsOf(op.object))
          )
            limit(loc, 'it stores an object into one from before the loop');
          break;
        case 'helper':
          if (op.name === 'inactiveCall')
            limit(loc, 'it calls a function marked `@nondifferentiable`, which may have an effect');
          break;
        case 'callUnknown': {
          const effect = knownEffect(op.callee, definitions);
          if (effect) limit(loc, effect);
          break;
        }
        case 'callKnown': {
          let callee = all.get(op.target);
          if (!callee) all.set(op.target, (callee = newSummary()));
          for (const i of callee.stored) {
            const arg = op.args[i];
            if (arg && mayBeObject(arg)) store(originsOf(arg), loc);
          }
          for (const { what } of callee.limits.values())
            limit(loc, what.startsWith('it calls `') ? what : `it calls \`${op.target.name}\`: ${what}`);
          break;
        }
        default:
      }
    }
  });
}

/** What a function of the host is known to do; others are looked at when they are called. */
function knownEffect(callee: Value, definitions: ReadonlyMap<Value, Operation>): string | null {
  const method = definitions.get(callee);
  const owner = method?.kind === 'loadField' ? definitions.get(method.object) : undefined;
  if (method?.kind !== 'loadField' || owner?.kind !== 'loadOuter') return null;
  if (owner.name === 'console') return 'it prints';
  return effects[`${owner.name}.${method.key}`] ?? null;
}

const effects: Readonly<Record<string, string | undefined>> = {
  'Math.random': 'it draws random numbers',
  'Date.now': 'it asks for the time',
  'performance.now': 'it asks for the time',
};

function isMade(origins: ReadonlySet<Origin>): boolean {
  return [...origins].every((each) => each === MADE);
}
