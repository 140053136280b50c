import { describeLanguage, type Rows } from '../../support/checkLanguage.js';
import { pending } from './pending.js';

const traps: Rows = {
  'get and set': [
    `const log = [];
    const handler = {
      get(t, k, self) { return k in t ? t[k] * 2 : Reflect.get(t, k, self); },
      set(t, k, v, self) { log.push(v); return Reflect.set(t, k, v * t.a); },
    };
    function f(o, x) {
      const p = new Proxy(o, handler);
      p.b = x;
      p.a *= x;
      p.b++;
      return p.a * o.b + log.reduce((s, v) => s + v, 0) + (p.none === undefined ? x : 0);
    }`,
    { a: 1.5 },
    0.7,
  ],
  'has, with in, Reflect.has and with a prototype that is a proxy': [
    `function f(o, x) {
      const state = { n: x };
      const handler = { has(t, k) { state.n *= o.a; return k in t; } };
      const p = new Proxy(o, handler);
      let s = 'a' in p ? x : 0;
      if (!Reflect.has(p, 'zz')) s += x * x;
      return s * state.n + ('b' in Object.create(p) ? x : 1);
    }`,
    { a: 1.5 },
    0.7,
  ],
  deleteProperty: [
    `const handler = { deleteProperty(s, k) { s.copy = { ...s.base }; return delete s.base[k]; } };
    function f(x, y) {
      const state = { base: { p: x, q: y } };
      const p = new Proxy(state, handler);
      delete p.q;
      Reflect.deleteProperty(p, 'r');
      return state.copy.p * x + ('q' in state.base ? 100 : y);
    }`,
    1.3,
    0.9,
  ],
  'ownKeys and getOwnPropertyDescriptor': [
    `const handler = {
      ownKeys(t) { t.n = (t.n ?? 1) * t.a; return Reflect.ownKeys(t).filter((k) => k !== 'n').reverse(); },
      getOwnPropertyDescriptor(t, k) { const d = Reflect.getOwnPropertyDescriptor(t, k); return d && { ...d, value: d.value * t.a }; },
    };
    function f(o, x) {
      const p = new Proxy(o, handler);
      let s = 0;
      for (const k in p) s = s * x + p[k];
      for (const k of Object.keys(p)) s = s * x + p[k];
      const copy = { ...p };
      const { a, ...rest } = p;
      return s * copy.b + Object.getOwnPropertyDescriptor(p, 'b').value + rest.b * a + o.n + (Object.hasOwn(p, 'a') ? x : 0)
        + Object.entries(p)[0][1] * Object.values(p)[1];
    }`,
    { a: 1.5, b: 0.4 },
    0.7,
  ],
  'defineProperty, also by an assignment without a set trap': [
    `const handler = { defineProperty(t, k, d) { return Reflect.defineProperty(t, k, 'value' in d ? { ...d, value: d.value * t.price } : d); } };
    function f(o, x) {
      const p = new Proxy(o, handler);
      p.count = x;
      Object.defineProperty(p, 'size', { value: x * x, configurable: true, writable: true });
      Reflect.defineProperty(p, 'got', { get() { return this.price * 2; }, configurable: true });
      return o.count * o.size + p.got;
    }`,
    { price: 1.5, count: 2 },
    0.7,
  ],
  'getPrototypeOf, setPrototypeOf, isExtensible, preventExtensions': [
    `const kind = { k: 2 };
    const handler = {
      getPrototypeOf(t) { t.n *= t.a; return kind; },
      setPrototypeOf(t, proto) { t.n += proto.v; return true; },
      isExtensible(t) { t.n *= 2; return Reflect.isExtensible(t); },
      preventExtensions(t) { t.n += t.a; return Reflect.preventExtensions(t); },
    };
    function f(o, x) {
      const p = new Proxy(o, handler);
      let s = Object.getPrototypeOf(p).k * x;
      if (kind.isPrototypeOf(p)) s *= o.n;
      Object.setPrototypeOf(p, { v: x * x });
      if (Object.isExtensible(p)) s += x;
      Object.preventExtensions(p);
      return s * o.n;
    }`,
    { a: 1.5, n: 0.4 },
    0.7,
  ],
  'apply and construct': [
    `class P { constructor(x) { this.x = x; } }
    const log = [];
    const handler = {
      apply(g, self, args) { log.push(args[0]); return Reflect.apply(g, self, args.map((v) => v * 2)) + (self?.k ?? 0); },
      construct(C, args, target) { const o = Reflect.construct(C, [args[0] * 3], target); o.y = args[0]; return o; },
    };
    function f(x) {
      const g = new Proxy((a, b = 1) => a * b, handler);
      const Q = new Proxy(P, handler);
      const o = { k: x, g };
      const q = new Q(x);
      return g(x) * g(x, x * x) + o.g(2) + q.x * q.y + [x].map(g)[0] + g.call({ k: 1 }, x) + log.reduce((s, v) => s + v, 0) + (q instanceof P ? x : 0);
    }`,
    1.3,
  ],
};

const uses: Rows = {
  'a proxy of an array: iteration, methods, spread, destructuring, length': [
    `function f(a, x) {
      let calls = 0;
      const p = new Proxy(a, {
        get(t, k, self) { if (typeof k === 'string' && k !== 'length' && k in t) calls++; const v = Reflect.get(t, k, self); return typeof v === 'number' && k !== 'length' ? v * x : v; },
      });
      let s = 0;
      for (const v of p) s += v * v;
      const [b, ...c] = p;
      p.push(s);
      s += [...p].length + p.map((v) => v * 2)[1] + p.reduce((t, v) => t + v, 0) + Math.max(...p) + p.at(-1) * p.indexOf(p[1]);
      p.length = 2;
      return s * b + c[0] * p.length + calls + (Array.isArray(p) ? x : 0);
    }`,
    [1.5, 0.4],
    0.7,
  ],
  'the steps of an iterator by hand': [
    `let calls = 0;
    function f(a, b) {
      let sum = 0;
      const p = new Proxy([a, b], { get(t, k, self) { calls++; if (k !== 'length' && typeof k === 'string') sum += t[k] ** 2; return Reflect.get(t, k, self); } });
      const it = p[Symbol.iterator]();
      let s = 0;
      for (let r = it.next(); !r.done; r = it.next()) s += r.value;
      return s * sum + calls;
    }
    const state = () => calls;`,
    1.3,
    0.9,
  ],
  'Proxy.revocable': [
    `function f(x) {
      const base = [x];
      const { proxy, revoke } = Proxy.revocable(base, { get: (t, k) => t[k] * 2 });
      base.revoke = revoke;
      const v = proxy[0];
      base.revoke();
      try { proxy[0]; } catch (e) { return v * e.name.length; }
    }`,
    1.3,
  ],
  'a proxy as prototype, as this, of a Map by bound methods, of a class instance': [
    `class P { #x; constructor(x) { this.#x = x; this.y = x * x; } get x() { return this.#x; } m() { return this.y * 2; } }
    function f(x) {
      const base = new Proxy({}, { get: (t, k, self) => (typeof k === 'string' ? k.length * x * (self.own ?? 1) : undefined) });
      const o = Object.create(base, { own: { value: x } });
      const m = new Map([['k', x]]);
      const map = new Proxy(m, { get(t, k) { const v = Reflect.get(t, k); return typeof v === 'function' ? v.bind(t) : v; } });
      map.set('l', x * x);
      const p = new Proxy(new P(x), { get(t, k) { return Reflect.get(t, k); } });
      return o.abc * map.get('l') + map.size * p.x + p.m() + [...map.values()][0];
    }`,
    1.3,
  ],
  'a reactive object: effects run again when what they read is written': [
    `function reactive(o) {
      const seen = new Map();
      let running = null;
      const p = new Proxy(o, {
        get(t, k) { if (running) seen.set(k, (seen.get(k) ?? new Set()).add(running)); return t[k]; },
        set(t, k, v) { t[k] = v; for (const e of seen.get(k) ?? []) effect(e); return true; },
      });
      function effect(e) { const before = running; running = e; try { e(p); } finally { running = before; } }
      return { p, effect };
    }
    function f(x, y) {
      const { p, effect } = reactive({ a: x, b: y });
      effect((s) => { s.area = s.a * s.b; });
      effect((s) => { s.cost = s.area * x; });
      p.a = x * 2;
      p.b *= p.cost;
      return p.cost * p.area;
    }`,
    1.3,
    0.9,
  ],
  'a draft that copies on write': [
    `const handler = {
      get(s, k) { if (k === 'state') return s; const v = (s.copy ?? s.base)[k]; return typeof v === 'object' && v !== null ? (s.drafts[k] ??= draft(v)) : v; },
      set(s, k, v) { (s.copy ??= { ...s.base })[k] = v; return true; },
      deleteProperty(s, k) { delete (s.copy ??= { ...s.base })[k]; return true; },
      ownKeys(s) { return Reflect.ownKeys(s.copy ?? s.base); },
      getOwnPropertyDescriptor(s, k) { return { value: (s.copy ?? s.base)[k], enumerable: true, configurable: true, writable: true }; },
    };
    const draft = (base) => new Proxy({ base, copy: null, drafts: {} }, handler);
    const finish = (d) => { const s = d.state; const out = s.copy ?? s.base; const made = { ...out }; for (const k in s.drafts) made[k] = finish(s.drafts[k]); return made; };
    const produce = (base, recipe) => { const d = draft(base); recipe(d); return finish(d); };
    function f(o, x) {
      const next = produce(o, (d) => { d.p.q *= x; d.n = d.p.q + x; delete d.gone; d.keys = Object.keys(d).length; });
      return next.p.q * next.n + o.p.q + next.keys;
    }`,
    { p: { q: 1.5 }, n: 0.4, gone: 2 },
    0.7,
  ],
};

/** Every trap is logged; the log of a differentiated call is that of the plain one. */
const logged = `
  const log = [];
  const all = (more) => new Proxy(more, { get(own, name) { return own[name] ?? ((...args) => { log.push(name + (args.length > 1 && typeof args[1] !== 'object' ? ' ' + String(args[1]) : '')); return Reflect[name](...args); }); } });
  const watched = (o, more = {}) => new Proxy(o, all(more));
  const state = () => log;
`;

const watching: Rows = {
  'an argument is what it stands for with what its traps make of it': [
    `class W { constructor(v) { this.v = v; } }
    const doubling = { get(t, k) { return k === 'twice' ? t.a * 2 : t[k]; } };
    function f(p, q, list) { return p === doubling ? 0 : p.a * q.v + list[1] * p.b[0] * p.twice; }
    const args = () => [new Proxy({ a: 1.5, b: [2, 3] }, doubling), new Proxy(new W(0.7), {}), new Proxy([1, 2], {})];`,
  ],
  'descriptors, definitions and stores run their own traps alone': [
    `${logged}
    function f(x) {
      const p = watched({ a: x });
      p.b = x * 2;
      Object.defineProperty(p, 'c', { value: x * 3, configurable: true, enumerable: true });
      const s = Reflect.getOwnPropertyDescriptor(p, 'a').value * Object.getOwnPropertyDescriptor(p, 'b').value;
      const { a, ...rest } = p;
      return s + a * rest.c + Object.entries({ ...p })[1][1] * ('b' in p ? x : 1);
    }`,
    0.7,
  ],
  'objects that inherit from a proxy': [
    `${logged}
    function f(x) {
      const o = Object.create(watched({ a: x, get g() { return this.z * 2; } }));
      o.z = x * 3;
      class K { constructor() { this.k = x; } }
      Object.setPrototypeOf(K.prototype, watched({ m() { return this.k * x; } }));
      const k = new K();
      return o.a * o.z + o.g + k.m() * k.k + ('q' in k ? 1 : x);
    }`,
    0.7,
  ],
  'calls and constructions of a proxy': [
    `${logged}
    class P { constructor(x) { this.x = x; } static twice(v) { return v * 2; } }
    function f(x) {
      const Q = watched(P), g = watched((a) => a * x);
      const q = new Q(x * x);
      return q.x * g(x) + Q.twice(x) + (q instanceof P ? x : 1) + Reflect.construct(Q, [x]).x * Reflect.apply(g, null, [2]);
    }`,
    0.7,
  ],
  'classes that extend a proxy of a class': [
    `class A { constructor(a) { this.a = a * 2; } m() { return this.a * 3; } static s(v) { return v * v; } }
    const handler = { construct(C, args, target) { const o = Reflect.construct(C, args, target); o.seen = args[0]; return o; } };
    class B extends new Proxy(A, {}) { m() { return super.m() * this.a; } }
    class C extends new Proxy(A, handler) { constructor(x) { super(x * x); this.c = x; } }
    function f(x) { const b = new B(x), c = new C(x); return b.m() + c.m() * c.seen + c.c + B.s(x); }`,
    0.7,
  ],
};

const reflect: Rows = {
  'Reflect: get, set, has, deleteProperty, ownKeys with receivers': [
    `function f(o, x) {
      const base = { get g() { return this.v * x; }, set s(v) { this.w = v * this.v; } };
      const self = { v: x * x };
      Reflect.set(base, 's', o.a, self);
      Reflect.set(o, 'b', x * 3);
      Reflect.deleteProperty(o, 'c');
      return Reflect.get(base, 'g', self) * self.w + Reflect.get(o, 'b') * Reflect.ownKeys(o).length + (Reflect.has(o, 'c') ? 100 : x) + Reflect.get([x, o.a], 1);
    }`,
    { a: 1.5, c: 1 },
    0.7,
  ],
  'Reflect: apply, construct with a new.target': [
    `class A { constructor(x) { this.x = x; this.isB = new.target === B; } }
    class B extends A { get y() { return this.x * 2; } }
    function f(x) {
      const b = Reflect.construct(A, [x * x], B);
      return Reflect.apply(Math.max, null, [x, 0]) * Reflect.apply((v) => v * x, undefined, [x]) + b.y * (b.isB ? x : 1) + Reflect.construct(Array, [x, 2]).length * Reflect.construct(Float64Array, [[x]])[0];
    }`,
    1.3,
  ],
  'Reflect: defineProperty, descriptors, prototypes, extensibility': [
    `function f(o, x) {
      const done = [Reflect.defineProperty(o, 'h', { value: x * o.a, configurable: true }), Reflect.preventExtensions({}), Reflect.setPrototypeOf(o, { k: x * x })];
      const d = Reflect.getOwnPropertyDescriptor(o, 'h');
      return d.value * o.k + Reflect.getPrototypeOf(o).k * done.filter(Boolean).length + (Reflect.isExtensible(o) ? o.h : 0);
    }`,
    { a: 1.5 },
    0.7,
  ],
};

describeLanguage('proxies: traps', traps, pending);
describeLanguage('proxies: uses', uses, pending);
describeLanguage('proxies: what is run', watching, pending);
describeLanguage('Reflect', reflect, pending);
