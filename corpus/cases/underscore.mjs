import _ from 'underscore';

export const packages = ['underscore'];
export const style = 'CommonJS and ES modules, ES5 functions that call back, chaining by wrappers';

function chained(orders) {
  return _.chain(orders)
    .filter((order) => order.quantity > 1)
    .groupBy('kind')
    .mapObject((group) => _.reduce(group, (sum, { price, quantity }) => sum + price * quantity ** 1.5, 0))
    .pairs()
    .sortBy(([, total]) => -total)
    .reduce((sum, [, total], i) => sum + total / (i + 1), 0)
    .value();
}

function matrixWork(rows, weights) {
  const columns = _.unzip(rows);
  const dots = _.map(columns, (column) => _.reduce(_.zip(column, weights), (sum, [a, b]) => sum + a * b, 0));
  const [small, large] = _.partition(dots, (each) => each < 2);
  const spread = _.max(dots) - _.min(dots);
  return (
    spread * _.reduce(large, (product, each) => product * each, 1) + _.first(small) - _.last(_.flatten(rows))
  );
}

function composed(options, xs) {
  const { gain, shift } = _.defaults({}, options, { gain: 2, shift: 0.5 });
  const scale = _.partial((k, x) => k * x, gain);
  const f = _.compose((y) => Math.tanh(y + shift), scale, Math.sqrt);
  const remembered = _.memoize(f);
  const values = _.extend({}, _.object(_.map(xs, (x, i) => [`at${i}`, remembered(x)])), {
    extra: remembered(xs[0]),
  });
  return _.reduce(_.values(values), (sum, value) => sum + value, 0);
}

export const cases = {
  'a chain over grouped objects': {
    f: chained,
    args: () => [
      [
        { kind: 'pear', price: 0.6, quantity: 3.5 },
        { kind: 'fig', price: 2.25, quantity: 2.5 },
        { kind: 'pear', price: 0.7, quantity: 1.5 },
        { kind: 'fig', price: 1.75, quantity: 0.5 },
      ],
    ],
  },
  'zip, partition, flatten, extremes': {
    f: matrixWork,
    args: () => [
      [
        [1.5, 0.25, 3],
        [-0.5, 0.75, 2],
        [2, 0.5, -1.25],
      ],
      [0.4, 1.1, 0.9],
    ],
  },
  'compose, partial, memoize, defaults': {
    f: composed,
    args: () => [{ gain: 0.8 }, [0.25, 1.44, 2.5]],
  },
};
