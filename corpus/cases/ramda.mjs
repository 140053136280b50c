import * as R from 'ramda';

export const packages = ['ramda'];
export const style = 'curried, point-free functions, transducers, lenses';

const sumOfSquares = R.pipe(
  R.map((x) => x * x),
  R.sum,
);
const normalise = R.converge(
  (norm, xs) => R.map(R.divide(R.__, norm), xs),
  [R.pipe(sumOfSquares, Math.sqrt), R.identity],
);

function similarity(xs, ys) {
  return R.sum(R.zipWith(R.multiply, normalise(xs), normalise(ys)));
}

const radius = R.lensPath(['shape', 'circle', 'radius']);
function throughLenses(drawing, factor) {
  const grown = R.over(radius, R.multiply(factor), drawing);
  const moved = R.evolve({ at: R.map(R.subtract(R.__, 0.5)), weight: R.negate }, grown);
  const merged = R.mergeDeepWith(R.add, moved, { shape: { circle: { radius: 0.25 } }, weight: 3 });
  return (
    R.view(radius, merged) ** 2 * R.reduce(R.add, 0, merged.at) + merged.weight * R.path(['at', 1], grown)
  );
}

function transduced(xs) {
  const steps = R.compose(
    R.filter((x) => x > 0.5),
    R.map((x) => Math.log(x)),
    R.take(4),
  );
  const found = R.transduce(steps, R.flip(R.append), [], xs);
  const byPairs = R.aperture(2, found).map(([a, b]) => (b - a) ** 2);
  return R.sum(byPairs) + R.mean(R.scan(R.add, 0, found)) + R.median(xs);
}

function grouped(people) {
  const totals = R.pipe(
    R.groupBy(R.prop('team')),
    R.map(
      R.pipe(
        R.pluck('score'),
        R.sort(R.descend(R.identity)),
        R.addIndex(R.map)((score, i) => score / (i + 1)),
        R.sum,
      ),
    ),
  )(people);
  return R.reduce(R.max, -Infinity, R.values(totals)) * R.product(R.values(totals));
}

export const cases = {
  'cosine similarity, point-free': {
    f: similarity,
    args: () => [
      [1, 2.5, -0.5],
      [0.3, 1.2, 2],
    ],
  },
  'lenses and evolve': {
    f: throughLenses,
    args: () => [
      { shape: { circle: { radius: 1.25 }, name: 'round' }, at: [0.75, 2.5, -0.25], weight: 2 },
      1.5,
    ],
  },
  'transducers, aperture, scan': { f: transduced, args: () => [[0.25, 1.5, 3.25, 0.75, 2, 5]] },
  'groupBy, pluck, sort, max': {
    f: grouped,
    args: () => [
      [
        { team: 'a', score: 1.5 },
        { team: 'b', score: 2.75 },
        { team: 'a', score: 2.5 },
        { team: 'b', score: 0.5 },
      ],
    ],
  },
};
