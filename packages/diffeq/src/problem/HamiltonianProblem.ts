import { shown, solverError } from '../diagnostics/solverError.js';
import type { Given, Held, HeldFunction, HeldTimeSpan, TimeSpanOf } from './Held.js';
import { hamiltonianFunctions } from './hamiltonianFunctions.js';
import type { InitialValueProblem, StartedProblem } from './InitialValueProblem.js';
import type { StateLike, StateOf } from './ODEProblem.js';
import { requireSameSize } from './PairLayout.js';
import { partitionedSystem } from './partitionedSystem.js';
import { attachProblem } from './problemCompanions.js';
import type { PairProblem } from './startPair.js';
import { layoutKnown, startPair } from './startPair.js';

const WHERE = 'HamiltonianProblem';
const FIELDS = ['p0', 'q0'] as const;

/**
 * Hamilton's equations dp/dt = −∂H/∂q, dq/dt = ∂H/∂p of a function H(p, q, params, t), p(t0) = p0, q(t0) = q0, on tspan = [t0, t1].
 *
 * States of its solution are `{ p, q }`. Symplectic methods are explicit for it, and symplectic, if H = T(p) + V(q); every first-order
 * method solves it, too. H must be differentiable; differentiating through `solve` takes its second derivatives.
 *
 * Cost: an evaluation of the right-hand side is one reverse sweep through H, and allocates nothing for numbers and vectors.
 *
 * @param H  the Hamiltonian, annotated `/* @differentiable *\/`: a number out of momenta, positions, parameters and time
 * @param p0  momenta at t0: a number, an array of length n ≥ 1, an ndarray or a tree of these; or a function (p, t0) that gives them
 * @param q0  positions at t0, in the form of the momenta
 * @param tspan  [t0, t1] in the problem's time unit, or a function of the parameters that gives it
 * @param p  parameters of any shape, handed to `H` as they are; gradients mirror them
 * @throws DIFF5003 bad `tspan`, DIFF5004 bad `p0` or `q0`, DIFF5006 if `H` is no function, DIFF3001 from `solve` if it is not
 *   differentiable
 *
 * @example
 * const H = /* @differentiable *\/ (p, q) => p * p / 2 + 1 - Math.cos(q);
 * const pendulum = new HamiltonianProblem(H, 0, 1, [0, 100]);
 * solve(pendulum, KahanLi6(), { adaptive: false, dt: 0.1 });
 */
export class HamiltonianProblem<U extends StateLike = StateLike, P = unknown> implements InitialValueProblem<
  { p: StateOf<U>; q: StateOf<U> },
  P
> {
  /** The Hamiltonian as given. */
  readonly H: HeldFunction<[p: StateOf<U>, q: StateOf<U>, params: P, t: number], number>;
  /** The initial momenta as given. */
  readonly p0: Held<U, P>;
  /** The initial positions as given. */
  readonly q0: Held<U, P>;
  /** The time span as given. */
  readonly tspan: HeldTimeSpan<P>;
  /** The parameters as given. */
  readonly p: P;

  constructor(
    H: (p: StateOf<U>, q: StateOf<U>, params: P, t: number) => number,
    p0: Given<U, P>,
    q0: Given<U, P>,
    tspan: TimeSpanOf<P>,
    p?: P,
  ) {
    if (typeof H !== 'function') {
      throw solverError(
        'DIFF5006',
        `${WHERE}: the Hamiltonian is ${shown(H)}`,
        'Its first argument is a function H(p, q, params, t) that returns a number.',
      );
    }
    this.H = H;
    this.p0 = p0;
    this.q0 = q0;
    this.tspan = tspan;
    this.p = p as P;
    const known = layoutKnown(pairOf(this));
    if (known !== undefined) requireSameSize(known, FIELDS, WHERE);
  }

  /** What `solve` begins with; not for users. */
  begin(): StartedProblem<{ p: StateOf<U>; q: StateOf<U> }> {
    const { H, p } = this;
    return startPair(pairOf(this), (layout) => {
      requireSameSize(layout, FIELDS, WHERE);
      return partitionedSystem(hamiltonianFunctions(H, layout), layout, p);
    });
  }
}

function pairOf({ p0, q0, tspan, p }: Record<'p0' | 'q0' | 'tspan' | 'p', unknown>): PairProblem {
  return { where: WHERE, names: ['p', 'q'], fields: FIELDS, initial: [p0, q0], tspan, p };
}

attachProblem(HamiltonianProblem, WHERE, ['H'], ['p0', 'q0', 'tspan', 'p']);
