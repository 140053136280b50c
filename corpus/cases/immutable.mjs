import { List, Map, Range, Record, Seq, fromJS } from 'immutable';

export const packages = ['immutable'];
export const style = 'persistent tries, iterators, prototypes built by mixins, hashing';

function listWork(xs) {
  const grown = List(xs)
    .push(xs[0] * xs[1])
    .unshift(xs[2])
    .update(1, (x) => x ** 2);
  const sorted = grown.sortBy((x) => -x);
  return sorted.reduce((sum, x, i) => sum + x / (i + 1), 0) + grown.setIn([0], Math.sin(xs[1])).get(0);
}

const Body = Record({ mass: 1, at: List([0, 0]), velocity: List([0, 0]) });
function step(body, dt) {
  return body
    .update('at', (at) => at.zipWith((x, v) => x + v * dt, body.velocity))
    .update('velocity', (velocity) => velocity.map((v, i) => v - (dt * body.at.get(i)) / body.mass));
}
function simulated(mass, at, velocity) {
  let body = Body({ mass, at: List(at), velocity: List(velocity) });
  for (let i = 0; i < 5; i++) body = step(body, 0.1);
  return body.at.reduce((sum, x) => sum + x * x, 0) + body.mass * body.velocity.last();
}

function nested(tree) {
  const state = fromJS(tree)
    .updateIn(['a', 'b', 1], (x) => x * 3)
    .mergeDeep({ a: { c: 2 } })
    .setIn(['d', 'e'], tree.k * tree.a.c);
  const scaled = state
    .get('a')
    .get('b')
    .toSeq()
    .map((x) => x * state.getIn(['d', 'e']));
  return (
    scaled.filter((x) => x > 0).reduce((sum, x) => sum + Math.sqrt(x), 0) +
    state.getIn(['a', 'c']) +
    state.get('k')
  );
}

function lazy(scale, shift) {
  const table = Map(Range(0, 40).map((i) => [`key${i}`, scale * i + shift]));
  const some = table
    .filter((_, key) => key.endsWith('3'))
    .withMutations((each) => each.set('more', scale ** 2).delete('key3'));
  return some
    .valueSeq()
    .concat(Seq([shift]))
    .map((x) => x * x)
    .reduce((sum, x) => sum + x, 0);
}

export const cases = {
  'a list, grown, updated and sorted': { f: listWork, args: () => [[1.25, -0.5, 2.25, 0.75]] },
  'records advanced in time': { f: simulated, args: () => [1.5, [1, 0.5], [-0.25, 0.75]] },
  'nested maps from plain objects': { f: nested, args: () => [{ a: { b: [0.5, 1.25, -3], c: 4 }, k: 0.75 }] },
  'a hash map and lazy sequences': { f: lazy, args: () => [0.5, 1.25] },
};
