import mori from 'mori';

export const packages = ['mori'];
export const style =
  "ClojureScript compiled by Closure's advanced mode: persistent collections, lazy sequences, protocols";

const sum = (collection) => mori.reduce((a, b) => a + b, 0, collection);

function vectors(x, y) {
  const v = mori.vector(x, y, x * y);
  const more = mori.conj(mori.assoc(v, 1, y * y), x ** 3);
  const squares = mori.map((each) => each * each, more);
  return sum(squares) * mori.nth(more, 3) + sum(v) + mori.first(mori.sort(v)) + mori.peek(mori.pop(more));
}

function maps(x, y) {
  const m = mori.hashMap('a', x, 'b', y);
  const next = mori.updateIn(
    mori.assoc(m, 'c', mori.toClj({ deep: [x, y] })),
    ['c', 'deep', 1],
    (v) => v * x,
  );
  const plain = mori.toJs(mori.merge(next, mori.hashMap('b', x * y)));
  return sum(mori.vals(m)) * mori.get(next, 'a') + plain.b * plain.c.deep[1];
}

function lazily(x, y) {
  const powers = mori.take(
    5,
    mori.iterate((v) => v * y, x),
  );
  const pairs = mori.partition(2, 1, powers);
  const products = mori.map((pair) => mori.first(pair) * mori.last(pair), pairs);
  const positive = mori.filter((v) => v > 0.1, mori.interleave(powers, mori.repeat(x)));
  return sum(products) + mori.toJs(mori.into(mori.vector(), positive)).reduce((a, b, i) => a + b * i, 0);
}

export const cases = {
  'persistent vectors': { f: vectors, args: () => [1.3, 0.4] },
  'persistent maps': { f: maps, args: () => [1.3, 0.4] },
  'lazy sequences': { f: lazily, args: () => [1.3, 0.7] },
};
