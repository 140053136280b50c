import type { Algorithm } from '../algorithm/Algorithm.js';
import { checkKeys } from '../diagnostics/checkKeys.js';
import { shown, solverError } from '../diagnostics/solverError.js';
import type { TrajectoryRandom } from '../random/trajectoryRandom.js';
import type { SolutionOf } from '../solve/Solution.js';
import type { SolveOptions } from '../solve/SolveOptions.js';

/** What `outputFunc` returns to have its trajectory run again, with `repeat` one higher and other random numbers. */
export const rerunTrajectory: unique symbol = Symbol.for('diffjs.rerunTrajectory') as never;

/** Options of an ensemble: how its trajectories differ, and what is kept of them. */
export interface EnsembleProblemOptions<Pr extends object, O, R> {
  /**
   * The problem of trajectory `i` (from 0); default: the problem as it is.
   * `repeat` counts its runs from 1, `random` holds its own random numbers.
   */
  probFunc?: (problem: Pr, i: number, repeat: number, random: TrajectoryRandom) => object;
  /** What is kept of a solution; default: all of it. Returns `rerunTrajectory` to have it run again. */
  outputFunc?: (sol: SolutionOf<Pr>, i: number, repeat: number) => O | typeof rerunTrajectory;
  /**
   * Folds the outputs of a batch, in order of index, into `acc`, and says whether that is enough. Trajectories that threw are left out;
   * `indices` tells which are there. Default: outputs are listed in `u`.
   */
  reduction?: (acc: R, batch: O[], indices: number[]) => readonly [acc: R, done: boolean];
  /** The first `acc`; default an empty list. */
  init?: R;
  /** The method, unless `solveEnsemble` is given one. */
  algorithm?: Algorithm;
  /** Options of `solve`, unless `solveEnsemble` is given the same one; here also those that cannot be sent to threads. */
  solveOptions?: SolveOptions;
}

const ENSEMBLE: unique symbol = Symbol.for('diffjs.ensemble') as never;

/** Whether something is an ensemble. */
export function isEnsemble(x: unknown): x is EnsembleProblem<object, unknown, unknown> {
  return (x as { [ENSEMBLE]?: unknown } | null | undefined)?.[ENSEMBLE] === true;
}

const knownOptions = ['probFunc', 'outputFunc', 'reduction', 'init', 'algorithm', 'solveOptions'] as const;

/**
 * Many runs of one problem, each with its own initial state, parameters or whatever else `probFunc` changes.
 *
 * @param problem  what every trajectory starts from
 * @param options  see `EnsembleProblemOptions`
 * @throws DIFF5005 unknown option, DIFF5008 a value that an option cannot have, DIFF5030 no problem
 *
 * @example
 * const decay = new ODEProblem((u, p) => -p * u, 1, [0, 1], 1);
 * const ensemble = new EnsembleProblem(decay, {
 *   probFunc: (problem, i, repeat, random) => remake(problem, { u0: random.uniform(0.5, 1.5) }),
 *   outputFunc: (sol) => sol.u.at(-1),
 * });
 * solveEnsemble(ensemble, Tsit5(), { trajectories: 100, seed: 1 }).u.length;   // 100
 *
 * Reference: EnsembleProblem of DifferentialEquations.jl (Rackauckas & Nie, Journal of Open Research Software 5(1), 2017).
 */
export class EnsembleProblem<Pr extends object, O = SolutionOf<Pr>, R = (O | undefined)[]> {
  /** By which ensembles of another copy of this package are known: a bundle of a thread may have one. */
  readonly [ENSEMBLE] = true;
  readonly problem: Pr;
  readonly options: Readonly<EnsembleProblemOptions<Pr, O, R>>;

  constructor(problem: Pr, options: EnsembleProblemOptions<Pr, O, R> = {}) {
    checkKeys(options, knownOptions, 'EnsembleProblem');
    if (typeof problem !== 'object' || problem === null || !('tspan' in problem)) {
      throw solverError(
        'DIFF5030',
        `EnsembleProblem: the problem is ${shown(problem)}`,
        'Its first argument is a problem, such as new ODEProblem(f, u0, tspan, p).',
      );
    }
    for (const name of ['probFunc', 'outputFunc', 'reduction'] as const) {
      const value: unknown = options[name];
      if (value === undefined || typeof value === 'function') continue;
      throw solverError('DIFF5008', `EnsembleProblem: ${name} is ${shown(value)}`, 'It is a function.');
    }
    this.problem = problem;
    this.options = options;
  }
}
