import { describeLanguage, type Rows } from '../../support/checkLanguage.js';
import { pending } from './pending.js';

const parameters: Rows = {
  'defaults that use earlier parameters and have effects': [
    `let n = 0;
    function g(a, b = (n++, a * a), { c = a * b, d: [e = c] = [] } = {}) { return a + b * c - e; }
    function f(x, y) { return g(x) + g(x, y) * g(y, undefined, { c: x }) + g(x, y, { d: [y * y] }) + n * x; }
    const state = () => n;`,
    1.3,
    0.9,
  ],
  'defaults that close over parameters and see the outer scope': [
    `var v = 2;
    function g(a, h = () => a * v, k = () => (a += 1)) { var v = 100; k(); return h() + a * v * 1e-3; }
    function f(x) { return g(x) * g(x, () => x * x); }`,
    1.3,
  ],
  'rest parameters': [
    `function g(k, ...rest) { rest.push(k * rest.length); return rest.reduce((s, v, i) => s + v * (i + 1), 0); }
    const h = (...[a, b = a * a, ...more]) => a * b + more.length * a;
    function f(x, y) { return g(x, y, x * y) + g(x) + h(x) * h(x, y, 1, 2) + g.length; }`,
    1.3,
    0.9,
  ],
  arguments: [
    `'use strict';
    function g(a) { a *= 2; let s = a; for (let i = 0; i < arguments.length; i++) s += arguments[i] * (i + 1); arguments[0] = 100; return s + a; }
    function h() { return (() => arguments[0] * arguments[1])() + [...arguments].length + Array.prototype.slice.call(arguments, 1)[0]; }
    function f(x, y) { return g(x, y, x * y) + h(x, y) * Math.max.apply(null, arguments); }`,
    1.3,
    0.9,
  ],
  'arguments that are mapped, seen from functions and classes inside': [
    `function g(a) {
      a *= 2;
      const read = function () { return a; }, write = (v) => (a = v * a);
      class C { v = a * 3; w = (() => a * a)(); static s = a; }
      arguments[0] *= 1.5;
      const before = read() + new C().v * new C().w;
      write(0.3);
      return before + read() * arguments[0] * C.s;
    }
    function f(x) { return g(x); }`,
    1.3,
  ],
  'arguments mapped in sloppy mode': [
    `function g(a, b) {
      a *= 2;
      arguments[1] *= b;
      const s = arguments[0] + b;
      arguments[0] = b * a;
      [a, b] = [b, a];
      return s * a + arguments[0] * arguments[1] * b + arguments.length;
    }
    function h(a) { delete arguments[0]; arguments[0] = 100; return a; }
    function k(a, b) { b = 3; return arguments[1] === undefined ? a : 0; }
    function f(x, y) { return g(x, y) + g(y, x) + h(x) * k(y); }`,
    1.3,
    0.9,
  ],
  'strict functions in sloppy code': [
    `function store(o, x) { 'use strict'; o.v = x; return o.v; }
    function ignore(o, x) { o.v = x; return o.v; }
    function self() { 'use strict'; return this; }
    function f(x) {
      const o = { v: x * 2 };
      Object.freeze(o);
      function declare() { 'use strict'; undeclared = x; }
      let s = ignore(o, x * x) * x;
      try { store(o, x); s = 0; } catch (e) { s += e instanceof TypeError ? x * 3 : 0; }
      try { declare(); s = 0; } catch (e) { s *= e instanceof ReferenceError ? x : 0; }
      return typeof undeclared === 'undefined' && self() === undefined ? s : 0;
    }`,
    1.3,
  ],
  'arguments of the differentiated function': [
    `function f(x) {
      let s = x * x;
      for (const v of arguments) s = s * 2 + v * v;
      return s * arguments[2] + [].reduce.call(arguments, (p, v) => p * v, 1);
    }`,
    1.3,
    0.9,
    0.4,
  ],
  'arguments.callee': [
    `function f(x) { return (function (n) { return n < 1 ? x : n * x + arguments.callee(n - 1); })(3) * x; }`,
    1.3,
  ],
  'patterns as parameters': [
    `function g({ a, b: { c = a, ...rest } = {}, ...others }, [d, , e = d * a, ...f] = [a, 1]) {
      return a * c + d * e + (rest.z ?? a) * (others.w ?? 1) + f.reduce((s, v) => s + v, 0);
    }
    function f(o, x) { return g(o) + g({ a: x }, [x, 0, undefined, x * x, o.a]) + g({ ...o, b: undefined, w: x }); }`,
    { a: 1.5, b: { z: 0.4 }, w: 2 },
    0.7,
  ],
  'surplus and missing arguments': [
    `function g(a, b, c) { return c === undefined ? a * (b ?? 2) : a * b * c; }
    function f(x, y, z) { return g(x) + g(x, y) * g(x, y, z, x / 0) + (arguments[3] ?? 0); }`,
    1.3,
    0.9,
    0.4,
  ],
};

const closures: Rows = {
  'closures over a variable that is written after capture': [
    `function f(x) {
      let s = x;
      const get = () => s * s;
      const put = (v) => { s = v * s; };
      const a = get();
      s *= 2;
      put(x);
      const inner = () => { s += x; return () => (s *= x); };
      return a + get() + inner()() * s;
    }`,
    1.3,
  ],
  'a parameter that closures write': [
    `function counter(n) { return { up: () => (n *= 1.5), down: () => --n, get n() { return n; }, set n(v) { n = v; } }; }
    function f(x) {
      const [a, b] = [counter(x), counter(x * x)];
      a.up(); b.up(); b.n += a.n; a.down();
      x = 0.5 * x;
      return a.n * b.n * x;
    }`,
    1.3,
  ],
  'functions in arrays, objects and Maps': [
    `const table = { square: (v) => v * v, cube(v) { return this.square(v) * v; }, ['twi' + 'ce']: function (v) { return 2 * v; } };
    const list = [Math.sin, Math.exp, table.square, (v) => v - 1];
    const map = new Map([['k', (v) => (w) => v * w]]);
    function f(x) {
      let s = x;
      for (const g of list) s = g(s);
      for (const k in table) s += table[k](x);
      return s + map.get('k')(x)(s);
    }`,
    1.3,
  ],
  'composition, currying, pipe': [
    `const compose = (...fs) => (x) => fs.reduceRight((v, g) => g(v), x);
    const curry = (g) => function next(...args) { return args.length >= g.length ? g(...args) : (...more) => next(...args, ...more); };
    function f(x, y) {
      const add = curry((a, b, c) => a * b + c);
      return compose(Math.sqrt, add(x)(y), (v) => v * v)(x) + add(x, y)(y) * add(x)(y, x);
    }`,
    1.3,
    0.9,
  ],
  'mutual recursion and hoisted functions': [
    `function even(n, x) { return n === 0 ? x : odd(n - 1, x * 1.1); }
    function odd(n, x) { return n === 0 ? -x : even(n - 1, x * x); }
    function f(x) {
      return up(3) + even(4, x) * odd(3, x);
      function up(n) { return n ? down(n - 1) * x : 1; }
      function down(n) { return n ? up(n - 1) + x : x; }
    }`,
    1.1,
  ],
  'recursion of named function expressions and arrows': [
    `function f(x) {
      const power = function self(n) { return n ? x * self(n - 1) : 1; };
      const fib = (n) => (n < 2 ? x : fib(n - 1) + fib(n - 2) * x);
      const Y = (g) => ((h) => h(h))((h) => g((v) => h(h)(v)));
      return power(3) + fib(5) + Y((self) => (n) => (n ? self(n - 1) * x + n : 1))(3);
    }`,
    1.1,
  ],
  'functions called where they stand': [
    `const poly = (function () { let k = 2; return { set(v) { k = v; }, at: (v) => v * v * k }; })();
    function f(x) {
      poly.set(x);
      const a = (function (v) { return this.k * v; }).call({ k: x }, x * x);
      const b = (() => { let s = 0; return (s += x), s * x; })();
      const c = +function (v) { return v * 3; }(x);
      const d = new (class { constructor() { this.v = x; } })().v;
      return poly.at(x) + a * b + c * d;
    }`,
    1.3,
  ],
  'call, apply and bind': [
    `function g(a, b) { return this.k * a + (b ?? 1) * this.k; }
    function f(o, x) {
      const bound = g.bind(o, x);
      const method = o.m.bind({ k: x });
      const call = Function.prototype.call.bind(g);
      return g.call(o, x, 2) + g.apply(o, [x, x * x]) * bound(o.k) + method(x) + new (function (v) { this.v = v; }.bind(null, x * 3))().v
        + call(o, x) + Reflect.apply(g, o, [x]) + [1, 2].map(bound)[1] + bound.length;
    }
    const args = () => [{ k: 1.5, /* @differentiable */ m(v) { return v * this.k; } }, 0.7];`,
  ],
  'this of plain calls and of arrows': [
    `function g() { return this === globalThis ? 1 : 0; }
    function f(o, x) {
      const h = o.m;
      return o.m(x) * (0, o.m)(x) + h(x) * g() + o.arrow(x);
    }
    const args = () => [{ k: 1.5,
      /* @differentiable */ m(v) { return v * (this === undefined || this === globalThis ? 2 : this.k); },
      /* @differentiable */ arrow(v) { return (() => [v].map((w) => w * this.k))()[0]; } }, 0.7];`,
  ],
  'spread in calls and new': [
    `class P { constructor(...v) { this.v = v; } get sum() { return this.v.reduce((s, x) => s + x * x, 0); } }
    function g(a, b, ...c) { return a * b + c.length * a; }
    function f(a, x) { return g(...a, x) + g(x, ...a, ...new Set(a)) * Math.hypot(...a, x) + new P(...a, x, ...[x * x]).sum + g(...new Map([[x, a[0]]]).keys(), 1); }`,
    [1.5, 2],
    0.7,
  ],
  'properties of functions': [
    `function g(v) { g.calls = (g.calls ?? 0) + v; return v * g.scale; }
    g.scale = 2;
    function f(x) {
      g.scale = x;
      const h = Object.assign((v) => v * h.k, { k: x * x, deep: { v: x } });
      return g(x) * g(3) + g.calls + h(2) * h.deep.v + Object.keys(h).length + h.name.length + g.length;
    }
    const state = () => [g.calls, g.scale];`,
    1.3,
  ],
  'a function that is handed in and called back': [
    `function integrate(g, a, b, n) { let s = 0; const h = (b - a) / n; for (let i = 0; i < n; i++) s += g(a + (i + 0.5) * h) * h; return s; }
    function f(a, x) { let calls = 0; return integrate((t) => { calls++; return Math.exp(-t * a) * x; }, 0, x, 5) + calls * a; }`,
    1.3,
    0.9,
  ],
  'a function that is returned and called from outside': [
    `function f(x, y) { return { value: x * y, list: [x, { z: y * y }] }; }`,
    1.3,
    0.9,
  ],
  'toString and name of functions': [
    `function g(v) {
  return v * 2;
}
    function f(x) { const h = (v) => v; return g(x) * g.toString().length * 1e-2 + h.name.length * x + (function () {}).name.length; }`,
    1.3,
  ],
};

const getters: Rows = {
  'methods that getters give: inherited, own, static, of a prototype of objects': [
    `class A { constructor(k) { this.k = k; this.n = k; } get scale() { const { k } = this; this.n *= k; return (t) => t * k; } static get twice() { const { k } = A; return (t) => t + k; } }
    class B extends A { get scale() { const f = super.scale; return (t) => f(t) * f(t); } }
    const a = new A(2), b = new B(2), o = { k: 2, n: 1, get scale() { const { k } = this; this.n += k; return (t) => t * k; } }, p = Object.create(o), q = Object.create(null, { scale: { get() { const { k } = o; return (t) => t * k; } } });
    function f(x) {
      a.k = b.k = o.k = x * x; a.n = b.n = o.n = 1; A.k = x; p.k = x * 3; p.n = x;
      let s = 0;
      for (let i = 0; i < 3; i++) for (const each of [a, b, o, p, q]) s += each.scale(i + x);
      return s + A.twice(x) * a.n + b.n * o.n + a['sca' + 'le'](x) + a?.scale?.(x) + p.n;
    }
    const state = () => [a.n, o.n];`,
    1.3,
  ],
  'a method that becomes a getter, and a getter that becomes a method, meanwhile': [
    `class A { m(t) { return t; } }
    const o = { m: (t) => t * 2 };
    function f(x) {
      let s = new A().m(x) * o.m(x);
      const k = x * x;
      Object.defineProperty(A.prototype, 'm', { get() { this.k = k; return (t) => t * k; }, configurable: true });
      Object.defineProperty(o, 'm', { get() { return (t) => t + k; }, configurable: true });
      const a = new A();
      s += a.m(x) * o.m(x) + a.k;
      Object.defineProperty(A.prototype, 'm', { value: (t) => t, configurable: true });
      Object.defineProperty(o, 'm', { value: (t) => t * k, configurable: true });
      return s + a.m(x) * o.m(x);
    }
    function args() { Object.defineProperty(A.prototype, 'm', { value: (t) => t, configurable: true }); Object.defineProperty(o, 'm', { value: (t) => t * 2, configurable: true }); return [1.3]; }`,
  ],
  'an iterable whose method is a getter': [
    `const o = { n: 0, x: 0, get [Symbol.iterator]() { const { x } = this; this.n += x; return function* () { yield x; yield x * x; }; } };
    function f(x) { o.x = x; o.n = 1; let s = 0; for (const v of o) s += v * x; const [p, q] = o; return s + p * q + Math.max(...o) * o.n; }
    const state = () => o.n;`,
    1.3,
  ],
};

const constructors: Rows = {
  'new.target, and a constructor called with and without new': [
    `function P(x) {
      if (!new.target) return new P(x * 2);
      this.x = x;
    }
    P.prototype.square = function () { return this.x * this.x; };
    function Q(x) { if (!(this instanceof Q)) return new Q(x); this.x = x; this.isNew = new.target === Q; }
    function f(x) { const q = Q(x); return new P(x).square() * P(x).square() + q.x * (q.isNew ? 3 : 1) + Reflect.construct(P, [x]).x; }`,
    1.3,
  ],
  'a constructor that returns an object': [
    `function Box(x) { this.x = 100; return { x, twice: () => 2 * x }; }
    function Plain(x) { this.x = x; return x; }
    function f(x) { return new Box(x).twice() * new Box(x * x).x + new Plain(x).x; }`,
    1.3,
  ],
  'Object.create, setPrototypeOf and ES5 inheritance': [
    `function Shape(k) { this.k = k; }
    Shape.prototype = { constructor: Shape, area: function () { return this.k; }, scaled(v) { return this.area() * v; } };
    function Circle(r, k) { Shape.call(this, k); this.r = r; }
    Circle.prototype = Object.create(Shape.prototype, { constructor: { value: Circle } });
    Circle.prototype.area = function () { return Math.PI * this.r * this.r + Shape.prototype.area.call(this); };
    function f(r, k) {
      const c = new Circle(r, k);
      const o = Object.setPrototypeOf({ k: r * k }, Shape.prototype);
      return c.scaled(k) + o.scaled(r) * (c instanceof Shape ? 1 : 0) + c.constructor.length;
    }`,
    1.3,
    0.9,
  ],
};

const literals: Rows = {
  'getters and setters': [
    `function f(x) {
      const o = {
        v: x,
        get square() { return this.v * this.v; },
        set square(s) { this.v = Math.sqrt(s); this.log.push(s); },
        log: [],
        get ['com' + 'puted']() { return this.square * x; },
      };
      o.square *= 2;
      o.square = o.computed + x;
      o.square++;
      return o.v * o.square + o.log.reduce((s, v) => s + v, 0);
    }`,
    1.3,
  ],
  'computed keys, symbols, numbers, methods, __proto__': [
    `const s = Symbol('s');
    function f(x) {
      let n = 0;
      const base = { m() { return this.a * 2; } };
      const o = { ['k' + n++]: x, [s]: x * x, 3: x + n, 'a b': x * n++, a: x, [n++]() { return this[s] * x; }, *[Symbol.iterator]() { yield this.a; yield* [this[3]]; }, __proto__: base,
        m() { return super.m() * x; } };
      const { ['k' + 0]: k, [s]: sq } = o;
      return k * sq + o['a b'] * o[2]() + o.m() + [...o][1];
    }`,
    1.3,
  ],
  'spread and shorthand in literals': [
    `function f(o, x) {
      const y = x * x;
      const p = { x, y, ...o, b: x, ...(x > 5 && { z: 1 }), ...[y, x], ...null, ...'z' };
      return p.x * p.a + p.b * p.y + p[1] * Object.keys(p).length;
    }`,
    { a: 1.5, b: 2 },
    0.7,
  ],
};

const bodies: Rows = {
  'a var with the name of a parameter that a default closes over': [
    `function f(x) { return ((a, g = () => a) => { var a = 2; return g() + a; })(x); }`,
    1.3,
  ],
  'the same, and a var with the name of an outer variable': [
    `var v = 2;
    function g(a, h = () => a * v, k = () => (a += 1)) { var v = 100; var a; k(); a++; return h() + a * v * 1e-3; }
    function f(x) { return g(x) * g(x, () => x * x); }`,
    1.3,
  ],
  'the same in patterns, loops, generators and async functions': [
    `function g({ a, b = () => a }, c = () => b() * a) { for (var a of [a, 3]) { var { b = () => 2 } = { b: undefined }; } const o = { a }; [a] = [o.a * 2]; ({ a = 3 } = { a }); const k = () => a++; k(); return c() * a * b(); }
    function* h(a, b = (v) => (a = v ?? a)) { var a = a * 3; yield a; b(a * 2); yield b(); yield a; }
    async function k(a, b = () => a) { var a; a = a * 2; await null; return b() * a; }
    async function f(x) { return [...h(x)].reduce((s, v) => s * 1.1 + v, 0) * g({ a: x }) * (await k(x)); }`,
    1.3,
  ],
  'the same in methods and static blocks': [
    `const v = 3;
    class C { m(a, b = v * a) { var v = b * a; if (v > 100) { var a = 2; } return v * a * b; } static { this.s = (a, b = () => v) => { var v = a; return b() * v; }; } }
    function f(x) { return new C().m(x) * C.s(x); }`,
    1.3,
  ],
};

describeLanguage('functions: parameters', parameters, pending);
describeLanguage('functions: closures and calls', closures, pending);
describeLanguage('functions: methods that getters give', getters, pending);
describeLanguage('functions: constructors', constructors, pending);
describeLanguage('functions: object literals', literals, pending);
describeLanguage('functions: variables of the body beside parameters', bodies, pending);
