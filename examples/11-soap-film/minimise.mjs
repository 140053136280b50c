import { hvp, withGradient } from '@diffjs/runtime';
import { LBFGS, minimize } from '@diffjs/flux-lite';

/**
 * A function of heights of which only some may change, with what it has cost so far: a gradient counts 1, a product with the Hessian 2.
 */
function makeProblem(f, free) {
  const problem = {
    cost: 0,
    evaluate(u) {
      problem.cost++;
      const { value, gradient } = withGradient(f, u);
      return { value, gradient: gradient[0].map((each, k) => each * free[k]) };
    },
    curvature(u, v) {
      problem.cost += 2;
      return hvp(f, u, v).map((each, k) => each * free[k]);
    },
  };
  return problem;
}

/**
 * Newton's method with steps by conjugate gradients, which ask for products with the Hessian alone. Far from the minimum a rough step will
 * do: they end when the residual is a share √|g|, at most a half, of what it was.
 *
 * Reference: Nocedal & Wright, Numerical optimization, 2nd ed., 2006, algorithm 7.1.
 */
export function newtonCG(f, start, free, tolerance) {
  const problem = makeProblem(f, free);
  let u = start;
  let { value, gradient } = problem.evaluate(u);
  const history = [{ cost: problem.cost, norm: norm(gradient) }];
  while (norm(gradient) > tolerance && history.length < 50) {
    const step = solveByCG((v) => problem.curvature(u, v), gradient);
    ({ u, value, gradient } = search(problem, u, value, gradient, step, 1));
    history.push({ cost: problem.cost, norm: norm(gradient) });
  }
  return { u, history };
}

/** A direction p with H p ≈ −g. */
function solveByCG(curvature, gradient) {
  const limit = Math.min(0.5, Math.sqrt(norm(gradient))) * norm(gradient);
  let p = gradient.map(() => 0);
  let residual = gradient;
  let d = gradient.map((g) => -g);
  while (norm(residual) > limit) {
    const Hd = curvature(d);
    const bend = dot(d, Hd);
    if (bend <= 0) return norm(p) > 0 ? p : d;
    const alpha = dot(residual, residual) / bend;
    p = p.map((each, k) => each + alpha * d[k]);
    const next = residual.map((r, k) => r + alpha * Hd[k]);
    const beta = dot(next, next) / dot(residual, residual);
    d = d.map((each, k) => beta * each - next[k]);
    residual = next;
  }
  return p;
}

/** Steps against the gradient, each at first twice as long as the last. */
export function descend(f, start, free, tolerance, most) {
  const problem = makeProblem(f, free);
  let u = start;
  let { value, gradient } = problem.evaluate(u);
  let length = 1;
  const history = [{ cost: problem.cost, norm: norm(gradient) }];
  while (norm(gradient) > tolerance && problem.cost < most) {
    const direction = gradient.map((g) => -g);
    ({ u, value, gradient, length } = search(problem, u, value, gradient, direction, 2 * length));
    history.push({ cost: problem.cost, norm: norm(gradient) });
  }
  return { u, history };
}

/** Halves the step until it lowers the value by a share of what its slope promises. */
function search(problem, from, before, slope, direction, first) {
  for (let length = first; length > 1e-12; length /= 2) {
    const u = from.map((each, k) => each + length * direction[k]);
    const { value, gradient } = problem.evaluate(u);
    // Near the minimum the fall is lost in rounding, which is let pass.
    if (value <= before + 1e-4 * length * dot(slope, direction) + 1e-14 * before)
      return { u, value, gradient, length };
  }
  throw new Error('no step lowers the area');
}

/** L-BFGS of flux-lite. */
export function runLBFGS(f, start, free, tolerance) {
  const problem = makeProblem(f, free);
  const history = [];
  const { params } = minimize((u) => problem.evaluate(u), start, LBFGS(), {
    maxIters: 2000,
    tolerance: 0,
    callback: (report) => {
      const { gradient } = problem.evaluate(report.params());
      problem.cost--; // it is known, but not shown
      history.push({ cost: problem.cost, norm: norm(gradient) });
      return norm(gradient) <= tolerance;
    },
  });
  return { u: params, history };
}

function dot(a, b) {
  return a.reduce((sum, each, k) => sum + each * b[k], 0);
}

function norm(a) {
  return Math.sqrt(dot(a, a));
}
