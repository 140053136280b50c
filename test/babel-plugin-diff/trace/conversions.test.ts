import { describeLanguage, type Rows } from '../../support/checkLanguage.js';
import { pending } from './pending.js';

/**
 * Objects that convert themselves: each conversion is logged, and counts how often it ran in a number with a derivative. `log` is compared with
 * that of the plain call, so that order and number of conversions are what the language makes of them.
 */
const head = `
  const log = [], box = { x: 0, sum: 0 };
  const note = (what) => { log.push(what); box.sum = box.sum * 1.1 + box.x * log.length; };
  class N {
    constructor(name, value) { this.name = name; this.value = value; }
    valueOf() { note(this.name + ' valueOf'); return this.value; }
    toString() { note(this.name + ' toString'); return String(this.value); }
  }
  class P {
    constructor(name, value) { this.name = name; this.value = value; }
    [Symbol.toPrimitive](hint) { note(this.name + ' ' + hint); return this.value; }
  }
  const said = (run) => { try { log.push(run()); } catch (e) { log.push(e.constructor.name + ': ' + e.message); } };
  const state = () => log;
`;
const run = (...expressions: string[]): readonly [string, number] => [
  `${head}
  function f(x) {
    log.length = box.sum = 0;
    box.x = x;
    const a = new N('a', 3), b = new P('b', 5), c = new N('c', 3), t = new P('t', 'text'), s = new P('s', Symbol.iterator), n = new P('n', 7n), o = { toString() { note('o'); return {}; }, valueOf() { note('o'); return {}; } };
    ${expressions.map((each) => `said(() => ${each});`).join('\n    ')}
    return box.sum;
  }`,
  1.3,
];

const conversions: Rows = {
  'order: <, <=, >, >=': run(
    'a < b',
    'a <= b',
    'a > b',
    'b >= a',
    '1 < a',
    'a > 2n',
    't < t',
    't > "a"',
    's < a',
    'a < s',
    'n < a',
    'o < a',
    'a < o',
    '[a] < [b]',
  ),
  'equality: ==, !=, ===': run(
    'a == 3',
    '3 == a',
    'a == c',
    'a == a',
    'a != null',
    'null == a',
    'undefined == a',
    'a == true',
    'a == "3"',
    'b != 5',
    's == Symbol.iterator',
    'n == 7',
    'a === 3',
    'o == 1',
    '[[a]] == 3',
  ),
  'bits: |, &, ^, <<, >>, >>>, ~': run(
    'a | b',
    'b & a',
    'a ^ 1',
    '1 << a',
    'b >> a',
    'a >>> b',
    '~a',
    's | a',
    'a | s',
    'n | a',
    'n | n',
    '~n',
    '~t',
    'o | a',
  ),
  'compound assignment of bits': run(
    '{ let v = a; v |= b; return v; }',
    '{ const h = { v: a }; h.v <<= b; h.v >>>= 1; return h.v; }',
    '{ const h = [b]; h[0] ^= a; return h[0]; }',
    '{ let v = n; v &= n; return v; }',
  ),
  'text: templates, String, concat, +': run(
    '`${a}|${b}|${t}`',
    '`${s}`',
    '`${o}`',
    'String(a)',
    'String(b)',
    'String(s)',
    '"x".concat(a, b)',
    '"x" + a + b + t',
    'encodeURIComponent(t)',
    'escape(a)',
    'Symbol.for(a).description',
    'Symbol(t).description',
    'new String(a).length',
    'String.raw({ raw: ["u", "v", "w"] }, a, b)',
    'String.fromCharCode(b, 65)',
  ),
  'methods of text': run(
    '"1353".indexOf(a, { valueOf() { note("at"); return 1; } })',
    '"13535".includes(b)',
    '"135".startsWith(a)',
    '"abc".padEnd(b, a)',
    '"abc".repeat(a)',
    '"abc".slice({ valueOf() { note("from"); return 1; } }, b)',
    '"abc".at(new P("i", -1))',
    'String.prototype.trim.call(t)',
    'String.prototype.padStart.call(t, 9, a)',
    '"abc".localeCompare(t)',
    '"a3b".split(a)',
    '"a3b".split(/3/, new P("limit", 1))',
    '"a3b".replace(a, t)',
    '"a3b3".replaceAll(a, (m) => { note(m); return b; })',
    '"a3b".replace(/3/, (m) => { note(m); return t; })',
    '"a3b".search(a)',
    '"a3b".match(a).index',
    '[..."a3b3".matchAll(a)].length',
    '"a".includes({ [Symbol.match]: false, toString() { note("not a pattern"); return "a"; } })',
    '"a".startsWith(/a/)',
    '"x".split({ [Symbol.split](text, limit) { note("split " + text + limit); return 4; } }, 6)',
    '"x".replace({ [Symbol.replace](text, by) { note("replace " + text + by); return 4; } }, 6)',
    '/3/.test(a)',
    '/3/[Symbol.replace](a, () => b)',
    'new RegExp(a).source',
    'new RegExp(/u/, new P("flags", "g")).flags',
    'RegExp(t).source',
  ),
  'numbers: Number, isNaN, parseFloat, Math, Date': run(
    'Number(a)',
    'Number(n)',
    'isNaN(a)',
    'isFinite(b)',
    'parseFloat(a)',
    'parseInt(a, b)',
    'Number.parseFloat(t)',
    'Number.isNaN(a)',
    'Math.imul(a, b)',
    'Math.clz32(a)',
    'Math.hypot(a, b)',
    'Math.sign(s)',
    'BigInt(b)',
    'BigInt.asIntN(a, n)',
    '(17).toString(b)',
    '(1.25).toFixed(new P("digits", 1))',
    'Date.UTC(2020, a, b)',
    'new Date(b).getTime()',
    'new Date(2020, a, b).getMonth()',
    'new Date(new Date(5)).getTime()',
    'new Date(0).setTime(b)',
    '+a * -b',
    '{ let v = a; v++; return v; }',
  ),
  'join, toString and sort of lists': run(
    '[a, [b, [t, null]], undefined].join()',
    '[a, b].join(t)',
    '[1, 2].join(a)',
    'String([a, [b]])',
    '`${[a, , b]}`',
    '[a, b] + ""',
    '{ const l = [a]; l.push(l, 1); return l.join(); }',
    'Array.prototype.join.call({ length: new P("length", 2), 0: a, 1: b }, "-")',
    'Array.prototype.toString.call({ join: () => 4 })',
    'Array.prototype.toString.call({})',
    '[a, 2].toLocaleString()',
    '[b, 30, a, t, 4].sort().map((v) => v.name ?? v).join()',
    '[b, 30, a, t, 4, 11].toSorted().map((v) => v.name ?? v).join()',
    'Float64Array.of(1, 2).join(a)',
    '[1, 2, 3].includes(2, new P("from", 2))',
    '[1, 2, 3].lastIndexOf(2, new P("from", 2))',
    '[1, 2, 3].slice(new P("from", 1), b).join()',
  ),
  'keys: in, hasOwn, computed members': run(
    'a in { 3: 1 }',
    't in { text: 1 }',
    'Object.hasOwn({ 3: 1 }, a)',
    '({ 5: 1 }).hasOwnProperty(b)',
    'Reflect.has({ text: 1 }, t)',
    '({ text: 4 })[t]',
    '({ [t]: 4 }).text',
    'a in 3',
    '({ 3: 1 }).propertyIsEnumerable(a)',
    '{ const h = { 3: 1 }; delete h[a]; h[t] = 5; return JSON.stringify(h); }',
  ),
  instanceof: run(
    '1 instanceof { [Symbol.hasInstance](v) { note("hasInstance " + v); return a; } }',
    'a instanceof N',
    '{ class T { static [Symbol.hasInstance](v) { note("T"); return v === 3; } } return [3 instanceof T, a instanceof T].join(); }',
    'a instanceof N.bind(null)',
    'a instanceof (() => 1)',
    'a instanceof {}',
    'a instanceof 3',
    '{ class T { static get [Symbol.hasInstance]() { note("get"); return undefined; } } return new T() instanceof T; }',
  ),
  'errors and others': run(
    'new Error(a).message',
    'TypeError(t).message',
    'new AggregateError([a], b).message',
    'new DataView(new ArrayBuffer(8), a, b).byteLength',
    'new Float64Array(new ArrayBuffer(16), new P("at", 8)).length',
    'new ArrayBuffer(b).byteLength',
    'new Date(5)[Symbol.toPrimitive]("number")',
    '{ class D extends Date { valueOf() { note("D"); return 4; } } return new D(5) - 1; }',
  ),
  'elements of typed arrays and DataViews': run(
    'new Float64Array(2).fill(a, b, 0).join()',
    'Float64Array.of(1, 2, 3).fill(b, new P("from", 1)).join()',
    'Float64Array.of(1, 2).with(1, a).join()',
    'Float64Array.of(1, 2).with(5, a)',
    '{ const h = new Float64Array(2); h[0] = a; h["1"] = b; h[7] = a; h["-0"] = b; return h.join(); }',
    '{ const h = new Uint8Array(2); h[0] = a; h.set([b], 1); return h.join(); }',
    '{ const h = new BigInt64Array(2); h[0] = n; h.fill(n, 1); return h.join(); }',
    '{ const h = new BigInt64Array(2); h[0] = a; return h.join(); }',
    '{ const h = new BigUint64Array(2); return h.fill(-1n).with(0, n).join(); }',
    'Float64Array.from([a, b], (v) => v).join()',
    '{ const d = new DataView(new ArrayBuffer(16)); d.setFloat64(new P("at", 8), a, true); d.setInt16(new P("at", 2), b); return d.getFloat64(new P("at", 8), true) + d.getInt16(2); }',
    '{ const d = new DataView(new ArrayBuffer(16)); d.setFloat64(99, a); }',
    '{ const d = new DataView(new ArrayBuffer(16)); d.setBigInt64(0, n); d.setUint8(8, s); }',
    'new ArrayBuffer(8).slice(new P("from", 1), a).byteLength',
  ),
  'a DataView has properties by number, which are no elements': [
    `function f(x) { const d = new DataView(new ArrayBuffer(16)); d[1] = x; d.k = x * 2; d.setFloat64(0, x); d[0] = d[1] * x; return d[0] * d.k + d.getFloat64(0); }`,
    1.3,
  ],
  'JSON.stringify: getters, toJSON, replacers and proxies run once, in order': run(
    'JSON.stringify({ get g() { note("g"); return 1; }, a, toJSON: undefined, b: [a, undefined, () => 1, Symbol.iterator] })',
    'JSON.stringify({ a: { toJSON(k) { note("toJSON " + k); return { b: k }; } }, l: [{ toJSON(k) { note("toJSON " + typeof k + k); return k; } }] })',
    'JSON.stringify({ a: 1, b: [2, { a: 3 }] }, function (k, v) { note(k + typeof this); return typeof v === "number" ? v * 2 : v; })',
    'JSON.stringify({ a: 1, b: 2, 3: { b: 4, c: 5 } }, ["b", 3, new String("c"), "b", new Number(7), {}])',
    'JSON.stringify({ a: [1, []], b: {}, c: { d: "\\u2028\\ud800\\"" } }, null, 2)',
    'JSON.stringify([1, [2]], null, "--")',
    'JSON.stringify([1], null, new Number(20))',
    'JSON.stringify([1], null, new String("ab"))',
    'JSON.stringify([1], null, a)',
    'JSON.stringify([new Number(3), new String("s"), new Boolean(false), NaN, -0, Infinity, null, new Date(5), /u/, new Map([[1, 2]]), Float64Array.of(1, 2)])',
    'JSON.stringify(Object.assign(new Number(3), { valueOf() { note("wrapper"); return 4; } }))',
    'JSON.stringify(Object.assign(new String("3"), { toString() { note("wrapper"); return "4"; } }))',
    'JSON.stringify({ n: 7n })',
    'JSON.stringify({ n: Object(7n) })',
    'JSON.stringify(Object.create({ inherited: 1 }, { own: { value: 2, enumerable: true }, hidden: { value: 3 } }))',
    'JSON.stringify(new Proxy({ a: 1, b: 2 }, { get(h, k) { note("get " + String(k)); return h[k]; }, ownKeys(h) { note("ownKeys"); return Reflect.ownKeys(h); } }))',
    'JSON.stringify(new Proxy([1, 2], { get(h, k) { note("get " + String(k)); return h[k]; } }))',
    '{ const u = { v: [1] }; u.v.push({ w: u.v }); return JSON.stringify(u); }',
    '{ class K { constructor() { this.k = this; } } return JSON.stringify({ k: new K() }); }',
    'JSON.stringify(undefined, () => 1)',
    'JSON.stringify(() => 1)',
    'JSON.stringify("text", (k, v) => [k, v])',
    'JSON.parse("[1,{\\"a\\":2}]", function (k, v) { note(k + Array.isArray(this)); return k === "a" ? undefined : v; }).length',
    'JSON.parse(new P("json", "[4]"))[0]',
    'JSON.parse("{", 1)',
  ),
  'JSON: toJSON, replacers and revivers keep the derivatives of what they give': [
    `class Q { constructor(v) { this.v = v; } toJSON(k) { return { kind: k, w: this.v * 2 }; } }
    function f(o, x) {
      const copy = JSON.parse(JSON.stringify({ q: new Q(x * o.a), l: [o.a, -x, 0 * x, new Q(x)], d: { toJSON: () => x * 3 } }));
      const doubled = JSON.parse(JSON.stringify(o, (k, v) => (typeof v === 'number' ? v * x : v)));
      const chosen = JSON.parse(JSON.stringify({ a: x, b: x * 2 }, ['b']));
      const revived = JSON.parse(JSON.stringify({ u: o, x }), (k, v) => (typeof v === 'number' ? v * v * x : v));
      return copy.q.w * copy.l[0] + copy.l[1] * copy.l[3].w + copy.d + doubled.a * doubled.l[1] + chosen.b + revived.u.a * revived.x + revived.u.l[0]
        + JSON.parse(JSON.stringify(x)) * JSON.parse(JSON.stringify([new Number(x)]))[0];
    }`,
    { a: 1.5, l: [2, 3] },
    0.7,
  ],
  'JSON: a zero keeps its derivative, whatever its sign': [
    `function f(x) { return JSON.parse(JSON.stringify({ v: -x }) ).v * 3 + x; }`,
    0,
  ],
  'a callback of a native gets and gives numbers with their derivatives by what it stores': [
    `const kept = { v: 0 };
    function keep(m) { kept.v = kept.v * 1.5 + kept.x * m.length; return kept; }
    kept.toString = function () { this.v *= this.x; return 'kept'; };
    function f(x) {
      kept.x = x;
      kept.v = x;
      const t = 'aXbX'.replace(/X/g, keep) + 'cX'.replaceAll('X', keep) + String(kept);
      return kept.v * t.length;
    }`,
    1.3,
  ],
};

describeLanguage('conversions of objects', conversions, pending);
