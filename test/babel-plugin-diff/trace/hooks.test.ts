import { describeLanguage, type Rows } from '../../support/checkLanguage.js';
import { pending } from './pending.js';

/**
 * Code of the program that natives run: getters, methods under well-known names, species. It is made by ordinary code, before anything is
 * differentiated; each run is logged, and counts in a number with a derivative.
 */
const head = `
  const log = [], box = { x: 0, sum: 0 };
  const note = (what) => { log.push(what); box.sum = box.sum * 1.1 + box.x * log.length; return what; };
  class N {
    constructor(name, value) { this.name = name; this.value = value; }
    valueOf() { note(this.name + ' valueOf'); return this.value; }
    toString() { note(this.name + ' toString'); return String(this.value); }
  }
  class P {
    constructor(name, value) { this.name = name; this.value = value; }
    [Symbol.toPrimitive](hint) { note(this.name + ' ' + hint); return this.value; }
  }
  const a = new N('a', 3), b = new P('b', 5), t = new P('t', 'text');
  /** The object with a getter for each of the fields. */
  const G = (fields, into = {}) => {
    for (const k of Reflect.ownKeys(fields)) Object.defineProperty(into, k, { get() { note('get ' + String(k)); return fields[k]; }, enumerable: true, configurable: true });
    return into;
  };
  const show = (v) => v instanceof Error ? v.name + ': ' + v.message + '|' + v.cause : Array.isArray(v) ? '[' + v.map(show).join() + ']' + (v.index ?? '') : typeof v === 'object' && v !== null ? '{' + Object.keys(v).map((k) => k + ':' + show(v[k])).join() + '}' : typeof v + String(v);
  const said = (run) => { try { log.push(show(run())); } catch (e) { log.push(e.constructor.name + ': ' + e.message); } };
  const state = () => log;
`;
/** @param made  objects by name, which the expressions use */
const run = (made: Readonly<Record<string, string>>, ...expressions: string[]): readonly [string, number] => [
  `${head}
  ${Object.entries(made)
    .map(([name, value]) => `const ${name} = ${value};`)
    .join('\n  ')}
  function f(x) {
    log.length = box.sum = 0;
    box.x = x;
    ${expressions.map((each) => `said(() => ${each});`).join('\n    ')}
    return box.sum + x;
  }`,
  1.3,
];

const exec =
  'function (s) { note("exec " + s + this.lastIndex); return RegExp.prototype.exec.call(this, s); }';

const objects: Rows = {
  'Symbol.toStringTag': run(
    {
      tagged: 'G({ [Symbol.toStringTag]: "Tag" })',
      C: 'class { get [Symbol.toStringTag]() { note("tag"); return "C"; } }',
      kinds:
        '[[], () => 1, new Date(0), /u/, new Error("u"), new Number(3), new Map(), Object(true), "t"].map((o) => G({ [Symbol.toStringTag]: 4 }, Object(o)))',
      list: '(function () { return G({ [Symbol.toStringTag]: 4 }, arguments); })(1)',
      frozen:
        '[[], () => 1, new Date(0), /u/, new Error("u"), {}].map((o) => Object.freeze(G({ [Symbol.toStringTag]: 4 }, o)))',
      proxy: 'new Proxy({}, { get(h, k) { note(String(k)); return "P"; } })',
    },
    'Object.prototype.toString.call(tagged)',
    'String(tagged) + tagged + `${tagged}`',
    'String(new C()) + Object.prototype.toString.call(new C())',
    'kinds.map((o) => Object.prototype.toString.call(o)).join()',
    'Object.prototype.toString.call(list)',
    'frozen.map((o) => Object.prototype.toString.call(o)).join()',
    'Object.prototype.toString.call(proxy) + Object.prototype.toString.call(Object.create(proxy))',
    'Object.prototype.toString.call(null) + Object.prototype.toString.call(3) + Object.prototype.toString.call(undefined)',
  ),
  'prototype, name and length of functions': run(
    {
      arrow: 'G({ prototype: Array.prototype }, () => 1)',
      bound: 'G({ prototype: Map.prototype }, (function () {}).bind())',
      named: 'G({ name: "named", length: 4 }, () => 1)',
      odd: 'G({ name: new P("n", 4), length: a }, () => 1)',
      K: 'class { static get name() { note("static name"); return "K"; } }',
    },
    '[] instanceof arrow',
    '1 instanceof arrow',
    'Function.prototype[Symbol.hasInstance].call(arrow, [])',
    '{ const g = named.bind(null, 1); return g.name + g.length; }',
    '{ const g = odd.bind(); return g.name + g.length; }',
    'K.bind().name',
    '[Object, Map, Date, Array, Error, Float64Array, Promise, RegExp, String, Number].map((C) => Reflect.construct(C, C === Promise ? [() => 1] : [], bound) instanceof Map)',
    'Reflect.construct(class { constructor() { this.u = 1; } }, [], bound) instanceof Map',
    'Object.keys(Object.getOwnPropertyDescriptors(arrow)).join()',
  ),
  'errors: name, message, cause, errors': run(
    {
      given: 'G({ name: "N", message: "M" })',
      odd: 'G({ name: t, message: a })',
      empty: 'G({ name: undefined, message: "" })',
      own: 'G({ message: "M" }, new TypeError("u"))',
      E: 'class extends Error { get name() { note("name"); return "E"; } }',
      F: 'class extends RangeError { constructor(...v) { super(...v); note("made"); } }',
      H: 'class extends AggregateError { constructor(...v) { super(...v); note("made"); } }',
      cause: 'G({ cause: 4 })',
      below: 'Object.create(cause)',
      several: 'function* () { note("one"); yield 1; note("two"); yield 2; }',
    },
    'Error.prototype.toString.call(given)',
    'Error.prototype.toString.call(odd)',
    'Error.prototype.toString.call(empty)',
    'Error.prototype.toString.call({ name: "", message: t })',
    'Error.prototype.toString.call(4)',
    'String(own) + `${own}` + own',
    'String(new E("u"))',
    'new Error(t, cause)',
    'TypeError(a, below)',
    'new Error("u", {}).cause',
    'new F(t, cause)',
    'new AggregateError(several(), t, cause).errors',
    'AggregateError(several()).errors',
    'new H(several(), "u", cause).errors',
    'new AggregateError(4)',
  ),
  'errors keep the lanes of causes and of what they gather': [
    `class E extends Error {}
    class H extends AggregateError {}
    function f(x, y) {
      const causes = [new Error('u', { cause: x }), TypeError('u', { cause: x * y }), new E('u', { cause: x * x }), new H([], 'u', { cause: y })];
      const lists = [new AggregateError([x, y]), AggregateError(new Set([x * 2, y])), new H((function* () { yield x * 3; yield y; })())];
      return causes.reduce((s, { cause }) => s * cause + cause, 1) + lists.reduce((s, { errors: [p, q] }) => s * p + q, 1);
    }`,
    1.3,
    0.7,
  ],
  'dates, numbers and languages': run(
    {
      iso: '{ toISOString() { note("iso"); return "u"; }, valueOf() { note("valueOf"); return 4; } }',
      no: '{ valueOf() { note("no"); return NaN; } }',
      date: 'Object.assign(new Date(5), { toISOString: () => note("own") })',
      D: 'class extends Date { constructor(...v) { super(...v); note("made"); } toISOString() { note("D"); return super.toISOString(); } }',
      digits: '{ maximumFractionDigits: a }',
      options: 'G({ timeZone: "UTC", year: "numeric" })',
      language: 'G({ length: 1, 0: "en" })',
    },
    'Date.prototype.toJSON.call(iso)',
    'Date.prototype.toJSON.call(no)',
    'date.toJSON()',
    'JSON.stringify([new D(5)]) + new D(a, b).toJSON()',
    'new Date(5).toLocaleDateString("en", options)',
    '(1.5).toLocaleString(language, digits)',
    '15n.toLocaleString("en", digits)',
    '[1.5, { toLocaleString() { return note("own"); } }].toLocaleString("en", digits)',
    '[1.5].toLocaleString("en", digits)',
    'Float64Array.of(1.5).toLocaleString("en", digits)',
    '"a".localeCompare(t, language, G({ sensitivity: "base" }))',
    'new Intl.NumberFormat("en", digits).resolvedOptions().maximumFractionDigits',
    'new Intl.NumberFormat("en").formatToParts(a).length',
    'new Intl.DateTimeFormat("en", options).formatToParts(a).length',
    'new Intl.PluralRules("en").select(a)',
    'new Intl.ListFormat("en").format(["a", "b"])',
    'Intl.getCanonicalLocales(language)',
    'setTimeout(() => 1, b) && 1',
  ),
  'templates, buffers, copies': run(
    {
      template: 'G({ raw: G({ length: a, 0: "u", 1: t, 2: b }) })',
      B: 'class extends ArrayBuffer { constructor(...n) { super(...n); note("B"); } static get [Symbol.species]() { note("species"); return this; } }',
      other:
        'class extends ArrayBuffer { static get [Symbol.species]() { note("other"); return ArrayBuffer; } }',
      odd: 'G({ constructor: G({ [Symbol.species]: undefined }) }, new ArrayBuffer(8))',
      transfer: 'G({ transfer: [] })',
    },
    'String.raw(template, a, b, 7)',
    'String.raw({ raw: "uvw" }, t)',
    'String.raw({})',
    'new B(b).slice(2).byteLength',
    'new other(8).slice(2, 4).byteLength',
    'odd.slice(2).byteLength',
    'new B(8, G({ maxByteLength: 16 })).resizable',
    'structuredClone([1], transfer)',
  ),
  'lists that are none': run(
    {
      list: 'G({ length: 3, 0: 1, 1: NaN, 2: 1 })',
      holes: '{ length: new P("l", 3), 2: 1 }',
      iterable: 'G({ [Symbol.iterator]: () => [1, b][Symbol.iterator]() })',
      M: 'class extends Map { constructor(v) { super(v); note("made"); } }',
      T: 'class extends Float64Array { constructor(...v) { super(...v); note("made"); } }',
    },
    '[1, 0, 7].map((v) => Array.prototype.indexOf.call(list, v))',
    '[1, 0, 7].map((v) => Array.prototype.lastIndexOf.call(list, v))',
    '[1, NaN, undefined].map((v) => Array.prototype.includes.call(list, v))',
    'Array.prototype.indexOf.call(list, 1, new P("from", -1))',
    'Array.prototype.lastIndexOf.call(list, 1, new P("from", -2))',
    'Array.prototype.includes.call(holes, undefined) + Array.prototype.indexOf.call(holes, undefined)',
    '[0, -0, NaN].map((v) => [-0, NaN, 1].includes(v) + [-0, NaN, 1].indexOf(v))',
    '[...Array.prototype.values.call(list)].length',
    '[...Array.prototype.entries.call(list)].length',
    '[...Array.prototype.keys.call(holes)].length',
    'Array.from(iterable).length',
    'new Float64Array(iterable).join()',
    'new T(iterable).join() + new T(list).join()',
    'new M(G({ [Symbol.iterator]: () => [G({ 0: 1, 1: 2 })][Symbol.iterator]() })).size',
  ),
};

const patterns: Rows = {
  'an exec of their own': run(
    {
      one: `Object.assign(/b/, { exec: ${exec} })`,
      all: `Object.assign(/b/g, { exec: ${exec} })`,
      R: 'class extends RegExp { exec(s) { note("R " + s + this.lastIndex); return super.exec(s); } }',
      none: 'Object.assign(/b/, { exec: undefined })',
      wrong: 'Object.assign(/b/, { exec: () => note(4) })',
    },
    'one.test("abc")',
    '"abc".replace(one, "u")',
    '"abcb".replace(all, (m, i, s) => note(m + i + s))',
    '"abcb".replaceAll(all, "$&-$`")',
    '["abcb".match(all), "abcb".match(one), "abcb".search(all), "aa".match(all)]',
    '"abcbd".split(new R("(b)"))',
    '[..."abcbd".matchAll(new R("b", "g"))].map((m) => m.index)',
    '"abcbd".replace(new R("(?<k>b)", "g"), "<$<k>$1$01$10$2$0$$$\'$<n$x>")',
    '"a😀b".replace(new R("", "gu"), "-")',
    '"a😀b".match(new R("", "g"))',
    'none.test("abc")',
    'wrong.test("abc")',
    '"".split(new R("b")) + "".split(new R(""))',
    '"abcbd".split(new R("b"), 2)',
  ),
  'flags, lastIndex, species and symbols': run(
    {
      R: 'class extends RegExp { get flags() { note("flags"); return super.flags; } static get [Symbol.species]() { note("species"); return this; } }',
      S: 'class extends RegExp { get unicode() { note("unicode"); return super.unicode; } constructor(p, f) { super(p, f); note("S " + f); } }',
      own: 'Object.assign(/b/g, { [Symbol.replace]: (s, by) => note(s + by), [Symbol.match]: (s) => note(s), [Symbol.split]: (s) => note(s), [Symbol.search]: (s) => note(s), [Symbol.matchAll]: (s) => note(s) })',
      Q: 'class extends RegExp { [Symbol.replace](s, by) { note("Q"); return super[Symbol.replace](s, by) + by; } [Symbol.split](s) { note("split"); return super[Symbol.split](s); } }',
      shown: 'G({ source: "s", flags: t }, /b/)',
    },
    '"abcbd".split(new R("b"))',
    '"abcbd".replaceAll(new R("b", "g"), "u")',
    '"abcbd".replaceAll(new R("b"), "u")',
    '[..."abcbd".matchAll(new R("b", "g"))].length',
    '"abcbd".split(new S("b", "u"))',
    '[..."abcbd".matchAll(new S("b", "g"))].length',
    '["abc".replace(own, "u"), "abc".match(own), "abc".split(own), "abc".search(own)]',
    '"abcbd".replace(new Q("b"), "u") + "abcbd".split(new Q("b"))',
    '{ const p = /b/g; p.lastIndex = a; return p.exec("abcbb").index + p.lastIndex; }',
    '{ const p = /b/; p.lastIndex = a; return p.test("abcb") + typeof p.lastIndex; }',
    '{ const p = /b/y; p.lastIndex = a; return "abcb".replace(p, "u") + p.lastIndex; }',
    '{ const p = /b/g; p.lastIndex = a; return [..."abcb".matchAll(p)].length; }',
    'String(shown) + RegExp.prototype.toString.call({ source: a, flags: t })',
  ),
  'things that are no regular expressions': run(
    {
      pattern: 'G({ source: "u", flags: "g", [Symbol.match]: true, constructor: Object })',
      same: 'G({ constructor: RegExp, [Symbol.match]: true })',
      no: 'G({ [Symbol.match]: false }, /u/)',
      text: 'G({ [Symbol.split]: undefined, [Symbol.match]: undefined, toString: () => note("a") })',
      Sub: 'class extends RegExp { constructor(...v) { super(...v); note("made"); } }',
      worker: 'G({ [Symbol.replace]: (s, by) => note(s + by), [Symbol.match]: true, flags: "g" })',
      matcher: '{ flags: "", exec(s) { note("exec " + s); return G({ index: 3 }); } }',
      finder:
        '{ get lastIndex() { note("get"); return 0; }, set lastIndex(v) { note("set" + v); }, exec(s) { note("exec " + s); return G({ index: 3 }); } }',
      splitter:
        '{ flags: "", constructor: { [Symbol.species]: class { constructor(p, f) { note("new " + f); } exec(s) { note("exec " + s); this.lastIndex += 1; return G({ length: 2, 1: "cap" }); } } } }',
    },
    'new RegExp(pattern).flags',
    'RegExp(pattern).source',
    'RegExp(same) === same',
    'String(new RegExp(no)) + new RegExp(no, "g").flags + RegExp(/u/i, undefined).flags',
    'String(new Sub(t, "g")) + new Sub(pattern).flags',
    '"x/u/".includes(no)',
    '"ab".split(text) + "ab".match(text)',
    '"a".replaceAll(worker, t)',
    '"a".replaceAll(G({ [Symbol.match]: true, flags: t }), t)',
    '"a".matchAll(G({ [Symbol.match]: true, flags: undefined }))',
    'RegExp.prototype.test.call(matcher, t)',
    'RegExp.prototype[Symbol.match].call(matcher, t).index',
    'RegExp.prototype[Symbol.search].call(finder, t)',
    'RegExp.prototype[Symbol.split].call(splitter, "abc", a)',
    'RegExp.prototype.exec.call({}, "u")',
    'RegExp.prototype.test.call(3, "u")',
  ),
};

describeLanguage('code that natives run: objects', objects, pending);
describeLanguage('code that natives run: patterns', patterns, pending);
