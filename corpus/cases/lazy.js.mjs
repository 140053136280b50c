import Lazy from 'lazy.js';

export const packages = ['lazy.js'];
export const style = 'lazy sequences: constructors with prototypes, callbacks that stop iteration, UMD';

function chained(values, k) {
  const scaled = Lazy(values)
    .map((v) => v * k)
    .filter((v) => v > 0.5);
  return (
    scaled.rest(1).reduce((sum, v) => sum + v * v, 0) +
    scaled.sortBy((v) => -v).first() +
    scaled
      .consecutive(2)
      .map(([a, b]) => a * b)
      .sum() +
    Lazy.generate((n) => k ** n, 5)
      .zip(values)
      .map(([a, b]) => a * b)
      .max()
  );
}

function grouped(values, k) {
  const byRange = Lazy(values).groupBy((v) => (v > 1 ? 'large' : 'small'));
  const counted = byRange.map((each, name) => Lazy(each).sum() * (name === 'large' ? k : 1)).sum();
  const flat = Lazy([values, [k, [k * k]]]).flatten();
  return (
    counted *
      Lazy(values)
        .memoize()
        .indexBy((v) => v > 1)
        .values()
        .sum() +
    flat
      .chunk(2)
      .map(([a]) => a)
      .sum()
  );
}

export const cases = {
  'a chain of transformations': { f: chained, args: () => [[1.3, 0.4, 2.1, 0.9], 0.8] },
  'groups, indices and chunks': { f: grouped, args: () => [[1.3, 0.4, 2.1, 0.9], 0.8] },
};
