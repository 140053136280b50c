import { describeLanguage, where, type Rows } from '../../support/checkLanguage.js';
import { pending } from './pending.js';

const generators: Rows = {
  'yield in the key of a field of a class, and in the target of a rest': [
    `function* g(x) {
      const C = class { [yield x] = (v) => v * x; static [yield 2] = () => x; };
      const o = {};
      let a;
      [a, ...o[yield 3]] = [x, x * x];
      yield new C().k(a) * C.s() * o.r[0];
    }
    function f(x) { const it = g(x); it.next(); it.next('k'); it.next('s'); return it.next('r').value; }`,
    0.7,
  ],
  'a class with yield in its keys and heritage is made several times': [
    `function* g(x) {
      const made = [];
      for (let i = 0; i < 3; i++) made.push(class C extends (yield x) { [yield 'field'] = (v) => v * x * (i + 1); static [yield 'static'] = x * i; [yield 'method'](v) { return super.base(v) * i + C[made.keys[i]]; } get [\`g\${yield}\`]() { return super.base(x); } });
      return made;
    }
    function f(x) {
      const log = [];
      const it = g(x);
      let sent;
      const parents = [1, 2, 3].map((k) => class { base(v) { return v * x * k; } });
      const keys = ['a', 's', 'm', 1, 'b', 't', 'n', 2, 'c', 'u', 'o', 3];
      let n = 0;
      for (let r = it.next(); ; r = it.next(sent)) {
        log.push(typeof r.value);
        if (r.done) { sent = r.value; break; }
        sent = r.value === x ? parents.shift() : keys[n++];
      }
      const made = sent;
      made.keys = { 0: 's', 1: 't', 2: 'u' };
      let s = 0;
      made.forEach((C, i) => { const c = new C(); s = s * 0.5 + c['abc'[i]](x) + C['stu'[i]] * c['mno'[i]](2) + c['g' + (i + 1)]; });
      return s * log.length;
    }`,
    1.3,
  ],
  'a class with await in its keys, made several times, and parents that cannot be': [
    `const log = [];
    const base = (k, x) => class { b(v) { return v * x * k; } };
    async function make(x, i) { return class extends (await base(i, x)) { [await ('k' + i)] = x * i; static async [await 'make']() { return new this(); } m(v) { return super.b(v) * this['k' + i]; } }; }
    async function f(x) {
      log.length = 0;
      const all = [];
      for (let i = 1; i < 4; i++) all.push(class extends (await base(i, x)) { [await ('k' + i)] = x * i; m(v) { return super.b(v) * this['k' + i]; } });
      all.push(...(await Promise.all([make(x, 5), make(x, 6)])));
      try { log.push(class extends (await 4) { [log.push('key')]() {} }); } catch (e) { log.push(e.constructor.name); }
      return all.reduce((s, C, i) => s * 0.5 + new C().m(x), (await (await make(x, 2)).make()).m(x));
    }
    const state = () => log;`,
    1.3,
  ],
  'yield in loops and expressions, values sent in': [
    `function* g(x) {
      let s = x;
      while (s < 10) s = s * x + (yield s * 2) * ((yield s) ?? 1);
      return s;
    }
    function f(x, y) {
      const it = g(x);
      let [r, s] = [it.next(), 0];
      for (let i = 0; !r.done; i++) {
        s += r.value * y;
        r = it.next(i % 2 ? undefined : y + s);
      }
      return s + r.value;
    }`,
    1.3,
    0.9,
  ],
  'yield* over generators, arrays and custom iterators, its value': [
    `function* inner(x) { const got = yield x; yield got * x; return x * x; }
    const custom = (x) => ({ [Symbol.iterator]: () => ({ i: 0, next(v) { return { done: this.i > 1, value: x * this.i++ + (v ?? 0) }; } }) });
    function* g(x) {
      const r = yield* inner(x);
      yield r;
      yield* [x * 3, r];
      return yield* custom(x);
    }
    function f(x) {
      const it = g(x);
      let s = 0;
      for (let r = it.next(); ; r = it.next(x * 0.5)) {
        s = s * 1.1 + r.value;
        if (r.done) return s;
      }
    }`,
    1.3,
  ],
  'return() runs finally, which may yield and override': [
    `function* g(x, log) {
      try { yield x; yield 100; } finally { log.push(x * x); yield x * 3; return x * 4; }
    }
    function f(x) {
      const log = [];
      const it = g(x, log);
      const a = it.next().value;
      const b = it.return(x * 7);
      const c = it.next();
      const d = g(x, log).return(x * 5);
      const e = it.return(x);
      return a * b.value + c.value * d.value + e.value * log[0] + (c.done && d.done ? 1 : 0);
    }`,
    1.3,
  ],
  'throw() with numbers, objects and errors': [
    `function* g(x) {
      for (let i = 0; i < 3; i++)
        try { yield i; } catch (e) { yield (e.v ?? e.cause ?? e) * x; }
    }
    function f(x) {
      const it = g(x);
      let s = 0;
      it.next();
      s += it.throw(x * x).value;
      it.next();
      s += it.throw({ v: x * s }).value;
      it.next();
      s += it.throw(Object.assign(new Error('m'), { v: s })).value;
      try { g(x).throw(x * 2); } catch (e) { s += e; }
      return s;
    }`,
    1.3,
  ],
  'generators are spread, destructured and given to natives': [
    `function* g(x, n = 4) { for (let i = 0; i < n; i++) yield (x *= 1.2); }
    function f(x) {
      const [a, , b, ...rest] = g(x);
      const list = [...g(x), ...g(a, 2)];
      return a * b + rest[0] + Array.from(g(x), (v) => v * v)[1] + Math.max(...g(x)) + new Map([...g(x)].map((v, i) => [i, v])).get(2)
        + list.reduce((s, v) => s + v, 0) + Float64Array.from(g(x)).at(-1) + new Set(g(x)).size + Object.fromEntries([['k', [...g(x, 1)][0]]]).k;
    }`,
    1.3,
  ],
  'recursive generators over a tree': [
    `function* walk(t) { if (t) { yield* walk(t.left); yield t; yield* walk(t.right); } }
    function f(t, x) {
      let s = 0;
      for (const node of walk(t)) { s = s * x + node.v * node.v; node.v = s; }
      return s + t.left.v * t.v;
    }`,
    { v: 1.5, left: { v: 0.4, right: { v: 0.8 } }, right: { v: 2 } },
    0.7,
  ],
  'generator methods, and fields of the generator object': [
    `class Tree {
      #items = [];
      add(v) { this.#items.push(v); return this; }
      *[Symbol.iterator]() { for (const v of this.#items) yield v * this.scale; }
      static *of(...v) { for (const x of v) yield new Tree().add(x); }
      scale = 2;
    }
    function f(x) {
      const t = new Tree().add(x).add(x * x);
      t.scale = x;
      const o = { *pairs() { yield [x, ...t]; } };
      let s = 0;
      for (const [a, b, c] of o.pairs()) s += a * b * c;
      for (const u of Tree.of(x, s)) s += [...u][0];
      return s;
    }`,
    1.3,
  ],
  'two generators in turn, one that is abandoned': [
    `function* g(x, k) { for (let s = x; ; s *= k) yield s; }
    function* zip(a, b) { const [i, j] = [a, b].map((v) => v[Symbol.iterator]()); for (;;) { const [p, q] = [i.next(), j.next()]; if (p.done || q.done) return; yield [p.value, q.value]; } }
    function* take(n, it) { if (n > 0) for (const v of it) { yield v; if (--n === 0) return; } }
    function f(x, y) {
      let s = 0;
      for (const [a, b] of zip(take(4, g(x, y)), g(y, 0.5))) s += a * b;
      return s * g(x, y).next().value;
    }`,
    1.3,
    0.9,
  ],
  'arguments, this and defaults of generators': [
    `function* g(a, b = a * a) { yield a * b; yield* arguments; yield this.k * a; }
    function f(x) { return [...g.call({ k: x * 2 }, x), ...g.call({ k: 1 }, x, x * 3)].reduce((s, v) => s * 0.5 + v, 0); }`,
    1.3,
  ],
  'an exception in the middle of a generator': [
    `function* g(x, log) { try { yield x; throw new Error('in ' + 'g'); } finally { log.push(x); } }
    function f(x, log) { let s = 0; for (const v of g(x, log)) s += v; return s; }`,
    1.3,
    [],
  ],
};

const asyncs: Rows = {
  'await of values, promises and thenables': [
    `const later = (v) => new Promise((resolve) => setTimeout(resolve, 0, v));
    async function f(x) {
      const a = await x;
      const b = await Promise.resolve(a * x);
      const c = await { then(ok) { ok(x * 3); } };
      const d = await (async () => x * x)();
      return a * b + c * d;
    }`,
    1.3,
  ],
  'await in loops, conditions, arguments and literals': [
    `const g = async (v) => v * v;
    async function f(a, x) {
      let s = 0;
      for (const v of a) s += (await g(v)) * x;
      for (let i = 0; i < (await 2); i++) s *= await x;
      const o = { p: await g(x), [await 'q']: [await g(s), ...(await [x])] };
      return (await g(x)) > 0 ? Math.max(await s, 0) + o.p * o.q[1] : 0;
    }`,
    [1.5, 0.4],
    0.7,
  ],
  'functions that run interleaved and share an object': [
    `async function worker(o, k, x) { for (let i = 0; i < 3; i++) { o.v = o.v * x + k; await null; o.log.push(o.v); } return o.v; }
    async function f(x) {
      const o = { v: x, log: [] };
      const r = await Promise.all([worker(o, 1, x), worker(o, x, 0.5)]);
      return r[0] * r[1] + o.log.reduce((s, v) => s + v, 0);
    }`,
    1.1,
  ],
  'try/catch/finally around await, rejection with a number': [
    `async function fail(v) { await null; throw v; }
    async function f(x) {
      let s = x;
      try { await fail(x * x); } catch (e) { s += e * 2; } finally { s *= await x; }
      try { await Promise.reject(new Error('m')); } catch ({ message }) { s += message.length * x; }
      return s;
    }`,
    1.3,
  ],
  'then, catch, finally, all, race, any, allSettled': [
    `async function f(x) {
      const a = await Promise.resolve(x).then((v) => v * v).then((v) => { throw v * 2; }).catch((e) => e * x).finally(() => 100);
      const [b, c] = await Promise.all([x * 2, Promise.resolve(a)]);
      const d = await Promise.race([Promise.resolve(x * b)]);
      const e = await Promise.any([Promise.reject(1), Promise.resolve(c * x)]);
      const g = await Promise.allSettled([Promise.resolve(d), Promise.reject(e * 2)]);
      return a + b * c + d * e + g[0].value * g[1].reason;
    }`,
    1.1,
  ],
  'async generators and for await': [
    `async function* g(x, n) { for (let i = 0; i < n; i++) { const k = yield x * i + (await x); x *= k ?? 1.1; } return x; }
    async function f(x) {
      let s = 0;
      for await (const v of g(x, 3)) s += v * v;
      for await (const v of [x, Promise.resolve(x * s)]) s += v;
      const it = g(x, 2);
      await it.next();
      s += (await it.next(x)).value;
      const end = await it.return(x * s);
      return s * end.value;
    }`,
    1.1,
  ],
  'for await that is left early, and yield* in an async generator': [
    `async function* inner(x, log) { try { yield x; yield x * x; } finally { log.push(x * 3); } }
    async function* g(x, log) { yield* inner(x, log); yield* [x * 4]; }
    async function f(x) {
      const log = [];
      let s = 0;
      for await (const v of g(x, log)) { s += v; if (v > 1.5) break; }
      for await (const v of g(0.5 * x, log)) s = s * 1.1 + v;
      return s + log[0] * log[1];
    }`,
    1.3,
  ],
  'yield* over an iterator without throw closes it, with nothing': [
    `function f(x) {
      let count = -1;
      const it = { next: () => ({ done: false, value: x }), return(...given) { count = given.length; return {}; }, [Symbol.iterator]() { return this; } };
      function* g() { try { yield* it; } catch (e) { yield e instanceof TypeError ? x * x : 0; } }
      const own = g();
      return own.next().value * own.throw(1).value + count;
    }`,
    1.3,
  ],
  'when async generators end: return alone waits for nothing': [
    `function f(x) {
      const log = [];
      async function* g1() {}
      async function* g2() { return; }
      async function* g3() { return undefined; }
      async function* g4() { try { return x; } finally { return; } }
      async function* g5() { try { return x; } finally { x *= 2; } }
      const p = Promise.resolve(0).then(() => log.push('a')).then(() => log.push('b')).then(() => log.push('c')).then(() => log.push('d'));
      for (const [i, g] of [g1, g2, g3, g4, g5].entries()) g().next().then((v) => log.push(i, v.value, v.done));
      return p.then(() => ({ log, x }));
    }`,
    1.3,
  ],
  'async methods, arrows with this and arguments': [
    `class Model { constructor(k) { this.k = k; } async run(v) { const g = async () => this.k * v * arguments.length; return (await g()) + (await this.twice()); } async twice() { return this.k * 2; } }
    async function f(x) { return new Model(x).run(x * x); }`,
    1.3,
  ],
  'a promise handed back without await': [
    `function g(x) { return Promise.resolve(x).then((v) => v * x); }
    function f(x) { return g(x).then((v) => v * v); }`,
    1.3,
  ],
  'a rejection leaves the differentiated call': [
    `async function f(x, o) { o.x = x; await null; o.x *= 2; throw new RangeError('x is ' + o.x); }`,
    1.3,
    {},
  ],
  'new Promise with resolve and reject kept': [
    `async function f(x) {
      let resolve, reject;
      const p = new Promise((ok) => (resolve = ok));
      const q = new Promise((_, no) => (reject = no));
      resolve(x * x);
      const caught = q.catch((e) => e * 3);
      reject(x);
      return (await p) * (await caught) + (await new Promise((ok) => queueMicrotask(() => ok(x))));
    }`,
    1.3,
  ],
};

const helpers: Rows = {
  'map, filter, take, drop, flatMap, toArray': [
    `function* g(x) { yield x; yield x * x; yield 3; }
    function f(x) {
      const list = [x, 2 * x, 3].values().map((v, i) => v * x + i).filter((v) => v > 2).take(2).toArray();
      return list[0] * list[1] + [...g(x).drop(1).flatMap((v) => [v, v * x])][1];
    }`,
    1.3,
  ],
  'reduce, forEach, some, every, find': [
    `function* g(x) { yield x; yield x * x; }
    function f(x) {
      let s = g(x).reduce((p, v) => p * v, x);
      g(x).forEach((v, i) => { s += v * i; });
      return s * g(x).find((v) => v > 1.5) * (g(x).some((v) => v > 9) ? 1 : x) * (g(x).every((v) => v > 0) ? 2 : 1);
    }`,
    1.3,
  ],
  'Iterator.from and subclasses of Iterator': [
    `class Count extends Iterator { i = 0; constructor(x) { super(); this.x = x; } next() { return { done: this.i++ > 2, value: this.i * this.x }; } }
    function f(x) {
      const it = Iterator.from({ i: 0, next() { return { done: this.i++ > 2, value: this.i * x }; } });
      return [...new Count(x).map((v) => v * x)][1] + it.map((v) => v * v).toArray()[2];
    }`,
    1.3,
  ],
  'what helpers take, and when they close it': [
    `const log = [];
    class It extends Iterator { constructor(x) { super(); this.x = x; this.i = 0; } next() { log.push('n' + this.i); return this.i++ < 4 ? { done: false, value: this.x * this.i } : { done: true, value: 9 }; } return(v) { log.push('r'); this.x *= 2; return {}; } }
    function* g(x) { try { yield x; yield x * x; yield x * 3; } finally { log.push('f'); } }
    function f(x) {
    log.length = 0;
    const a = new It(x), m = a.map((v, i) => { log.push('m' + i); return v * x; });
    log.push('made');
    let s = m.next().value;
    s += m.take(2).map((v) => v * v).filter((v) => v > 0).toArray().reduce((p, v) => p * v, 1);
    s *= a.x;
    const t = g(x).take(1); s += t.next().value; log.push(t.next().done);
    const d = g(x).drop(1); s += d.next().value * x; d.return();
    const fl = new It(x).flatMap((v) => [v, v * 2].values()); s += fl.next().value; s += fl.next().value * x; s += fl.next().value; fl.return();
    try { g(x).map((v) => { throw v; }).next(); } catch (e) { s += e * x; }
    try { g(x).map(3); } catch (e) { log.push(e.constructor.name); }
    try { g(x).flatMap((v) => v).next(); } catch (e) { log.push(e.constructor.name); }
    s += g(x).some((v) => v > 1.5) ? x : 0;
    s += g(x).find((v) => v > 1.5) * 3;
    s += new It(x).every((v) => v < 2) ? x : 0;
    s += g(x).reduce((p, v) => p * v) + g(x).reduce((p, v) => p + v, x * 7) + [].values().reduce((p, v) => p + v, x * 7);
    for (const v of g(x).filter((v, i) => i !== 1).map((v) => v * 2)) { s = s * 1.01 + v; if (v > 3) break; }
    return s;
    }
    const state = () => log;`,
    1.3,
  ],
  'Iterator.from, by hand and through helpers': [
    `const log = [];
    class Count extends Iterator { i = 0; constructor(x) { super(); this.x = x; } next() { return { done: this.i++ > 2, value: this.i * this.x }; } }
    function f(x) {
    log.length = 0;
    const it = Iterator.from({ i: 0, next() { log.push(1); return { done: this.i++ > 2, value: this.i * x }; }, return() { log.push('r'); return { value: x * 9, done: true }; } });
    let s = it.next().value * x;
    s += it.return().value;
    const c = new Count(x); s += Iterator.from(c) === c ? x : 0;
    s += Iterator.from([x * 2, 3]).toArray()[0] * Iterator.from(new Set([x, x * 5])).drop(1).next().value;
    s += Iterator.from({ [Symbol.iterator]() { return { next: () => ({ done: false, value: x * 4 }) }; } }).take(3).reduce((p, v) => p * v);
    s += Iterator.from('abc').toArray().length * x;
    return [...new Count(x).map((v) => v * x)][1] + s + [...new Map([['a', x]]).values().map((v) => v * v)][0];
    }
    const state = () => log;`,
    1.3,
  ],
};

describeLanguage('generators', generators, pending);
describeLanguage('helpers of iterators', where('Iterator' in globalThis, helpers), pending);
describeLanguage(
  'async functions',
  {
    ...asyncs,
    ...where('withResolvers' in Promise, {
      'Promise.withResolvers': [
        `async function f(x) { const { promise, resolve } = Promise.withResolvers(); resolve(x * x); return (await promise) * x; }`,
        1.3,
      ],
    }),
    ...where('try' in Promise, {
      'Promise.try': [`async function f(x) { return (await Promise.try((v) => v * v, x)) * x; }`, 1.3],
    }),
  },
  pending,
);
