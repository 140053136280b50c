import type { Node, Program, Trace } from '../support/traced';
import { traced } from '../support/traced';

/** Σ aᵢ²·(i + 1) over the numbers of an array, so that each place counts differently. */
export function weigh(trace: Trace, a: Node): Node {
  let sum = trace.constant(0);
  const { length } = a.v as ArrayLike<unknown>;
  for (let i = 0; i < length; i++) {
    const x = trace.get(a, i);
    if (typeof x.v !== 'number') continue;
    sum = trace.add(sum, trace.multiply(trace.multiply(x, x), trace.constant(i + 1)));
  }
  return sum;
}

export const A = Array.prototype;
export const T = Object.getPrototypeOf(Float64Array.prototype) as Float64Array;
export const square = traced<[number]>((trace, x) => trace.multiply(x, x));

export const programs: Record<string, [Program, unknown[]]> = {
  'push several': [
    (trace, a, x) => {
      trace.call(A.push, a, x, trace.get(a, 0), trace.constant(7));
      return weigh(trace, a);
    },
    [[1.5, 2], 3],
  ],
  'push onto an inactive array': [
    (trace, x) => {
      const list = trace.constant([1, 2]);
      trace.call(A.push, list, x);
      return weigh(trace, list);
    },
    [3],
  ],
  pop: [
    (trace, a) => {
      const last = trace.call(A.pop, a);
      return trace.add(trace.multiply(last, last), weigh(trace, a));
    },
    [[1, 2, 3]],
  ],
  'shift and unshift': [
    (trace, a, x) => {
      const first = trace.call(A.shift, a);
      trace.call(A.unshift, a, x, trace.multiply(first, x));
      trace.call(A.push, a, first);
      return weigh(trace, a);
    },
    [[1.5, 2, 3], 0.7],
  ],
  'shift past an object': [
    (trace, a) => {
      const first = trace.call(A.shift, a);
      trace.call(A.push, a, trace.multiply(trace.get(first, 'v'), trace.get(a, 0)));
      return weigh(trace, a);
    },
    [[{ v: 2 }, 3]],
  ],
  'pop and push objects': [
    (trace, a) => {
      const last = trace.call(A.pop, a);
      trace.call(A.unshift, a, last);
      const x = trace.get(trace.get(a, 0), 'v');
      return trace.multiply(x, trace.get(trace.get(a, 1), 'v'));
    },
    [[{ v: 2 }, { v: 3 }]],
  ],
  'pop from an empty array': [
    (trace, a, x) => {
      trace.call(A.pop, a);
      trace.call(A.shift, a);
      trace.call(A.push, a, x);
      return weigh(trace, a);
    },
    [[], 3],
  ],
  slice: [
    (trace, a) => {
      const part = trace.call(A.slice, a, trace.constant(-3), trace.constant(-1));
      trace.set(part, 0, trace.multiply(trace.get(part, 0), trace.get(a, 0)));
      return trace.add(weigh(trace, part), weigh(trace, a));
    },
    [[1.5, 2, 3, 4]],
  ],
  'slice of objects': [
    (trace, a) => {
      const copy = trace.call(A.slice, a);
      const x = trace.get(trace.get(copy, 1), 'v');
      return trace.multiply(x, x);
    },
    [[{ v: 2 }, { v: 3 }]],
  ],
  concat: [
    (trace, a, x, b) => weigh(trace, trace.call(A.concat, a, x, b, trace.constant([9]), a)),
    [[1, 2], 3, [4, 5]],
  ],
  fill: [
    (trace, a, x) => {
      trace.call(A.fill, a, x, trace.constant(1), trace.constant(3));
      return trace.multiply(weigh(trace, a), x);
    },
    [[1, 2, 3, 4], 0.5],
  ],
  reverse: [
    (trace, a) => {
      const same = trace.call(A.reverse, a);
      trace.set(same, 0, trace.multiply(trace.get(a, 0), trace.get(a, 1)));
      return weigh(trace, a);
    },
    [[1.5, 2, 3]],
  ],
  map: [(trace, a) => weigh(trace, trace.call(A.map, a, trace.constant(square))), [[1.5, 2, 3]]],
  'map with a native': [
    (trace, a) => weigh(trace, trace.call(A.map, a, trace.constant(Math.sin))),
    [[1.5, 2, 3]],
  ],
  'map with mixed elements': [
    (trace, a) =>
      weigh(
        trace,
        trace.call(
          A.map,
          a,
          trace.constant(traced((tr, x) => (typeof x.v === 'number' ? tr.multiply(x, x) : tr.get(x, 'v')))),
        ),
      ),
    [[1.5, { v: 2 }, 3]],
  ],
  'map that gives objects': [
    (trace, a) => {
      const pairs = trace.call(
        A.map,
        a,
        trace.constant(traced((tr, x) => tr.call(Array.of, tr.constant(Array), x, tr.multiply(x, x)))),
      );
      return trace.add(weigh(trace, trace.get(pairs, 0)), weigh(trace, trace.get(pairs, 1)));
    },
    [[1.5, 2]],
  ],
  'map whose callback reads the index and the array': [
    (trace, a) =>
      weigh(
        trace,
        trace.call(
          A.map,
          a,
          trace.constant(
            traced(
              (tr, x, i, all) => tr.multiply(tr.multiply(x, tr.get(all, 0)), tr.add(i, tr.constant(1))),
              3,
            ),
          ),
        ),
      ),
    [[1.5, 2, 3]],
  ],
  'map over an inactive array': [
    (trace, x) =>
      trace.multiply(weigh(trace, trace.call(A.map, trace.constant([1, 2]), trace.constant(square))), x),
    [3],
  ],
  'map with holes': [
    (trace, x) => {
      const sparse = trace.constant([1, , 3]); // eslint-disable-line no-sparse-arrays -- holes are the case
      trace.set(sparse, 2, x);
      return weigh(trace, trace.call(A.map, sparse, trace.constant(square)));
    },
    [3],
  ],
  'forEach that stores': [
    (trace, a) => {
      const store = traced((tr, x, i, all) => {
        tr.set(all, i.v as number, tr.multiply(x, tr.get(all, 0)));
        return tr.constant(undefined);
      }, 1);
      trace.call(A.forEach, a, trace.constant(store));
      return weigh(trace, a);
    },
    [[1.5, 2, 3]],
  ],
  filter: [
    (trace, a) => {
      const kept = trace.call(
        A.filter,
        a,
        trace.constant(traced((tr, x) => tr.constant((x.v as number) > 1.7))),
      );
      return trace.add(weigh(trace, kept), weigh(trace, a));
    },
    [[1.5, 2, 1, 3]],
  ],
  'filter of objects': [
    (trace, a) => {
      const kept = trace.call(
        A.filter,
        a,
        trace.constant(traced((tr, x) => tr.constant((x.v as { v: number }).v > 1.7))),
      );
      const v = trace.get(trace.get(kept, 1), 'v');
      return trace.multiply(v, v);
    },
    [[{ v: 2 }, { v: 1 }, { v: 3 }]],
  ],
  'find and findLast': [
    (trace, a) => {
      const big = trace.constant(traced((tr, x) => tr.constant((x.v as number) > 1.7)));
      return trace.multiply(trace.call(A.find, a, big), trace.call(A.findLast, a, big));
    },
    [[1.5, 2, 3, 1]],
  ],
  'find an object': [
    (trace, a) => {
      const found = trace.call(
        A.find,
        a,
        trace.constant(traced((tr, x) => tr.constant((x.v as { v: number }).v > 2))),
      );
      return trace.multiply(trace.get(found, 'v'), trace.get(found, 'v'));
    },
    [[{ v: 1.5 }, { v: 3 }]],
  ],
  'some, every and findIndex': [
    (trace, a) => {
      const big = trace.constant(traced((tr, x) => tr.constant((x.v as number) > 1.7)));
      const index = trace.call(A.findIndex, a, big).v as number;
      const last = trace.call(A.findLastIndex, a, big).v as number;
      const some = trace.call(A.some, a, big).v === true ? 2 : 3;
      const every = trace.call(A.every, a, big).v === true ? 5 : 7;
      return trace.multiply(
        trace.multiply(trace.get(a, index), trace.get(a, last)),
        trace.constant(some * every),
      );
    },
    [[1.5, 2, 3, 1]],
  ],
  'reduce with a first value': [
    (trace, a, x) =>
      trace.call(
        A.reduce,
        a,
        trace.constant(traced((tr, s, v) => tr.add(tr.multiply(s, tr.constant(0.5)), tr.multiply(v, v)))),
        x,
      ),
    [[1.5, 2, 3], 0.7],
  ],
  'reduce without one': [
    (trace, a) => trace.call(A.reduce, a, trace.constant(traced((tr, s, v) => tr.multiply(s, v)))),
    [[1.5, 2, 3]],
  ],
  reduceRight: [
    (trace, a) =>
      trace.call(A.reduceRight, a, trace.constant(traced((tr, s, v) => tr.add(tr.multiply(s, s), v)))),
    [[0.5, 0.2, 0.3]],
  ],
  'reduce into an array': [
    (trace, a) => {
      const collect = traced((tr, list, v) => {
        tr.call(A.push, list, tr.multiply(v, v));
        return list;
      });
      return weigh(
        trace,
        trace.call(A.reduce, a, trace.constant(collect), trace.call(Array.of, trace.constant(Array))),
      );
    },
    [[1.5, 2, 3]],
  ],
  'reduce over Math.max': [
    (trace, a) =>
      trace.call(A.reduce, a, trace.constant(traced((tr, s, v) => tr.call(Math.max, undefined, s, v)))),
    [[1.5, 3, 2]],
  ],
  'Array.from': [
    (trace, a, f) =>
      trace.add(
        weigh(trace, trace.call(Array.from, trace.constant(Array), a)),
        weigh(trace, trace.call(Array.from, trace.constant(Array), f)),
      ),
    [[1.5, 2], Float64Array.of(3, 4)],
  ],
  'Array.from with a callback': [
    (trace, x) => {
      const made = trace.call(
        Array.from,
        trace.constant(Array),
        trace.constant({ length: 3 }),
        trace.constant(traced((tr, _v, i) => i, 2)),
      );
      trace.set(made, 1, trace.multiply(x, x));
      return weigh(trace, trace.call(Array.from, trace.constant(Array), made, trace.constant(square)));
    },
    [1.5],
  ],
  'Array.of and Array': [
    (trace, x, y) =>
      trace.add(
        weigh(trace, trace.call(Array.of, trace.constant(Array), x, y)),
        weigh(trace, trace.call(Array, undefined, x, y, x)),
      ),
    [1.5, 2],
  ],
  'new Array and fill': [
    (trace, x) => {
      const made = trace.construct(Array, trace.constant(3));
      trace.call(A.fill, made, x);
      return weigh(trace, made);
    },
    [1.5],
  ],
  'new Float64Array of a length': [
    (trace, x) => {
      const made = trace.construct(Float64Array, trace.constant(3));
      trace.set(made, 1, x);
      return trace.multiply(weigh(trace, made), trace.add(trace.get(made, 0), trace.constant(2)));
    },
    [1.5],
  ],
  'new Float64Array of arrays': [
    (trace, a, f) =>
      trace.add(
        weigh(trace, trace.construct(Float64Array, a)),
        weigh(trace, trace.construct(Float64Array, f)),
      ),
    [[1.5, 2], Float64Array.of(3, 4)],
  ],
  'typed set, overlapping': [
    (trace, f) => {
      trace.call(
        T.set,
        f,
        trace.call(T.subarray, f, trace.constant(0), trace.constant(2)),
        trace.constant(1),
      );
      return weigh(trace, f);
    },
    [Float64Array.of(1.5, 2, 3)],
  ],
  'typed set from an array': [
    (trace, f, a) => {
      trace.call(T.set, f, a);
      return weigh(trace, f);
    },
    [Float64Array.of(1.5, 2, 3), [4, 5]],
  ],
  'typed fill, reverse, slice': [
    (trace, f, x) => {
      trace.call(T.fill, f, x, trace.constant(-1));
      trace.call(T.reverse, f);
      return trace.add(
        weigh(trace, trace.call(T.slice, f, trace.constant(0), trace.constant(2))),
        weigh(trace, f),
      );
    },
    [Float64Array.of(1.5, 2, 3), 0.5],
  ],
  'typed subarray is a view': [
    (trace, f) => {
      const view = trace.call(T.subarray, f, trace.constant(1));
      trace.set(view, 0, trace.multiply(trace.get(f, 0), trace.get(view, 1)));
      return weigh(trace, f);
    },
    [Float64Array.of(1.5, 2, 3)],
  ],
  'typed map and reduce': [
    (trace, f) =>
      trace.multiply(
        weigh(trace, trace.call(T.map, f, trace.constant(square))),
        trace.call(T.reduce, f, trace.constant(traced((tr, s, v) => tr.add(s, v))), trace.constant(0)),
      ),
    [Float64Array.of(1.5, 2, 3)],
  ],
  at: [
    (trace, a) =>
      trace.multiply(trace.call(A.at, a, trace.constant(-1)), trace.call(A.at, a, trace.constant(0))),
    [[1.5, 2, 3]],
  ],
  'sort by a comparison': [
    (trace, a) => {
      trace.call(
        A.sort,
        a,
        trace.constant((p: number, q: number) => p - q),
      );
      return weigh(trace, a);
    },
    [[3, 1.5, 2, 0.5, 7]],
  ],
  'sort objects': [
    (trace, a, x) => {
      trace.set(trace.get(a, 1), 'v', trace.multiply(trace.get(trace.get(a, 1), 'v'), x));
      trace.call(
        A.sort,
        a,
        trace.constant((p: { v: number }, q: { v: number }) => p.v - q.v),
      );
      const v = trace.get(trace.get(a, 0), 'v');
      return trace.multiply(v, trace.multiply(v, trace.get(trace.get(a, 2), 'v')));
    },
    [[{ v: 3 }, { v: 1 }, { v: 2 }], 1.3],
  ],
  'sort by text, and typed': [
    (trace, a, f) => {
      trace.call(A.sort, a);
      trace.call(T.sort, f);
      return trace.add(weigh(trace, a), weigh(trace, f));
    },
    [[7.5, 30.5, 4.25], Float64Array.of(10, -0.5, 9)],
  ],
  splice: [
    (trace, a, x) => {
      const removed = trace.call(
        A.splice,
        a,
        trace.constant(1),
        trace.constant(2),
        x,
        trace.multiply(x, x),
        x,
      );
      trace.set(a, 0, trace.multiply(trace.get(a, 0), trace.get(removed, 1)));
      trace.call(A.splice, a, trace.constant(-2), trace.constant(1));
      return trace.add(weigh(trace, a), weigh(trace, removed));
    },
    [[1.5, 2, 3, 4, 5], 0.7],
  ],
  'splice objects and numbers': [
    (trace, a, x) => {
      const removed = trace.call(A.splice, a, trace.constant(0), trace.constant(2), x);
      const v = trace.get(trace.get(removed, 0), 'v');
      return trace.multiply(trace.multiply(v, trace.get(removed, 1)), weigh(trace, a));
    },
    [[{ v: 2 }, 3, 4], 0.7],
  ],
  Number: [(trace, x) => trace.multiply(trace.call(Number, undefined, x), x), [1.5]],
};
