import t from 'transducers-js';

export const packages = ['transducers-js'];
export const style = 'compiled by Closure, transformer objects with `@@transducer` methods';

function reduced(xs, k) {
  const steps = t.comp(
    t.map((x) => x * k),
    t.filter((x) => x > 0),
    t.mapcat((x) => [x, Math.sqrt(x)]),
    t.takeWhile((x) => x < 5),
    t.partitionAll(2),
    t.map(([a, b = 1]) => a * b),
  );
  return t.transduce(steps, (sum, x) => sum * 0.9 + x, 0, xs) + t.into([], t.drop(2), xs).length * k;
}

function collected(goods, rate) {
  const groups = t.into(
    [],
    t.comp(
      t.partitionBy(({ kind }) => kind),
      t.keepIndexed((i, group) => (i % 2 ? undefined : group)),
    ),
    goods,
  );
  const priced = t.into(
    {},
    t.map(([name, price]) => [name, price * rate]),
    { pear: goods[0].price, fig: goods[2].price },
  );
  const total = t.transduce(
    t.cat,
    t.completing(
      (sum, { price }) => sum + price ** 2,
      (sum) => sum * rate,
    ),
    0,
    groups,
  );
  return total + priced.pear * priced.fig;
}

function counted(x) {
  function* powers() {
    for (let at = x; ; at *= x) yield at;
  }
  const steps = t.comp(
    t.take(9),
    t.takeNth(2),
    t.dropWhile((at) => at > 0.85),
    t.remove((at) => at < 0.45),
    t.keep((at) => at * x),
  );
  return t.transduce(steps, (sum, at) => sum + Math.sin(at), 0, powers());
}

export const cases = {
  'composed transducers': { f: reduced, args: () => [[0.5, 2, -1, 3.5, 1.25], 0.8] },
  'groups, objects, completion': {
    f: collected,
    args: () => [
      [
        { kind: 'pear', price: 1.5 },
        { kind: 'pear', price: 0.75 },
        { kind: 'fig', price: 3.25 },
        { kind: 'pear', price: 2 },
      ],
      1.2,
    ],
  },
  'an endless generator': { f: counted, args: () => [0.9] },
};
