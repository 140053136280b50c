import { gradient, pullback } from '@diffjs/runtime';
import { expect } from 'chai';
import { describeLanguage, type Rows } from '../../support/checkLanguage.js';
import { pending } from './pending.js';

/** Requests to async generators, and the turns in which they are answered. */
const asyncGenerators: Rows = {
  'an async generator yields a promise that is rejected, and catches that': [
    `async function* g(x) { try { yield Promise.reject(x); } catch (e) { yield e * 2; } yield x * 3; }
    async function f(x) { const it = g(x); const a = (await it.next()).value; const b = (await it.next()).value; return a * b; }`,
    1.3,
  ],
  'yield in a pattern inside a pattern, of variables that other functions see': [
    `async function f(x) {
      let v, w;
      const it = (async function* () { for await ([{ v = yield 1 }] of [[{}]]); [[w = yield v]] = [[]]; yield v * w; })();
      await it.next();
      const first = (await it.next(x * 2)).value;
      return first * (await it.next(x * x)).value + v + w;
    }`,
    0.7,
  ],
  'throw() of an async generator that catches': [
    `async function* g(x) { for (;;) { try { yield x; } catch (e) { yield e * 2; } } }
    async function f(x) { const it = g(x); await it.next(); const a = (await it.throw(x * 3)).value; const b = (await it.next()).value; return a * b; }`,
    1.3,
  ],
  'throw() of an async generator at its start, and where nothing catches': [
    `async function* g(x) { yield x; }
    async function f(x) { const it = g(x); let s = 0; try { await it.throw(x * 3); } catch (e) { s += e * x; } const b = g(x); await b.next(); try { await b.throw(x * 5); } catch (e) { s += e * x; } return s; }`,
    1.3,
  ],
  'an async generator throws a number, and is told to return afterwards': [
    `async function* g(x) { yield x; throw x * 3; }
    async function f(x) { const it = g(x); await it.next(); let s = 0; try { await it.next(); } catch (e) { s = e * x; } return s + await (await it.return(x)).value; }`,
    1.3,
  ],
  'return() of an async generator at its start, in the middle, and past a finally that yields': [
    `async function* g(x) { try { yield x; } finally { yield x * 2; } }
    async function f(x) { let s = (await g(x).return(x * 5)).value; const it = g(x); await it.next(); s += (await it.return(x * 7)).value * x; s += (await it.next()).value * x * x; return s; }`,
    1.3,
  ],
  'an async generator returns a promise, by itself and by return()': [
    `async function* g(x) { yield x; return Promise.resolve(x * 2); }
    async function f(x) { const it = g(x); await it.next(); const e = await it.next(); const h = g(x); await h.next(); return e.value * (await h.return(Promise.resolve(x * 3))).value; }`,
    1.3,
  ],
  'requests to an async generator wait in line': [
    `async function* g(x) { let q = 0; for (let i = 0; i < 4; i++) q = (yield q * x + i) ?? x; return q * 5; }
    async function f(x) { const it = g(x); const all = await Promise.all([it.next(1), it.next(x), it.next(x * 2), it.next(3), it.return(x * 9)]); return all.reduce((s, r) => s * 0.7 + r.value, 0); }`,
    1.3,
  ],
  'yield* of arrays, Sets and generators in an async generator': [
    `async function* h(x) { const r = yield* [x * 4, Promise.resolve(x * 5)]; yield* new Set([x * 6]); yield* (function* () { const q = yield x * 7; const p = yield q * x; return p * 2; })(); }
    async function f(x) { let s = 0; for await (const v of h(x)) s = s * 0.9 + v * x || s; return s; }`,
    1.3,
  ],
  'yield* of a generator in an async generator: next(v), throw(v), return(v)': [
    `async function* h(x) { const r = yield* (function* () { const q = yield x * 7; try { yield q * x; } catch (e) { yield e * 3; } return q * 2; })(); yield r * x; }
    async function f(x) { const it = h(x); let s = (await it.next()).value; s += (await it.next(x * 2)).value; s += (await it.throw(x * 3)).value * s; s += (await it.next()).value * s; return s + (await it.return(x * 3)).value; }`,
    1.3,
  ],
  'yield* of an async generator: next(v), throw(v), return(v)': [
    `async function* i(x) { const q = yield x * 7; try { yield q * x; } catch (e) { yield e * 3; } return q * 2; }
    async function* h(x) { const r = yield* i(x); yield r * x; }
    async function f(x) { const it = h(x); let s = (await it.next()).value; s += (await it.next(x * 2)).value; s += (await it.throw(x * 3)).value * s; s += (await it.next()).value * s; return s + (await it.return(x * 3)).value; }`,
    1.3,
  ],
  'yield* of an async iterator of the program': [
    `async function* h(x) { const r = yield* { [Symbol.asyncIterator]() { let i = 0; return { next(v) { return i++ < 2 ? { value: x * i * (v ?? 1), done: false } : Promise.resolve({ value: x * 9, done: true }); }, return(v) { return { value: v * x, done: true }; } }; } }; yield r * x; }
    async function f(x) { const it = h(x); let s = (await it.next()).value; s += (await it.next(x * 2)).value; s += (await it.next()).value * s; const k = h(x); await k.next(); return s + (await k.return(x * 3)).value; }`,
    1.3,
  ],
  'yield* of an async iterator without return': [
    `async function* h(x) { try { yield* { [Symbol.asyncIterator]() { return { next: async () => ({ value: x, done: false }) }; } }; } finally { yield x * 2; } }
    async function f(x) { const k = h(x); await k.next(); const a = (await k.return(x * 3)).value; const b = (await k.next()).value; return a * b; }`,
    1.3,
  ],
  'for await over iterators of the program, lists of promises and thenables, with patterns': [
    `async function f(x) { let s = 0; for await (const v of { [Symbol.asyncIterator]() { let i = 0; return { next() { return Promise.resolve({ value: x * ++i, done: i > 3 }); } }; } }) s = s * 1.1 + v;
    for await (const v of [x, Promise.resolve(x * 2), { then(ok) { ok(x * 3); } }]) s = s * 1.2 + v; let o = {}; for await (o.v of new Set([x * 3])) s += o.v * x; for await (const [a, b = x] of [[x, 2], [x * 2]]) s += a * b; return s; }`,
    1.3,
  ],
  'for await and yield* take the turns that the language takes': [
    `const log = [];
    async function* g(x) { yield x; yield* [x * 2, x * 3]; yield* (async function* () { yield x * 4; })(); }
    async function other(x) { for (let i = 0; i < 20; i++) { log.push('o' + i); await null; } return x; }
    async function f(x) { log.length = 0; const p = other(x); let s = 0; for await (const v of g(x)) { log.push('v'); s = s * 1.1 + v; } for await (const v of [x, 2]) { log.push('w'); s += v; } return s * (await p); }
    const state = () => log;`,
    1.3,
  ],
  'labels and jumps around for await': [
    `async function* g(x) { try { yield x; yield x * 2; } finally { await null; } }
    async function f(x) { let s = 0; outer: for (let i = 0; i < 3; i++) { inner: for await (const v of g(x)) { s = s * 1.1 + v * x; if (i === 0) continue outer; if (i === 1) continue inner; if (s > 100) break outer; } s += x; } return s * x; }`,
    1.3,
  ],
  'an async generator with defaults takes the turns that the language takes': [
    `const log = [];
    async function* g(a, b = a * 2) { const q = yield a; const p = yield q * b; return p * b; }
    async function other(x) { for (let i = 0; i < 9; i++) { log.push('o' + i); await null; } return x; }
    async function f(x) { log.length = 0; const o = other(x); const it = g(x); let s = (await it.next()).value; log.push(1); s *= (await it.next(x)).value; log.push(2); s *= (await it.next(x * 3)).value; log.push(3); return s * (await o); }
    const state = () => log;`,
    1.3,
  ],
};

const promises: Rows = {
  'a subclass of Promise with a then of its own': [
    `class T extends Promise { then(a, b) { return super.then((v) => a(v * 2), b); } }
    async function f(x) { return await new T((ok) => ok(x)); }`,
    1.3,
  ],
  'an async function throws a number, caught by catch': [
    `async function f(x, y) { return (async (v) => { throw v; })(x).catch((e) => e * y); }`,
    1.3,
    0.7,
  ],
  'an async function throws a number past await and finally': [
    `const g = async (v) => { try { await null; throw v; } finally { await 2; } };
    const h = async (v) => { try { await g(v); } finally { await 2; } };
    const k = async (v) => { try { return 1; } finally { throw v; } };
    async function f(x, y) { return (await g(x).catch((e) => e * y)) * (await h(x).catch((e) => e * y)) * (await k(x * y).then(null, (e) => e * y)); }`,
    1.3,
    0.7,
  ],
  'thenables awaited, returned, resolved with, combined': [
    `const thenable = (v) => ({ then(ok) { ok(v); } });
    class T { constructor(v) { this.v = v; } then(ok, no) { no(this.v); } }
    const a = async (v) => thenable(v);
    async function f(x) {
    let s = (await a(x)) * (await Promise.resolve(thenable(x * 2)));
    const [p, q] = await Promise.all([thenable(x * 3), x]);
    s += p * q * (await Promise.resolve(1).then(() => thenable(x * 4)));
    s += await new Promise((ok) => ok(thenable(x * 5)));
    try { await new T(x * 6); } catch (e) { s += e * x; }
    s += await Promise.resolve(new T(x * 7)).then(1, (e) => e * x);
    s += await Promise.race([thenable(x * 8), new Promise(() => {})]);
    s += (await Promise.allSettled([new T(x * 9)]))[0].reason * x;
    s += await Promise.any([new T(1), thenable(x * 10)]);
    return s;
    }`,
    1.3,
  ],
  'a getter then is read once': [
    `let n = 0;
    async function f(x) { n = 0; const a = { v: x, get then() { n++; return undefined; } }; const b = { get then() { n++; return (ok) => ok(x); } }; const c = { get then() { throw 3; } };
    let s = (await a).v * (await b); try { await c; } catch (e) { s += e * x; } return s * n; }
    const state = () => n;`,
    1.3,
  ],
  'the errors of Promise.any': [
    `async function f(x) { return (await Promise.any([Promise.reject(x * 2), Promise.reject(x * x)]).catch((e) => e.errors))[1] * x; }`,
    1.3,
  ],
  'Promise.race that is rejected': [
    `async function f(x) { return (await Promise.race([Promise.reject(x * 2), Promise.resolve(1)]).catch((e) => e * x)); }`,
    1.3,
  ],
  'a subclass of Promise': [
    `class P extends Promise { static n = 0;  }
    async function f(x) { P.n = 0; const p = new P((ok) => ok(x)); const q = P.reject(x * 2); let s = (await Promise.all([p, x]))[0]; s *= await Promise.all([q]).catch((e) => e * x); s += await P.race([p, new P(() => {})]); async function* g() { try { yield q; } catch (e) { yield e; } } for await (const v of g()) s += v * x; return s; }
    const state = () => P.n;`,
    1.3,
  ],
};

const generators: Rows = {
  'yield* of a generator: next(v), throw(v) and return(v), through finally': [
    `function* inner(x) { try { const a = yield x; yield a * 2; } finally { yield x * 5; } return 1; }
    function* g(x) { try { const r = yield* inner(x); return r; } finally { yield x * 7; } }
    function f(x) { const it = g(x); it.next(); let s = it.next(x * 2).value; s += it.return(x * 9).value * x; s += it.next().value; s += it.next().value * x; const k = g(x); k.next(); s += k.throw(x).value; try { k.next(); k.next(); } catch (e) { s += e * x; } return s; }`,
    1.3,
  ],
  'a nested generator with a default': [
    `function f(x) { function* g(a, b = a) { yield a*b; } return [...g(x)][0]; }`,
    1.3,
  ],
  'a generator method with a default': [
    `class A { *g(a, b = a) { yield a*b; } }
    function f(x) { const o = new A(); return [...o.g(x)][0]; }`,
    1.3,
  ],
  'values sent into a generator with a default': [
    `function* g(a, b = a) { const q = yield a; yield q * b; }
    function f(x) { const it = g(x); it.next(); return it.next(x * 2).value; }`,
    1.3,
  ],
  'generators with patterns, rest and defaults, in blocks of their own and with closures': [
    `function* g({ a, b: [c = a, ...d] }, e = c * 2, ...[h, k = h]) { a = a * 2; yield a * c; yield* d; yield e * h * k; yield arguments[1]; var a; var z = 3; yield a * z; }
    async function* ag(a = 2, h = () => a) { a *= 3; yield h() * a; yield arguments[0]; }
    async function f(x) { let s = 0; for (const v of g.call(x, { a: x, b: [undefined, x * 2, 3] }, undefined, x * 3)) s = s * 1.1 + (v || 0); for await (const v of ag(x)) s = s * 1.1 + v * x; return s; }`,
    1.3,
  ],
  'arguments of a generator with a default': [
    `function* g(a, b = 1) { yield arguments[0] * 2; yield arguments[1] * b; }
    function f(x) { return [...g(x, x * 2)].reduce((s, v) => s * 3 + v, 0); }`,
    1.3,
  ],
  'return() of a generator whose finally yields': [
    `function f(x, y) {
    const gen = (function* () { try { yield x; } finally { yield 1; } })();
    gen.next();
    gen.return(y * 2);
    return gen.next().value * x;
    }`,
    1.3,
    0.7,
  ],
  'a generator returns past a finally that yields': [
    `function* g(x) { try { return x * 2; } finally { yield 1; yield x * 3; } }
    function f(x) { const it = g(x); it.next(); const a = it.next().value; return it.next().value * a; }`,
    1.3,
  ],
  'a number is thrown past a finally that throws and catches': [
    `function f(x) { try { try { throw x; } finally { try { throw 1; } catch (e) {} } } catch (e) { return e * x; } }`,
    1.3,
  ],
};

const functions: Rows = {
  'this of functions and accessors of Number.prototype': [
    `function f(x) {
    Number.prototype.oddTwice = function (k) { return this * 2 + Math.min(this, k) + this.valueOf(); };
    Number.prototype.oddArrow = function (k = this * 2) { return (() => this * k)() + this.oddTwice(1); };
    Number.prototype.oddStrict = function (k) { 'use strict'; return this * k + this.oddTwice(2) + (typeof this).length; };
    Number.prototype.oddGen = function* (k = this * 2) { yield this * k; };
    try { return x.oddTwice(9) * x + (function () { return this; }).call(x) * 1 + x.oddArrow() + x.oddStrict(x) + Reflect.apply(function () { return this * 2; }, x, []) + (function () { return this * 1; }).bind(x)() + [...x.oddGen()][0]; } finally { for (const k of ['oddTwice', 'oddArrow', 'oddStrict', 'oddGen']) delete Number.prototype[k]; }
    }`,
    1.3,
  ],
  'globalThis and bare names, both ways': [
    `function f(x) { globalThis.oddName = x; const r = oddName * x; oddName = x * 3; const q = globalThis.oddName * oddName; oddName = 3; const s = globalThis.oddName; delete globalThis.oddName; return r + q + s; }`,
    1.3,
  ],
  'elements of arguments that are deleted, or made into accessors': [
    `function g(a, b) { delete arguments[0]; arguments[0] = 100; const s = a; a = b * 3; return s * a + arguments[0] * b; }
    function h(a) { arguments[0] = 5 * a; delete arguments[0]; arguments[0] = 3; return a * arguments[0]; }
    function k(a) { arguments[0] = 5; delete arguments[0]; return a; }
    function l(a) { Object.defineProperty(arguments, 0, { get: () => 7 }); return a * arguments[0]; }
    function f(x, y) { return g(x, y) * h(x) + k(x) + l(y); }`,
    1.3,
    0.7,
  ],
  'array patterns whose variables functions see': [
    `function f(x) {
    let p = 1, q;
    [p, q = p] = (function* () { yield x; yield p * x; })();
    const a = []; let i = 0;
    [a[i++], a[i++]] = (function* () { yield i * x; yield i * a[0]; })();
    let [u, w] = (function* () { yield x; yield u * x; })();
    var [v1, { v2 }, ...v3] = (function* () { yield x; yield { v2: v1 * x }; yield v2 * x; })();
    const [c1, c2] = [x, x * 2];
    const k = () => c1 * c2 * w;
    const h = ([m, n]) => { const z = () => m; return z() * n; };
    let s = 0;
    for (const [y1, y2] of [[x, 1], [x, 2]]) s += (() => y1 * y2)();
    return p * q + a[0] * a[1] + u * w + v3[0] + k() + h([x, 2 * x]) + s;
    }`,
    1.3,
  ],
};

const calls: Rows = {
  'calls with calls and effects in their arguments, wherever an expression may stand': [
    `const g = (a, b = 1) => a * b;
    const box = (a) => ({ g: (b, c) => a * b * (c ?? 1), v: a });
    class P { constructor(x) { this.p = x; } q(v) { return this.p * v; } }
    function f(x) {
      class A extends (g(x * 2, 3) > 0 ? P : Object) {
        k = g(x + 1, x); static s = g(x * 2, g(x + 3)); [\`d\${g(x > 0 ? 1 : 0)}\`] = g(x, g(x + 1)); #z = g(x + 2, g(3, x));
        static { this.t = g(this.s + 1, box(x).g(x + 1, this.s)); }
        constructor(a, b = g(a + 1, box(a * 2).g(a + 1, 2))) { super(g(a + 1, b)); this.b = b; }
        m(a = g(this.k + 1, super.q(x * 2)), ...r) { return g(a * 2, this.#z) * (r[0] ?? g(a + 1)); }
        get w() { return g(this.k * 2, this.b + 1); }
        static h(a = g(x + 1)) { return (() => g(a + 1, g(x * 2)))(); }
      }
      const a = new A(x * 2);
      const o = { [g(1, 2)]: g(x + 1), m(v = g(x * 3)) { return g(v + 1); }, ...box(g(x + 1)) };
      let s = a.k + A.s + a.d1 + A.t + a.p * a.b + a.m() + a.m(x, x * 2) + a.w + A.h() + o[2] + o.m() + o.g(x + 1) + o.v;
      let n = 0;
      for (let i = g(x * 0 + 1), e = (v) => g(v + i, x); n++ < 2; s = g(s + 1, e(x + 1))) s += box(x + n)?.g?.(x + 1, e(x * 2));
      label: for (const v of [g(x + 1), g(x + 2, x)]) { switch (g(n + 1)) { case g(n + 1): s += g(v + 1); continue label; default: s = 0; } }
      do { s = s * 0.5 + (s > 0 && g(s + 1, box(x).v)) ; } while (g(n++ + 1) < 6);
      const tag = (p, u, v) => g(u + 1, v); s += tag\`a\${g(x + 1)}b\${g(x * 2, x)}\`;
      s += [g(x + 1), ...[g(x + 1)].map((v, i) => g(v + i, x))].reduce((p, v) => g(p + 1, v), g(x * 2));
      var { u = g(x + 1), ...w } = { z: g(x + 4) }; [u, w.y = g(u + 1)] = [g(u + 2)];
      try { throw g(x + 9, u); } catch (e) { s += g(e + 1, w.z) * w.y; } finally { s = g(s + 1, 0.5); }
      let h = (a) => a; s += h((h = (a) => a * 2, x + 1)) + h(x + 1); let y = x; s += g(y, y = x * 2) + g(y++, y);
      return s * new (class { r = g(x + 1); })().r;
    }`,
    1.3,
  ],
  'calls with await and yield in their arguments': [
    `const g = (a, b = 1) => a * b;
    const ag = async (a, b) => a * b;
    async function f(x) { let s = g(x + 1, await ag(x + 1, await ag(x * 2, x + 1))); for (const v of (function* () { const q = g(x + 1, (yield x) ?? 2); yield g(q + 1, yield g(q * 2)) || q; })()) s = s * 0.5 + v; const two = await Promise.all([ag(s + 1, x), ag(x + 1, s)]); return g(two[0] + 1, two[1]) + (await (async () => g(await ag(x + 1, 2), x + 1))()); }`,
    1.3,
  ],
};

describeLanguage('async generators and for await', asyncGenerators, pending);
/** Objects made before, whose `then` is a getter or something else that runs code when it is read; `note` has an effect on what is differentiated. */
const thens = `
  const box = { x: 0, sum: 0 }, log = [];
  const note = (what) => { log.push(what); box.sum = box.sum * 1.1 + box.x * log.length; };
  class T { constructor(settle) { this.settle = settle; } get then() { note('get'); return (ok, no) => { note('then'); this.settle(ok, no); }; } }
  class Q extends Promise { get then() { note('Q'); return super.then; } }
  class R extends Promise { then(ok, no) { note('R'); return super.then(ok, no); } }
  const own = (property) => Object.defineProperty(Promise.resolve(5), 'then', { configurable: true, ...property });
  const late = (ok) => { setTimeout(() => ok(box.x * 3)); };
  const every = [
    new T((ok) => { ok(box.x * 2); ok(7); }), new T((ok, no) => no(box.x * box.x)), new T(late), Object.create(new T((ok) => ok(box.x * 4))), new T((ok) => ok(every[0])),
    { get then() { note('throws'); throw box.x * 5; } }, new Proxy({}, { get(o, k) { if (k === 'then') { note('trap'); return (ok) => ok(box.x * 6); } } }),
    new Q((ok) => ok(2)), new R((ok) => ok(3)), own({ get() { note('own getter'); return Promise.prototype.then; } }), own({ value(ok, no) { note('own method'); return Promise.prototype.then.call(this, ok, no); } }),
    Object.defineProperty(() => 1, 'then', { get() { note('of a function'); return (ok) => ok(box.x); }, configurable: true }),
  ];
  const ticks = async () => { for (let i = 0; i < 12; i++) { await 0; log.push(i); } };
  const state = () => [log, every.map((o) => Object.getOwnPropertyDescriptor(o, 'then'))];
`;
const thenRow = (...uses: string[]): readonly [string, number] => [
  `${thens}
  async function f(x) {
    log.length = box.sum = 0;
    box.x = x;
    let s = 0;
    for (const h of every) {
      ${uses.map((use) => `{ const t = ticks(); try { s += (await (${use})) * 2; } catch (e) { s += e * 3; } await t; }`).join('\n      ')}
    }
    return s + box.sum;
  }`,
  1.3,
];

const getters: Rows = {
  'returned from async functions, awaited': thenRow(
    '(async () => h)()',
    'h',
    '(async () => { await 1; return h; })()',
    "(async () => { try { return h; } finally { note('finally'); } })()",
    "(async () => { try { return h; } finally { await 1; note('finally'); } })()",
    '(async () => { try { return h; } finally { return 4; } })()',
  ),
  'a promise is resolved with it': thenRow(
    'new Promise((ok) => { ok(h); ok(every[0]); })',
    'new Promise((ok) => { setTimeout(() => ok(h)); })',
    'Promise.resolve(h)',
    'Promise.resolve(1).then(() => h)',
    'Promise.reject(1).catch(() => h)',
    'Promise.resolve(x).finally(() => h)',
    'Promise.reject(x).finally(() => h)',
  ),
  'promises are combined': thenRow(
    'Promise.all([h, x, h]).then((l) => l[0] * l[1] + l[2])',
    'Promise.allSettled(new Set([h, x])).then((l) => (l[0].value ?? l[0].reason) * l[1].value)',
    'Promise.race([h, new Promise(() => {})])',
    'Promise.any([h]).catch((e) => e.errors[0] * x)',
    "Promise.all((function* () { note('first'); yield h; note('second'); yield 1; })()).then((l) => l[0])",
  ),
  'async generators and loops': thenRow(
    '(async () => { async function* g() { yield h; } for await (const v of g()) return v; })()',
    '(async function* () { return h; })().next().then((r) => r.value)',
    '(async () => { for await (const v of [h]) return v; })()',
    '(async () => { async function* g() { yield* [h]; } for await (const v of g()) return v; })()',
    "(async () => { async function* g() { try { yield 1; } finally { note('end'); } } const i = g(); await i.next(); return (await i.return(h)).value; })()",
    '(async () => { async function* g() { try { yield h; } catch (e) { yield e * x; } } for await (const v of g()) return v; })()',
  ),
  'what finally throws or gives is rejected with': [
    `async function f(x, y) {
      const a = await Promise.resolve(x).finally(() => { throw x * y; }).catch((e) => e * y);
      const b = await Promise.reject(x).finally(() => Promise.reject(x * x * y)).catch((e) => e * y);
      return a * b * (await Promise.resolve(x).finally(() => Promise.resolve(y)));
    }`,
    1.3,
    0.7,
  ],
};

describeLanguage('promises, thenables and rejections', promises, pending);
describeLanguage('objects whose then is read by running code', getters, pending);
describeLanguage('generators: parameters, throw and return', generators, pending);
describeLanguage('functions: this, arguments, patterns', functions, pending);
describeLanguage('functions: calls in calls', calls, pending);

describe('what cannot be followed is refused', () => {
  it('numbers sent into an async generator that was started before', async () => {
    const ticker = (async function* (): AsyncGenerator<number, void, number | undefined> {
      let s = 0.1;
      for (;;) s = Math.sin(s + ((yield s) ?? 0.2));
    })();
    await ticker.next();
    const f = /* @differentiable */ async (x: number) => (await ticker.next(x)).value as number;
    expect(await pullback(f, 0.3).catch(String)).to.contain('DIFF3101');
  });

  it('getters of what an async iterator gives', async () => {
    const f = /* @differentiable */ async (x: number) => {
      const given = {
        get value() {
          return x * 2;
        },
        done: false,
      };
      const source = { [Symbol.asyncIterator]: () => ({ next: async () => Promise.resolve(given) }) };
      for await (const v of source) return v;
      return 0;
    };
    expect(await pullback(f, 0.3).catch(String)).to.contain('DIFF3101');
  });

  it('getters that numbers inherit', () => {
    Object.defineProperty(Number.prototype, 'oddThrice', {
      get: /* @differentiable */ function (this: number) {
        return this * 3;
      },
      configurable: true,
    });
    try {
      const f = /* @differentiable */ (x: number) => (x as unknown as { oddThrice: number }).oddThrice;
      expect(() => gradient(f, 0.3)).to.throw('DIFF3101');
    } finally {
      Reflect.deleteProperty(Number.prototype, 'oddThrice');
    }
  });
});
