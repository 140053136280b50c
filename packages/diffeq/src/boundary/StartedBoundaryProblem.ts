import { shown, solverError } from '../diagnostics/solverError.js';
import { resolved, timeSpan } from '../problem/InitialValueProblem.js';
import type { JacobianOptions } from '../problem/jacobianHints.js';
import { jacobianHints } from '../problem/jacobianHints.js';
import { noHints, ProblemSystem } from '../problem/ProblemSystem.js';
import { callOf } from '../problem/RightHandSide.js';
import { standardForm } from '../problem/standardForm.js';
import type { StateLayout } from '../problem/StateLayout.js';
import { flatState, stateLayout, userState } from '../problem/StateLayout.js';
import type { StandardForm, System } from '../problem/System.js';
import type { BoundaryConditions } from './BoundaryConditions.js';
import type { Shape } from './conditionFunctions.js';
import { withUnknowns } from './conditionFunctions.js';

/** A boundary value problem in numbers: n equations, those of unknown parameters included, over flat states. */
export interface StartedBoundaryProblem {
  /** The layout of states as users see them. */
  readonly layout: StateLayout;
  /** The shape of unknown parameters, which follow the state; undefined if there are none. */
  readonly unknowns: Shape | undefined;
  readonly t0: number;
  readonly t1: number;
  readonly system: System;
  readonly conditions: BoundaryConditions;
  /** The guess at time t, [n]. */
  readonly guess: (t: number) => Float64Array;
  /** The mesh of the guess; undefined if it has none. */
  readonly mesh: readonly number[] | undefined;
}

/** What both kinds of problems are made of. */
export interface BoundaryParts {
  readonly where: string;
  readonly f: unknown;
  readonly inPlace: boolean;
  readonly guess: unknown;
  readonly tspan: unknown;
  readonly p: unknown;
  readonly unknownParameters: boolean;
  readonly jacobian: JacobianOptions;
}

/**
 * Evaluates what depends on the parameters and checks it.
 *
 * @param conditions  makes the conditions, once all else is known
 * @throws DIFF5003 time span, DIFF5004 state, DIFF5068 guess or unknown parameters
 */
export function startBoundary(
  parts: BoundaryParts,
  conditions: (started: Omit<StartedBoundaryProblem, 'conditions'>) => BoundaryConditions,
): StartedBoundaryProblem {
  const { where, p, jacobian, inPlace } = parts;
  const [t0, t1] = timeSpan(resolved(parts.tspan as [number, number], p, 0), where);
  if (t0 === t1) throw solverError('DIFF5003', `${where}: tspan is [${t0}, ${t1}]`, 'Its ends differ.');
  const given = readGuess(parts.guess, p, t0, t1, where);
  const layout = stateLayout(given.at(t0), `${where}: guess`);
  const form = standardForm(parts.f, inPlace, layout);
  const unknowns = parts.unknownParameters ? shapeOf(p, where) : undefined;
  const n = layout.n + (unknowns?.n ?? 0);
  const tail = unknowns === undefined ? new Float64Array(0) : flatState(unknowns, p);
  const whole: StandardForm = unknowns === undefined ? form : extended(form, unknowns, n);
  const system = new ProblemSystem(
    {
      n,
      call: callOf(whole),
      form: whole,
      hints: unknowns === undefined ? jacobianHints(jacobian, n, where) : noHints,
    },
    p,
  );
  const guess = (t: number): Float64Array => {
    const y = new Float64Array(n);
    const state = flatState(layout, given.at(t));
    if (state.length !== layout.n)
      throw badGuess(
        where,
        `a state of ${state.length} numbers at t = ${t}, and of ${layout.n} at t = ${t0}`,
      );
    y.set(state);
    y.set(tail, layout.n);
    return y;
  };
  const started = { layout, unknowns, t0, t1, system, guess, mesh: given.mesh };
  return { ...started, conditions: conditions(started) };
}

function extended(form: StandardForm, unknowns: Shape, n: number): StandardForm {
  const f = withUnknowns(form.f as never, form, unknowns);
  return { f: f as StandardForm['f'], inPlace: true, scalar: false, n };
}

/** The shape of parameters that are unknown. */
function shapeOf(p: unknown, where: string): StateLayout {
  try {
    return stateLayout(p, where);
  } catch {
    throw solverError(
      'DIFF5068',
      `${where}: the unknown parameters are ${shown(p)}`,
      'p is the guess of them: a number, an array of numbers, or a plain object of these.',
    );
  }
}

interface Guess {
  readonly at: (t: number) => unknown;
  readonly mesh: readonly number[] | undefined;
}

function readGuess(guess: unknown, p: unknown, t0: number, t1: number, where: string): Guess {
  const { t, u } = (guess ?? {}) as { t?: unknown; u?: unknown };
  const isMesh = Array.isArray(t) && Array.isArray(u);
  if (isMesh) checkMesh(t as number[], u.length, t0, t1, where);
  if (typeof guess === 'function') {
    // A solution has its mesh; any other function is one of the parameters and the time.
    const at = isMesh
      ? (time: number) => (guess as (t: number) => unknown)(time)
      : (time: number) => (guess as (p: unknown, t: number) => unknown)(p, time);
    return { at, mesh: isMesh ? (t as number[]) : undefined };
  }
  if (isMesh) return { at: (time) => between(t as number[], u, time), mesh: t as number[] };
  return { at: () => guess, mesh: undefined };
}

function checkMesh(t: readonly number[], states: number, t0: number, t1: number, where: string): void {
  const direction = t1 < t0 ? -1 : 1;
  const increases = t.every((time, i) => i === 0 || (time - t[i - 1]) * direction > 0);
  if (increases && t.length === states && t.length >= 2 && t[0] === t0 && t[t.length - 1] === t1) return;
  throw badGuess(
    where,
    `a mesh of ${t.length} times and ${states} states, from ${t[0]} to ${t[t.length - 1]}`,
  );
}

function badGuess(where: string, what: string): Error {
  return solverError(
    'DIFF5068',
    `${where}: the guess has ${what}`,
    'It is a state; a function (p, t) that gives one; { t, u } with times from t0 to t1 and a state at each; or a solution.',
  );
}

/** Linear interpolation between states. */
function between(times: readonly number[], states: readonly unknown[], t: number): unknown {
  const direction = times[times.length - 1] < times[0] ? -1 : 1;
  let i = 0;
  while (i < times.length - 2 && (t - times[i + 1]) * direction > 0) i++;
  const layout = stateLayout(states[i], 'guess');
  const a = flatState(layout, states[i]);
  const b = flatState(layout, states[i + 1]);
  const theta = (t - times[i]) / (times[i + 1] - times[i]);
  return userState(
    layout,
    a.map((x, j) => x + theta * (b[j] - x)),
  );
}
