import flatMap from 'core-js-pure/actual/array/flat-map.js';
import from from 'core-js-pure/actual/array/from.js';
import toSorted from 'core-js-pure/actual/array/to-sorted.js';
import Iterator from 'core-js-pure/actual/iterator/index.js';
import CoreMap from 'core-js-pure/actual/map/index.js';
import math from 'core-js-pure/actual/math/index.js';
import groupBy from 'core-js-pure/actual/object/group-by.js';
import CorePromise from 'core-js-pure/actual/promise/index.js';
import construct from 'core-js-pure/actual/reflect/construct.js';
import CoreSet from 'core-js-pure/actual/set/index.js';
import structuredClone from 'core-js-pure/actual/structured-clone.js';

export const packages = ['core-js-pure'];
export const style = 'polyfills: methods uncurried by bind, feature detection, internal state in WeakMaps';

function collections(x, y) {
  const map = new CoreMap([['a', x]]);
  map.set('b', y * x);
  let sum = 0;
  map.forEach((v) => {
    sum += v;
  });
  for (const [, v] of map) sum += v * 2;
  const set = new CoreSet([{ v: x }, { v: y }]);
  for (const { v } of set.union(new CoreSet([{ v: 3 }]))) sum *= v;
  return sum + from(map.values()).reduce((a, b) => a * b);
}

function lists(x, y) {
  const numbers = from([x, y, x * y], (v) => v * v);
  const sorted = toSorted(
    flatMap(numbers, (v) => [v, v * x]),
    (a, b) => b - a,
  );
  const groups = groupBy(sorted, (v) => (v > 1 ? 'large' : 'small'));
  const lazy = Iterator.from(sorted)
    .map((v, i) => v * (i + 1))
    .filter((v) => v > 0.5)
    .take(3);
  const copy = structuredClone({ deep: [x, { y }] });
  return (
    lazy.reduce((a, b) => a + b) * groups.small[0] +
    copy.deep[0] * copy.deep[1].y +
    construct(Array, [x, y])[0] * math.hypot(x, y) +
    math.cbrt(x) * math.log1p(y)
  );
}

async function promises(x, y) {
  const later = new CorePromise((resolve) => setTimeout(() => resolve(x * y), 1));
  const value = await later.then((v) => v * x);
  const [a, b] = await CorePromise.all([x, CorePromise.resolve(y)]);
  const [{ reason }] = await CorePromise.allSettled([CorePromise.reject({ lost: x })]);
  return value + a * b + reason.lost ** 2;
}

export const cases = {
  'Maps and Sets': { f: collections, args: () => [1.3, 0.4] },
  'arrays, groups and iterators': { f: lists, args: () => [1.3, 0.4] },
  promises: { f: promises, args: () => [1.3, 0.4] },
};
