import {
  bin,
  blur,
  bisector,
  cross,
  cumsum,
  deviation,
  extent,
  fsum,
  greatest,
  mean,
  median,
  pairs,
  quantile,
  rollup,
  sort,
  ticks,
  variance,
} from 'd3-array';

export const packages = ['d3-array', 'internmap'];
export const style = 'ES modules, iterables and generators, accessor functions, maps that intern keys';

export const cases = {
  'statistics of a sample': {
    f: (xs, p) => {
      const [low, high] = extent(xs);
      return mean(xs) * deviation(xs) + median(xs) - quantile(xs, p) * variance(xs) + (high - low) / fsum(xs);
    },
    args: () => [[3.1, 0.4, 7.2, 5.5, 2.6, 9.1], 0.37],
  },
  'groups of records': {
    f: (records) => {
      const means = rollup(
        records,
        (group) => mean(group, (d) => d.x * d.weight),
        (d) => d.kind,
      );
      const best = greatest(records, (a, b) => a.x - b.x);
      return means.get('a') - 2 * means.get('b') + best.x * best.weight;
    },
    args: () => [
      [
        { kind: 'a', x: 1.5, weight: 2 },
        { kind: 'b', x: 2.5, weight: 0.5 },
        { kind: 'a', x: 4, weight: 1.2 },
        { kind: 'b', x: 3.5, weight: 0.8 },
      ],
    ],
  },
  'blurred, sorted and summed up': {
    f: (xs, r) => {
      const smooth = blur(Float64Array.from(xs), r);
      const sums = cumsum(sort(smooth, (x) => -x));
      const steps = pairs(sums, (a, b) => (b - a) * b);
      return cross(steps, xs, (a, b) => a * b).reduce((sum, x) => sum + x) + smooth[2];
    },
    args: () => [[3, 1, 4, 1.5, 9, 2.6, 5], 1.25],
  },
  'a histogram and a table looked up': {
    f: (xs, table, x) => {
      const bins = bin().thresholds(ticks(0, 10, 5))(xs);
      const i = bisector((d) => d.x).left(table, x);
      const [a, b] = [table[i - 1], table[i]];
      const between = a.y + ((b.y - a.y) * (x - a.x)) / (b.x - a.x);
      return bins.reduce((sum, each) => sum + each.length * (mean(each) ?? 0) ** 2, 0) * between;
    },
    args: () => [
      [1, 2.8, 3.1, 6.9, 7.1, 9],
      [
        { x: 0, y: 1 },
        { x: 2, y: 3 },
        { x: 5, y: 2.5 },
      ],
      3.2,
    ],
  },
};
