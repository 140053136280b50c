import async from 'async';

export const packages = ['async'];
export const style = 'callbacks and promises: limits, queues, dependencies among tasks, a bundle by rollup';

async function collections(x, y) {
  const squares = await async.mapLimit([x, y, x * y], 2, async (v) => v * v);
  const product = await async.reduce([x, y], 1, async (memo, v) => memo * v);
  const large = await async.filter(squares, async (v) => v > 0.2);
  return squares.reduce((a, b) => a + b) * product + large.reduce((a, b) => a + b);
}

function waterfall(x, y) {
  return new Promise((resolve, reject) => {
    async.waterfall(
      [
        (done) => done(null, x, y),
        (a, b, done) => setTimeout(() => done(null, a * b), 1),
        (product, done) => async.setImmediate(() => done(null, product + x)),
      ],
      (error, result) => (error ? reject(error) : resolve(result)),
    );
  });
}

async function tasks(x, y) {
  const all = await async.auto({
    first: async () => x,
    second: ['first', async ({ first }) => first * y],
    third: ['first', 'second', async ({ first, second }) => first + second ** 2],
  });
  const queue = async.queue(async ({ value }) => value * 2, 1);
  const [a, b] = await Promise.all([queue.pushAsync({ value: x }), queue.pushAsync({ value: y })]);
  return all.third * a + b;
}

export const cases = {
  'collections with limits': { f: collections, args: () => [1.3, 0.4] },
  'a waterfall of callbacks': { f: waterfall, args: () => [1.3, 0.4] },
  'tasks that depend on each other, and a queue': { f: tasks, args: () => [1.3, 0.4] },
};
