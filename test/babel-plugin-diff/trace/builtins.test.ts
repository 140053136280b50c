import { describeLanguage, where, type Rows } from '../../support/checkLanguage.js';
import { pending } from './pending.js';

const objects: Rows = {
  'Object.assign, entries, keys, values, fromEntries': [
    `function f(o, x) {
      const p = Object.assign({ c: x }, o, null, { get g() { return x * o.a; } }, [x * 3]);
      let s = 0;
      for (const [k, v] of Object.entries(p)) s = s * x + v * k.length;
      const q = Object.fromEntries(Object.entries(o).map(([k, v]) => [k + k, v * x]));
      const r = Object.fromEntries(new Map([['k', x * s]]));
      return s + q.aa * q.bb + Object.values(p)[2] * Object.keys(p).length + r.k + p.g * p[0];
    }`,
    { a: 1.5, b: 2 },
    0.7,
  ],
  'Object.assign calls setters, and copies onto functions and arrays': [
    `function f(o, x) {
      const t = { set a(v) { this.v = v * x; }, get a() { return this.v; } };
      Object.assign(t, o);
      const [p, q, r] = Object.assign([1, 2, 3], [x], { 2: o.a });
      return t.v * t.a + p * q * r + Object.assign(() => x, o).b;
    }`,
    { a: 1.5, b: 2 },
    0.7,
  ],
  'Object.create with descriptors, getPrototypeOf, setPrototypeOf': [
    `function f(o, x) {
      const p = Object.create({ m() { return this.v * x; } }, { v: { value: o.a * x, writable: true }, g: { get() { return this.v * 2; }, enumerable: true } });
      p.v *= x;
      const q = Object.create(null);
      q.z = x;
      Object.setPrototypeOf(o, { w: x * x });
      return p.m() + p.g * q.z + o.w * Object.getPrototypeOf(o).w + Object.keys(p).length * x + (Object.create(p).v ?? 0);
    }`,
    { a: 1.5 },
    0.7,
  ],
  'Object.defineProperty, defineProperties and descriptors': [
    `function f(o, x) {
      Object.defineProperty(o, 'p', { value: x * o.a, writable: true, configurable: true, enumerable: true });
      Object.defineProperties(o, { q: { get() { return this.p * x; }, set(v) { this.p = v; }, configurable: true }, r: { value: x * 3 } });
      o.q = o.q + 1;
      const d = Object.getOwnPropertyDescriptor(o, 'p');
      const all = Object.getOwnPropertyDescriptors(o);
      const copy = Object.defineProperties({}, all);
      Object.defineProperty(o, 'p', { value: d.value * x });
      return d.value * all.r.value + copy.q * o.p + all.q.get.call({ p: x }) + (d.writable ? x : 0);
    }`,
    { a: 1.5 },
    0.7,
  ],
  'Object.freeze, seal, preventExtensions, is…': [
    `function f(o, x) {
      const p = Object.freeze({ v: x * o.a, inner: { w: x } });
      p.v = 100;
      p.inner.w *= x;
      Object.seal(o);
      o.a *= 2;
      o.z = 100;
      const tests = [Object.isFrozen(p), Object.isSealed(o), Object.isExtensible(o), Object.isFrozen(Object.preventExtensions({ v: x }))];
      return p.v * p.inner.w + o.a * tests.filter(Boolean).length + (o.z ?? x);
    }`,
    { a: 1.5 },
    0.7,
  ],
  'Object.is, hasOwn, hasOwnProperty, propertyIsEnumerable, names, symbols': [
    `function f(o, x) {
      o[Symbol.for('s')] = x;
      const n = [Object.is(o.a, o.a), Object.is(0, -0), Object.hasOwn(o, 'a'), o.hasOwnProperty('b'), Object.prototype.propertyIsEnumerable.call(o, 'a'), {}.isPrototypeOf.call(Object.prototype, o)];
      return o.a * x * n.filter(Boolean).length + Object.getOwnPropertyNames(o).length * x + o[Object.getOwnPropertySymbols(o)[0]] * o.valueOf().a + Object(o).a + new Object(o).a;
    }`,
    { a: 1.5 },
    0.7,
  ],
  '__proto__, __defineGetter__, __lookupGetter__': [
    `function f(o, x) {
      o.__defineGetter__('g', function () { return this.a * x; });
      o.__defineSetter__('s', function (v) { this.a = v * x; });
      o.__proto__ = { w: x };
      o.s = x * x;
      return o.g * o.w + o.__lookupGetter__('g').call({ a: x }) + o.__proto__.w;
    }`,
    { a: 1.5 },
    0.7,
  ],
  'a number that becomes a getter by __defineGetter__, a list whose prototype is set': [
    `function f(o, a, x) {
      o.a *= x;
      o.__defineGetter__('a', function () { return this.b * x; });
      a.__defineGetter__(1, () => x * x);
      a.__proto__ = Object.create(Array.prototype, { w: { value: x * 3 }, twice: { get() { return this[0] * 2; } } });
      const q = { get v() { return this.__proto__.base; }, __proto__: { base: x } };
      q.__proto__ = { base: x * 5, get u() { return this.v * x; } };
      return o.a * a[1] + a.w * a.twice + q.v * q.u + a.map((v) => v)[1];
    }`,
    { a: 1.5, b: 2 },
    [1, 2],
    0.7,
  ],
  'structuredClone of what has accessors': [
    `const log = [];
    function f(o, x) {
      const list = [x, 0, o.a];
      Object.defineProperty(list, 1, { get() { log.push('element'); return x * o.a; }, enumerable: true });
      const both = { list, get g() { log.push('g'); return { v: x * 2 }; }, self: null, d: new Date(5), m: new Map([['k', list]]) };
      both.self = both;
      const copy = structuredClone(both);
      return copy.list[1] * copy.self.g.v + copy.list[0] + copy.d.getTime() + structuredClone({ n: [{ get v() { return x; } }] }).n[0].v;
    }
    const state = () => log;`,
    { a: 1.5 },
    0.7,
  ],
  ...where('groupBy' in Object, {
    'Object.groupBy and Map.groupBy': [
      `function f(a, x) {
        const o = Object.groupBy(a, (v, i) => (i % 2 ? 'odd' : 'even'));
        const m = Map.groupBy(a.map((v) => v * x), (v) => Math.floor(v));
        return o.odd[0] * o.even[1] + [...m.values()].reduce((s, g) => s + g[0] * g.length, 0);
      }`,
      [1.5, 0.4, 2.2],
      0.7,
    ],
  }),
};

const collections: Rows = {
  'Map: every method': [
    `function f(m, x) {
      const n = new Map(m);
      n.set('c', x).set('a', n.get('a') * x);
      let s = 0;
      n.forEach(function (v, k, self) { s = s * this.k + v * self.size; }, { k: x });
      for (const [k, v] of n.entries()) s += v * k.length;
      for (const [, v] of n) s += v * v;
      for (const k of n.keys()) if (n.has(k)) s += n.get(k);
      const it = n.values();
      s += it.next().value * it.next().value;
      n.delete('a');
      const size = n.size;
      n.clear();
      return s * size + (n.get('c') ?? x) + Map.prototype.get.call(m, 'b') * x;
    }`,
    new Map([
      ['a', 1.5],
      ['b', 0.4],
    ]),
    0.7,
  ],
  'Set: every method': [
    `function f(x, y) {
      const s = new Set([x, { v: y }]);
      s.add(x * y).add([x, y]);
      let t = 0;
      s.forEach(function (v, w, self) { t += (v.v ?? v[1] ?? v) * this.k * self.size; }, { k: x });
      for (const [v] of s.entries()) t += typeof v === 'number' ? v * v : 0;
      for (const v of s.keys()) if (s.has(v)) t *= x;
      s.delete(x);
      t += [...s.values()][1] * s.size;
      s.clear();
      return t + s.size;
    }`,
    1.3,
    0.9,
  ],
  ...where('getOrInsert' in Map.prototype, {
    'Map and WeakMap: getOrInsert, getOrInsertComputed': [
      `function f(m, x) {
        const w = new WeakMap(), key = {};
        const a = m.getOrInsert('a', x * 9) * m.getOrInsert('b', x * x);
        const c = m.getOrInsertComputed('c', (k) => (m.set('c', 0), x * k.length)) * m.getOrInsertComputed('a', () => 0);
        const n = new Map().getOrInsertComputed(-0, (k) => (Object.is(k, 0) ? x : 0));
        let caught = 0;
        try { m.getOrInsertComputed('d', 3); } catch (e) { caught = e instanceof TypeError && !m.has('d') ? x : 0; }
        return a + c * n + m.get('b') * m.get('c') + w.getOrInsert(key, x) * w.getOrInsertComputed(key, () => 0) * w.get(key) + caught;
      }`,
      new Map([['a', 1.2]]),
      0.7,
    ],
  }),
  ...where('union' in Set.prototype, {
    'methods of Set with objects of the program and Maps': [
      `function f(x, y) {
    const a = new Set([x, 3]);
    const like = { size: 3, has(v) { return v === x || v === y; }, *keys() { yield x; yield y; yield y * 2; } };
    const m = new Map([[y * 3, 1], [x, 2]]);
    return [...a.union(like)].reduce((s, v) => s * 1.1 + v, 0) * [...a.intersection(like)][0] + [...a.symmetricDifference(like)][1] * [...a.union(m)][2] + [...a.difference(like)][0] * x;
    }`,
      1.3,
      0.7,
    ],
    'Set: union, intersection, difference and the others': [
      `function f(x, y) {
        const [a, b] = [new Set([x, y]), new Set([y, x * y])];
        return [...a.union(b)][2] * [...a.intersection(b)][0] + [...a.difference(b)][0] * [...a.symmetricDifference(b)][1] + (a.isSubsetOf(b) || a.isSupersetOf(b) || a.isDisjointFrom(b) ? 100 : x);
      }`,
      1.3,
      0.9,
    ],
  }),
  'a Map of arrays, objects, functions and Maps': [
    `function f(x, y) {
      const m = new Map();
      const push = (k, v) => (m.has(k) ? m.get(k).push(v) : m.set(k, [v]));
      for (const [k, v] of [['a', x], ['b', y], ['a', x * y]]) push(k, v);
      m.set(push, (v) => v * x).set('m', new Map([['deep', { v: y * y }]]));
      m.get('m').get('deep').v *= 2;
      return m.get('a')[1] * m.get('b')[0] + m.get(push)(y) + m.get('m').get('deep').v;
    }`,
    1.3,
    0.9,
  ],
};

/** Where each function of Math can be looked at; those with derivative zero are added to what has one. */
const mathPoints: Record<string, string> = {
  abs: 'Math.abs(-x) * Math.abs(y)',
  acos: 'Math.acos(x - 1)',
  acosh: 'Math.acosh(x + 0.5)',
  asin: 'Math.asin(x - 1)',
  asinh: 'Math.asinh(x)',
  atan: 'Math.atan(x)',
  atan2: 'Math.atan2(x, -y)',
  atanh: 'Math.atanh(x - 1)',
  cbrt: 'Math.cbrt(-x)',
  ceil: 'Math.ceil(x) * y',
  clz32: 'Math.clz32(x) * y',
  cos: 'Math.cos(x)',
  cosh: 'Math.cosh(x)',
  exp: 'Math.exp(x)',
  expm1: 'Math.expm1(x)',
  f16round: 'x',
  floor: 'Math.floor(x) * y',
  fround: 'Math.fround(x) * y',
  hypot: 'Math.hypot(x, y, 2) * Math.hypot(-x)',
  imul: 'Math.imul(x, 3) * y',
  log: 'Math.log(x)',
  log10: 'Math.log10(x)',
  log1p: 'Math.log1p(x)',
  log2: 'Math.log2(x)',
  max: 'Math.max(x, y, x * y) * Math.max(x) + (Math.max() < x ? y : 0)',
  min: 'Math.min(x, y, x * y) * Math.min(x)',
  pow: 'Math.pow(x, y) * Math.pow(-x, 3) + Math.pow(2, x)',
  round: 'Math.round(x) * y',
  sign: 'Math.sign(x) * y',
  sin: 'Math.sin(x)',
  sinh: 'Math.sinh(x)',
  sqrt: 'Math.sqrt(x)',
  sumPrecise: 'Math.sumPrecise([x, y, x * y])',
  tan: 'Math.tan(x)',
  tanh: 'Math.tanh(x)',
  trunc: 'Math.trunc(x) * y',
};

const math: Rows = Object.fromEntries(
  Object.entries(mathPoints)
    .filter(([name]) => name in Math)
    .map(([name, expression]) => [
      `Math.${name}`,
      [
        `function f(x, y) { const g = Math.${name}, m = Math; return ${expression} + (${expression.replace(/Math/g, 'm')}) * x; }`,
        1.3,
        0.9,
      ],
    ]),
);

const numbers: Rows = {
  'functions of Math as values, by spread, apply, bind and computed names': [
    `const { sin, max: top } = Math;
    function f(a, x) {
      let s = 0;
      for (const name of ['sin', 'exp', 'hypot']) s += Math[name](x) * x;
      return s + sin(x) * top(...a) + Math.min.apply(Math, a) * Math.pow.bind(null, x)(2) + a.map(Math.tanh)[1] + [x, a[0]].reduce((p, v) => Math.max(p, v)) + Math.max(a.length, x, ...a) * x + Math.PI * x;
    }`,
    [1.5, 0.4],
    0.7,
  ],
  'Math on strings, booleans, null, undefined and objects': [
    `function f(x) {
      const box = { valueOf: () => x * x };
      return Math.max('0.5', x, true) * Math.pow(box, '2') + Math.sqrt(box) + Math.hypot(null, x) + (Number.isNaN(Math.max(undefined, x)) ? x : 0) + Math.atan2(box, 1);
    }`,
    1.3,
  ],
  'Number and its functions': [
    `function f(x, y) {
      const tests = [Number.isFinite(x), Number.isInteger(x), Number.isNaN(x), Number.isSafeInteger(3), isFinite(y), isNaN(y)];
      return Number(x) * Number('2') + Number(new Date(3)) * x + new Number(x).valueOf() * y + Number(true) * x + tests.filter(Boolean).length * y + (x).valueOf() + Object(x) * y + Number.EPSILON * x + Number(3n) * x;
    }`,
    1.3,
    0.9,
  ],
  'parseFloat of numbers, parseInt and text': [
    `function f(x, y) { return parseFloat(x) * 2 + Number.parseFloat(y) ** 2 + parseFloat('1.5z') * x + parseInt(y * 10.4) * x + parseFloat(x.toFixed(1)) * y + Number(String(3)) * y; }`,
    1.32,
    0.9,
  ],
  'text of numbers has no derivative': [
    `function f(x, y) { return x.toFixed(2).length * y + +x.toPrecision(2) * y + Number(\`\${Math.floor(x)}\`) * y + x.toString(2).length * y * 0 + x.toExponential(1).length * x; }`,
    1.32,
    0.9,
  ],
  'objects with valueOf and Symbol.toPrimitive are converted once, with the right hint': [
    `function f(x, y) {
      const log = [];
      const p = { [Symbol.toPrimitive](hint) { log.push(hint); return hint === 'string' ? 'k' : hint === 'number' ? x * x : y; } };
      const q = { valueOf() { log.push('v'); return x; }, toString() { log.push('s'); return 'q'; } };
      const o = { k: x * 2, q: y };
      const s = Number(p) + +p + p * 1 + (p + 1) + o[p] * o[q] + -q + q ** 2 + Math.max(p, q) + (p < 3 ? x : 0) + (q == x ? y : 0) + Number(q) + (q | 0) + new Date(p).getTime() * 0;
      return s + log.join('').length * x;
    }`,
    1.3,
    0.9,
  ],
  'side effects of conversions keep their derivatives': [
    `class Money { constructor(x) { this.x = x; } valueOf() { this.last = this.x * 2; return this.x; } toString() { this.text = this.x * 3; return 'money'; } }
    function f(x, y) {
      const [p, q, r] = [new Money(x), new Money(y), new Money(x * y)];
      let s = p < q ? p.last : q.last * x;
      s += \`\${p}\`.length * p.text;
      s += [r].join().length * r.text;
      isNaN(r);
      return s * r.last;
    }`,
    1.3,
    0.9,
  ],
};

describeLanguage('functions of Object', objects, pending);
describeLanguage('methods of Map and Set', collections, pending);
describeLanguage('functions of Math', math, pending);
describeLanguage('numbers and conversions', numbers, pending);
