/** A point along a line x + t·d: the loss, its slope along d, and where it was taken. */
export interface LinePoint {
  readonly t: number;
  readonly value: number;
  readonly slope: number;
  readonly x: Float64Array;
  readonly gradient: Float64Array;
}

/** Finds a good step along a line of descent; null if there is none within its budget. */
export type LineSearch = (
  at: (t: number) => LinePoint,
  start: LinePoint,
  firstStep: number,
) => LinePoint | null;

/** Options of the line searches. */
export interface LineSearchOptions {
  /** Share of the predicted decrease that a step must bring. Default 1e-4. */
  decrease?: number;
  /** Share of the slope at the start that may be left at the step; strong Wolfe only. Default 0.9. */
  curvature?: number;
  /** Most evaluations of the loss. Default 30. */
  maxEvaluations?: number;
}

/**
 * Steps that fulfil the strong Wolfe conditions,
 * φ(t) ≤ φ(0) + c₁ t φ′(0) and |φ′(t)| ≤ c₂ |φ′(0)|: bracket, then zoom by safeguarded cubic interpolation.
 *
 * A point where the loss is NaN or infinite counts as too far: the search comes back by halves.
 *
 * Reference: Nocedal & Wright, Numerical Optimization, 2nd ed., 2006, algorithms 3.5 and 3.6, eq. 3.59.
 */
export function strongWolfe(options: LineSearchOptions = {}): LineSearch {
  const { decrease = 1e-4, curvature = 0.9, maxEvaluations = 30 } = options;
  return (at, start, firstStep) => {
    let budget = maxEvaluations;
    const low = (p: LinePoint): boolean => p.value <= start.value + decrease * p.t * start.slope;
    const flat = (p: LinePoint): boolean => Math.abs(p.slope) <= -curvature * start.slope;
    const finite = (p: LinePoint): boolean => Number.isFinite(p.value) && Number.isFinite(p.slope);

    const zoom = (from: LinePoint, to: LinePoint): LinePoint | null => {
      let [best, other] = [from, to];
      while (budget-- > 0) {
        const width = other.t - best.t;
        if (Math.abs(width) <= 1e-14 * Math.max(Math.abs(best.t), 1e-300)) break;
        const guess = finite(other) ? cubicMinimum(best, other) : best.t + 0.5 * width;
        const share = (guess - best.t) / width;
        const p = at(best.t + width * (share >= 0.1 && share <= 0.9 ? share : share < 0.1 ? 0.1 : 0.5));
        if (!finite(p) || !low(p) || p.value >= best.value) {
          other = p;
        } else {
          if (flat(p)) return p;
          if (p.slope * width >= 0) other = best;
          best = p;
        }
      }
      return best.t > 0 && best.value < start.value ? best : null; // a decrease at the limit of precision still counts
    };

    let last = start;
    let t = firstStep;
    while (budget-- > 0) {
      const p = at(t);
      if (!finite(p) || !low(p) || (last.t > 0 && p.value >= last.value)) return zoom(last, p);
      if (flat(p)) return p;
      if (p.slope >= 0) return zoom(p, last);
      last = p;
      t *= 2.5;
    }
    return last.t > 0 ? last : null;
  };
}

/**
 * Halves the step until the loss has fallen enough (Armijo's condition): one gradient per try, no curvature condition.
 *
 * Reference: Nocedal & Wright 2006, algorithm 3.1.
 */
export function backtracking(options: LineSearchOptions = {}): LineSearch {
  const { decrease = 1e-4, maxEvaluations = 30 } = options;
  return (at, start, firstStep) => {
    let t = firstStep;
    for (let i = 0; i < maxEvaluations; i++, t *= 0.5) {
      const p = at(t);
      if (Number.isFinite(p.value) && p.value <= start.value + decrease * t * start.slope) return p;
    }
    return null;
  };
}

/** Where the cubic through two values and slopes has its minimum; NaN if it has none. */
function cubicMinimum(a: LinePoint, b: LinePoint): number {
  const d1 = a.slope + b.slope - (3 * (a.value - b.value)) / (a.t - b.t);
  const root = d1 * d1 - a.slope * b.slope;
  if (!(root >= 0)) return NaN;
  const d2 = Math.sign(b.t - a.t) * Math.sqrt(root);
  return b.t - ((b.t - a.t) * (b.slope + d2 - d1)) / (b.slope - a.slope + 2 * d2);
}
