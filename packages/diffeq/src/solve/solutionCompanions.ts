import { unravel } from '@diffjs/runtime';
import type { CompanionFunctions, Tape } from '@diffjs/runtime/compiled';
import { clearShadow } from '@diffjs/runtime/compiled';
import { savedCotangent, savedLayout, savedState } from './savedStates.js';
import { solverError } from '../diagnostics/solverError.js';
import { evaluateDense, evaluateSlope, locateTime } from '../interpolation/denseOutput.js';
import type { SolutionData } from './Solution.js';

/**
 * The companions of a solution called as `sol(t)`.
 *
 * y = u(t): the cotangent of u goes to the reverse of `solve`, which has not run yet in a reverse sweep and adds it to those of the
 * saved points; that of t is ȳᵀ u'(t) by the slope of the interpolant.
 */
export function solutionCompanions(data: SolutionData): CompanionFunctions {
  const { record, algorithm, layout, saveIdxs } = data;
  const width = saveIdxs?.components.length ?? layout.n;
  const { kind, like } = savedLayout(layout, saveIdxs, width);
  const steps = record!;
  const { n } = steps;
  const { interpolant } = algorithm;
  return {
    arity: 1,
    forward(t: Tape, _self: unknown, _shadow: unknown, ...pairs: unknown[]): unknown {
      const time = valueTime(pairs);
      const position = locateTime(steps, time);
      const state = evaluateDense(steps, interpolant, position, new Float64Array(n));
      const shadow = new Float64Array(width);
      t.o[t.m++] = { time, position };
      const treeShadow = kind === 'tree' ? unravel(shadow, like) : undefined;
      t.o[t.m++] = treeShadow ?? shadow;
      t.ret = kind === 'number' ? undefined : kind === 'vector' ? shadow : treeShadow;
      return savedState(state, layout, saveIdxs);
    },
    reverse(t: Tape, dy: number): number {
      const shadow = t.o[--t.m];
      const { time, position } = t.o[--t.m] as { time: number; position: { step: number; theta: number } };
      const bar =
        kind === 'number' ? savedCotangent(dy, layout, saveIdxs) : savedCotangent(shadow, layout, saveIdxs);
      clearShadow(shadow);
      if (!bar.some((d) => d !== 0)) return 0;
      const { asked } = data;
      if (asked !== undefined) {
        asked.points.push({ ...position, time, bar });
        // A rule is reversed only if its result has a cotangent: give it one where it counts for nothing.
        if (asked.shadow !== undefined) asked.shadow.stats.nf = 1;
      }
      const slope = evaluateSlope(steps, interpolant, position, new Float64Array(n));
      return bar.reduce((sum, d, j) => sum + d * slope[j], 0);
    },
    tangent(t: Tape, _self: unknown, _mirror: unknown, ...pairs: unknown[]): unknown {
      const position = locateTime(steps, valueTime(pairs));
      const state = evaluateDense(steps, interpolant, position, new Float64Array(n));
      const dot = new Float64Array(n);
      if (data.tangents !== undefined) evaluateDense(data.tangents, interpolant, position, dot);
      const timeDot = (pairs[1] as number | undefined) ?? 0;
      if (timeDot !== 0) {
        const slope = evaluateSlope(steps, interpolant, position, new Float64Array(n));
        for (let j = 0; j < n; j++) dot[j] += timeDot * slope[j];
      }
      t.ret_ = savedState(dot, layout, saveIdxs);
      return savedState(state, layout, saveIdxs);
    },
  };
}

/**
 * The time that a solution is asked for.
 *
 * @throws DIFF5016 if it is asked for a derivative, which has no companions
 */
function valueTime(pairs: readonly unknown[]): number {
  const [time, , derivative = 0] = pairs;
  if (derivative === 0) return time as number;
  throw solverError(
    'DIFF5016',
    'derivatives of dense output are not differentiated once more',
    'Ask for the state, sol(t), and evaluate the right-hand side there.',
  );
}
