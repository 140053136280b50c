import { describeLanguage, type Rows } from '../../support/checkLanguage.js';
import { pending } from './pending.js';

const floatKinds = ['Float64Array', 'Float32Array'];
const integerKinds = [
  'Int8Array',
  'Uint8Array',
  'Uint8ClampedArray',
  'Int16Array',
  'Uint16Array',
  'Int32Array',
  'Uint32Array',
];
const bigKinds = ['BigInt64Array', 'BigUint64Array'];

const arrays: Rows = {
  'holes in literals, holes that are read, filled and iterated': [
    `function f(x) {
      const a = [x, , x * x];
      let s = 0;
      a.forEach((v, i) => { s += v * (i + 1); });
      for (const v of a) s += v ?? x * 3;
      s += 1 in a ? 100 : x;
      a[5] = s;
      a[1] ??= x * 2;
      return s + a[1] * a[5] + a.length * x + Object.keys(a).length + [...a].filter((v) => v === undefined).length * x;
    }`,
    1.3,
  ],
  'an array with holes that is passed in': [
    `function f(a, x) { a[1] = x; let s = 0; for (const i in a) s += a[i] * a[i] * (Number(i) + 1); return s + (a[2] ?? x) + a.length; }
    const args = () => [[1.5, , , 0.4], 0.7];`,
  ],
  'nested arrays, rows that are shared, rows that are swapped': [
    `function f(m, x) {
      const row = m[0];
      const t = m[0].map((_, j) => m.map((r) => r[j]));
      [m[0], m[1]] = [m[1], m[0]];
      row[0] *= x;
      m.push(row, [x, [x * x]]);
      return m[1][0] * m[2][1] + t[0][1] * m[0][0] + m[3][1][0] * m.flat(2).length;
    }`,
    [
      [1.5, 2],
      [0.4, 0.8],
    ],
    0.7,
  ],
  'arrays with other properties, negative and fractional keys, length': [
    `function f(a, x) {
      a.name = x;
      a[-1] = x * x;
      a[0.5] = a[0];
      a.length = 1;
      a[a.length] = a.name * a[-1];
      const b = [];
      b.length = 3;
      b[b.length - 1] = x;
      return a[0.5] * a[1] + a.length * b[2] * (a[2] === undefined ? x : 1);
    }`,
    [1.5, 2],
    0.7,
  ],
  'arrays that are frozen, sealed or not writable': [
    `'use strict';
    function f(a, x) {
      let s = 0;
      const b = Object.freeze([x, ...a]);
      try { b[0] = 100; } catch (e) { s += e.name.length * x; }
      const c = Object.seal([x]);
      c[0] *= x;
      try { c.push(1); } catch { s *= c[0]; }
      const o = Object.defineProperty({ v: x }, 'w', { value: x * x });
      try { o.w = 1; } catch { s += o.w; }
      return s * b[0] + b[1];
    }`,
    [1.5],
    0.7,
  ],
  'array-likes': [
    `function f(o, x) {
      Array.prototype.push.call(o, x);
      return Array.from(o).reduce((s, v) => s + v * v, 0) + [].map.call(o, (v) => v * x)[1] + Array.prototype.slice.call({ length: 2, 0: x, 1: x * x }, 1)[0] + o.length;
    }
    const args = () => [Object.defineProperty({ 0: 1.5, 1: 0.4 }, 'length', { value: 2, writable: true }), 0.7];`,
  ],
};

const typed: Rows = {
  ...Object.fromEntries(
    floatKinds.map((kind) => [
      `${kind}: made, written, read, iterated, copied`,
      [
        `function f(a, x) {
          const b = new ${kind}(4);
          b[0] = x * x;
          b[1] = a[0] * x;
          b.set(a, 2);
          const c = new ${kind}(b);
          c[3] += c[0] * b[1];
          const d = ${kind}.from([...c, x], (v) => v * x);
          let s = 0;
          for (const v of d) s += v * v;
          for (const i in b) s += b[i] * Number(i);
          b[9] = 100;
          return s + ${kind}.of(x, s)[1] * d.at(-1) + b.length + (b[9] === undefined ? x : 0);
        }`,
        [1.5, 0.4],
        0.7,
      ],
    ]),
  ),
  'Float32Array and Math.fround round the value and keep the derivative': [
    `const f32 = new Float32Array(2);
    function f(x) { f32[0] = x * x; f32[1] = f32[0] * Math.fround(x); return f32[1] + (f32[1] === x * x * x ? 100 : 0); }
    const state = () => f32;`,
    1.3,
  ],
  ...Object.fromEntries(
    [...integerKinds, ...bigKinds].map((kind) => [
      `${kind} beside: indices, counts and tables`,
      [
        `function f(a, x) {
          const to = ${bigKinds.includes(kind) ? 'BigInt' : 'Math.trunc'};
          const at = new ${kind}(3);
          at[0] = to(1);
          at[1] += to(2);
          at.set([to(3)], 2);
          let s = 0;
          for (const k of at) s += a[Number(k)] * x;
          at.sort().reverse();
          return s * Number(at[0]) + x * Number(${kind}.from([to(5)])[0]) + a[Number(at.subarray(1)[1])] * at.length;
        }`,
        [1.5, 0.4, 2, 0.9],
        0.7,
      ],
    ]),
  ),
  'a float that is stored in an integer array keeps its value only': [
    `function f(x) { const a = new Int32Array(1); a[0] = x * 10; const c = Uint8ClampedArray.of(x * 300); return a[0] * x + c[0] * x * x; }`,
    1.34,
  ],
  'views that share a buffer': [
    `function f(a, x) {
      const left = a.subarray(0, 3);
      const right = a.subarray(1);
      const whole = new Float64Array(a.buffer, a.byteOffset, 2);
      left[1] = x * right[2];
      right[0] *= whole[0];
      whole[1] += left[1];
      return right[0] * left[2] + a[1] * whole[1];
    }`,
    Float64Array.of(1.5, 0.4, 2, 0.9),
    0.7,
  ],
  'views of one buffer that are passed in': [
    `function f(a, b, x) { a[1] = x * b[0]; b[1] *= a[1]; a.set(b, 1); return a[2] * b[1] + a[0]; }
    const args = () => { const buffer = Float64Array.of(1.5, 0.4, 2, 0.9).buffer; return [new Float64Array(buffer, 0, 3), new Float64Array(buffer, 8), 0.7]; };`,
  ],
  'copyWithin, fill, set and slice on overlapping ranges': [
    `function f(a, x) {
      a.copyWithin(1, 0, 2);
      a.set(a.subarray(0, 2), 2);
      const b = a.slice(1);
      b.fill(x, 0, 1);
      a.subarray(2).set(b.subarray(0, 2));
      return a.reduce((s, v, i) => s + v * v * (i + 1), 0) + b[0] * b[2];
    }`,
    Float64Array.of(1.5, 0.4, 2, 0.9),
    0.7,
  ],
  'ArrayBuffer: slice, resize by a copy, isView': [
    `function f(a, x) {
      a[0] *= x;
      const copy = new Float64Array(a.buffer.slice(8));
      copy[0] *= x;
      const other = structuredClone(a);
      other[1] += a[0];
      return copy[0] * a[1] * other[1] + (ArrayBuffer.isView(a) ? a.buffer.byteLength * x : 0);
    }`,
    Float64Array.of(1.5, 0.4),
    0.7,
  ],
  'DataView: floats and integers in one buffer, a view of its elements': [
    `function f(x) {
      const view = new DataView(new ArrayBuffer(40));
      view.setFloat64(0, x * x, true);
      view.setFloat64(16, x * 3, true);
      view.setUint8(38, 7);
      view.setInt16(32, -5, true);
      const a = new Float64Array(view.buffer, 16, 1);
      a[0] *= x;
      return view.getFloat64(0, true) * view.getFloat64(16, true) + view.getUint8(38) * x + view.getInt16(32, true) * view.byteLength;
    }`,
    1.3,
  ],
  'DataView: floats in both byte orders and at any place': [
    `function f(x) { const v = new DataView(new ArrayBuffer(32)); v.setFloat64(3, x * x); v.setFloat64(16, x, true); return v.getFloat64(3) * v.getFloat64(16, true); }`,
    1.3,
  ],
  'bytes of numbers that are carried to another buffer': [
    `const f64 = new Float64Array(1), u32 = new Uint32Array(f64.buffer), g64 = new Float64Array(2), v32 = new Uint32Array(g64.buffer);
    const toWords = (v) => { f64[0] = v; return [u32[1], u32[0]]; };
    const fromWords = (high, low, i = 0) => { v32[2 * i + 1] = high; v32[2 * i] = low; return g64[i]; };
    const scaled = (v, n) => { const [high, low] = toWords(v); return fromWords(high + (n << 20), low); };
    const signed = (v, by) => { const [high, low] = toWords(v); return fromWords((high & 0x7fffffff) | (toWords(by)[0] & 0x80000000), low, 1); };
    function f(x, y) {
      const list = Float64Array.of(x, y), bytes = new Uint8Array(list.buffer), d = new DataView(list.buffer);
      const parts = [new Uint8Array(bytes), bytes.slice(8), Uint8Array.from(bytes).subarray(8), new Uint8Array(16)];
      parts[3].set(bytes);
      parts[3].copyWithin(0, 8);
      const swapped = new DataView(new ArrayBuffer(8)), big = new BigInt64Array(3);
      for (let i = 0; i < 8; i++) swapped.setUint8(7 - i, d.getUint8(i));
      big[2] = d.getBigInt64(8, true);
      big[0] = -big[2];
      g64[1] = x;
      const before = g64[1];
      f64[0] = y;
      v32.set(u32, 2);
      return parts.reduce((s, p) => s * x + new Float64Array(p.buffer)[0], 0) + swapped.getFloat64(0) * new Float64Array(big.buffer)[2]
        + fromWords(...toWords(x * y)) + scaled(x, 3) * scaled(y, -2) + signed(x, -1) * signed(y, -x) + before * g64[1];
    }`,
    1.3,
    0.9,
  ],
  'a copy of a buffer as it is: slice and structuredClone': [
    `function f(a, x) {
      a[0] *= x;
      const d = new DataView(new ArrayBuffer(24));
      d.setFloat64(3, x * a[1]);
      d.setFloat64(16, a[0], true);
      const [p, q] = structuredClone([a, a.subarray(1)]), copy = new DataView(d.buffer.slice(3)), clone = new DataView(structuredClone(d.buffer));
      return p[1] * q[0] + copy.getFloat64(0) * clone.getFloat64(16, true) + clone.getFloat64(3) + new Float64Array(a.buffer.slice(-8))[0]
        + new Float32Array(Float32Array.of(2, 3).buffer.slice(4))[0] * x;
    }`,
    Float64Array.of(1.5, 0.4),
    0.7,
  ],
  'a number in place of another, in both byte orders': [
    `function f(x) {
      const d = new DataView(new ArrayBuffer(16)), a = new Float64Array(d.buffer);
      d.setFloat64(0, x * x, true);
      d.setFloat64(8, x);
      const first = a[0] * d.getFloat64(8);
      d.setFloat64(0, x * 3);
      d.setFloat64(8, 2, true);
      const second = d.getFloat64(0) * d.getFloat64(8, true) * a[1];
      a[0] = 5;
      d.setFloat32(8, x);
      return first + second + a[0] * x + d.getFloat32(8);
    }`,
    1.25,
  ],
  'DataView: floats of 32 bits': [
    `function f(x) { const v = new DataView(new ArrayBuffer(16), 4); v.setFloat32(0, x * x); v.setFloat32(8, x); return v.getFloat32(0) * v.getFloat32(8); }`,
    1.3,
  ],
  'integer views that change the sign bit of a float': [
    `const f64 = new Float64Array(1), u32 = new Uint32Array(f64.buffer);
    function abs(x) { f64[0] = x; u32[1] &= 0x7fffffff; return f64[0]; }
    function negate(x) { const a = Float64Array.of(x), v = new DataView(a.buffer); v.setUint8(7, v.getUint8(7) ^ 128); return a[0]; }
    function f(x, y) { return abs(x) * 3 + abs(y) * negate(x) + negate(y); }`,
    -1.3,
    0.9,
  ],
  'integer views that change the exponent of a float': [
    `const f64 = new Float64Array(2), u32 = new Uint32Array(f64.buffer), i64 = new BigInt64Array(f64.buffer);
    function twice(x) { f64[0] = x; u32[1] += 1 << 20; return f64[0]; }
    function quarter(x) { f64[1] = x; i64[1] -= 2n << 52n; return f64[1]; }
    function f(x) { return twice(x) * x + quarter(x * x) + twice(quarter(x)); }`,
    1.25,
  ],
};

/** The sum of what these bodies give, each with another factor. */
const sumOf = (...bodies: string[]): readonly [string, number] => [
  `${bodies.map((body, i) => `function f${i}(x) { ${body} }`).join('\n')}
  function f(x) { return ${bodies.map((_, i) => `f${i}(x) * ${(i % 7) + 1}`).join(' + ')}; }`,
  1.3,
];

const edges: Rows = {
  'keys of Maps and elements of Sets: zeros, NaN, numbers with derivatives': sumOf(
    'const m = new Map([[-0, x]]); return m.get(0) * m.get(-0) + [...m.keys()][0];',
    'const m = new Map(); m.set(NaN, x); m.set(NaN, m.get(NaN) * x); return m.get(0 / 0) * m.size;',
    'const m = new Map([[x, 1], [x * 2, 2]]); let s = 0; for (const [k, v] of m) s += k * v * k; return s;',
    'const m = new Map([[1.3 - x, x]]); let s = 0; for (const [k, v] of m) s += k * 3 + v; return s + [...m.keys()][0] * 2;',
    'const m = new Map([[0 * -1 * x, x]]); let s = 0; for (const [k, v] of m) s += k * 3 + v; return s + m.get(-0) * 2;',
    'const s = new Set([x, x * 2, x]); const l = [...s]; return l[0] * l[1] + l.length;',
    'const s = new Set([x, 2]); return Array.from(s, (v) => v * v)[0] + Math.max(...s) + [...s.entries()][0][1] * [...s.entries()][0][0] + [...s.keys()][0];',
    'const s = new Set([x - 1.3]); s.add(-0); return [...s][0] * 4 + x;',
    'const s = new Set([-0 * x]); return [...s][0] * 4 + x;',
    'const s = new Set([(x - 1.3) * -1]); return [...s][0] * 4 + x;',
    'const s = new Set([0 / 0 * x]); s.add(NaN); return x * s.size;',
    'const m = new Map([[x, { v: x }]]); const [[k, { v }]] = m; return k * v;',
    'const m = new Map([[[x], x]]); const k = [...m.keys()][0]; k[0] *= x; return k[0] * m.get(k);',
    'const m = new Map([["k", x]]); m.set("k", "text"); m.set("k", 4); return m.get("k") * x;',
    'const m = new Map([["k", 2]]); const f = () => m.set("k", m.get("k") * x).get("k"); return f() * f();',
    'const m = new Map([[1, x]]); return m.get("1") === undefined ? m.get(1) * x : 0;',
    'const m = new Map([[x, x]]); m.set(1.3, x * x); return [...m.keys()][0] * m.get(1.3);',
    'const m = new Map(); m.set(m, x); return m.get(m) * x;',
    'const s = new Set(); s.add(s); s.add(x); let t = 0; for (const v of s) if (v !== s) t += v * x; return t;',
    'const m = new Map(function* () { yield ["a", x]; yield [x, x * x]; }()); return m.get("a") * m.get(x) * [...m.keys()][1];',
    'const m = new Map([["a", x]]); for (const e of m) { e[1] *= 2; } return m.get("a") * 3;',
    'const m = new Map([["a", [x]]]); for (const [, v] of m) v[0] *= x; return m.get("a")[0];',
    'const m = new Map([["a", { get v() { return x * 2; } }]]); return m.get("a").v * x;',
  ),
  'Maps and Sets that are changed while they are walked along': sumOf(
    'const m = new Map([[x - 1.3, x]]); let s = 0; for (const [k, v] of m) s += k * 3 + v; for (const k of m.keys()) s += k * 5; m.forEach((v, k) => { s += k * v * 7; }); return s;',
    'const m = new Map([["a", x], ["b", x * x]]); let s = 0; for (const [k, v] of m) { s += v; if (k === "a") { m.delete("a"); m.set("c", v * x); } if (k === "c") m.delete("b"); } return s + m.get("c") * m.size;',
    'const m = new Map([["a", x], ["b", 2]]); let n = 0, s = 0; m.forEach((v, k) => { s += v * x; if (n++ < 5) { m.delete(k); m.set(k, v * x); } }); return s + m.get("a") * m.get("b");',
    'const m = new Map([["a", x]]); m.delete("a"); m.set("a", 2); return m.get("a") * x;',
    'const m = new Map([["a", x]]); m.clear(); m.set("a", 2); return m.get("a") * x;',
    'const m = new Map([["a", 2]]); m.clear(); m.set("b", x); m.set("a", x); const it = m[Symbol.iterator](); m.delete("b"); return it.next().value[1] * x;',
    'const s = new Set([x, x * 2]); s.delete(x); s.add(1.3); let t = 0; for (const v of s) t += v * v; return t + x;',
    'const s = new Set([x]); s.clear(); s.add(1.3); return [...s][0] * x;',
    'const s = new Set([x]); let n = 0, t = 0; for (const v of s) { t += v; if (n++ < 4) { s.delete(v); s.add(v * x); } } return t;',
    'const s = new Set([x]); let n = 0, t = 0; s.forEach((v, w, all) => { t += v * w; if (n++ < 4) { all.delete(v); all.add(v * x); } }); return t;',
    'const k = {}, w = new WeakMap([[k, x]]); w.set(k, w.get(k) * x); const a = w.get(k); w.delete(k); w.set(k, 2); return a * w.get(k) + (w.has(k) ? x : 0);',
    'const it = new Map([["a", x], ["b", x * x]]).values(); let s = 0; for (const v of it) { s += v; break; } for (const v of it) s += v * 100; return s;',
    'const it = new Set([x, x * x]).values(); const [a] = it; const [b] = it; return a * (b ?? 3);',
    'const m = new Map([["a", x]]); const e = m.entries(); m.set("b", x * x); const l = [...e]; return l[0][1] * l[1][1];',
    'const m = new Map(); const it = m.keys(); m.set(x, 1); m.set(x * x, 2); m.delete(x); return it.next().value * 2;',
    'const m = new Map([[x, 1]]); const it = m.keys(); m.delete(x); m.set(1.3, 5); return it.next().value * x;',
    'const m = new Map([[x, 1]]); const it = m.entries(); m.delete(x); m.set(x * x, x); m.set(x, x); const [p, q] = [it.next().value, it.next().value]; return p[0] * p[1] + q[0] * q[1];',
    'const m = new Map([[x, 1], [2, x]]); const it = m.keys(); it.next(); m.delete(x); m.delete(2); m.set(3, x); m.set(x * 4, 1); return it.next().value + it.next().value;',
    'const m = new Map(); const a = [["a", x], ["b", x * 2]]; a.forEach(([k, v]) => m.set(k, v)); return a.map(([k]) => m.get(k)).reduce((p, q) => p * q);',
  ),
  'copies of Maps and Sets, by structuredClone too': sumOf(
    'const m = new Map(Object.entries({ a: x, b: x * x })); return [...m.values()].reduce((p, q) => p * q) + Object.fromEntries(m).b;',
    'const m = new Map([["a", x]]); const n = new Map(m); n.set("a", n.get("a") * x); return m.get("a") * n.get("a");',
    'const s = new Set([x]); const t = new Set(s); t.add(x * x); return [...t].reduce((p, q) => p * q) * [...s][0];',
    'const s = new Set([x]); const o = structuredClone(s); return [...o][0] * 2 + x;',
    'const m = new Map([["a", x]]); const o = structuredClone(m); return o.get("a") * 2 + x;',
    'const m = new Map([[x, 2]]); const o = structuredClone(m); return [...o.keys()][0] * 2 + x;',
    'const e = structuredClone(new Error("u", { cause: x })); return (e.cause ?? 1) * x + x;',
    'const e = structuredClone([new Number(x), Object(x * 2)]); return e[0] * e[1] + x;',
    'const e = structuredClone({ s: new Set([x, { get v() { return x * 2; } }]), m: new Map([[x * 3, { get v() { return x; } }]]) }); return [...e.s][0] * [...e.s][1].v + [...e.m.keys()][0] * [...e.m.values()][0].v;',
  ),
  'methods of Maps and Sets: overridden, bound, called by others; weak ones': sumOf(
    'const k = () => 1, w = new WeakMap(); w.set(k, { v: x }); return w.get(k).v * x;',
    'class M extends Map { get(k) { return super.get(k) * 2; } set(k, v) { return super.set(k, v * 3); } } const m = new M([["a", x]]); m.set("b", x * x); return m.get("a") * m.get("b") + [...m.values()][0];',
    'class S extends Set { add(v) { return super.add(v * 2); } } const s = new S([x]); s.add(x * x); return [...s].reduce((p, q) => p + q * x, 0);',
    'const m = new Map([["a", x]]); Map.prototype.set.call(m, "b", x * 2); const g = Map.prototype.get; return g.call(m, "b") * Reflect.apply(g, m, ["a"]);',
    'const m = new Map([["a", 2]]); const { get, set } = Map.prototype; const put = set.bind(m); put("a", x); return get.bind(m)("a") * 3;',
    'const ws = new WeakSet(), o = { v: x }; ws.add(o); return ws.has(o) ? o.v * x : 0;',
  ),
};

const collections: Rows = {
  'Map with all kinds of keys': [
    `const key = Symbol('k');
    function f(x) {
      const o = {};
      const m = new Map([['a', x], [o, x * x], [key, 2 * x], [NaN, x + 1]]);
      m.set(0, x * 3).set(-0, m.get(0) * x);
      m.delete('a');
      m.set('a', m.get(o) * m.get(key)).set(undefined, x);
      let s = 0;
      m.forEach((v, k, self) => { s = s * 0.5 + v * self.size; });
      return s + m.get(NaN) * m.get(0) * (m.has('b') ? 100 : x) + m.get(undefined) * (m.get('none') ?? x);
    }`,
    1.3,
  ],
  'a Map and an object of Maps that are passed in': [
    `function f(m, o, x) {
      m.set('a', m.get('a') * x);
      o.inner.set('z', m.get('a') + m.get('b').v);
      m.get('b').v *= 2;
      let s = 0;
      for (const [, v] of o.inner) s += v * v;
      m.delete('c');
      m.clear();
      m.set('d', s);
      return s * m.get('d') + m.size;
    }`,
    new Map<string, unknown>([
      ['a', 1.5],
      ['b', { v: 2 }],
      ['c', 0.3],
    ]),
    { inner: new Map([['y', 0.9]]) },
    0.7,
  ],
  'Map that is changed while it is iterated': [
    `function f(m, x) {
      let s = 0;
      for (const [k, v] of m) {
        s += v * x;
        if (k < 3) m.set(k + 2, v * s);
        m.delete(k - 1);
      }
      return s + [...m.values()].reduce((p, v) => p + v, 0);
    }`,
    new Map([
      [0, 1.5],
      [1, 0.4],
    ]),
    0.7,
  ],
  'Set of objects and of numbers': [
    `function f(x) {
      const o = { v: x };
      const s = new Set([o, { v: x * x }, o]);
      s.add({ v: s.size * x });
      let t = 0;
      s.forEach((e) => { t += e.v * e.v; });
      for (const [a, b] of s.entries()) t += a.v * b.v;
      s.delete(o);
      const n = new Set([x, x * 2]).add(x * 3);
      return t + [...s.keys()][0].v * [...n][2] + (n.has(x) ? x : 100);
    }`,
    1.3,
  ],
  'WeakMap, WeakSet and WeakRef': [
    `const hidden = new WeakMap();
    class P { constructor(x) { hidden.set(this, { x }); } get x() { return hidden.get(this).x; } }
    function f(x) {
      const [p, q] = [new P(x), {}];
      const w = new WeakMap([[q, x * x]]);
      const set = new WeakSet([p]);
      const ref = new WeakRef({ v: x * 3 });
      w.set(p, w.get(q) * p.x);
      hidden.get(p).x *= 2;
      return w.get(p) + p.x * (set.has(p) && !set.has(q) ? ref.deref().v : 0) + (w.delete(q) && !w.has(q) ? x : 0);
    }`,
    1.3,
  ],
  'symbols as keys': [
    `const s = Symbol.for('s');
    function f(o, x) {
      o[s] = x * o.a;
      const { [s]: v, ...rest } = o;
      const copy = { ...o, [Symbol.iterator]: function* () { yield x; } };
      return v * copy[s] + Object.getOwnPropertySymbols(o).length * rest.a + [...copy][0] * Reflect.ownKeys(copy).length + Object.assign({}, o)[s];
    }`,
    { a: 1.5 },
    0.7,
  ],
};

const copies: Rows = {
  'JSON.parse(JSON.stringify(x))': [
    `function f(o, x) {
      o.list.push(x * x);
      const copy = JSON.parse(JSON.stringify(o));
      o.list[0] = 100;
      copy.p.q *= x;
      return copy.list[0] * copy.list[2] + copy.p.q * copy.text.length + JSON.parse(JSON.stringify(x)) * JSON.stringify({ a: 1 }).length;
    }`,
    { list: [1.5, 2], p: { q: 0.4 }, text: 'abc', none: null },
    0.7,
  ],
  'JSON with toJSON, a list of keys, indentation, a reviver that keeps numbers': [
    `class P { constructor(x) { this.x = x; } }
    function f(o, x) {
      const text = JSON.stringify({ ...o, p: new P(x * o.a) }, null, 2);
      const copy = JSON.parse(text);
      return copy.p.x * copy.a + JSON.parse('{"k": 3}').k * x + Object.keys(copy).length;
    }`,
    { a: 1.5, b: 2 },
    0.7,
  ],
  'structuredClone with cycles, Maps, Sets, typed arrays': [
    `function f(o, x) {
      o.self = o;
      o.map = new Map([['k', x * o.a], ['l', { v: x }]]);
      o.set = new Set([{ v: x * x }]);
      o.view = Float64Array.of(x, o.a);
      const c = structuredClone(o);
      o.a = o.view[0] = 100;
      c.self.a *= x;
      return c.a * c.map.get('k') + c.map.get('l').v * [...c.set][0].v + c.view[0] * c.view[1] + (c.self === c ? x : 0) + structuredClone(x);
    }`,
    { a: 1.5 },
    0.7,
  ],
  'Date beside': [
    `function f(x) { const d = new Date(2020, 1, 29); d.setFullYear(2021); return x * d.getMonth() + x * x * (d - new Date(2021, 2, 1) === 0 ? 2 : 1) + new Date(5).getTime() * x; }`,
    1.3,
  ],
  'objects by keys, entries and recursion: a deep copy by hand': [
    `function clone(o, seen = new Map()) {
      if (typeof o !== 'object' || o === null) return o;
      if (seen.has(o)) return seen.get(o);
      const c = Array.isArray(o) ? [] : Object.create(Object.getPrototypeOf(o));
      seen.set(o, c);
      for (const k of Reflect.ownKeys(o)) c[k] = clone(o[k], seen);
      return c;
    }
    function f(o, x) { o.me = o; const c = clone(o); o.list[1].v *= x; return c.list[0] * c.me.list[1].v + o.list[1].v; }`,
    { list: [1.5, { v: 2 }] },
    0.7,
  ],
};

const patterns: Rows = {
  'array patterns: holes, defaults, rest, nested, from any iterable': [
    `function f(a, x) {
      const [p, , [q = x, ...r] = [], s = p * x, ...[t, ...u]] = [...a, undefined, x, x * x];
      const [k, l] = new Map([['a', x], ['b', p]]).values();
      const [c] = 'z';
      const [[m, n]] = new Map([[x, p * 2]]);
      return p * q + r.length + s * t + u.length * k * l + m * n + c.length * x;
    }`,
    [1.5, 2, [0.4, 3]],
    0.7,
  ],
  'array patterns with member targets, each stored before the next step': [
    `function f(r1, r2, x) {
      [r1[1], r1[1] = 3] = r1;
      let i = 0;
      [r2[i++], r2[i++], ...r2[2]] = (function* () { yield x; yield r2[0] * x; yield r2[1]; })();
      return r1[0] * 2 + r1[1] + r2[0] * r2[1] + r2[2][0];
    }`,
    [0.3, 0.5],
    [1, 2, {}],
    0.7,
  ],
  'defaults with effects, evaluated in order': [
    `function f(o, x) {
      const log = [];
      const t = (v) => (log.push(v), v);
      const { a = t(1), [log.length ? 'b' : 'c']: b = t(x * 2), d: { e = t(a * b) } = {} } = o;
      let u, v;
      ({ u = t(x), v: o.w = u * 3, u: v = x } = {});
      [u, v = t(u * x), u = t(v)] = [e];
      return a * b + e * u + v * o.w + log.reduce((s, w) => s + w, 0);
    }`,
    { a: 1.5 },
    0.7,
  ],
  'object patterns: computed keys, rest, aliases, getters': [
    `function f(o, x) {
      let n = 0;
      const source = { get g() { return x * ++n; } };
      const { a, ['b']: b2, ...rest } = o;
      const { g, g: h } = source;
      ({ a: o.a, b: o.list[0], ...o.rest } = { a: x * x, b: g, c: h, d: a });
      return a * b2 + g * h + rest.list[0] * o.a + o.rest.c * o.rest.d + n;
    }`,
    { a: 1.5, b: 2, list: [0.4] },
    0.7,
  ],
  'swaps and rotations': [
    `function f(a, o, x) {
      let [p, q] = [x, x * x];
      [p, q] = [q, p];
      [a[0], a[1], a[2]] = [a[2], a[0], a[1]];
      [o.u, o.v, p] = [p, o.u * q, o.v];
      ({ u: o.v, v: o.u } = o);
      return p * q + a[0] * a[1] * 2 + o.u * o.v * 3;
    }`,
    [1.5, 2, 0.4],
    { u: 0.8, v: 1.1 },
    0.7,
  ],
  'patterns in catch, for, parameters and as values': [
    `function f(list, x) {
      let s = 0;
      for (const [k, { v, w = k.length }] of Object.entries(list)) s += v * w;
      try { throw { code: [x, { deep: x * x }] }; } catch ({ code: [c, { deep }] }) { s += c * deep; }
      const g = ({ p, q: [r] = [p] }, ...[t = r]) => p * r * t;
      let a, b;
      const whole = ({ a, b } = { a: x, b: s, z: x * 5 });
      return s + g({ p: x }) + a * b + whole.z;
    }`,
    { a: { v: 1.5 }, bc: { v: 2, w: 0.4 } },
    0.7,
  ],
  'spread of arrays, sets, maps, strings, typed arrays and iterators': [
    `function f(a, t, x) {
      const list = [x, ...a, ...new Set([x, x * x]), ...new Map([['k', x]]).values(), ...t, ...'ab', ...a.entries(), ...[]];
      const o = { ...a, ...{ v: list[3] }, ...new (class { w = x; })() };
      return list.length * list[1] + o[1] * o.v * o.w + list[5] * list[6] + list[10][1] * Math.min(...t, ...a);
    }`,
    [1.5, 2],
    Float64Array.of(0.4, 0.9),
    0.7,
  ],
};

describeLanguage('data: arrays', arrays, pending);
describeLanguage('data: typed arrays', typed, pending);
describeLanguage('data: collections', collections, pending);
describeLanguage('data: edges of collections', edges, pending);
describeLanguage('data: copies', copies, pending);
describeLanguage('data: patterns and spread', patterns, pending);
