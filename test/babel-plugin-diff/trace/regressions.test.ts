import { gradient, jvp, pullback } from '@diffjs/runtime';
import { expect } from 'chai';
import { checkProgram } from '../../support/fuzz/checkProgram.js';
import { loadProgram } from '../../support/fuzz/loadProgram.js';
import { describeLanguage, type Rows } from '../../support/checkLanguage.js';
import { pending } from './pending.js';

/** The smallest programs of mistakes that were made once. */
const functions: Rows = {
  'a named function expression that is called where it stands and keeps itself': [
    `const poly = (function custom(e) { function polyIn(t) { return Math.pow(t, e); } polyIn.exponent = custom; return polyIn; })(3);
    function f(t, e) { return poly.exponent(e)(t); }`,
    0.3,
    2,
  ],
  'a var with the name of the function expression itself': [
    `const total = function total(x) { var total = 0; total += x * x; return total; };
    function f(x) { return total(x); }`,
    3,
  ],
  'a method of more than 20,000 characters that holds functions': [
    `const Solver = function () {};
    Solver.prototype.solve = function (x) { var g = function (y) { return y * x; }; ${'x = x * 1.0001 + 3e-4;\n'.repeat(100)} ${'/* what a long program */'.repeat(900)} return g(x); };
    function f(x) { return new Solver().solve(x); }`,
    1.3,
  ],
  'a literal with a getter leaves the companions of its values alone': [
    `function Box(x) { this.x = x; }
    const square = (x) => x * x;
    const all = { Box, square, sin: Math.sin, get other() { return 1; } };
    function f(x) { return new Box(x).x * square(x) + new all.Box(x).x * all.square(x) * all.other + all.sin(x); }`,
    3,
  ],
  'Object.keys of a function with properties': [
    `function test(v) { return v; }
    test.map = 2;
    function f(x) { return Object.keys(test).length * x + Object.getOwnPropertyNames(test).length * test(x) + ('map' in test ? x : 0); }`,
    3,
  ],
  'call, apply and bind of natives and closures': [
    `function f(x, y) {
      return Math.sin.call(null, x) * y + (() => x).call(null) * y + ((a, b) => a * b).call(null, x, y) + ((a, b) => a * b).bind(null, x, y)() + [].concat.call([], x)[0] * y
        + Function.prototype.call.call(Math.sin, null, x) + Float64Array.prototype.fill.call(new Float64Array(1), x)[0] * y + Math.max.apply(null, [x, y]);
    }`,
    1.3,
    0.9,
  ],
  'arguments bound with bind': [
    `function f(x) { const g = ((a, b) => a * b).bind(null, x); return g(2); }`,
    0.3,
  ],
  'a function that module level binds where it is written': [
    `const g = function (x) { return this.k * x * x; }.bind({ k: 2 });
    function f(x) { return g(x); }`,
    3,
  ],
  'event emitters of the host': [
    `const { EventEmitter, errorMonitor } = process.getBuiltinModule('node:events');
    class Bus extends EventEmitter {
      total = 0;
      constructor() {
        super();
        this.on('newListener', (type) => { this.log = (this.log ?? '') + String(type); });
      }
      add(v) { this.emit('add', v, this); return this; }
    }
    const early = new EventEmitter();
    early.on('scale', scale);
    function scale(v, out) { out.v = v * 2; }
    function Old(v) { this.v = v; EventEmitter.call(this); }
    Object.setPrototypeOf(Old.prototype, EventEmitter.prototype);
    function f(x, y) {
      const bus = new Bus();
      const seen = [];
      bus.on('add', (v, { total }) => { seen.push(v * total); });
      bus.once('add', function (v) { this.total = v; if (seen.length === 1) bus.add(y); });
      bus.prependListener('add', (v) => { bus.total += v * y; });
      bus.on(errorMonitor, (e) => { seen.push(e.v); });
      bus.on('error', ({ v }) => { seen.push(v * 3); });
      bus.add(x).add(x * y);
      bus.emit('error', { v: x * x });
      const out = {};
      const heard = early.emit('scale', y, out) && early.listeners('scale')[0] === scale;
      const old = new Old(y);
      old.on('more', function (v) { this.v += v; }).emit('more', x);
      let caught = old.v;
      try { new EventEmitter().emit('error', Object.assign(new Error('e'), { v: x })); } catch (e) { caught *= e.v; }
      const { length } = bus.log + bus.listenerCount('add') + bus.emit('none', x);
      return seen.reduce((s, v, i) => s + v * (i + 1), bus.total) + out.v * heard + caught * y + length * x;
    }`,
    1.3,
    0.4,
  ],
  'asynchronous contexts of the host': [
    `const { AsyncLocalStorage, AsyncResource } = process.getBuiltinModule('node:async_hooks');
    const store = new AsyncLocalStorage();
    function f(x, y) {
      const scale = (v) => v * store.getStore().k;
      const a = store.run({ k: y }, scale, x) + store.run({ k: x }, () => store.exit((v) => v * y, x) + scale(y));
      return a + new AsyncResource('r').runInAsyncScope(function (v) { return this.k * v; }, { k: x }, y);
    }`,
    1.3,
    0.4,
  ],
  'x || 0 at zero, which is x': [
    `function f(x, o, list) {
      let z = x;
      z ||= 0;
      o.k ||= 0;
      const missing = (o.none || 0) + (list[9] || 0);
      let sum = 0;
      for (let i = 0; i < list.length + 1; i++) sum = sum * 0.5 + (list[i] || 0) * (i + 2);
      const signs = Object.is((x * -0) || 0, 0) ? 3 : 5;
      return (x || 0) * 2 + (+x || 0) * 3 + z * 5 + o.k * 7 + missing * x + sum + signs * (-(x * 2) || (0));
    }`,
    0,
    { k: 0 },
    [0, -1.5, 0],
  ],
  'x || 0 where x is not a number, and other defaults': [
    `function f(x, y) {
      const log = Math.log(-y) || 0;
      return log + (y || 1) * x + (x ?? 0) * 3 + (undefined || 0) * y + Number((x > 1 ? 2n : 0n) || 0) + ('' || 0);
    }`,
    0,
    0.7,
  ],
  'native accessors that are called through super and by their descriptors': [
    `class Sizes extends Map {
      get size() { return super.size * 2; }
    }
    const getterOf = (owner, key) => Object.getOwnPropertyDescriptor(owner, key).get;
    const size = getterOf(Set.prototype, 'size');
    const lengthOf = Function.prototype.call.bind(getterOf(Object.getPrototypeOf(Float64Array.prototype), 'length'));
    const buffer = getterOf(Object.getPrototypeOf(Float64Array.prototype), 'buffer');
    const { get: parentOf, set: setParent } = Object.getOwnPropertyDescriptor(Object.prototype, '__proto__');
    function f(x, y) {
      const list = Float64Array.of(x, y * y);
      const o = { x };
      setParent.call(o, { y: x * y });
      return new Sizes([['x', x], ['y', y]]).size * x + size.call(new Set([x, y])) * y + lengthOf(list) * x
        + new Float64Array(Reflect.apply(buffer, list, []))[1] + o.y * parentOf.call(o).y;
    }`,
    1.3,
    0.4,
  ],
  'functions that module level makes of bind itself': [
    `const { bind, call, apply } = Function.prototype;
    const uncurry = bind.bind(call, call);
    const bindTo = call.bind(bind);
    const slice = uncurry([].slice);
    const times = bindTo(function (v) { return this.k * v; }, { k: 2 });
    const withAll = apply.bind(bind)(Math.pow, [null, 3]);
    const named = [uncurry.name, uncurry.length, bind.bind(call).length, slice.name, slice.length, times.name].join();
    function f(x, y) {
      return slice([x, y, x * y], 1)[1] + times(y) + withAll(x) + uncurry(bind)(times, null, x)() + named.length * x;
    }`,
    1.3,
    0.4,
  ],
  'a function that module level gets from a call': [
    `const curry = (g) => (...args) => g(...args);
    const multiply = curry((a, b) => a * b);
    function f(x) { return multiply(x, x); }`,
    3,
  ],
  'an object that module level makes by new': [
    `class Adam { m = 0; step(x) { this.m = 0.5 * this.m + x; return this.m * x; } }
    const adam = new Adam();
    function f(x) { return adam.step(x); }`,
    3,
  ],
  'a function whose prototype was changed, and one with a property call': [
    `function f(x) {
      const g = (v) => v * x;
      Object.setPrototypeOf(g, {});
      const h = Object.assign((v) => v + x, { call: 1, apply: 2 });
      return g(x) * h(x);
    }`,
    3,
  ],
  'a closure of rest arguments that compiled companions get and call': [
    `const curry = () => function next(...args) { return (...more) => args[0] * args[1]; };
    function f(x, y) { return curry()(x, y)(2); }`,
    1.3,
    0.9,
  ],
  'a default that reads a variable of the same name as one of the body': [
    `var v = 2;
    function g(a, h = () => v) { var v = 100; return h() * a + v; }
    function f(x) { return g(x); }`,
    1.3,
  ],
  'properties of closures': [
    `function f(x) { const g = () => {}; const s = Symbol(); g.x = x; g[s] = x * x; return g.x * g[s]; }`,
    1.3,
  ],
  'methods that module level copies to a prototype': [
    `const mixin = { area() { return this.w * this.w; }, get diag() { return this.w * 2; } }, more = { m(v) { return v * this.w; } };
    class R { constructor(w) { this.w = w; } }
    Object.defineProperties(R.prototype, Object.getOwnPropertyDescriptors(mixin));
    Object.assign(R.prototype, more);
    function f(x) { const r = new R(x); return r.area() * r.diag + r.m(x); }`,
    1.3,
  ],
  'a function that is declared in a block and called outside of it': [
    `function f(x) { { function g(v) { return v * x; } } return g(x); }`,
    1.3,
  ],
  'a function that is declared in a loop and refers to itself': [
    `function f(x) { for (const v of [x]) { function g() { return g; } } return x * x; }`,
    1.3,
  ],
  'arguments that are deleted are mapped no more': [
    `function g(a) { delete arguments[0]; arguments[0] = 100; return a; }
    function f(x) { return g(x) * x; }`,
    1.3,
  ],
};

const classes: Rows = {
  'a variable of a constructor with the name of a parameter in a pattern': [
    `class A { #x; constructor({ a, b }, c = 2) { var a = a * b; if (c) { var c = a + c; } this.#x = c; } get x() { return this.#x * 2; } }
    function f(x) { return new A({ a: x, b: x }).x; }`,
    1.3,
  ],
  'computed keys of literals and classes in parameters and in the heads of loops': [
    `'use strict';
    function f(x, k = 'k', o = { [k]() { return x * x; } }, C = class { [k + k]() { return x * 3; } }) {
      let s = 0;
      for (let p = { [k + 1](v) { return v * x; } }, i = 0; i < 2; i++) s += p.k1(i + 1);
      for (const q of [{ [k + 2](v) { return v + x; } }]) s *= q.k2(x);
      const g = ({ [k]: h = { [k]() { return x; } } } = {}) => h[k]() * s;
      return o[k]() * new C().kk() + g();
    }`,
    1.3,
  ],
  'a class with private methods that is made in traced code': [
    `class M { data; #init(x) { this.data = x; } constructor(x) { this.#init(x); } }
    function f(x) { return new M(x).data * x; }`,
    2,
  ],
  'the same without an active argument, and with a superclass': [
    `class M { data = 1; #init(n) { this.data += n; } constructor(n) { this.#init(n); } }
    class N extends M { #k = 2; constructor(n) { super(n); this.data *= this.#k; } }
    function f(x) { return new M(3).data * x + new N(4).data * x * x; }`,
    2,
  ],
  'a class with private names in the heads of loops': [
    `function f(x) {
      let s = 0;
      for (const v of [new (class { #v = x; get v() { return this.#v; } })().v]) s += v;
      for (let i = new (class { #v = 2; get v() { return this.#v; } })().v; i > 0; i--) s += x * i;
      for (const [a = new (class { #v = x * x; get v() { return this.#v; } })().v] of [[]]) s += a;
      while (new (class { #v = 9; get v() { return this.#v; } })().v > s) s += x;
      for (const k in new (class { #v = 1; k = this.#v; })()) s *= k.length + 1;
      return s;
    }`,
    1.3,
  ],
  'an arrow function reads a private field that the call wrote': [
    `class A { #v = 0; set(x) { this.#v = x; } reader() { return () => this.#v * 2; } }
    const a = new A(), read = a.reader();
    function f(x) { a.set(x); return read(); }`,
    3,
  ],
  'super in arrow functions': [
    `class B { constructor(x) { this.x = x; } m(v) { return v * this.x; } static s = 2; }
    class C extends B { constructor(x) { const make = () => super(x * x); make(); } m(v) { return (() => super.m(v * 2))() * v; } k = () => super.m(3); static { this.g = () => super.s; } }
    function f(x) { const c = new C(x); return c.m(x) + c.k() * C.g(); }`,
    1.3,
  ],
  'accessors of classes that a function cannot see': [
    `const make = (k) => class { constructor() { this._x = 0; this.m = [0]; } get x() { return this._x * k; } set x(v) { this._x = v; this.m[0] = v * v; } };
    const boxes = { Box: make(2) };
    const shared = new boxes.Box();
    function f(q) { shared.x = q; const b = new boxes.Box(); b.x = q; b._x *= q; return shared.m[0] * b.x + b.m[0] * shared.x; }`,
    3,
  ],
  'members with computed names of objects that a function cannot see': [
    `class C { constructor(v) { this._v = v; } get v() { return this._v; } set v(z) { this._v = z * 2; } }
    const make = {
      instance: (x) => new C(x),
      accessors: (x) => ({ w: x, get v() { return this.w * 2; }, set v(z) { this.w = z * z; } }),
      proxy: (x) => new Proxy({ v: x }, { set(t, k, z) { t[k] = z * 3; return true; } }),
      frozen: (x) => Object.freeze({ v: x }),
      inheriting: (x) => Object.create({ v: x }),
      view: (x) => Object.assign(new Float64Array([x]), { v: x }),
    };
    function f(x, y) {
      let s = 0;
      const k = 'v';
      for (const kind of ['instance', 'accessors', 'proxy', 'frozen', 'inheriting', 'view']) { const o = make[kind](x); o[k] = o[k] * y; s = s * 1.1 + o[k]; }
      return s;
    }`,
    1.3,
    0.9,
  ],
  'subclasses of Number and of Float64Array': [
    `class Num extends Number { plus(v) { return this + v; } }
    class V extends Float64Array {}
    function f(x) { const a = new V(1); a[0] = x; return new Num(x).plus(x) + new V([x])[0] * new V(a.buffer)[0]; }`,
    1.3,
  ],
};

const values: Rows = {
  'parseFloat of a number': [`function f(x) { return parseFloat(x) * 2 + Number.parseFloat(x) ** 2; }`, 3],
  'a deep copy through JSON': [`function f(p) { return JSON.parse(JSON.stringify(p)).x * p.x; }`, { x: 3 }],
  'predicates of Node': [
    `const util = require('node:util');
    function f(p) { return Buffer.isBuffer(p) || util.types.isTypedArray(p) || util.types.isMap(p) || util.isDeepStrictEqual(p, {}) ? 0 : p.x * p.x; }`,
    { x: 3 },
  ],
  'Object(x) and x.valueOf()': [
    `function f(x, y) { return Object(x) * y + [x].map(Object)[0] * 2 + x.valueOf() * x; }`,
    0.3,
    0.9,
  ],
  'a well-known symbol as a condition': [`function f(x) { return (Symbol.iterator && x) * x; }`, 0.3],
  'conditions that are text or objects, and that are numbers elsewhere': [
    `function f(o, p, x) {
      let s = (o.name && x) * 2 + (p.name || x) * 3 + (o.list ? x : p.list) * 5;
      if (!o.name) s *= x * x;
      for (let q = o; q.next; q = q.next) { s += x * (q.next && x); }
      return s + (!p.list || x) * x;
    }
    const args = () => [{ name: 'yes', list: [], next: { next: { next: null } } }, { name: null, list: 2 }, 1.3];`,
  ],
  'an operand behind a promise': [`function f(x) { return (Promise.resolve(x) && x) * x; }`, 0.3],
  'a constant stands behind an active value under the same key': [
    `function f(x) {
      const a = { y: x, ...{ y: 0.1 } }, b = { ...{ y: x }, y: 0.2 }, c = { y: x, y: 0.3 };
      return a.y * x + b.y * x + c.y * x * x;
    }`,
    0.3,
  ],
  'the cause of an error and the errors of an AggregateError': [
    `function f(x) {
      let s = new TypeError('again', { cause: x * x }).cause + new AggregateError([x * x, 2], 'm').errors[0] * x;
      try { throw new Error('a', { cause: x }); } catch (e) { s += e.cause; }
      return s;
    }`,
    2,
  ],
  'a property of globalThis that is read by its bare name': [
    `function f(x) { globalThis.oddName = x; const r = oddName * x; delete globalThis.oddName; return r; }`,
    3,
  ],
  'what is read through the prototype of an object': [
    `function f(p, o, x) {
      const q = Object.create({ v: x, 0: x * x });
      let s = 0;
      for (const k in Object.create({ w: x * 3 })) s += k.length * x;
      return q.v * 2 + q[0] + p.q * o.q + s + Object.setPrototypeOf({}, { a: x }).a + Object.create([x, x * x])[1];
    }
    const args = () => { const o = { q: 4 }; return [Object.create(o), o, 3]; };`,
  ],
  'the prototype of an argument is set by __proto__': [
    `function f(o, x) { o.__proto__ = { w: x }; return o.w * o.a; }`,
    { a: 1.5 },
    0.7,
  ],
  'a store that a frozen object ignores': [
    `function f(o, x) { const p = Object.freeze({ v: x * o.a }); p.v = 100; return p.v; }`,
    { a: 1.5 },
    0.7,
  ],
  'a property that the call adds to an array argument is not in its gradient': [
    `function f(o, x) { o.name = x; o[-1] = 1; return o[0] * o.name; }`,
    [1.5],
    1.25,
  ],
  'a zero cotangent times an infinite factor is zero': [
    `function f(x, y) { const a = [y, 1 / 0]; a[1] *= x; a[3] *= x; return a[0] * x; }`,
    1.5,
    0.7,
  ],
  'text as an operand of arithmetic': [
    `function f(x) { return +x.toPrecision(2) * x + (x.toFixed(1) * 2) * x + ('3' - 1) * x; }`,
    1.32,
  ],
};

/** Compiled companions cannot begin anew behind an effect: the arguments say beforehand that they do not fit. */
const behindEffects: Rows = {
  'Maps and Sets of an argument': [
    `function g(st, x) { let s = 0; for (const o of st.set) s += o.w * x; return s; }
    function f(st, x) {
      st.n++;
      st.v = x;
      let s = 0;
      for (const [k, v] of st.map) s += v * x * k.length;
      return g(st, s) * [...st.set].length;
    }`,
    { n: 0, v: 1, map: new Map([['a', 2], ['bb', 3]]), set: new Set([{ w: 2 }, { w: 3 }]) }, // prettier-ignore
    1.3,
  ],
  'text that is iterated': [
    `function f(st, x) { st.n++; let s = 0; for (const c of st.key) s += c.charCodeAt(0) * x; const [a] = st.key; return s * a.length; }`,
    { n: 0, key: 'añ€' },
    1.3,
  ],
  'a buffer': [
    `function f(st, x) { st.n++; const a = new Float64Array(st.buffer); a[1] = x; const b = st.buffer; return new Float64Array(b)[1] * x; }`,
    { n: 0, buffer: new ArrayBuffer(16) },
    1.3,
  ],
  'a BigInt': [
    `function f(st, x) { st.n++; const b = st.big * st.big; return Number(b) * x; }`,
    { n: 0, big: 5n },
    1.3,
  ],
};

/** Types say what arithmetic makes of a value. Where it is text or a boolean, it must not come back from the tape as a number. */
const assumedNumbers: Rows = {
  'keys that are joined text': [
    `function f(st, x) {
      let s = x;
      for (const v of st.list) { const key = v.a + v.b; st.acc[key] = (st.acc[key] || 0) + x * v.w; }
      for (const k in st.acc) s += st.acc[k] * st.acc[k];
      return s;
    }`,
    { list: [{ a: 'p', b: 1, w: 2 }, { a: 'p', b: 1, w: 3 }, { a: 'q', b: 'r', w: 3 }, { a: 1, b: 2, w: 3 }], acc: {} }, // prettier-ignore
    1.3,
  ],
  'keys that are text and a counter': [
    `function f(st, x) { const o = {}; for (let i = 0; i < 3; i++) o[st.k + i] = x * i; return o[st.k + 2] * x; }`,
    { k: 'a' },
    1.3,
  ],
  'keys that are parameters, booleans among them': [
    `function g(o, k, x) { const y = k * x; o[k] = x; return o[k] * x + y * 0; }
    function f(st, x) { return g({}, st.k, x) * g([], 1, x) * g([], st.n, x); }`,
    { k: true, n: 1 },
    1.3,
  ],
  'text that is given to a function of the file': [
    `function g(k, x, n) {
      if (n > 0) return g(k, x * 0.9, n - 1);
      const q = k + 1, o = {};
      o[q] = x;
      return o[q] * x;
    }
    function f(st, x) { return g(st.k, x, 2) * g(st.n, x, 2); }`,
    { k: 'a', n: 1 },
    1.3,
  ],
  'text that is a captured key': [
    `function f(st, x) { const k = st.a + st.b, acc = {}; st.list.forEach((v) => { acc[k] = (acc[k] || 0) + v * x; }); return acc[k] * x; }`,
    { a: 'p', b: 'q', list: [1, 2] },
    1.3,
  ],
  'a key that a function of the file joins': [
    `function key(st) { return st.a + st.b; }
    function f(st, x) { const o = {}; o[key(st)] = x * x; return o[key(st)] * x; }`,
    { a: 'p', b: 'q' },
    1.3,
  ],
  'comparisons of joined text': [
    `function f(st, x) {
      let s = 0;
      const t = st.a + st.b;
      for (const v of st.list) { const k = v.a + v.b; if (k === t) s += x * x * v.w; else if (k < t) s += x; else s *= x; }
      return s;
    }`,
    { a: 'p', b: 'q', list: [{ a: 'p', b: 'q', w: 2 }, { a: 'a', b: 'r', w: 3 }, { a: 'x', b: 'r', w: 3 }] }, // prettier-ignore
    1.3,
  ],
  'a boolean in arithmetic that is compared': [
    `function f(st, x, z) {
      const { on, off } = st;
      const y = on * x + off * x * x;
      const c = on === true;
      let s = on === 1 ? y : y * x;
      if (off !== false) s *= x;
      if (z === true) s *= x * x;
      return c === true ? s * x + z * x : s;
    }`,
    { on: true, off: false },
    1.3,
    true,
  ],
};

const iteration: Rows = {
  'a closure that is left out on its own and lifted where it stands': [
    `const box = { run: (g) => g(2) };
    function f(x) { const out = structuredClone({ v: x }); box.run(function (k) { out.v = k * x * x; }); return out.v; }`,
    1.3,
  ],
  'this of a sloppy function that is called on a number': [
    `function f(x) {
      Number.prototype.oddTwice = function (k) { return this * 2 + Math.min(this, k) + this.valueOf(); };
      try { return x.oddTwice(9) * x + (function () { return this; }).call(x) * 1; } finally { delete Number.prototype.oddTwice; }
    }`,
    1.3,
  ],
  'array patterns take and store one element after the other': [
    `function f(r1) { [r1[1], r1[1] = 3] = r1; return r1[0] * 2 + r1[1]; }`,
    [0.3, 0.5],
  ],
  'constants among what a rest element takes': [
    `function f(x) {
      const [...a] = [x, 2], [...b] = [x, 2].values(), { ...c } = { v: x, w: 2 };
      let d;
      [...d] = (function* () { yield x * x; yield 3; })();
      return { a, b, c, d };
    }`,
    1.3,
  ],
  'a pattern over a generator that reads what the pattern stores': [
    `function f(x) {
      let p = 1, q;
      const a = [];
      let i = 0;
      [p, q = p] = (function* () { yield x; yield p * x; })();
      [a[i++], a[i++]] = (function* () { yield i * x; yield i * a[0]; })();
      return p * q + a[0] * a[1];
    }`,
    0.3,
  ],
  'throw() of a generator with a number': [
    `function* g() { try { yield 1; } catch (e) { yield e; } }
    function f(x) { const it = g(); it.next(); return it.throw(x).value * x; }`,
    0.3,
  ],
  'return() of a generator that is not in a try': [
    `function* g(x) { yield x; }
    function f(x) { const it = g(x); it.next(); return g(x).return(x * 5).value * it.return(x).value + it.return(x * 2).value; }`,
    1.3,
  ],
  'yield* over arguments': [
    `function* g(a) { yield* arguments; }
    function f(x) { return [...g(x, 2)][0] * x; }`,
    1.3,
  ],
  'arguments of a generator with a default': [
    `function* g(a, b = 1) { yield arguments[0] * b; }
    function f(x) { return g(x, 2).next().value * x; }`,
    1.3,
  ],
  'a generator that compiled companions get by call': [
    `function* g(a) { yield this.k * a; }
    function f(x) { const t = { k: x }; return g.call(t, x).next().value; }`,
    1.3,
  ],
  'for-of over entries, values, Maps and Sets, and what is made of them': [
    `function f(a, x, y) {
      let s = 0;
      for (const [i, v] of a.entries()) s += v * v * i;
      for (const v of a.values()) s += v * x;
      for (const [k, v] of new Map([['a', x]])) s += v * k.length;
      for (const v of new Set([x, y])) s += v * v;
      return s + Array.from(new Set([x, y]))[0] * Array.from([x, y].values())[1] * Array.from(new Map([['a', x]]).values())[0] + [...a.entries()][1][1] * [...new Set([x])][0];
    }`,
    [1.5, 2],
    1.3,
    0.9,
  ],
  'Array.from of each kind of iterable': [
    `const sources = {
      set: (x) => new Set([x, x * x]),
      values: (x) => new Map([[1, x], [2, x * x]]).values(),
      steps: function* (x) { yield x; yield x * x; },
      proxy: (x) => new Proxy([x, x * x], {}),
      getter: (x) => Object.defineProperty([x, 0], 1, { get: () => x * x, enumerable: true }),
      own: (x) => Object.assign([x], { *[Symbol.iterator]() { yield x * 3; yield x; } }),
      list: function (x) { return (function () { return arguments; })(x, x * x); },
    };
    function f(x, y) { let s = 0; for (const k of ['set', 'values', 'steps', 'proxy', 'getter', 'own', 'list']) s = s * 1.1 + Array.from(sources[k](x), (v) => v * y)[1]; return s; }`,
    1.3,
    0.9,
  ],
  'lists that compiled companions make of what they cannot see': [
    `const sources = {
      set: (x) => new Set([x, x * x]),
      steps: function* (x) { yield x; yield x * x; },
      own: (x) => Object.assign([x], { *[Symbol.iterator]() { yield x * 3; yield x; } }),
      list: function (x) { return (function () { return arguments; })(x, x * x); },
    };
    const buffers = { of: (x) => Float64Array.of(x, 2 * x).buffer };
    class List extends Array {}
    function f(x, y) {
      let s = Array.from(sources.set(x))[1] * Array.from(sources.set(x), (v) => v * y)[0] + Array.from(sources.steps(x), (v) => v * y)[1];
      s += Array.from(sources.own(x))[0] * Array.from(sources.list(x))[1] + List.from(sources.list(x))[0] * List.from([y])[0];
      const make = [(C, v) => new C(v)];
      return s + make[0](Float64Array, buffers.of(x))[1] * make[0](Float64Array, [y, 1])[0] + make[0](Float64Array, sources.steps(x))[1];
    }`,
    1.3,
    0.9,
  ],
  'for-in passes over keys that are deleted meanwhile': [
    `function f(o) { let s = 0; for (const k in o) { s += o[k] * o.a; delete o.b; } return s; }`,
    { a: 1.5, b: 2 },
  ],
  'a getter at an index of an array': [
    `function f(a, b) { const list = [a, 0, b]; Object.defineProperty(list, 1, { get() { return a * b; }, enumerable: true }); return list[1] * [...list][1]; }`,
    3,
    2,
  ],
};

const asyncs: Rows = {
  'thenables that are awaited': [
    `async function f(x) { return (await { then(ok) { ok(x * 3); } }) * (await Promise.resolve({ then(ok) { ok(x); } })); }`,
    1.3,
  ],
  'rejections with a number: thrown in then, by reject, by allSettled': [
    `async function f(x) {
      const a = await Promise.resolve(x).then((v) => { throw v * 2; }).catch((e) => e * x);
      const b = (await Promise.allSettled([Promise.reject(x * 2)]))[0].reason;
      let no;
      const c = new Promise((_, reject) => (no = reject)).catch((e) => e * 3);
      no(x);
      return a * b + (await c);
    }`,
    1.3,
  ],
  'async generators: values sent in, return, yield* of an array': [
    `async function* g(x) { const k = yield 1; yield k * x; }
    async function* h(x) { yield* [x * 4]; }
    async function f(x) {
      const it = g(x);
      await it.next();
      let s = (await it.next(x)).value + (await it.return(x * 5)).value;
      for await (const v of h(x)) s += v * x;
      return s;
    }`,
    1.3,
  ],
};

const buffers: Rows = {
  'integer views that change the bits of a float': [
    `const f64 = new Float64Array(1), u32 = new Uint32Array(f64.buffer);
    function abs(x) { f64[0] = x; u32[1] &= 0x7fffffff; return f64[0]; }
    function twice(x) { f64[0] = x; u32[1] += 1 << 20; return f64[0]; }
    function f(x) { f64[0] = x; u32[1] += 1 << 20; return f64[0] + abs(x) * twice(x); }`,
    -3,
  ],
  'bits that integers carry to another buffer': [
    `const f64 = new Float64Array(1), u32 = new Uint32Array(f64.buffer), g64 = new Float64Array(1), v32 = new Uint32Array(g64.buffer);
    function f(x) { f64[0] = x; v32[0] = u32[0]; v32[1] = u32[1]; return g64[0] * 2; }`,
    3,
  ],
  'text as the index of a view': [
    `function f(v, x) {
      let s = new Float64Array([x, x * x]).subarray(1)['0'];
      if (v[0] > 0.1) s += v.subarray(0, 2)['1'] * x;
      for (const k in v.subarray(1)) s += v.subarray(1)[k] ** 2;
      const w = v.subarray(1);
      w['1'] *= x;
      return s + w[1] + v['2'];
    }`,
    Float64Array.of(0.3, 0.7, 0.2),
    1.3,
  ],
  'a typed array over a part of a buffer': [
    `function f(x) { const v = Float64Array.of(x, 2 * x); const w = new Float64Array(v.buffer, 8, 1); return w[0] * x + ((u) => new Float64Array(u.buffer)[0])(new Float64Array([x])); }`,
    0.3,
  ],
  'a buffer that is copied by slice or structuredClone': [
    `function f(a) { return new Float64Array(a.buffer.slice(0))[1] * new Float64Array(structuredClone(a.buffer))[0] + new Float64Array(a.buffer.slice(8))[0]; }`,
    Float64Array.of(1.5, 0.4),
  ],
  'a buffer that is copied byte by byte': [
    `function f(x) { const copy = new ArrayBuffer(x.buffer.byteLength); new Uint8Array(copy).set(new Uint8Array(x.buffer)); return new Float64Array(copy)[1] ** 2; }`,
    Float64Array.of(1, 2),
  ],
  'floats in both byte orders in one buffer': [
    `function f(x) { const v = new DataView(new ArrayBuffer(16)); v.setFloat64(0, x); v.setFloat64(8, x, true); return v.getFloat64(0) * v.getFloat64(8, true); }`,
    1.3,
  ],
  'typed arrays made by of, and of a Set': [
    `function f(x) { return [Float64Array.of(2, x), Float64Array.of(0, x).at(1), new Float64Array(new Set([x]))[0]]; }`,
    0.3,
  ],
  'objects with valueOf that are stored in typed arrays': [
    `const box = (x) => ({ valueOf: () => x * 2 });
    function f(x) {
      const a = new Float64Array(2);
      a[1] = box(x);
      a.set([box(x)]);
      const v = new DataView(new ArrayBuffer(8));
      v.setFloat64(0, box(x));
      return a[0] * a[1] + Float64Array.from([1, 2], (k) => box(k * x))[1] + Float64Array.of(box(x))[0] + new Float64Array([box(x)])[0] + a.map(() => box(x))[0] + a.fill(box(x))[1] + a.with(1, box(x))[1] + v.getFloat64(0);
    }`,
    3,
  ],
};

const proxies: Rows = {
  'revoke of Proxy.revocable as a method of an active object': [
    `function f(x) { const base = [x]; const { proxy, revoke } = Proxy.revocable(base, { get: (t, k) => t[k] * 2 }); base.revoke = revoke; const v = proxy[0]; base.revoke(); return v; }`,
    3,
  ],
  'iteration over a proxy of an array runs each trap once': [
    `let calls = 0;
    function f(a, b) {
      let sum = 0;
      calls = 0;
      const proxy = new Proxy([a, b], { get(t, k, self) { calls++; if (k !== 'length' && typeof k === 'string') sum += t[k] ** 2; return Reflect.get(t, k, self); } });
      let s = 0;
      for (const x of proxy) s += x;
      return s + sum + 1000 * calls;
    }
    const state = () => calls;`,
    3,
    2,
  ],
  'traps of handlers at module level': [
    `const handler = { deleteProperty(s, k) { s.copy = { ...s }; return true; }, has(s, k) { s.seen = s.price * 2; return true; }, ownKeys(s) { s.keys = s.price * 3; return Reflect.ownKeys(s); }, get(s, k) { return s[k] * s.price; }, set(s, k, v) { s[k] = v * v; return true; } };
    function f(a, b) {
      const state = { price: a, count: b };
      const proxy = new Proxy(state, handler);
      proxy.other = b;
      delete proxy.count;
      'x' in proxy;
      Object.keys(proxy);
      return state.copy.price * state.seen + state.keys * proxy.count + state.other;
    }`,
    2,
    5,
  ],
  'the value of a descriptor, defineProperty and construct': [
    `class P { constructor(x) { this.x = x; } }
    const handler = {
      getOwnPropertyDescriptor(t, k) { const d = Reflect.getOwnPropertyDescriptor(t, k); return d && { ...d, value: d.value * t.a }; },
      defineProperty(t, k, d) { return Reflect.defineProperty(t, k, { ...d, value: d.value * t.a }); },
    };
    const makes = { construct(C, args, target) { const o = Reflect.construct(C, [args[0] * 3], target); o.y = args[0]; return o; } };
    function f(o, x) {
      const p = new Proxy(o, handler);
      p.count = x;
      Object.defineProperty(p, 'size', { value: x * x, configurable: true, writable: true });
      const q = new (new Proxy(P, makes))(x);
      return Object.getOwnPropertyDescriptor(p, 'a').value * o.count + o.size + q.x * q.y;
    }`,
    { a: 1.5 },
    0.7,
  ],
  'methods that write through a proxy of an array argument': [
    `const double = { get(t, k, self) { const v = Reflect.get(t, k, self); return typeof v === 'number' && k !== 'length' ? v * 2 : v; } };
    function f(a) { const p = new Proxy(a, double); p.push(3 * a[0]); p.reverse(); p.splice(0, 1); p.unshift(a[0] * 3); p.length = 2; return p[1] * p[0]; }`,
    [1.5, 0.4],
  ],
  'a write to a proxy, or to an object that inherits from one, looks at nothing else': [
    `const log = [];
    const watched = (o) => new Proxy(o, { get(t, k, r) { log.push(String(k)); return Reflect.get(t, k, r); } });
    function f(x) { watched({ y: 1 }).y = x; const o = Object.create(watched({})); o.z = x; return x * o.z; }
    const state = () => log;`,
    0.3,
  ],
  'the descriptor of a property of a proxy is not got by the get trap': [
    `const log = [];
    const watched = (o) => new Proxy(o, { get(t, k, r) { log.push(String(k)); return Reflect.get(t, k, r); } });
    function f(x) { const a = [x]; Object.defineProperty(a, 'length', { value: 1 }); return Reflect.getOwnPropertyDescriptor(watched({ a: x }), 'a').value * a[0] + Object.getOwnPropertyDescriptor(new Proxy(watched({ b: x }), {}), 'b').value; }
    const state = () => log;`,
    0.3,
  ],
};

const effects: Rows = {
  'symbols as the keys of what is defined and deleted': [
    `function f(x) {
      const o = { [Symbol.iterator]: x };
      Object.defineProperty(o, Symbol.toStringTag, { get: () => 'O', configurable: true });
      delete o[Symbol.iterator];
      return (delete o[Symbol.toStringTag]) * x;
    }`,
    0.7,
  ],
  'the key of a member of null that is updated is not converted': [
    `const log = [];
    const key = { toString() { log.push('key'); return 'k'; } };
    function f(x) { const none = null; try { none[key] -= x; } catch (e) { return (e instanceof TypeError) * x; } }
    const state = () => log;`,
    0.7,
  ],
  'side effects of functions that natives call': [
    `const box = { a: null, v: null };
    function keep(x) { box.v = { q: box.a.x * 2 }; return x; }
    function f(a) {
      box.a = { x: a };
      let s = 0;
      for (const run of [
        () => JSON.stringify({ x: 1 }, keep),
        () => JSON.stringify({ toJSON: keep }),
        () => JSON.parse('[1]', keep),
        () => String({ toString: () => String(keep(1)) }),
        () => ({ [Symbol.toPrimitive]: () => keep(1) }) < 3,
        () => isNaN({ valueOf: () => keep(1) }),
        () => [{ toString: () => String(keep(1)) }].join(),
        () => 'a'.split({ [Symbol.split]: keep }),
        () => 'x'.replace('x', keep),
      ]) { box.v = null; run(); s = s * 1.1 + box.v.q; }
      return s;
    }`,
    2,
  ],
  'the same with functions of module level themselves': [
    `const box = { a: null, v: null };
    function keep(x) { box.v = { q: box.a.x * 2 }; return 1; }
    class A { static [Symbol.hasInstance](x) { return keep(x) > 0; } }
    const primitive = { [Symbol.toPrimitive]: keep }, text = { toString: keep }, value = { valueOf: keep }, json = { toJSON: keep };
    function f(a) {
      box.a = { x: a };
      let s = 0;
      for (const run of [() => primitive < 3, () => 3 instanceof A, () => isNaN(value), () => String(text), () => [text].join(), () => JSON.stringify(json), () => JSON.parse('[1]', keep)]) { box.v = null; run(); s = s * 1.1 + box.v.q; }
      return s;
    }`,
    2,
  ],
  'valueOf that is called by a comparison': [
    `class Money { constructor(x) { this.x = x; } valueOf() { this.last = this.x * 2; return this.x; } }
    function f(x, y) { const [p, q] = [new Money(x), new Money(y)]; return p < q ? p.last : q.last * x; }`,
    1.3,
    0.9,
  ],
};

/** Messages of the engine, which are seen by programs that catch them. */
const messages: Rows = Object.fromEntries(
  [
    'new (() => a)()',
    'const { b } = null',
    'const { b } = undefined',
    '(({ b: { c } }) => c)({})',
    'const [b] = {}',
    'const [b] = null',
    'let z; z.b',
    'null.b',
    'a.b.c',
    'a()',
    'o.none()',
    'o.p.none()',
    "o['no' + 'ne']()",
    'new o.none()',
    'undeclared',
    'z; let z = 1',
    'const z = a; z = 1',
    '[...3]',
    'let z; [...z]',
    'for (const v of a);',
    'for (const v of null);',
    'for (const v of o);',
    'Math.max(...3)',
    'new Map(1)',
    '(([b]) => b)(a)',
    "'b' in a",
    'a instanceof o',
    'o.v = 1',
    'new A().v = a',
    'new A(a).m()',
    'A(a)',
    'null.f(a)',
    'a.toFixed(1000)',
    'new Array(-1)',
    '1n + a',
    'Symbol() + a',
    'a.b.c = 1',
    'null.b = a',
    'Object.freeze([1]).push(a)',
    'JSON.parse("{a")',
    '[].reduce((s) => s)',
    '[].at.call(null)',
    'new Float64Array(2).foo()',
    '(() => 1).call.call(1)',
    "decodeURIComponent('%')",
    "'a'.repeat(-1)",
  ].map((source) => [
    `the message of: ${source}`,
    [
      `'use strict';
class A { #p; get v() { return 1; } m() { return Object(this).none.x; } }
let message = '';
function f(a) {
  const o = Object.freeze({ p: {} });
  try { ${source}; } catch (e) { message = e.name + ': ' + e.message; }
  return a * a;
}
const state = () => message;`,
      0.3,
    ],
  ]),
);

describeLanguage('regressions: functions', functions, pending);
describeLanguage('regressions: classes', classes, pending);
describeLanguage('regressions: values', values, pending);
describeLanguage('regressions: iteration', iteration, pending);
describeLanguage('regressions: behind effects', behindEffects, pending);
describeLanguage('regressions: assumed numbers', assumedNumbers, pending);
describeLanguage('regressions: async functions', asyncs, pending);
describeLanguage('regressions: buffers', buffers, pending);
describeLanguage('regressions: proxies', proxies, pending);
describeLanguage('regressions: effects of conversions', effects, pending);
describeLanguage('messages of the engine', messages, pending);

describe('regressions: others', () => {
  it('parameter properties of TypeScript', () => {
    const program = loadProgram<{ f: (...args: unknown[]) => unknown }>(`
      /* @differentiable */
      class Vector { constructor(readonly x: number, private y = x * 3) {} sum() { return this.x * this.y; } }
      /* @differentiable */
      class A extends Vector { z: number; constructor(readonly w: number) { super(w, w * w); this.z = w; } }
      /* @differentiable */
      export function f(x: number) { const a = new A(x); return new Vector(x).sum() + a.z * a.w + a.sum(); }`);
    const { failure, compared } = checkProgram({ f: program.f, cases: () => [[1.3]] });
    expect(failure).to.equal(null);
    expect(compared).to.equal(1);
  });

  it('getters and methods of an argument are not run when it is prepared', () => {
    const log: string[] = [];
    class Tagged {
      v = 2;
      get [Symbol.toStringTag](): string {
        log.push('tag');
        return 'Tagged';
      }
      get length(): number {
        log.push('length');
        return 0;
      }
    }
    class Table extends Map<string, number> {
      override get(key: string): number | undefined {
        log.push('get');
        return super.get(key);
      }
      override keys(): ReturnType<Map<string, number>['keys']> {
        log.push('keys');
        return super.keys();
      }
      override [Symbol.iterator](): ReturnType<Map<string, number>['entries']> {
        log.push('iterator');
        return super[Symbol.iterator]();
      }
    }
    class Bag extends Set<number> {
      override values(): ReturnType<Set<number>['values']> {
        log.push('values');
        return super.values();
      }
    }
    class Closed {
      get length(): number {
        throw new Error('not now');
      }
    }
    const f = /* @differentiable */ (t: Tagged, m: Table, s: Bag, c: Closed, x: number) => t.v * x;
    const args = [new Tagged(), new Table([['a', 3]]), new Bag([1]), new Closed(), 3] as const;
    log.length = 0;
    const [value, back] = pullback(f, ...args);
    expect(value).to.equal(6);
    expect(back(1)[4]).to.equal(2);
    expect(log).to.deep.equal([]);
  });

  it('a generator that was started before the call is refused', () => {
    const ticker = (function* (): Generator<number, void, number | undefined> {
      let s = 0.1;
      for (;;) s = Math.sin(s + ((yield s) ?? 0.2));
    })();
    ticker.next();
    const f = /* @differentiable */ (x: number) => ticker.next(x).value as number;
    expect(() => gradient(f, 0.3)).to.throw('DIFF3101');
  });

  it('a refusal is not taken for an error of the program, however it catches it', async () => {
    // eslint-disable-next-line no-new-func -- a function without source
    const opaque = new Function('x', 'return x * x') as (x: number) => number;
    let effects = 0;
    const caught = /* @differentiable */ (x: number) => {
      try {
        return opaque(x);
      } catch {
        effects++;
        return 0;
      }
    };
    const replaced = /* @differentiable */ (x: number) => {
      for (;;) {
        try {
          opaque(x);
        } finally {
          // eslint-disable-next-line no-unsafe-finally -- what the test is about
          break;
        }
      }
      return x;
    };
    const awaited = /* @differentiable */ async (x: number) => {
      try {
        return opaque(await Promise.resolve(x));
      } catch {
        return x;
      }
    };
    const handled = /* @differentiable */ (x: number) =>
      Promise.resolve(x)
        .then((v) => opaque(v))
        .catch(() => x);
    for (const f of [caught, replaced]) {
      expect(() => gradient(f, 3)).to.throw('DIFF3101');
      expect(() => jvp(f, [3], [1])).to.throw('DIFF3101');
    }
    expect(effects).to.equal(0);
    for (const f of [awaited, handled]) {
      const failures = await Promise.allSettled([gradient(f, 3), jvp(f, [3], [1]), pullback(f, 3)]);
      expect(failures.map((each) => String((each as PromiseRejectedResult).reason?.code))).to.deep.equal(
        Array(3).fill('DIFF3101'),
      );
    }
    expect(
      gradient(
        /* @differentiable */ (x: number) => {
          try {
            return x * x;
          } catch {
            return 0;
          }
        },
        3,
      ),
    ).to.deep.equal([6]);
  });

  it('a sparse array with a large length as argument is refused, and not filled', () => {
    const a: number[] = [];
    a[(1 << 30) - 1] = 3;
    const f = /* @differentiable */ (list: number[], x: number) => list[list.length - 1] * x;
    expect(() => gradient(f, a, 2)).to.throw('DIFF3105');
  });

  it('a closure, a method and a class that a differentiated call has made are differentiable', () => {
    const make = /* @differentiable */ (a: number) => ({
      g: (x: number) => a * x * x,
      m(x: number) {
        return a * x;
      },
    });
    const [made] = pullback(make, 2);
    expect(gradient(made.g, 3)).to.deep.equal([12]);
    expect(gradient(made.m, 3)).to.deep.equal([2]);
  });

  it('a store beyond the end of a typed array, which goes nowhere, takes no derivative from nowhere', () => {
    const f = /* @differentiable */ (v: Float64Array, x: number) => {
      v[9] = x * v[0];
      return x * v[1];
    };
    expect(gradient(f, Float64Array.of(2, 3), 5)).to.deep.equal([Float64Array.of(0, 5), 3]);
  });
});
