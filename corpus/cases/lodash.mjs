import _ from 'lodash';

export const packages = ['lodash'];
export const style =
  'UMD, one function of 17 thousand lines, lazy chains, functions bound to their arguments';

const records = () => [
  { kind: 'a', at: { x: 1.5, y: 2 }, weight: 0.5 },
  { kind: 'b', at: { x: 2.5, y: 0.3 }, weight: 2 },
  { kind: 'a', at: { x: 4, y: -1 }, weight: 1.2 },
  { kind: 'b', at: { x: 3.5, y: 1.8 }, weight: 0.8 },
];

export const cases = {
  'groups, sums and means': {
    f: (rows) => {
      const groups = _.mapValues(_.groupBy(rows, 'kind'), (group) =>
        _.sumBy(group, (d) => d.at.x * d.weight),
      );
      const heaviest = _.maxBy(rows, 'weight');
      return groups.a * 2 - groups.b + _.meanBy(rows, 'at.y') * heaviest.at.x + _.get(rows, '[2].at.x') ** 2;
    },
    args: () => [records()],
  },
  'a lazy chain': {
    f: (xs, s) =>
      _(xs)
        .map((x) => x * s)
        .filter((x) => x > 1)
        .take(3)
        .zip(xs.slice(0, 3))
        .flatMap(([a, b]) => [a * b, a])
        .sortBy((x) => -x)
        .reduce((sum, x, i) => sum + (i + 1) * x, 0),
    args: () => [[0.2, 1.4, 3.1, 2.2, 5], 1.3],
  },
  'composition, currying, memoising': {
    f: (a, b, c) => {
      const polynomial = _.curry((p, q, r, x) => p * x * x + q * x + r);
      const flow = _.flow([
        polynomial(a)(b, _, c),
        Math.sin,
        _.partial(_.multiply, a),
        _.memoize((x) => x * x),
      ]);
      const other = _.overArgs((x, y) => x * y, [_.identity, Math.exp]);
      return polynomial(a, b)(c)(0.7) + flow(0.4) + other(a, b) + _.partialRight(_.subtract, c)(a);
    },
    args: () => [1.2, 0.4, -0.7],
  },
  'deep copies and merges': {
    f: (options, changes) => {
      const copy = _.cloneDeep(options);
      copy.size.width *= 2;
      const merged = _.merge({}, copy, changes, { size: { depth: 3 } });
      const picked = _.pick(_.defaultsDeep({ steps: [1] }, merged), ['size', 'steps', 'other.deep']);
      _.set(picked, 'size.area', picked.size.width * picked.size.height);
      return picked.size.area + picked.steps[1] * merged.size.depth - _.sum(merged.steps) * picked.other.deep;
    },
    args: () => [
      { size: { width: 2, height: 3 }, steps: [1, 2, 3], other: { deep: 0.5 } },
      { size: { height: 4.5 }, steps: [9, 8.5] },
    ],
  },
};
