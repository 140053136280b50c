import { cloneFunction } from '../../hir/cloneHIR.js';
import type { HIRFunction, KnownFunction } from '../../hir/model.js';
import { loopsOf } from '../../hir/visitors.js';
import type { Limit } from '../../lower/ProgramLowering.js';
import { effectsOfTurns } from './loopEffects.js';
import { isOutlined, outlineLoops, type OutlinedLoop, type OutlineNames } from './outlineLoops.js';
import { plainCalls } from './plainCalls.js';

/** The loops of a file that are marked `@checkpoint`, with the functions that are made of them. */
export class CheckpointedLoops {
  private readonly hirs = new Map<KnownFunction, HIRFunction>();
  private readonly outlined = new Map<KnownFunction, OutlinedLoop[]>();
  private readonly plain = new Map<KnownFunction, HIRFunction>();

  /** Needs: SSA in closed form, channels, types, activity, stores, guards of all functions, which stay as they are. */
  constructor(
    functions: readonly KnownFunction[],
    private readonly names: OutlineNames,
  ) {
    for (const known of functions) {
      if (!hasLoops(known.hir)) continue;
      const { hir, loops } = this.takeOut(known);
      this.hirs.set(known, hir);
      this.outlined.set(known, loops);
    }
  }

  /** The function with its loops taken out; the function itself if it has none. */
  hirOf(known: KnownFunction): HIRFunction {
    return this.hirs.get(known) ?? known.hir;
  }

  /** The loops of a function, those in one another included. */
  loopsOf(known: KnownFunction): readonly OutlinedLoop[] {
    return this.outlined.get(known) ?? [];
  }

  /** Functions that compute what the function, or turns of its loops, compute, and nothing else. */
  plainFormsOf(known: KnownFunction): HIRFunction[] {
    const own = this.plain.get(known);
    return [...this.loopsOf(known).map(({ advance }) => advance), ...(own ? [own] : [])];
  }

  private takeOut(known: KnownFunction): { hir: HIRFunction; loops: OutlinedLoop[] } {
    const { hir, loops } = outlineLoops(known, this.names);
    const all: OutlinedLoop[] = [];
    for (const each of loops) {
      this.makePlain(each.advance, true);
      const inner = this.takeOut(each.turns);
      each.turns.hir = inner.hir;
      all.push(each, ...inner.loops);
    }
    return { hir, loops: all };
  }

  private makePlain(fn: HIRFunction, isLoop: boolean): void {
    plainCalls(fn, this.names.fileName, isLoop ? fn.params[0]! : null, (known) => {
      const present = this.plain.get(known);
      if (present) return present.name;
      const stem = known.forwardName.replace(/_forward\d*$/, '');
      const made: HIRFunction = {
        ...cloneFunction(known.hir).fn,
        name: this.names.freshName(`${stem}_plain`),
        role: 'forward',
      };
      this.plain.set(known, made);
      this.makePlain(made, false);
      return made.name;
    });
  }
}

function hasLoops(hir: HIRFunction): boolean {
  return loopsOf(hir).some(isOutlined);
}

/** Why loops of a function that are marked `@checkpoint` cannot be run again. */
export function checkLoops(known: KnownFunction, names: OutlineNames): Limit[] {
  if (!hasLoops(known.hir)) return [];
  return outlineLoops(known, names).loops.flatMap(({ turns }) => effectsOfTurns(turns.hir).limits);
}
