import { describeLanguage, type Rows } from '../../support/checkLanguage.js';
import { pending } from './pending.js';

const loops: Rows = {
  'for-in over an object': [
    `function f(o, x) {
      let s = 0;
      for (const k in o) s += o[k] * o[k] * x;
      return s;
    }`,
    { a: 1.5, b: 2 },
    0.7,
  ],
  'for-in over an array, inherited keys and a member as the variable': [
    `function f(a, x) {
      const o = Object.create({ 1: x });
      o[0] = x * 2;
      const at = { k: null };
      let s = 0;
      for (at.k in o) s += a[at.k] * o[at.k];
      for (var i in a) s *= a[i];
      return s + Number(i);
    }`,
    [1.5, 2],
    0.7,
  ],
  'for-in whose object loses and gains keys meanwhile': [
    `function f(o) {
      let s = 0;
      for (const k in o) {
        s += o[k] * o.a;
        delete o.b;
        o.d = s;
      }
      return s * o.d;
    }`,
    { a: 1.5, b: 2, c: 0.3 },
  ],
  'for-of over an array that grows': [
    `function f(a) {
      let s = 1;
      for (const v of a) {
        s *= v;
        if (a.length < 5) a.push(v * s);
      }
      return s;
    }`,
    [1.5, 0.8],
  ],
  'for-of over a Map, its keys and values': [
    `function f(m, x) {
      let s = 0;
      for (const [k, v] of m) s += k.length * v * x;
      for (const v of m.values()) s += v * v;
      for (const k of m.keys()) s *= m.get(k);
      return s;
    }`,
    new Map([
      ['a', 1.5],
      ['bc', 2],
    ]),
    0.7,
  ],
  'for-of over a Map of numbers that depend on the input as keys': [
    `function f(x) {
      const m = new Map([[x, 2], [x * x, x]]);
      let s = 0;
      for (const [k, v] of m) s += k * v;
      return s;
    }`,
    1.3,
  ],
  'for-of over a Set of numbers and objects': [
    `function f(x, y) {
      const set = new Set([x, y, x]);
      let s = 0;
      for (const v of set) s = s * 2 + v * v;
      for (const p of new Set([{ v: x }, { v: s }])) s += p.v * y;
      return s;
    }`,
    1.3,
    0.4,
  ],
  'for-of over a generator that shares variables with the loop': [
    `function f(x) {
      let k = x;
      function* g() {
        for (let i = 0; i < 4; i++) yield k * i;
      }
      let s = 0;
      for (const v of g()) {
        s += v;
        k *= 1.1 * x;
      }
      return s * k;
    }`,
    1.3,
  ],
  'for-of closes a custom iterable by return()': [
    `function f(x) {
      const log = [];
      const source = {
        [Symbol.iterator]() {
          let i = 0;
          return {
            next: () => ({ done: i > 5, value: x * ++i }),
            return(v) { log.push(x * i); return {}; },
          };
        },
      };
      let s = 0;
      for (const v of source) {
        s += v * v;
        if (s > 10) break;
      }
      outer: for (const a of source) for (const b of source) if (a * b > 3) { s += b; continue outer; }
      try { for (const v of source) throw v; } catch (e) { s += e; }
      for (const v of source) log.push(v);
      return log.reduce((p, v) => p + v, s) + log.length;
    }`,
    1.3,
  ],
  'for-of with a pattern, a member and an assignment as the variable': [
    `function f(list, x) {
      const at = {};
      let s = 0;
      for (at.v of list) s += at.v.a * x;
      for (const { a, b: [c, d = a * x] } of list) s += c * d;
      for ([at[0], at[1] = x] of list.map((p) => p.b)) s += at[0] * at[1];
      return s * at.v.a;
    }`,
    [
      { a: 1.5, b: [2] },
      { a: 0.4, b: [0.3, 1.2] },
    ],
    0.7,
  ],
  'variables of each turn of a loop kept by closures': [
    `function f(x) {
      const list = [];
      for (let i = 0, v = x; i < 3; i++, v *= x) list.push(() => (v += i * x));
      let s = 0;
      for (const g of list) s += g() * g();
      return s;
    }`,
    1.3,
  ],
  'while, do-while with continue in the test': [
    `function f(x) {
      let i = 0;
      let s = x;
      while (((s *= 1.2), i++ < 4)) {
        if (i === 2) continue;
        s += x * i;
      }
      do {
        if (i > 7) continue;
        s -= x / i;
      } while (((s *= x), ++i < 9));
      return s;
    }`,
    0.9,
  ],
  'labelled break and continue over three loops': [
    `function f(a, x) {
      let s = 0;
      outer: for (let i = 0; i < 3; i++) {
        middle: for (const v of a) {
          for (const k in a) {
            if (k === '1' && i === 1) continue outer;
            if (v > 2) break middle;
            if (i === 2) break outer;
            s += v * a[k] * x + i;
          }
        }
        s *= x;
      }
      block: {
        if (s > 0) break block;
        s = 0;
      }
      return s;
    }`,
    [1.5, 0.7, 3],
    0.7,
  ],
  'for without parts and with commas': [
    `function f(x) {
      let n = 0, s = 1;
      for (;;) {
        if (++n > 3) break;
        s *= x;
      }
      for (let i = 0, j = 3; i < j; i++, j--) s += x * i * j, (s *= x);
      return s;
    }`,
    1.3,
  ],
  'destructuring in the head of a for': [
    `function f(x) {
      let s = 0;
      for (let [a, b] = [x, x * x], i = 0; i < 4; i++, [a, b] = [b, a * x]) s += a * b * i;
      return s;
    }`,
    1.1,
  ],
};

const branches: Rows = {
  'switch with fall-through, default in the middle and a break to a label': [
    `function f(a, x) {
      let s = 0;
      for (const [i, v] of a.entries()) {
        switch (i) {
          case 0:
            s += v * x;
          case 1:
            s += v;
            break;
          default:
            s *= v;
          case 4:
            s -= x * x;
        }
      }
      return s;
    }`,
    [1.5, 2, 0.7, 1.1, 0.4],
    0.7,
  ],
  'switch on a number, with cases that are expressions with effects': [
    `function f(x) {
      let s = 0;
      const c = (v) => { s += v * x; return v; };
      switch (x * 2) {
        case c(1): s *= 3; break;
        case c(x) * 2: { let t = x * s; s += t; }
        case c(7): s *= x;
      }
      return s;
    }`,
    1.3,
  ],
  'switch whose cases share a lexical variable': [
    `function f(k, x) {
      switch (k) {
        case 'a':
          let v;
          const g = () => v;
        case 'b':
          v = x * x;
          return v * 2;
      }
    }`,
    'b',
    1.3,
  ],
  'if without braces, else if, nested ?:': [
    `function f(x, y) {
      let s = x > y ? (x > 2 ? x : y * x) : x < 0 ? -x : y;
      if (s > 10) s = 10 * x;
      else if (s > 1) s *= y;
      else s -= x;
      return s;
    }`,
    1.3,
    1.1,
  ],
  '&&, || and ?? give their operands': [
    `function f(x, o) {
      const a = x && o.p;
      const b = o.none || x * 2;
      const c = o.none ?? x * x;
      const d = (0 || x) ?? 1;
      return a * b + c * d + (x > 0 && o.p) + (x < 0 || x);
    }`,
    1.3,
    { p: 0.6 },
  ],
  '??=, ||= and &&= on variables, members and elements': [
    `function f(o, x) {
      let v;
      v ??= x;
      v &&= v * x;
      v ||= 100;
      o.a ??= 100;
      o.b ??= x * x;
      o.c ||= v;
      o.a &&= o.a * x;
      o.list[0] ||= x * 3;
      o.list[1] &&= o.list[1] * x;
      const r = (o.none ??= x) * (o.zero ||= x * 2);
      return v + o.a * o.b * o.c + o.list[0] * o.list[1] + r;
    }`,
    { a: 1.5, c: null, list: [null, 2], zero: '' },
    0.7,
  ],
  'the right-hand side of ??= is not run where it is not needed': [
    `function f(o, x) {
      let n = 0;
      const g = () => (n++, x * x);
      o.a ??= g();
      o.b ||= g();
      o.c &&= g();
      return o.a + o.b * x + n;
    }`,
    { a: 1.5, b: 2, c: 0 },
    0.7,
  ],
  'optional chaining': [
    `function f(o, x) {
      let n = 0;
      const none = null;
      const a = o?.p?.q * x;
      const b = o.m?.(x) + (o.none?.(n++) ?? x);
      const c = o?.['p']['q'] * (none?.[n++].y.z ?? x);
      const d = delete o?.gone;
      return a + b + c * (o.p?.get?.().v ?? 1) + n + d;
    }
    const args = () => [{ p: { q: 1.5, /* @differentiable */ get() { return { v: this.q * 2 }; } }, /* @differentiable */ m(v) { return v * this.p.q; }, gone: 1 }, 0.7];`,
  ],
};

const exceptions: Rows = {
  'try/catch/finally with a throw from deep inside after partial mutation': [
    `function deep(list, n, x) {
      list[n] *= x;
      if (n === 2) throw new RangeError('too far');
      deep(list, n + 1, x * x);
      list[0] = 100;
    }
    function f(list, x) {
      let s = 0;
      try {
        deep(list, 0, x);
        s = 100;
      } catch (e) {
        s += list[1] * e.message.length;
      } finally {
        s *= list[2];
      }
      return s + list[0];
    }`,
    [1.5, 2, 0.7, 1.1],
    1.2,
  ],
  'throw of a number': [
    `function g(x) { if (x > 1) throw x * x; return x; }
    function f(x) {
      try { return g(x); } catch (e) { return e * 3; }
    }`,
    1.3,
  ],
  'throw of an object, an array and an Error with fields': [
    `class Found extends Error {
      constructor(v) { super('found'); this.v = v; }
    }
    function f(x) {
      let s = 0;
      for (const thrown of [{ v: x }, [x * x], new Found(x * 3)])
        try { throw thrown; } catch ({ v = x, 0: w = 1, message }) { s += v * w * (message?.length ?? 1); }
      return s;
    }`,
    1.3,
  ],
  'the exception variable is written': [
    `function f(x) {
      try { throw x; } catch (e) { e *= x; const g = () => (e += x); g(); return e * g(); }
    }`,
    1.3,
  ],
  'finally overrides return, break and throw': [
    `function a(x) { try { return x; } finally { return x * x; } }
    function b(x) { for (;;) { try { throw x; } finally { break; } } return x * 3; }
    function c(x) { l: try { return x; } finally { x *= 2; if (x > 0) break l; } return x; }
    function d(x) { try { return x; } finally { x = 100; } }
    function f(x) { return a(x) + b(x) + c(x) * d(x); }`,
    1.3,
  ],
  'finally runs on each way out of a loop': [
    `function f(a, x) {
      let s = 0;
      for (const v of a) {
        try {
          if (v > 2) continue;
          if (v < 0) break;
          s += v * x;
        } finally {
          s *= x;
        }
      }
      return s;
    }`,
    [1.5, 3, 0.7, -1, 5],
    0.7,
  ],
  'catch without a variable and an error that is thrown again': [
    `function f(x) {
      let s = 0;
      try {
        try { null.p; } catch { s += x; throw new TypeError('again', { cause: s * x }); }
      } catch (e) { s += e.cause; }
      return s;
    }`,
    1.3,
  ],
  'errors of the engine are caught': [
    `function f(x) {
      let s = 0;
      for (const g of [() => undefined.a, () => x(), () => new Array(-1), () => y, () => { const c = x; c = 1; }, () => 1n + x])
        try { g(); } catch (e) { s = s * 2 + x * e.name.length; }
      let y;
      return s;
    }`,
    1.3,
  ],
  'an exception leaves the differentiated call': [
    `function deep(o) { o.n *= 2; if (o.n > 1) throw new RangeError('n is ' + o.n); return o.n; }
    function f(o) { o.m = o.n; try { return deep(o); } finally { o.m *= 3; } }`,
    { n: 1.5 },
  ],
  'a number leaves the differentiated call as an exception': [
    `function f(x, list) { list.push(x); throw x * 2; }`,
    1.5,
    [0.5],
  ],
  'an error of the engine leaves the differentiated call': [
    `function f(x, o) { o.x = x; return o.p.q.r * x; }`,
    1.5,
    { p: {} },
  ],
  'use before declaration leaves the differentiated call': [
    `function f(x) { const g = () => y * x; g(); const y = x; return y; }`,
    1.5,
  ],
  'an assignment to a constant leaves the differentiated call': [
    `function f(x) { const y = x; x = 2; y = x; return y; }`,
    1.5,
  ],
};

const operators: Rows = {
  'comma, void and parentheses': [
    `function f(x) {
      let s = 0;
      const y = (s += x, s *= x, s + 1);
      const u = void (s *= 2);
      return ((s)) + y * (u === undefined ? x : 0);
    }`,
    1.3,
  ],
  'delete of members, elements and computed keys': [
    `function f(o, x) {
      const key = 'b';
      const before = o[key] * x;
      const r = [delete o.a, delete o[key], delete o.list[0], delete o.none];
      o.b ??= x;
      return before + o.b * r.filter(Boolean).length + o.list[1] * ('a' in o ? 1 : x) + (o.list[0] ?? x);
    }`,
    { a: 1.5, b: 2, list: [1, 2] },
    0.7,
  ],
  'in and instanceof': [
    `class A { constructor(x) { this.x = x; } static [Symbol.hasInstance](o) { return 'x' in o; } }
    class B { #p; constructor(x) { this.#p = x; } static is(o) { return #p in o; } get p() { return this.#p; } }
    function f(x) {
      const a = new A(x);
      const b = new B(x * x);
      let s = 0;
      if ('x' in a && !('y' in a)) s += a.x;
      if (a instanceof A && { x } instanceof A && !(b instanceof A)) s *= 3;
      if (b instanceof B && B.is(b) && !B.is(a)) s += b.p;
      if (0 in [x] && [] instanceof Object) s *= x;
      return s;
    }`,
    1.3,
  ],
  typeof: [
    `function f(x, o) {
      const kinds = [typeof x, typeof (x * 2), typeof o, typeof o.f, typeof none, typeof (x > 1), typeof null, typeof 1n, typeof Symbol()];
      if (typeof x === 'number' && typeof o.x == 'number') return x * o.x + kinds.join('').length;
    }`,
    1.3,
    { x: 0.5 },
  ],
  'assignments as values': [
    `function f(o, x) {
      let a, b, c;
      a = b = c = x * x;
      o.p = o.q = (a += x);
      const d = (o.p *= 2) + (b -= o.q) * (o['r'] = x);
      const e = [a, b] = [b, a];
      return a + b * c + d * o.r + e[0] * e[1];
    }`,
    { p: 1, q: 2 },
    0.7,
  ],
  '++ and -- on variables, members and elements': [
    `function f(o, x) {
      let y = x;
      const a = y++ * 2;
      const b = --y * x;
      const c = o.p++ + ++o.p * x;
      const d = o.list[0]-- * --o['list'][1];
      let i = 0;
      o.list[i++] += o.list[i++]++;
      return a + b * c + d + o.p * y + o.list[0] * i + o.list[1];
    }`,
    { p: 1.5, list: [2, 0.4] },
    0.7,
  ],
  'the order of evaluation of compound assignments': [
    `function f(o, x) {
      const log = [];
      const t = (k, v) => (log.push(k), v);
      t('o', o)[t('k', 'p')] += t('v', x * o.p);
      let s = x;
      s += (s = s * 2, s * x);
      s *= (s++, s);
      o.list[t('i', 0)] = t('w', o.list)[1] = s;
      return o.p * s + log.join('').length + o.list[0] * o.list[1];
    }`,
    { p: 1.5, list: [0, 0] },
    0.7,
  ],
  '**, % and their assignments': [
    `function f(x, y) {
      let s = x ** y + (-x) ** 2 + x ** 0.5 + 2 ** x;
      s %= y * 1.7;
      s **= x;
      return s + (7.3 % x) + (-x % y) + x ** -2;
    }`,
    1.3,
    0.9,
  ],
  'arithmetic and unary operators': [
    `function f(x, y) {
      let s = +x - -y * (x - y) / (x + y);
      s -= x / 3;
      s /= y;
      s *= -x;
      return s + +true * x + +'2' * y - +null;
    }`,
    1.3,
    0.9,
  ],
  'bit operations beside, whose derivative is zero': [
    `function f(x, y) {
      let i = x | 0;
      i <<= 2;
      i ^= y & 3;
      i >>>= 1;
      return x * i + ~~x * y + (x >> 1) + (~y >>> 28) * x;
    }`,
    5.3,
    2.9,
  ],
  'BigInt beside': [
    `function f(x) {
      let n = 2n ** 65n;
      n += BigInt(Math.floor(x));
      n = n * 3n / -2n % 1000003n;
      return x * Number(n) * 1e-5 + (n > x ? x * x : 0) + Number(BigInt.asIntN(8, n)) * x;
    }`,
    1.3,
  ],
  'template and tagged literals': [
    'function tag(parts, ...values) { return values.reduce((s, v, i) => s + v * parts[i].length + parts.raw[i + 1].length, 0); }\n' +
      'function f(x, o) { const text = `x is ${x > 1 ? "large" : x} ${o.text}`; return tag`a${x}\\n${o.y * x}ccc` * text.length + o.t`${x}`; }\n' +
      'const args = () => [1.3, { y: 0.7, text: "y", /* @differentiable */ t(parts, v) { return this.y * v; } }];',
  ],
  'a tagged literal gets the same object each time': [
    'const seen = new Map();\n' +
      'function tag(parts, v) { seen.set(parts, (seen.get(parts) ?? 0) + v); return v; }\n' +
      'function f(x) { for (let i = 1; i < 4; i++) tag`a${x * i}b`; return [...seen.values()].reduce((s, v) => s + v * v, 0); }',
    1.3,
  ],
  'regular expressions beside': [
    `function f(words, x) {
      let s = 0;
      for (const w of words) {
        const m = /(?<n>\\d+)([a-c])/u.exec(w);
        if (m) s += x * m.groups.n * m[2].length;
        else s *= x + w.replace(/o/g, (c) => c + c).length;
      }
      const re = /./g;
      while (re.test('abc')) s += x * re.lastIndex;
      for (const [c] of 'a1b2'.matchAll(/[a-z]/g)) s += c.charCodeAt(0) * x * 1e-3;
      return s;
    }`,
    ['12a', 'foo', '3c'],
    0.7,
  ],
  'strings beside: comparison, concatenation, methods': [
    `function f(o, x) {
      let text = '';
      for (const key of Object.keys(o)) text += key < 'b' ? key.padStart(3, '-') : key.toUpperCase();
      const at = text.indexOf('B');
      return o[text[at].toLowerCase()] * x + o[\`\${'a'}\`] * text.length + (text + x).length * 0;
    }`,
    { a: 1.5, b: 2 },
    0.7,
  ],
  'comparisons and equality': [
    `function f(x, y) {
      const tests = [x < y, x <= y, x > y, x >= y, x == y, x != y, x === x, x !== y, !x, x == '1.2', Object.is(x, x)];
      return tests.reduce((s, t, i) => (t ? s * x + i : s + y), 1);
    }`,
    1.3,
    0.9,
  ],
  'numbers converted: Number, +, parseFloat, Object(x).valueOf()': [
    `function f(x, y) {
      return Number(x) * +y + parseFloat(x) * x + Number.parseFloat(y) ** 2 + Object(x).valueOf() + new Number(y) * x + x.valueOf();
    }`,
    1.3,
    0.9,
  ],
  'objects with valueOf, toString and Symbol.toPrimitive as operands': [
    `function f(x, y) {
      const box = { valueOf: () => x * x };
      const text = { toString: () => y };
      const money = { v: x, [Symbol.toPrimitive](hint) { return hint === 'number' ? this.v : this.v * y; } };
      return box * 2 + -text + (box + text) + money * 3 + (money + 1) + +money + Math.max(box, 0) + (box > text ? x : y)
        + new Date(3) * x;
    }`,
    1.3,
    0.9,
  ],
};

const scopes: Rows = {
  'var is hoisted, functions in blocks, names that shadow': [
    `function f(x) {
      s = x;
      { let x = s * 2; s += x; { const s = 1; x += s; } s *= x; }
      if (x > 0) { function g(v) { return v * s; } }
      var s;
      const x2 = g(x);
      return x2 + s;
    }`,
    1.3,
  ],
  'a var with the name of the function expression, and of a parameter': [
    `const total = function total(x) { var total = 0; total += x * x; total++; return total; };
    function f(x) {
      var x;
      const g = function g(y) { try { g = 1; } catch {} return typeof g === 'function' ? y * y : 0; };
      return total(x) + g(x);
    }`,
    1.3,
  ],
  'this of module level, globalThis and undeclared variables': [
    `function f(x) {
      scratch = x * x;
      globalThis.other = scratch * 2;
      const r = scratch * globalThis.other + (typeof missing === 'undefined' ? x : 0);
      delete globalThis.scratch;
      delete globalThis.other;
      return r;
    }`,
    1.3,
  ],
  'module-level variables': [
    `let a = 1, b = { v: 2 };
    const list = [];
    var c;
    function put(v) { a *= v; c = a + v; }
    function f(x) { put(x); b.v *= c; list.push(a * b.v, c); ({ v: c, ...b } = { v: x * a, w: c }); return a * b.w + list[0] * list[1] * c; }
    const state = () => [a, b, c, list];`,
    1.3,
  ],
  'debugger, empty statements and directives': [
    `'use strict';
    function f(x) { 'use strict'; ; {} if (x); else debugger; for (let i = 0; i < 2; i++); return x * x; }`,
    1.3,
  ],
};

describeLanguage('statements: loops', loops, pending);
describeLanguage('statements: branches', branches, pending);
describeLanguage('statements: exceptions', exceptions, pending);
describeLanguage('statements: operators', operators, pending);
describeLanguage('statements: scopes', scopes, pending);
