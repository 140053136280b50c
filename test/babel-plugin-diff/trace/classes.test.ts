import { describeLanguage, type Rows } from '../../support/checkLanguage.js';
import { pending } from './pending.js';

const members: Rows = {
  'fields with initialisers, in order, computed and without value': [
    `let n = 0;
    const key = 'c';
    class P {
      a = n++;
      b = this.a + this.x;
      [key + n++] = (() => this.b * 2)();
      d;
      'e f' = [this.b];
      7 = this.b;
      x;
      constructor(x) { this.d = this.b; this.x = x; }
    }
    class Q { constructor(x) { this.v = x; } }
    class R extends Q { w = this.v * 2; z = () => this.w * this.v; constructor(x, y) { super(x); this.y = this.w * y; } }
    function f(x) { const p = new P(x); const r = new R(x, p.x); return p.x * p.a + r.y * r.z() + (Number.isNaN(p.d) ? x : 0) + Object.keys(p).length; }
    const state = () => n;`,
    1.3,
  ],
  'private fields and methods': [
    `class P {
      #x = 1;
      #list = [];
      constructor(x) { this.#x *= x; this.#push(x * x); }
      #push(v) { this.#list.push(v); return this; }
      static make(x) { const p = new P(x); p.#x += x; return p.#push(p.#x++); }
      add(o) { [this.#x, o.#x] = [this.#x * o.#x, this.#x]; return this.#list.reduce((s, v) => s + v, this.#x) + o?.#list[0]; }
      has(o) { return #x in o && #push in o; }
      get x() { return this.#x; }
    }
    function f(x, y) { const [p, q] = [new P(x), P.make(y)]; return p.add(q) * q.x + (p.has(q) && !p.has({}) ? p.x : 0); }`,
    1.3,
    0.9,
  ],
  'private accessors, static private members': [
    `class P {
      static #made = 0;
      static #count(v) { return (P.#made += v); }
      static get #twice() { return P.#made * 2; }
      static reset() { P.#made = 0; }
      static total() { return this.#twice; }
      #v;
      get #sq() { return this.#v * this.#v; }
      set #sq(s) { this.#v = Math.sqrt(s); }
      constructor(v) { this.#v = v; P.#count(v); }
      grow(k) { this.#sq *= k; this.#sq += k; this.#sq++; return this.#sq * this.#v; }
    }
    function f(x) { P.reset(); return new P(x).grow(x) * new P(x * x).grow(2) + P.total(); }
    const state = () => P.total();`,
    1.3,
  ],
  'static members, static blocks and this in them': [
    `class P {
      static k = 2;
      static list = [this.k];
      static scale;
      static { const self = this; this.scale = (v) => v * self.k; P.list.push(3); }
      static get last() { return this.list.at(-1); }
      static set last(v) { this.list.push(v); }
      static [Symbol.for('m')](v) { return v * this.k; }
    }
    function f(x) {
      P.k = x;
      P.last = x * x;
      class Q extends P { static j = super.scale(x); static { this.list = [Q.j * x]; } static up() { return super.last * this.j; } }
      return P.scale(x) * P.last + P[Symbol.for('m')](x) + Q.up() + Q.k * Q.list[0];
    }`,
    1.3,
  ],
  'accessors, also inherited and overridden by halves': [
    `class P { constructor(x) { this._x = x; } get x() { return this._x * 2; } set x(v) { this._x = v * v; } get y() { return this.x + 1; } }
    class Q extends P { get x() { return super.x * 3; } set x(v) { super.x = v; this.log = v; } }
    class R extends P { get x() { return this._x; } }
    function f(x) {
      const q = new Q(x);
      q.x *= 0.3;
      q.x++;
      const r = new R(x);
      r.x = 100;
      return q.x * q.y + q.log + r.x * r.y;
    }`,
    1.3,
  ],
  'methods: generator, async, computed, and this that is lost': [
    `class P {
      constructor(x) { this.x = x; this.bound = this.bound.bind(this); }
      *[Symbol.iterator]() { yield this.x; yield* [this.x * 2]; }
      ['sq' + 1](v = this.x) { return v * this.x; }
      bound(v) { return v * this.x; }
      chain(v) { this.x *= v; return this; }
      toString() { return 'P'; }
    }
    function f(x) {
      const p = new P(x);
      const { bound, sq1 } = p;
      let s = 0;
      try { s += sq1(x); } catch (e) { s += x * e.name.length; }
      return s + bound(x) + [...p][1] * p.sq1() + p.chain(x).chain(2).x + \`\${p}\`.length;
    }`,
    1.3,
  ],
  'annotated methods and a class expression with a name': [
    `const Shape = class Inner { constructor(r) { this.r = r; } area() { return Math.PI * this.r ** 2; } like() { return new Inner(this.r * 2); } static unit() { return new Inner(1); } };
    function f(r) { const s = new Shape(r); return s.area() + s.like().area() * Shape.unit().area() + Shape.name.length * r; }`,
    1.3,
  ],
};

const inheritance: Rows = {
  'super calls and super properties over three levels': [
    `class A { constructor(x) { this.x = x; } m(v) { return this.x * v; } static s(v) { return v * 2; } get g() { return this.x; } }
    class B extends A { constructor(x, y) { const t = x * y; super(t); this.y = y; } m(v) { return super.m(v) + this.y; } static s(v) { return super.s(v) * v; } }
    class C extends B { constructor(...a) { super(...a); this.z = super.m(this.x); } m(v) { const k = () => super['m'](v * 2) + super.g; return k() * this.z; } static s(v) { return super.s(v) + 1; } }
    function f(x, y) { const c = new C(x, y); return c.m(x) + C.s(y) + B.s(x) * (c instanceof A ? 1 : 0) + new A(x).m(2); }`,
    1.3,
    0.9,
  ],
  'default constructors, a constructor that returns, super() in an arrow or a try': [
    `class A { constructor(x, y) { this.x = x; this.y = y; } }
    class B extends A {}
    class C extends B { constructor(x) { const make = () => super(x, x * x); try { make(); this.z = this.y; } finally { this.x *= 2; } } }
    class D extends A { constructor(x) { super(x); return { d: x * this.x }; } }
    class E extends D { e = this.d * 2; }
    function f(x) { const c = new C(x); return new B(x, 2).y * c.x * c.z + new E(x).e + new D(x).d; }`,
    1.3,
  ],
  'classes in constructors of classes with private members': [
    `class A {
      #v;
      #twice() { return this.#v * 2; }
      constructor(x, k = x) {
        class B { #m() { return k * x; } get() { return this.#m(); } }
        this.#v = new B().get() * x;
      }
      get() { return this.#twice(); }
    }
    class C { #m(x) { return x * x; } constructor(x) { class D { #m(y) { return y * x; } get v() { return this.#m(3); } } this.v = new D().v * this.#m(x); } }
    function f(x) { return new A(x).get() * new A(x, 2).get() + new C(x).v; }`,
    1.3,
  ],
  'names of classes without one, and a property __proto__ in short': [
    `function f(x) {
      const name = (C) => C.name;
      const __proto__ = x, o = { __proto__, a: 1, __proto__ };
      return { n: [name(class {}), name(class { constructor() {} }), name(class K {})], v: o.__proto__ * x, own: Object.keys(o) };
    }`,
    1.3,
  ],
  'length of a setter with a default; keys of super behind what is stored': [
    `const log = [];
    class A { set v(w) { this.w = w * 2; } }
    class B extends A {
      put(x) {
        const key = { toString() { log.push('key'); return 'v'; } };
        const get = () => (log.push('value'), x * x);
        super[key] = get();
        return this.w;
      }
      get v() { return this.w; }
    }
    function f(x) {
      const { set } = Object.getOwnPropertyDescriptor({ set m(v = x) { this.n = v; } }, 'm');
      const o = {};
      set.call(o);
      return { v: new B().put(x), n: o.n * x, l: set.length };
    }
    const state = () => log;`,
    1.3,
  ],
  'super property of an object literal, written through super': [
    `const base = { m(v) { return v * this.k; }, set s(v) { this.t = v * 2; }, k: 3 };
    function f(x) {
      const o = { __proto__: base, k: x, m(v) { super.s = v; super.u = v * v; return super.m(v) + this.t * this.u; }, get n() { return super.k * this.k; } };
      return o.m(x) + o.n;
    }`,
    1.3,
  ],
  'subclass of Array': [
    `class Vector extends Array {
      static of(...v) { return super.of(...v.map((x) => x * 2)); }
      dot(o) { return this.reduce((s, v, i) => s + v * o[i], 0); }
      get norm() { return Math.hypot(...this); }
      map(g) { return super.map((v, i) => g(v, i) + 1); }
    }
    function f(x, y) {
      const v = new Vector(x, y, x * y);
      const w = v.map((a) => a * a);
      v.push(...w.slice(1));
      const u = Vector.of(x, y).concat([x]);
      return v.dot(w.concat(w)) + w.norm * (u instanceof Vector ? u.dot([1, x, 2]) : 0) + Vector.from([x, y]).dot(v) + v.length;
    }`,
    1.3,
    0.9,
  ],
  'subclass of Map and Set': [
    `class Counter extends Map {
      total = 0;
      add(k, v) { this.total += v; return this.set(k, (this.get(k) ?? 0) + v); }
      set(k, v) { return super.set('k' + k, v); }
      get(k) { return super.get('k' + k); }
    }
    class Bag extends Set { constructor(list) { super(list); this.sum = 0; for (const v of this) this.sum += v; } add(v) { return super.add(v * 2); } }
    function f(x) {
      const c = new Counter([['a', x]]).add('a', x * x).add('b', 2 * x);
      const b = new Bag([x, x * 3]);
      b.add(x * x);
      return c.get('a') * c.total + [...c.values()][1] + b.sum * [...b][2];
    }`,
    1.3,
  ],
  'subclass of Float64Array': [
    `class Vec extends Float64Array {
      static get [Symbol.species]() { return Float64Array; }
      plus(o) { return Vec.from(this, (v, i) => v + o[i]); }
      dot(o) { let s = 0; for (let i = 0; i < this.length; i++) s += this[i] * o[i]; return s; }
    }
    function f(x, y) {
      const a = Vec.of(x, y);
      const b = new Vec([y, x * x]);
      const m = a.map((v) => v * v);
      return a.plus(b).dot(b) + m[0] * (m instanceof Vec ? 1 : 2) + new Vec(m.buffer, 8)[0] * b.subarray(1)[0];
    }`,
    1.3,
    0.9,
  ],
  'subclass of Error': [
    `class Bad extends RangeError { name = 'Bad'; constructor(v, options) { super('bad', options); this.v = v; } get twice() { return this.v * 2; } }
    function g(x) { if (x > 1) throw new Bad(x * x, { cause: 'x' }); return x; }
    function f(x) { try { return g(x); } catch (e) { return e instanceof RangeError && e.cause === 'x' ? e.twice * x + e.message.length : 0; } }`,
    1.3,
  ],
  'subclass of Function, Promise, Number and Object': [
    `class Num extends Number { plus(v) { return this + v; } }
    class Obj extends Object { constructor(x) { super(); this.x = x; } }
    class Callable { constructor(k) { return Object.setPrototypeOf((v) => v * k, new.target.prototype); } twice(v) { return this(this(v)); } }
    function f(x) { return new Num(x).plus(x * x) + new Obj(x).x * new Callable(x).twice(2) + new Callable(2)(x); }`,
    1.3,
  ],
  'ES5 classes mixed with class syntax': [
    `function A(x) { this.x = x; }
    A.prototype.m = function (v) { return this.x * v; };
    class B extends A { constructor(x) { super(x * 2); } m(v) { return super.m(v) + 1; } }
    function C(x) { const self = Reflect.construct(B, [x], C); self.c = x; return self; }
    Object.setPrototypeOf(C.prototype, B.prototype);
    C.prototype.m = function (v) { return B.prototype.m.call(this, v) * this.c; };
    function f(x) { return new B(x).m(x) + new C(x).m(2) + (new C(x) instanceof A ? x : 0); }`,
    1.3,
  ],
  'mixins and classes made in the function': [
    `const Scaled = (Base) => class extends Base { scale(k) { return this.map((v) => v * k); } };
    const Summed = (Base) => class Summed extends Base { get sum() { return this.reduce((s, v) => s + v, 0); } };
    function f(x) {
      class List extends Summed(Scaled(Array)) { last = x; }
      const make = (k) => class { static k = k; v = k * x; m() { return this.v * k; } };
      const [P, Q] = [make(2), make(x)];
      const list = List.of(x, x * x);
      return list.scale(x).sum * list.last + new P().m() + new Q().m() * Q.k;
    }`,
    1.3,
  ],
  'Symbol.species, Symbol.toPrimitive, Symbol.toStringTag, Symbol.isConcatSpreadable': [
    `class A extends Array { static get [Symbol.species]() { return Array; } }
    class Money { constructor(v) { this.v = v; } [Symbol.toPrimitive](hint) { return hint === 'string' ? 'money' : this.v; } get [Symbol.toStringTag]() { return 'Money'; } }
    class Spread { constructor(...v) { Object.assign(this, v); this.length = v.length; } get [Symbol.isConcatSpreadable]() { return true; } }
    function f(x) {
      const a = A.of(x, x * x);
      const m = new Money(x);
      const b = [x].concat(new Spread(x * 2, x * 3), [m]);
      return a.map((v) => v * 2)[1] * (a.map(Number) instanceof A ? 100 : 1) + m * b[2] + (m + 1) * \`\${m}\`.length + Object.prototype.toString.call(m).length * b[3];
    }`,
    1.3,
  ],
};

const instances: Rows = {
  'instances that are passed in': [
    `/* @differentiable */ class Vec { constructor(x, y) { this.x = x; this.y = y; } dot(o) { return this.x * o.x + this.y * o.y; } times(k) { return new Vec(this.x * k, this.y * k); } normalize() { const n = Math.sqrt(this.dot(this)); this.x /= n; this.y /= n; return this; } }
    function f(a, b, k) { const c = a.times(k).normalize(); a.x += c.y; return a.dot(b) + c.dot(b) * k; }
    const args = () => [new Vec(1.5, 2), new Vec(0.3, 0.8), 0.7];`,
  ],
  'instances with accessors and private fields that are passed in': [
    `/* @differentiable */ class Body { #m = 2; constructor(v) { this.v = v; } get p() { return this.#m * this.v; } set p(p) { this.v = p / this.#m; this.#m *= 1.5; } hit(o) { const p = this.p; this.p = o.p * 0.5; o.p = p; return this.v * o.v * this.#m; } }
    function f(a, b) { return a.hit(b) + b.hit(a) + a.p * b.p; }
    const args = () => [new Body(1.5), new Body(0.8)];`,
  ],
  'one instance twice, and inside of another one': [
    `/* @differentiable */ class Node { constructor(v, next) { this.v = v; this.next = next; } sum() { return this.v + (this.next?.sum() ?? 0) * this.v; } }
    function f(a, b, list) { a.v *= 2; return a.sum() * b.v + list[0].next.v * list[0].v; }
    const args = () => { const n = new Node(1.5, new Node(0.4)); return [n, n, [n]]; };`,
  ],
  'subclasses of Array and Map that are passed in': [
    `/* @differentiable */ class List extends Array { sum() { return this.reduce((s, v) => s + v * v, 0); } }
    /* @differentiable */ class Table extends Map { at(k) { return this.get(k) * 2; } }
    function f(a, m) { a.push(m.at('k')); m.set('j', a[0]); return a.sum() * m.at('j'); }
    const args = () => [List.of(1.5, 0.4), new Table([['k', 0.7]])];`,
  ],
  'an instance that is returned': [
    `/* @differentiable */ class Vec { constructor(x, y) { this.x = x; this.y = y; } plus(o) { return new Vec(this.x + o.x, this.y + o.y * this.x); } }
    function f(a, x) { return a.plus(new Vec(x, x * x)).plus(a); }
    const args = () => [new Vec(1.5, 2), 0.7];`,
  ],
  'instances that live at module level': [
    `class Adam { m = 0; v = 0; constructor(lr) { this.lr = lr; } step(x, g) { this.m = 0.9 * this.m + 0.1 * g; this.v = 0.99 * this.v + 0.01 * g * g; return x - (this.lr * this.m) / (Math.sqrt(this.v) + 0.1); } }
    const adam = new Adam(0.1);
    function f(x, k) { for (let i = 0; i < 3; i++) x = adam.step(x, 2 * k * x); return x * adam.m; }
    const state = () => adam;`,
    1.3,
    0.7,
  ],
  'the constructor throws half-way': [
    `const made = [];
    class A { constructor(x) { this.x = x; made.push(this); } }
    class B extends A { y = this.x.z.w; }
    function f(x, o) { o.x = x; const b = new B(x); return b.y; }
    const state = () => made;`,
    1.3,
    {},
  ],
  'classes called without new, super before this, abstract classes by new.target': [
    `class A { constructor(x) { if (new.target === A) throw new TypeError('abstract'); this.x = x; } }
    class B extends A { constructor(x) { if (x < 0) this.x = 1; super(x); } }
    class C extends A { constructor(x) { super(x); try { super(x); } catch (e) { this.n = e.name.length; } } }
    class D extends A { constructor() {} }
    function f(x) {
      let s = 0;
      for (const g of [() => A(x), () => new A(x), () => new B(-x), () => new B(x), () => new D(x), () => new C(x * 2)])
        try { const a = g(); s += a.x * (a.n ?? 1); } catch (e) { s = s * 2 + e.name.length * x; }
      return s;
    }`,
    1.3,
  ],
};

const arrows: Rows = {
  'super in an arrow function of a method': [
    `class B { constructor(x) { this.x = x; } m(v) { return v * this.x; } static s = 2; }
    class C extends B { m(v) { return (() => super.m(v * 2))() * v; } }
    function f(x) { return new C(x).m(x); }`,
    1.3,
  ],
  'super() in an arrow function of a constructor': [
    `class B { constructor(x) { this.x = x; } m(v) { return v * this.x; } static s = 2; }
    class C extends B { constructor(x) { const make = () => super(x * x); make(); } }
    function f(x) { return new C(x).m(x); }`,
    1.3,
  ],
  'super in arrow functions of fields': [
    `class B { constructor(x) { this.x = x; } m(v) { return v * this.x; } static s = 2; }
    class C extends B { k = () => super.m(3); static t = () => super.s * 2; }
    function f(x) { return new C(x).k() * x * C.t(); }`,
    1.3,
  ],
  'super in arrow functions of a static block': [
    `class B { constructor(x) { this.x = x; } m(v) { return v * this.x; } static s(v) { return v * 2; } }
    class C extends B { static { this.g = (v) => super.s(v); this.h = (v) => { const k = () => super.s(v) * v; return k(); }; } }
    function f(x) { return C.g(x) * C.h(x); }`,
    1.3,
  ],
  'super in arrow functions that ordinary code has made': [
    `class B { m(v) { return v * this.k; } }
    class C extends B { k = 2; get() { return (v) => super.m(v) * v; } static make() { return new C().get(); } }
    const kept = new C().get();
    const o = { __proto__: { m(v) { return v * v; } }, get() { return (v) => super.m(v) * v; } };
    const kept2 = o.get();
    function f(x) { return kept(x) * new C().get()(x) * kept2(x) * C.make()(x); }`,
    1.3,
  ],
  'super in an arrow function of a class with private fields': [
    `class B { m(v) { return v * 3; } }
    class C extends B { #p = 2; get() { return (v) => super.m(v) * v * this.#p; } }
    const kept = new C().get();
    function f(x) { return kept(x) * new C().get()(x); }`,
    1.3,
  ],
  'accessors through super in arrow functions': [
    `class B { get q() { return this.z * 2; } set q(v) { this.z = v * v; } }
    class C extends B { run(v) { const put = (w) => { super.q = w; }; put(v); return (() => super.q * v)(); } }
    const c = new C();
    const later = (() => { class D extends B { run() { return (v) => { super.q = v; return super.q; }; } } return new D().run(); })();
    function f(x) { return new C().run(x) * c.run(x) * later(x); }`,
    1.3,
  ],
  'super in async arrow functions and within async generators': [
    `class B { m(v) { return v * 3; } }
    class C extends B { get() { return async (v) => { await null; return super.m(v) * v; }; } async *g(v) { yield (() => super.m(v))(); } }
    const kept = new C().get();
    async function f(x) { let s = await kept(x); for await (const v of new C().g(x)) s *= v; return s; }`,
    1.3,
  ],
};

describeLanguage('classes: members', members, pending);
describeLanguage('classes: inheritance', inheritance, pending);
describeLanguage('classes: instances', instances, pending);
describeLanguage('classes: super in arrow functions', arrows, pending);
