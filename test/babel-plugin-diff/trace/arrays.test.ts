import { describeLanguage, where, type Rows } from '../../support/checkLanguage.js';
import { pending } from './pending.js';

const a = [1.5, 0.4, 2.2, 0.9];
const typed = Float64Array.from(a);

/** Methods that arrays and typed arrays have, as `a.method(…)`. */
const shared: Record<string, string> = {
  at: 'a.at(-1) * a.at(1) + (a.at(9) ?? x)',
  copyWithin: '(a.copyWithin(0, 2).length, a[0] * a[1] * x + a[2])',
  entries: '[...a.entries()].reduce((s, [i, v]) => s + v * v * i * x, 0)',
  every: '(a.every((v, i, all) => { a[i] = v * x * all.length; return i < 2; }) ? 1 : x) * a[1] * a[3]',
  fill: '(a.fill(x, 1, -1), a[0] * a[1] * a[3])',
  filter: 'a.filter((v, i) => v * x > 0.5 && i < 3).reduce((s, v) => s * x + v * v, 1)',
  find: 'a.find((v) => v < 1) * x + (a.find((v) => v > 9) ?? x)',
  findIndex: 'a[a.findIndex((v) => v > 2)] * x * a.findIndex((v) => v < 1)',
  findLast: 'a.findLast((v) => v > 1) * x',
  findLastIndex: 'a[a.findLastIndex((v) => v > 1)] * x * a.findLastIndex((v) => v < 1)',
  forEach: '(a.forEach(function (v, i, all) { all[i] = v * this.k + x; }, { k: x }), a[0] * a[3])',
  includes: 'a.includes(a[2]) && !a.includes(x, 1) ? a[1] * x : 0',
  indexOf: 'a[a.indexOf(a[2])] * x * a.indexOf(a[1]) + a.indexOf(x)',
  join: "a[1] * x + a.join('-').length * 0",
  keys: '[...a.keys()].reduce((s, i) => s + a[i] * i * x, 0)',
  lastIndexOf: 'a[a.lastIndexOf(a[2])] * x * a.lastIndexOf(a[1])',
  map: 'a.map(function (v, i, all) { return v * all[0] * this.k; }, { k: x }).reduce((s, v, i) => s + v * i, 0)',
  reduce: 'a.reduce((s, v, i, all) => s * x + v * all[i], x) + a.reduce((s, v) => s * v)',
  reduceRight: 'a.reduceRight((s, v, i) => s * x + v * i, x) + a.reduceRight((s, v) => s / v)',
  reverse: '(a.reverse(), a[0] * 3 + a[1] * x)',
  slice: 'a.slice(1, -1)[1] * a.slice()[0] + a.slice(-1)[0] * x',
  some: '(a.some((v, i) => { a[i] *= x; return v > 2; }) ? x : 1) * a[2] * a[3]',
  sort: '(a.sort(), a[0] * 3 + a[1] * x - a[3]) + (a.sort((p, q) => q * x - p * x), a[0] * a[2])',
  toLocaleString: 'a[1] * x + (a.toLocaleString().length > 0 ? x : 0)',
  toReversed: 'a.toReversed()[0] * x * a[0] * a.toReversed()[1]',
  toSorted: 'a.toSorted()[0] * x * a[0] + a.toSorted((p, q) => q - p)[0]',
  toString: 'a[1] * x + (a.toString().length > 0 ? x : 0)',
  values: '[...a.values()].reduce((s, v) => s + v * x, a.values().next().value)',
  with: 'a.with(1, x * x).reduce((s, v) => s * v, 1) + a.with(-1, x)[3] * a[3]',
  'Symbol.iterator': 'a[Symbol.iterator]().next().value * [...a][2] * x',
};

function methodRows(of: string, methods: Record<string, string>, argument: unknown): Rows {
  const rows: Record<string, [string, ...unknown[]]> = {};
  const prototype = Object.getPrototypeOf(argument) as object;
  for (const [name, expression] of Object.entries(methods))
    if (name in prototype || name.startsWith('Symbol'))
      rows[`${of}.prototype.${name}`] = [`function f(a, x) { return ${expression}; }`, argument, 0.7];
  return rows;
}

const arrayMethods: Rows = {
  ...methodRows('Array', shared, a),
  ...methodRows(
    'Array',
    {
      concat: '[x].concat(a, x * x, [[a[1]], a])[6][0] * a.concat()[0] + [].concat(a, x)[4] * x',
      flat: '[x, [a[0], [a[1] * x, [a[2]]]]].flat()[1] * [[a, [[x]]]].flat(Infinity)[4] + [a, [x]].flat(0)[1][0]',
      flatMap: 'a.flatMap((v, i) => (i % 2 ? [v * x, [v]] : v)).flat().reduce((s, v, i) => s + v * i, 0)',
      pop: 'a.pop() * x + a.length * a.pop() + ([].pop() ?? x)',
      push: 'a.push(x, a[0] * x) * a[5] * a[4]',
      shift: 'a.shift() * x + a.shift() * a[0]',
      splice:
        'a.splice(1, 2, x, x * a[0], a[3]).reduce((s, v) => s * v, x) + a[1] * a[2] * a.length * a.splice(-1)[0]',
      toSpliced: 'a.toSpliced(1, 2, x, x * a[0]).reduce((s, v) => s * v, a[2])',
      unshift: 'a.unshift(x, a[0] * x) * a[1] * a[2] * a[5]',
    },
    a,
  ),
};

const typedMethods: Rows = {
  ...methodRows('Float64Array', shared, typed),
  ...methodRows(
    'Float64Array',
    {
      set: '(a.set([x, a[3] * x], 1), a.set(a.subarray(1, 3), 2), a.set(new Set([x]).values().next()), a[1] * a[2] * a[3] * a[0])',
      subarray: '(a.subarray(1, 3)[0] *= x, a.subarray(-1)[0] * a[1] * a.subarray()[2])',
      buffer: 'new Float64Array(a.buffer, 8, 2)[1] * x * a.byteLength * a.BYTES_PER_ELEMENT + a.byteOffset',
    },
    typed,
  ),
};

const callbacks: Rows = {
  'methods that change the array meanwhile': [
    `function f(a, x) {
      const r = a.map((v, i) => { if (i < 2) a.push(v * x); a[3] = x; return v * v; });
      a.forEach((v, i) => { if (i === 0) a.pop(); r[0] += v; });
      const s = a.reduce((p, v, i) => { a[i + 1] *= x; return p + v; }, 0);
      return r[0] * r[3] + s + a.length * x;
    }`,
    a,
    0.7,
  ],
  'callbacks that throw, and natives as callbacks': [
    `function f(a, x) {
      let s = 0;
      try { a.forEach((v) => { s += v * x; if (v > 2) throw v; }); } catch (e) { s *= e; }
      return s + a.map(Math.sqrt)[0] + a.map(Number)[1] * x + a.filter(Boolean)[2] + ['1', '2'].map(parseFloat)[1] * x + a.map(String).length * x;
    }`,
    a,
    0.7,
  ],
  'sort: stable, of objects, with undefined and holes, by a key that depends on the input': [
    `function f(list, x) {
      const p = list.map((v, i) => ({ v, k: Math.floor(v), i }));
      p.sort((a, b) => a.k - b.k);
      const h = [x, , undefined, x * x, list[0]];
      h.sort((a, b) => a - b);
      const words = ['b', 'a'].sort();
      return p.reduce((s, { v, i }, j) => s + v * x * j + i * v, 0) + h[0] * h[2] + h.length * x + (words[0] === 'a' ? x : 0);
    }`,
    a,
    0.7,
  ],
  'generic methods on array-likes, and on strings': [
    `function f(o, x) {
      const A = Array.prototype;
      const g = (...args) => A.map.call(args, (v) => v * x);
      return A.reduce.call(o, (s, v) => s * v, x) + A.join.call(o).length * 0 + g(x, 2)[0] * A.at.call(o, -1) + A.concat.call([], A.slice.call(o, 1))[0] + A.filter.call('abc', (c) => c > 'a').length * x + A.indexOf.call(o, x);
    }
    const args = () => [Object.defineProperty({ 0: 1.5, 1: 0.4 }, 'length', { value: 2 }), 0.7];`,
  ],
  'a getter at an index': [
    `function f(a, b) {
      const list = [a, 0, b];
      Object.defineProperty(list, 1, { get() { return a * b; }, enumerable: true });
      const [, q] = list;
      let s = 0;
      for (const v of list) s += v * v;
      return list[1] + [...list][1] * q + s + list.map((v) => v * a)[1] + list.slice()[1] + Array.from(list)[1] + list.at(1) + list.concat([])[1] + Math.max(...list) + list.reduce((p, v) => p * v, 1);
    }`,
    1.3,
    0.9,
  ],
};

const statics: Rows = {
  'Array.from with iterables, array-likes and functions': [
    `function f(a, x) {
      const m = Array.from(new Map([['k', x]]), ([k, v]) => v * k.length);
      return Array.from(a)[0] * Array.from({ length: 3 }, (_, i) => x * i)[2] + m[0] * Array.from(new Set(a), function (v) { return v * this.k; }, { k: x })[1]
        + Array.from('12', Number)[1] * x + Array.from({ length: 1, 0: a[1] * x })[0] + Array.from.call(Object, [x])[0];
    }`,
    a,
    0.7,
  ],
  'Array.of, Array(n), new Array(…), Array.isArray': [
    `function f(a, x) {
      const b = new Array(3).fill(x);
      const c = Array(a[0], x);
      const d = new Array(2).fill().map((_, i) => x * (i + 1));
      return Array.of(x, a[1])[0] * b[2] + c[0] * c[1] * d[1] + (Array.isArray(b) ? b.length * x : 0) + [...Array(3).keys()].map((i) => i * x)[2] + Array.apply(null, [x, 2])[0];
    }`,
    a,
    0.7,
  ],
  'Float64Array.from, Float64Array.of, of objects with valueOf': [
    `function f(a, x) {
      const box = (v) => ({ valueOf: () => v * 2 });
      const t = new Float64Array(2);
      t[1] = box(x);
      t.set([box(x * x)]);
      const u = Float64Array.from([1, 2], (k) => box(k * x));
      const v = new DataView(new ArrayBuffer(8));
      v.setFloat64(0, box(x));
      return t[0] * t[1] + u[1] * Float64Array.of(box(x), x)[0] + new Float64Array([box(x)])[0] + t.map(() => box(x))[0] + t.fill(box(x))[1] + v.getFloat64(0) + Float64Array.from(new Set([x, 2]))[0];
    }`,
    a,
    0.7,
  ],
  'a typed array made from each kind of thing': [
    `function f(a, x) {
      const list = [new Float64Array(a), new Float64Array(Float32Array.of(2)), new Float64Array(new Set([x])), new Float64Array({ length: 1, 0: x * x }), new Float64Array((function* () { yield x * 3; })()), new Float64Array(2), new Float64Array(a.map((v) => v * x))];
      return list.reduce((s, t) => s * x + t[0] * t.length, 1);
    }`,
    a,
    0.7,
  ],
};

describeLanguage('methods of arrays', arrayMethods, pending);
describeLanguage('methods of typed arrays', typedMethods, pending);
describeLanguage('callbacks of array methods', callbacks, pending);
describeLanguage(
  'making arrays',
  {
    ...statics,
    ...where('fromAsync' in Array, {
      'Array.fromAsync of each kind of source': [
        `async function* ag(x) { yield x; yield Promise.resolve(x * 2); }
    async function f(a, x) {
    const l1 = await Array.fromAsync([x, Promise.resolve(a[0] * x)], (v) => v * 2);
    const l2 = await Array.fromAsync(ag(x));
    const l3 = await Array.fromAsync(ag(x), async (v, i) => { await null; return v * a[i]; });
    const l4 = await Array.fromAsync(new Set([x, a[1]]), function (v) { return { then: (ok) => ok(v * this.k) }; }, { k: x });
    const l5 = await Array.fromAsync({ [Symbol.asyncIterator]() { let i = 0; return { next: async () => ({ value: x * ++i, done: i > 2 }) }; } });
    const l6 = await Array.fromAsync([Promise.reject(x)]).catch((e) => [e * x]);
    const l7 = await Array.fromAsync([x * 3]);
    return l1[0] * l1[1] + l2[0] * l2[1] + l3[0] * l3[1] + l4[0] * l4[1] + l5[0] * l5[1] + l6[0] + l7[0];
    }`,
        [1.5, 0.4],
        0.7,
      ],
      'Array.fromAsync takes the turns that the language takes': [
        `const log = [];
    async function* ag(x) { yield x; yield Promise.resolve(x * 2); }
    async function other(x) { for (let i = 0; i < 16; i++) { log.push('o' + i); await null; } return x; }
    async function f(x) { log.length = 0; const o = other(x); const l = await Array.fromAsync(ag(x), (v) => { log.push('m'); return v * x; }); log.push('done'); const k = await Array.fromAsync([x, 2]); log.push('done'); return l[0] * l[1] * k[0] * (await o); }
    const state = () => log;`,
        0.7,
      ],
      'Array.fromAsync': [
        `async function f(a, x) { const list = await Array.fromAsync([x, Promise.resolve(a[0] * x)], (v) => v * 2); return list[0] * list[1]; }`,
        a,
        0.7,
      ],
    }),
  },
  pending,
);
