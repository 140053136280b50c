import { bosh3Tableau, butcherTableau, eulerTableau, rk4Tableau, tsit5Tableau } from '@diffjs/diffeq';
import type { ButcherTableau } from '@diffjs/diffeq';
import { expect } from 'chai';
import { codeOf } from '../../support/codeOf';

const heun = {
  name: 'Heun',
  order: 2,
  embeddedOrder: 1,
  c: [0, 1],
  a: [[], [1]],
  b: [1 / 2, 1 / 2],
  bHat: [1, 0],
};

/** A rooted tree as the list of its subtrees. */
type Tree = Tree[];

/** All rooted trees with `nodes` nodes, subtrees in non-increasing order so that none is listed twice. */
function treesOf(nodes: number): Tree[] {
  const bySize: Tree[][] = [[], [[]]];
  for (let size = 2; size <= nodes; size++) bySize[size] = forests(size - 1, size - 1, Infinity);
  return bySize[nodes];

  function forests(total: number, largest: number, from: number): Tree[] {
    if (total === 0) return [[]];
    const found: Tree[] = [];
    for (let size = Math.min(total, largest); size >= 1; size--) {
      const last = size === largest ? Math.min(from, bySize[size].length - 1) : bySize[size].length - 1;
      for (let index = last; index >= 0; index--) {
        for (const rest of forests(total - size, size, index)) found.push([bySize[size][index], ...rest]);
      }
    }
    return found;
  }
}

const sizeOf = (tree: Tree): number => tree.reduce((total, child) => total + sizeOf(child), 1);
const density = (tree: Tree): number =>
  tree.reduce((product, child) => product * density(child), sizeOf(tree));

/** Elementary weights of every stage: Π over the subtrees of Σ_j a_ij Φ_j(subtree). */
function stageWeights(tree: Tree, { a, stages }: ButcherTableau): number[] {
  return Array.from({ length: stages }, (_, i) =>
    tree.reduce((product, child) => {
      const inner = stageWeights(child, { a, stages } as ButcherTableau);
      return product * inner.reduce((sum, value, j) => sum + a[i * stages + j] * value, 0);
    }, 1),
  );
}

/** The largest violation of the conditions Σ b_i Φ_i(tree) = 1/γ(tree) over the trees of this many nodes. */
function orderDefect(tableau: ButcherTableau, b: ArrayLike<number>, nodes: number): number {
  return Math.max(
    ...treesOf(nodes).map((tree) => {
      const weight = stageWeights(tree, tableau).reduce((sum, value, i) => sum + b[i] * value, 0);
      return Math.abs(weight - 1 / density(tree));
    }),
  );
}

describe('diffeq/tableau/butcherTableau', () => {
  it('derives stages, FSAL and error weights', () => {
    const tableau = butcherTableau(heun);
    expect(tableau.stages).to.equal(2);
    expect(tableau.fsal).to.equal(false);
    expect([...tableau.errorWeights!]).to.deep.equal([1 / 2, -1 / 2]);
    expect(tsit5Tableau.fsal).to.equal(true);
    expect(tsit5Tableau.stages).to.equal(7);
    expect(bosh3Tableau.fsal).to.equal(true);
    expect(rk4Tableau.fsal).to.equal(false);
    expect(rk4Tableau.errorWeights).to.equal(undefined);
    expect(eulerTableau.stages).to.equal(1);
  });

  const wrong: [what: string, change: object, text: RegExp][] = [
    ['a row sum', { a: [[], [0.9]] }, /row 1 of a sums to 0\.9 and c\[1\] is 1/],
    ['the sum of b', { b: [0.5, 0.6] }, /b sums to 1\.1 and not to 1/],
    ['the sum of b − b̂', { bHat: [1, 0.1] }, /b − bHat sums to/],
    ['a row that is too long', { a: [[], [0.5, 0.5]] }, /row 1 of a has 2 entries/],
    ['a missing node', { c: [0] }, /c has 1 entries for 2 stages/],
    ['NaN', { a: [[], [NaN]] }, /row 1 of a sums to NaN/],
    ['bHat without its order', { embeddedOrder: undefined }, /without embeddedOrder/],
  ];
  for (const [what, change, text] of wrong) {
    it(`rejects ${what}`, () => {
      expect(codeOf(() => butcherTableau({ ...heun, ...change }))).to.deep.equal('DIFF5012');
      expect(() => butcherTableau({ ...heun, ...change })).to.throw(text);
      expect(() => butcherTableau({ ...heun, ...change })).to.throw(/Heun/);
    });
  }

  it('knows 1, 1, 2, 4, 9, 20 rooted trees', () => {
    expect([1, 2, 3, 4, 5, 6].map((nodes) => treesOf(nodes).length)).to.deep.equal([1, 1, 2, 4, 9, 20]);
  });

  for (const tableau of [tsit5Tableau, bosh3Tableau, rk4Tableau, eulerTableau]) {
    it(`${tableau.name} meets the conditions of order ${tableau.order} and no more`, () => {
      for (let nodes = 1; nodes <= tableau.order; nodes++) {
        expect(orderDefect(tableau, tableau.b, nodes)).to.be.lessThan(1e-13);
      }
      expect(orderDefect(tableau, tableau.b, tableau.order + 1)).to.be.greaterThan(1e-5);
    });
  }

  for (const tableau of [tsit5Tableau, bosh3Tableau]) {
    it(`the embedded solution of ${tableau.name} has order ${tableau.embeddedOrder}`, () => {
      const bHat = tableau.b.map((weight, i) => weight + tableau.errorWeights![i]);
      for (let nodes = 1; nodes <= tableau.embeddedOrder; nodes++) {
        expect(orderDefect(tableau, bHat, nodes)).to.be.lessThan(1e-13);
      }
      expect(orderDefect(tableau, bHat, tableau.embeddedOrder + 1)).to.be.greaterThan(1e-5);
    });
  }
});

describe('diffeq/tableau: texts, further stages and second estimates', () => {
  const midpoint = { name: 'Midpoint', order: 2, c: '0 1/2', a: ['', '1/2'], b: '0 1' };
  /** Cubic Hermite written out: rows of both stages and of the derivative at the end. */
  const dense = { order: 2, b: ['1 -2 1', '0 3 -2', '0 -1 1'] };

  it('reads fractions and decimals', () => {
    const tableau = butcherTableau({ ...midpoint, c: '0 0.5', a: ['', '5e-1'] });
    expect([...tableau.a]).to.deep.equal([...butcherTableau(midpoint).a]);
    expect(tableau.coefficients.a[1]).to.equal('5e-1');
  });

  it('puts the derivative at the end after the stages, and further stages after it', () => {
    const further = { ...dense, c: '1/4', a: ['1/8 1/8 0'], b: [...dense.b, '0 0 0'] };
    const { end, rows, nodes, interpolant } = butcherTableau({ ...midpoint, dense: further });
    expect([end, rows, interpolant?.rows]).to.deep.equal([2, 4, 4]);
    expect([...nodes]).to.deep.equal([0, 1 / 2, 1, 1 / 4]);
    expect([tsit5Tableau.end, tsit5Tableau.rows]).to.deep.equal([6, 7]);
  });

  const wrong: [what: string, change: object, text: RegExp][] = [
    ['a text that is no number', { b: '0 x' }, /b sums to NaN/],
    [
      'a row of a further stage',
      { dense: { ...dense, c: '1/4', a: ['1/8 1/8'] } },
      /row 0 of dense\.a has 2 entries/,
    ],
    ['a further stage without node', { dense: { ...dense, a: ['1/8 1/8 0'] } }, /dense\.c has 0 entries/],
    [
      'missing rows of dense output',
      { dense: { ...dense, b: dense.b.slice(1) } },
      /dense\.b has 2 rows for 3/,
    ],
    [
      'dense output that is not consistent',
      { dense: { ...dense, b: ['1 -2 1', '0 3 -2', '0 -1 2'] } },
      /θ\^3 in dense\.b sum to 1/,
    ],
    [
      'a second estimate',
      { embeddedOrder: 1, bHat: '1 0', second: { embeddedOrder: 1, bHat: '1 1', combine: 'larger' } },
      /b − bHat sums to/,
    ],
  ];
  for (const [what, change, text] of wrong) {
    it(`rejects ${what}`, () => {
      expect(() => butcherTableau({ ...midpoint, ...change } as never)).to.throw(text);
    });
  }
});
