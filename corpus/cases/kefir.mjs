import Kefir from 'kefir';

export const packages = ['kefir'];
export const style = 'event streams: prototypes extended by mixins, pools, properties, errors';

function pooled(x, y) {
  let sum = 0;
  const pool = Kefir.pool();
  const scanned = pool.map((v) => v * y).scan((total, v) => total + v, 0);
  scanned.onValue((v) => {
    sum += v;
  });
  Kefir.combine([Kefir.constant(x), scanned.toProperty()], (a, b) => a * b).onValue((v) => {
    sum += v;
  });
  let emitter;
  pool.plug(
    Kefir.stream((given) => {
      emitter = given;
    }),
  );
  emitter.emit(x);
  emitter.emit(x * y);
  emitter.end();
  return sum;
}

function failing(x, y) {
  let sum = 0;
  const source = Kefir.sequentially(0, []).merge(
    Kefir.stream((emitter) => {
      [x, y, x * y].forEach((v) => emitter.emit(v));
      emitter.error({ lost: x ** 2 });
    }),
  );
  source
    .slidingWindow(2, 2)
    .map(([a, b]) => a * b)
    .merge(source.valuesToErrors((v) => ({ convert: v > 1, error: { lost: v } })).ignoreValues())
    .flatMapErrors(({ lost }) => Kefir.constant(lost * 3))
    .onValue((v) => {
      sum += v;
    });
  return sum;
}

export const cases = {
  'a pool, scanned and combined': { f: pooled, args: () => [1.3, 0.4] },
  'windows and errors': { f: failing, args: () => [1.3, 0.4] },
};
