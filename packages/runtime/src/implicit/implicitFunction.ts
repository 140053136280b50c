import { DiffError } from '../errors/DiffError.js';
import { describe } from '../errors/describe.js';
import { gmres, type LinearMap, richardson } from '../linear/gmres.js';
import { LU } from '../linear/LU.js';
import { carryRecord } from '../records/attach.js';
import type { AnyFunction } from '../records/Companions.js';
import { ruleRecord } from '../records/ruleRecord.js';
import type { Lane } from '../trace/Lane.js';
import { registers } from '../trace/registers.js';
import type { Trace } from '../trace/Trace.js';
import { cloneTree } from '../tree/cloneTree.js';
import { ravel, unravel } from '../tree/ravel.js';
import { zerosLike } from '../tree/zerosLike.js';
import type { ImplicitOptions } from './ImplicitOptions.js';
import { nestedSolution, type TracedResidual } from './nestedSolution.js';

/** The derivatives of F(x, …θ) at one point. */
export interface Linearised {
  /** F there. */
  readonly value: unknown;
  /** (∂F/∂x)ᵀv and (∂F/∂θ)ᵀv, v a tree of the shape of F. */
  pull(v: unknown): readonly unknown[];
  /** ∂F/∂x·ẋ + ∂F/∂θ·θ̇, from one tangent for each argument, null for zero. */
  push(tangents: readonly unknown[]): unknown;
}

/** An equation F(x, …θ) = 0 with what solves it. */
export interface ImplicitEquation {
  /** Of the function in messages. */
  readonly name: string;
  /** x(…θ); not differentiated. */
  readonly solver: AnyFunction;
  linearise(x: unknown, params: readonly unknown[]): Linearised;
  /** F as traced code, for derivatives of derivatives. */
  readonly residual: TracedResidual;
  /** True if that gives T(x, …θ) of the equation x − T(x, …θ) = 0. */
  readonly isStep?: boolean;
}

/**
 * The function θ ↦ x(θ) with F(x(θ), θ) = 0, by the implicit function theorem: ẋ = −A⁻¹·∂F/∂θ·θ̇ and θ̄ = −(∂F/∂θ)ᵀ·A⁻ᵀ·x̄ with
 * A = ∂F/∂x.
 */
export function implicitFunction<X, P extends readonly unknown[]>(
  equation: ImplicitEquation,
  options: Required<ImplicitOptions>,
): (...params: P) => X {
  const { name, solver } = equation;
  const solved = (...params: P): X => Reflect.apply(solver, undefined, params) as X;
  const systemAt = (x: X, params: P): LinearSystem => {
    if (typeof x === 'object' && params.includes(x)) {
      throw new DiffError(
        'DIFF3003',
        `the solver of \`${name}\` gave back ${describe(x)} that it was given as a parameter. Give a copy, which has a derivative of its own.`,
      );
    }
    // What the solution holds may be a parameter as well; here it is not one variable with it.
    const at = cloneTree(x, 'copy');
    return new LinearSystem(name, at, equation.linearise(at, copied(params)), options);
  };
  const vjp = (...params: P): readonly unknown[] =>
    outsideOfTraces(() => {
      const x = solved(...params);
      const system = systemAt(x, params);
      return [x, (xBar: unknown) => system.pull(xBar)];
    });
  const jvp = (params: P, tangents: readonly unknown[]): readonly unknown[] =>
    outsideOfTraces(() => {
      const x = solved(...params);
      if (tangents.every((each) => each === null || each === 0)) return [x, null];
      return [x, systemAt(x, params).push(tangents)];
    });
  const nested = (trace: Trace, params: readonly unknown[], lanes: readonly Lane[]): unknown => {
    const { x, inverse } = outsideOfTraces(() => {
      const x = solved(...(params as unknown as P));
      return { x, inverse: systemAt(x, params as unknown as P).inverse() };
    });
    return nestedSolution(trace, x, params, lanes, equation, inverse);
  };
  Object.defineProperty(solved, 'name', { value: name, configurable: true });
  carryRecord(ruleRecord(solved, name, { vjp, jvp, nested, method: false, surrogate: false }));
  return solved;
}

/** Equations may write into what they are given; instances of classes, which cannot be copied whole, are given as they are. */
function copied<P extends readonly unknown[]>(params: P): P {
  try {
    return cloneTree(params, 'refuse');
  } catch {
    return params;
  }
}

/** The solver is ordinary code: nothing of it is recorded, whatever it calls. */
function outsideOfTraces<T>(run: () => T): T {
  const { trace } = registers;
  registers.trace = null;
  try {
    return run();
  } finally {
    registers.trace = trace;
  }
}

/** Up to how many unknowns a matrix is made. */
const MOST_FOR_LU = 200;

class LinearSystem {
  private readonly x: Float64Array;
  private readonly shape: unknown;
  private readonly resultShape: unknown;
  private readonly residual: Float64Array;
  private factors: LU | undefined;

  constructor(
    private readonly name: string,
    private readonly solution: unknown,
    private readonly at: Linearised,
    private readonly options: Required<ImplicitOptions>,
  ) {
    this.x = ravel(solution);
    this.shape = zerosLike(solution);
    this.resultShape = zerosLike(at.value);
    this.residual = ravel(at.value);
    this.checkPoint();
  }

  /** θ̄ for x̄. */
  pull(xBar: unknown): unknown[] {
    const lambda = this.solve(ravel(xBar), true);
    return this.at.pull(this.asResult(lambda.map((d) => -d))).slice(1);
  }

  /** ẋ for θ̇. */
  push(tangents: readonly unknown[]): unknown {
    const b = ravel(this.at.push([null, ...tangents]));
    return unravel(
      this.solve(
        b.map((d) => -d),
        false,
      ),
      this.shape,
    );
  }

  /** A⁻¹ by rows. */
  inverse(): Float64Array {
    const n = this.x.length;
    const rows = new Float64Array(n * n);
    const unit = new Float64Array(n);
    for (let j = 0; j < n; j++) {
      unit[j] = 1;
      const column = this.solve(unit, false);
      unit[j] = 0;
      for (let i = 0; i < n; i++) rows[i * n + j] = column[i];
    }
    return rows;
  }

  private solve(b: Float64Array, isTransposed: boolean): Float64Array {
    const { x, options } = this;
    const n = x.length;
    const { linearSolver, linearTolerance, maxLinearSteps } = options;
    if (linearSolver === 'lu' || (linearSolver === 'auto' && n <= MOST_FOR_LU)) {
      const factors = (this.factors ??= this.factorised());
      return isTransposed ? factors.solveTransposed(b) : factors.solve(b);
    }
    const apply: LinearMap = isTransposed
      ? (v) => ravel(this.at.pull(this.asResult(v))[0])
      : (v) => ravel(this.at.push([unravel(v, this.shape)]));
    if (typeof linearSolver === 'function') {
      const solution = Float64Array.from(linearSolver(apply, b));
      if (solution.length === n && solution.every(Number.isFinite)) return solution;
      throw this.failure(
        `the function given as linearSolver gave ${solution.length} numbers, not all finite, for ${n} unknowns`,
      );
    }
    const method = linearSolver === 'iterate' ? richardson : gmres;
    const { x: solution, error } = method(apply, b, linearTolerance, maxLinearSteps);
    if (error <= linearTolerance) return solution;
    throw this.failure(
      `the linear system with its Jacobian could not be solved by '${linearSolver === 'auto' ? 'gmres' : linearSolver}' to ${linearTolerance} ` +
        `(the residual is ${error.toPrecision(3)} of the right-hand side): it is singular or nearly so, or more steps are needed (maxLinearSteps)`,
    );
  }

  private factorised(): LU {
    const n = this.x.length;
    const A = new Float64Array(n * n);
    const unit = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      unit[i] = 1;
      A.set(ravel(this.at.pull(this.asResult(unit))[0]), i * n);
      unit[i] = 0;
    }
    const factors = new LU(A, n);
    if (factors.dependentColumn >= 0) {
      throw this.failure(
        `the Jacobian with respect to the solution is singular there (unknown ${factors.dependentColumn} of ${n}), so that the solution is no differentiable function of the parameters`,
      );
    }
    this.checkSolved(factors.solve(this.residual));
    return factors;
  }

  /** A solution that is none has no such derivative. */
  private checkSolved(newtonStep: Float64Array): void {
    const { tolerance } = this.options;
    const size = greatest(newtonStep);
    if (size <= tolerance * Math.max(1, greatest(this.x))) return;
    throw this.failure(
      `what the solver gave is no solution: a step of Newton's method leads ${size.toPrecision(3)} away. Solve more accurately, or set the option tolerance`,
    );
  }

  private checkPoint(): void {
    const { x, residual, solution, at } = this;
    if (residual.length !== x.length) {
      throw new DiffError(
        'DIFF3003',
        `${this.name} needs as many equations as unknowns: the solution is ${describe(solution)} with ${x.length} numbers, and ` +
          `the equations gave ${describe(at.value)} with ${residual.length}.`,
      );
    }
    if (!x.every(Number.isFinite) || !residual.every(Number.isFinite))
      throw this.failure('the solution, or what the equations give there, is not finite');
  }

  private asResult(v: Float64Array): unknown {
    return unravel(v, this.resultShape);
  }

  private failure(what: string): DiffError {
    return new DiffError('DIFF3020', `the derivative of \`${this.name}\` does not exist: ${what}.`);
  }
}

function greatest(v: Float64Array): number {
  let most = 0;
  for (const x of v) most = Number.isNaN(x) ? NaN : Math.max(most, Math.abs(x));
  return most;
}
