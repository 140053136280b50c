import type { DenseSteps } from '../interpolation/denseOutput.js';
import { evaluateDense, locateTime } from '../interpolation/denseOutput.js';
import type { StageInterpolant } from '../interpolation/stageInterpolant.js';
import type { ReturnCode } from '../solve/ReturnCode.js';
import { StepRecord } from '../solve/StepRecord.js';
import type { BVPAlgorithm, BVPEnd } from './BVPAlgorithm.js';
import { bvpAlgorithm } from './BVPAlgorithm.js';
import type { ResolvedBVPOptions } from './BVPOptions.js';
import { MirkEquations } from './MirkEquations.js';
import type { MirkTableau } from './mirkTableau.js';
import type { NewtonEnd } from './nodeNewton.js';
import { nodeNewton } from './nodeNewton.js';
import { meshWith, uniformMesh } from './nodesOf.js';
import { appendSteps, statesOn, WHY } from './appendSteps.js';
import type { StartedBoundaryProblem } from './StartedBoundaryProblem.js';

/** How often the mesh is halved because Newton's method fails on it. */
const MOST_HALVINGS = 5;
/** Defects in units of the tolerance from which on an interval is cut into three instead of two. */
const LARGE = 100;

/** Collocation with control of the defect: a mono-implicit method on a mesh that is refined where u' − f is too large. */
export function mirk(tableau: MirkTableau): BVPAlgorithm {
  return bvpAlgorithm(tableau.name, (started, options) => refineUntilGood(tableau, started, options));
}

function refineUntilGood(
  tableau: MirkTableau,
  started: StartedBoundaryProblem,
  options: ResolvedBVPOptions,
): BVPEnd {
  const { system, conditions, t0, t1, guess } = started;
  const { stats } = system;
  const end = (equations: MirkEquations, Y: Float64Array, code: ReturnCode, why: string): BVPEnd =>
    endOf(tableau, started, equations.steps(Y), code, why);
  const newtonOn = (nodes: Float64Array, from: StateFunction): Attempt => {
    const equations = new MirkEquations(system, conditions, tableau, nodes);
    const Y = statesOn(nodes, system.n, from);
    return { equations, Y, newton: nodeNewton(equations, Y, newtonTolerance(options), stats) };
  };
  let mesh = meshWith(started.mesh ?? uniformMesh(t0, t1, options.nodes), conditions.times);
  let states: readonly StateFunction[] = [guess];
  for (let halvings = 0; ;) {
    let attempt = newtonOn(mesh, states[0]);
    for (let k = 1; k < states.length && attempt.newton !== 'converged'; k++)
      attempt = newtonOn(mesh, states[k]);
    const { equations, Y, newton } = attempt;
    if (newton !== 'converged') {
      stats.nnewtonfail++;
      const finer = halved(mesh);
      if (!options.adaptive || ++halvings > MOST_HALVINGS || finer.length > options.maxNodes)
        return end(equations, Y, 'ConvergenceFailure', WHY[newton]);
      mesh = finer;
      continue;
    }
    const steps = equations.steps(Y);
    const refined = options.adaptive ? refinedMesh(equations, steps, options) : mesh;
    stats.accepted++;
    if (refined === mesh) return end(equations, Y, 'Success', '');
    if (refined.length > options.maxNodes)
      return end(
        equations,
        Y,
        'MaxSteps',
        `the tolerance asks for more than maxNodes = ${options.maxNodes} nodes`,
      );
    mesh = refined;
    states = [denseState(steps, tableau.interpolant), linearState(steps)];
  }
}

/** Newton's method on a mesh. */
interface Attempt {
  readonly equations: MirkEquations;
  readonly Y: Float64Array;
  readonly newton: NewtonEnd;
}

type StateFunction = (t: number) => Float64Array;

function denseState(steps: DenseSteps, interpolant: StageInterpolant): StateFunction {
  return (t) => evaluateDense(steps, interpolant, locateTime(steps, t), new Float64Array(steps.n));
}

/** Between nodes on a line: where the mesh is still coarse, the dense output can overshoot. */
function linearState(steps: DenseSteps): StateFunction {
  const { n, states } = steps;
  return (t) => {
    const { step, theta } = locateTime(steps, t);
    return Float64Array.from({ length: n }, (_, j) => {
      const left = states[step * n + j];
      return left + theta * (states[(step + 1) * n + j] - left);
    });
  };
}

/** Newton's method goes on until its error does not count beside that of the mesh. */
function newtonTolerance({ rtol, atol }: ResolvedBVPOptions): number {
  return Math.max(1e-13, 1e-3 * Math.min(rtol, atol));
}

function halved(mesh: Float64Array): Float64Array {
  return Float64Array.from({ length: 2 * mesh.length - 1 }, (_, i) =>
    i % 2 === 0 ? mesh[i / 2] : (mesh[(i - 1) / 2] + mesh[(i + 1) / 2]) / 2,
  );
}

/** The mesh with intervals cut where the defect is too large; the same mesh if it is nowhere. */
function refinedMesh(
  equations: MirkEquations,
  steps: DenseSteps,
  { rtol, atol }: ResolvedBVPOptions,
): Float64Array {
  const { mesh, count } = equations;
  const times: number[] = [];
  for (let i = 0; i < count; i++) {
    const defect = equations.defect(steps, i, rtol, atol);
    const parts = defect <= 1 ? 1 : defect < LARGE ? 2 : 3;
    for (let k = 0; k < parts; k++) times.push(mesh[i] + ((mesh[i + 1] - mesh[i]) * k) / parts);
  }
  if (times.length === count) return mesh;
  times.push(mesh[count]);
  return Float64Array.from(times);
}

function endOf(
  tableau: MirkTableau,
  started: StartedBoundaryProblem,
  steps: DenseSteps,
  code: ReturnCode,
  why: string,
): BVPEnd {
  const { layout } = started;
  const { count } = steps;
  return {
    started,
    record: appendSteps(
      new StepRecord(layout.n, steps.rows, steps.times[0], steps.states.slice(0, layout.n)),
      steps,
    ),
    interpolant: tableau.interpolant,
    unknowns: steps.states.slice(layout.n, steps.n),
    code,
    message:
      code === 'Success'
        ? `${tableau.name} met the tolerance on a mesh of ${count + 1} nodes`
        : `${tableau.name} found no solution on a mesh of ${count + 1} nodes: ${why}`,
  };
}
