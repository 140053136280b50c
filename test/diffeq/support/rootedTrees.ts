import type { CoefficientRow, TableauCoefficients } from '@diffjs/diffeq';
import { butcherTableau } from '@diffjs/diffeq';
import type { Fixed } from './fixedPoint';
import { divide, fixed, multiply, ONE, toNumber } from './fixedPoint';

/** A rooted tree: the trees that hang on its root, each by number of nodes and index among those. */
interface RootedTree {
  readonly children: readonly (readonly [size: number, index: number])[];
  /** γ: the product over the nodes of the size of what hangs there. */
  readonly density: number;
}

const treesBySize: RootedTree[][] = [[], [{ children: [], density: 1 }]];

/** All rooted trees with `size` nodes, each once: 1, 1, 2, 4, 9, 20, 48, 115, 286, 719, …. */
export function rootedTrees(size: number): readonly RootedTree[] {
  for (let n = treesBySize.length; n <= size; n++) {
    treesBySize[n] = forests(n - 1, n - 1, Infinity).map((children) => ({
      children,
      density: children.reduce((product, [m, i]) => product * treesBySize[m][i].density, n),
    }));
  }
  return treesBySize[size];
}

/** Multisets of trees with `total` nodes together, the trees in non-increasing order and none after (largest, from). */
function forests(total: number, largest: number, from: number): [number, number][][] {
  if (total === 0) return [[]];
  const found: [number, number][][] = [];
  for (let size = Math.min(total, largest); size >= 1; size--) {
    const count = treesBySize[size].length;
    for (let index = size === largest ? Math.min(from, count - 1) : count - 1; index >= 0; index--) {
      for (const rest of forests(total - size, size, index)) found.push([[size, index], ...rest]);
    }
  }
  return found;
}

/** The arithmetic in which conditions are evaluated. */
interface Arithmetic<N> {
  readonly one: N;
  of(value: number | string): N;
  add(x: N, y: N): N;
  times(x: N, y: N): N;
  over(x: N, y: N): N;
  size(x: N): number;
}

/** 60 digits: the conditions of tables printed exactly or to 30 and more digits. */
export const exactly: Arithmetic<Fixed> = {
  one: ONE,
  of: fixed,
  add: (x, y) => x + y,
  times: multiply,
  over: divide,
  size: (x) => Math.abs(toNumber(x)),
};

/** Double precision, for conditions that number tens of thousands. */
export const inDoubles: Arithmetic<number> = {
  one: 1,
  of: (value) => (typeof value === 'number' ? value : Number(toNumber(fixed(value)))),
  add: (x, y) => x + y,
  times: (x, y) => x * y,
  over: (x, y) => x / y,
  size: Math.abs,
};

/** All rows of a method as it was printed: stages, derivative at the end, further stages of dense output. */
export interface MethodRows {
  readonly a: readonly (readonly (number | string)[])[];
  readonly b: readonly (number | string)[];
  readonly bHat: readonly (number | string)[] | undefined;
  readonly bHat2: readonly (number | string)[] | undefined;
  /** Row by row the coefficients of θ, θ², …. */
  readonly dense: readonly (readonly (number | string)[])[] | undefined;
}

export function methodRows(coefficients: TableauCoefficients): MethodRows {
  const { end } = butcherTableau(coefficients);
  const b = entries(coefficients.b);
  const { dense, bHat, second } = coefficients;
  return {
    a: [...coefficients.a.slice(0, end).map(entries), b.slice(0, end), ...(dense?.a ?? []).map(entries)],
    b,
    bHat: bHat === undefined ? undefined : entries(bHat),
    bHat2: second && entries(second.bHat),
    dense: dense?.b.map(entries),
  };
}

function entries(row: CoefficientRow): (number | string)[] {
  if (typeof row !== 'string') return Array.from(row);
  return row.trim() === '' ? [] : row.trim().split(/\s+/);
}

/**
 * The largest violations, by order 1 … `upTo`, of the conditions Σ_i b_i(θ) Φ_i(tree) = θ^|tree| / γ(tree) over all trees of the order.
 *
 * @param rows  weights a_ij of each row over the rows before it
 * @param weightings  b(θ) and θ of what is examined; rows whose weight is left out have 0
 *
 * Reference: Hairer, Nørsett & Wanner, Solving Ordinary Differential Equations I, 2nd ed., §II.2, Theorem 2.13; §II.6, (6.12).
 */
export function orderDefects<N>(
  { one, of, add, times, over, size }: Arithmetic<N>,
  rows: MethodRows['a'],
  weightings: readonly { readonly b: readonly N[]; readonly theta: N }[],
  upTo: number,
): number[][] {
  const zero = of(0);
  const isZero = (x: N): boolean => size(x) === 0;
  const sparse = rows.map((row) =>
    row.map((weight, j) => [j, of(weight)] as const).filter(([, weight]) => !isZero(weight)),
  );
  const powers = weightings.map(() => one);
  const defects = weightings.map((): number[] => []);
  // Of every tree the vector Σ_j a_ij Φ_j, by which it enters the trees that it hangs in.
  const hanging: N[][][] = [[]];
  for (let order = 1; order <= upTo; order++) {
    hanging[order] = [];
    weightings.forEach(({ theta }, w) => (powers[w] = times(powers[w], theta)));
    const worst = weightings.map(() => 0);
    for (const { children, density } of rootedTrees(order)) {
      const phi = rows.map((_, i) =>
        children.reduce((product, [m, t]) => times(product, hanging[m][t][i]), one),
      );
      weightings.forEach(({ b }, w) => {
        const sum = b.reduce((total, weight, i) => add(total, times(weight, phi[i])), zero);
        const wanted = over(powers[w], of(density));
        worst[w] = Math.max(worst[w], size(add(sum, times(of(-1), wanted))));
      });
      if (order === upTo) continue;
      hanging[order].push(
        sparse.map((row) => row.reduce((total, [j, weight]) => add(total, times(weight, phi[j])), zero)),
      );
    }
    worst.forEach((defect, w) => defects[w].push(defect));
  }
  return defects;
}

/** The weights b_i(θ) of dense output. */
export function denseWeights<N>(
  { of, add, times }: Arithmetic<N>,
  dense: NonNullable<MethodRows['dense']>,
  theta: number | string,
): N[] {
  const at = of(theta);
  return dense.map((row) => row.reduceRight((value, entry) => times(add(value, of(entry)), at), of(0)));
}
