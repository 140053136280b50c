import type { Algorithm } from '../algorithm/Algorithm.js';
import { solverError } from '../diagnostics/solverError.js';
import { PhiMatrices } from '../exponential/PhiMatrices.js';
import { hermiteIncrement } from '../interpolation/hermiteIncrement.js';
import type { SplitParts } from '../problem/ProblemParts.js';
import type { System } from '../problem/System.js';
import type { ExponentialTableau } from '../tableau/exponentialTableau.js';
import { HermiteStepper } from './HermiteStepper.js';

/** The algorithm that steps u' = L u + N(u, t) with an exponential Runge–Kutta tableau, in fixed steps. */
export function exponentialRK(tableau: ExponentialTableau): Algorithm {
  const { name, order } = tableau;
  return {
    name,
    order,
    denseOrder: 3,
    adaptive: false,
    stiff: true,
    needs: 'split',
    tableau: undefined,
    interpolant: hermiteIncrement,
    createStepper(system, u0) {
      const parts = system.parts as SplitParts;
      return new ExponentialRKStepper(tableau, parts, linearPart(parts, name), system, u0);
    },
  };
}

function linearPart({ linear }: SplitParts, name: string): Float64Array {
  if (linear !== undefined) return linear;
  throw solverError(
    'DIFF5064',
    `solve: ${name} is for u' = L u + f2(u, t), and the problem does not say that f1 is linear`,
    'Give SplitODEProblem the option linear: true, or the matrix; else use KenCarp4() or Exprb43().',
  );
}

/** The matrices of a step size are kept; a step of another size computes them again. */
class ExponentialRKStepper extends HermiteStepper {
  private readonly state: Float64Array;
  /** N of the stages, that of the end last. */
  private readonly N: Float64Array[];
  /** Nodes at which φ is evaluated, each with its functions. */
  private readonly nodes: { readonly c: number; readonly phi: PhiMatrices }[];
  /** A matrix for each entry of the tableau. */
  private readonly matrices: Float64Array[];
  private h = NaN;

  constructor(
    private readonly tableau: ExponentialTableau,
    private readonly parts: SplitParts,
    private readonly L: Float64Array,
    system: System,
    u0: Float64Array,
  ) {
    super(system, u0);
    const { n } = this;
    const { stages, c, entries, last } = tableau;
    const terms = entries.flatMap((entry) => entry.terms.map((term) => term[2]));
    const nodes = [...new Set([...c.subarray(1), 1, ...terms])].filter((node) => node !== 0);
    this.nodes = nodes.map((node) => ({ c: node, phi: new PhiMatrices(n, last) }));
    this.matrices = entries.map(() => new Float64Array(n * n));
    this.N = Array.from({ length: stages + 1 }, () => new Float64Array(n));
    this.state = new Float64Array(n);
  }

  override restart(t: number): void {
    const [first] = this.N;
    first.fill(NaN); // so that an entry which f2 leaves unwritten shows in the slope
    this.parts.explicit(first, this.u, t);
    this.derivative(this.slope, this.u, first);
  }

  attempt(t: number, h: number): boolean {
    if (h !== this.h && !this.prepare(h)) return false;
    const { tableau, parts, N, state, next } = this;
    const { stages, c } = tableau;
    let at = 0;
    for (let i = 1; i <= stages; i++) {
      const out = i === stages ? next : state;
      at = this.stage(out, i, at, h);
      if (i < stages) parts.explicit(N[i], state, t + c[i] * h);
    }
    return true;
  }

  /** out = exp(c h L) u + h Σ M N by row i, whose entries start at `at`; gives where those of the next row start. */
  private stage(out: Float64Array, i: number, at: number, h: number): number {
    const { tableau, u, N, matrices, n } = this;
    const { entries, stages, c } = tableau;
    out.fill(0);
    addProduct(out, this.phiAt(i === stages ? 1 : c[i])[0], u, 1, n);
    while (at < entries.length && entries[at].row === i) {
      addProduct(out, matrices[at], N[entries[at].column], h, n);
      at++;
    }
    return at;
  }

  private prepare(h: number): boolean {
    const { nodes, tableau, matrices, L } = this;
    for (const { c, phi } of nodes) if (!phi.compute(L, c * h)) return false;
    for (let e = 0; e < matrices.length; e++) {
      const matrix = matrices[e];
      const { terms } = tableau.entries[e];
      matrix.fill(0);
      for (let i = 0; i < terms.length; i++) {
        const weight = terms[i][0];
        const term = this.phiAt(terms[i][2])[terms[i][1]];
        for (let j = 0; j < matrix.length; j++) matrix[j] += weight * term[j];
      }
    }
    this.h = h;
    return true;
  }

  private phiAt(c: number): readonly Float64Array[] {
    const { nodes } = this;
    let i = 0;
    while (nodes[i].c !== c) i++;
    return nodes[i].phi.phi;
  }

  override finish(tNew: number): void {
    const { N, parts, next, stages, tableau } = this;
    const last = N[tableau.stages];
    parts.explicit(last, next, tNew);
    this.derivative(stages[2], next, last);
  }

  private derivative(out: Float64Array, u: Float64Array, N: Float64Array): void {
    for (let j = 0; j < out.length; j++) out[j] = N[j];
    addProduct(out, this.L, u, 1, this.n);
  }

  override shift(): void {
    super.shift();
    const { N } = this;
    const first = N[0];
    N[0] = N[N.length - 1];
    N[N.length - 1] = first;
  }
}

/** out += c M x. */
function addProduct(out: Float64Array, M: Float64Array, x: Float64Array, c: number, n: number): void {
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0, e = i * n; j < n; j++, e++) sum += M[e] * x[j];
    out[i] += c * sum;
  }
}
