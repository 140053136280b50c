import { among, form, type Weighted } from '../parts.js';
import type { Grammar } from './Grammar.js';
import { inArrow, inMethod } from './inside.js';
import { helper } from './objects.js';

/** Seldom-used corners of the language that give numbers. */
export function oddNumbers({ number: n, small, array, floats, point, test }: Grammar): Weighted[] {
  return [
    [0.2, form`[${n}, , ${n}].reduce((s, v) => s + v)`],
    [
      0.2,
      form`(0.3 * [${n}, , ${n}].${among('flat()', 'map((v) => v * 2)', 'filter(() => true)', 'concat()', 'slice()')}.reduce((s, v) => s + v, 0))`,
    ],
    [0.1, form`(1 in [${n}, , 2] ? ${n} : ${n})`],
    [0.2, form`Array.prototype.map.call({ length: 2, 0: ${n}, 1: ${n} }, (v) => v * 0.5)[1]`],
    [0.2, form`Array.from({ length: 2, 0: ${n}, 1: ${n} })[1]`],
    [0.1, form`((o) => (Array.prototype.push.call(o, ${inArrow(n)}), o[1] * o.length))({ length: 1 })`],
    [0.1, form`[].concat({ length: 1, 0: ${n}, [Symbol.isConcatSpreadable]: true })[0]`],
    [0.2, form`(function () { return Math.max(...arguments); })(${n}, ${n})`],
    [0.1, form`(function () { let s = 0; for (const v of arguments) s += 0.4 * v; return s; })(${n}, ${n})`],
    [
      0.1,
      form`(function () { arguments.length = 1; return [...arguments].length * arguments[0]; })(${n}, ${n})`,
    ],
    [0.2, form`((a, f = () => a) => { a = ${inArrow(small)}; return f(); })(${n})`],
    [0.2, form`((a, b = (a *= 0.5), c = a + b) => c - a)(${n})`],
    [0.2, form`(0.3 * Object.values({ 2: ${n}, 1: ${n} }).reduce((a, b) => a - 2 * b))`],
    [0.2, form`new Map([[NaN, ${n}], [-0, ${n}]]).get(${among('NaN', '0', '-0')})`],
    [0.1, form`((k) => new Map([[k, ${inArrow(n)}]]).get(k))(${n})`],
    [0.2, form`(Int32Array.of(3 * ${n})[0] * 0.1)`],
    [0.1, form`(new Uint8ClampedArray([${n} * 100])[0] * 0.01)`],
    [0.2, form`${floats}['1']`],
    [0.1, form`(${floats}[-1] ?? ${n})`],
    [0.2, form`new Proxy([${n}, ${n}], {})[1]`],
    [0.1, form`(0.3 * new Proxy([${n}, ${n}], {}).map((v) => v * 2).reduce((a, b) => a + b))`],
    [
      0.1,
      form`new (new Proxy(${helper('Point')}, { construct: (C, xs) => new C(xs[1], xs[0]) }))(${n}, ${n}).x`,
    ],
    [0.1, form`('k' in new Proxy({}, { has: (t, k) => k === 'k' }) ? ${n} : 1)`],
    [0.2, form`(Reflect.getOwnPropertyDescriptor(${point}, 'x')?.value ?? ${n})`],
    [0.1, form`((o) => (Reflect.defineProperty(o, 'v', { get: () => ${inArrow(n)} }), o.v))({})`],
    [0.1, form`((o) => (Reflect.deleteProperty(o, 'x'), o.x ?? ${inArrow(n)}))({ x: 1 })`],
    [0.2, form`(({ sum, x: q }) => sum * q)(new ${helper('Point')}(${n}, ${n}))`],
    [0.1, form`(String.raw\`a\${${n}}\`.length * 0)`],
    [0.1, form`(class { static v = ${inMethod(n)}; static get w() { return this.v * 0.5; } }).w`],
    [0.1, form`new (class extends ${helper('Point')} { get x2() { return super.sum * 2; } })(${n}, ${n}).x2`],
    [0.1, form`((o) => ({ __proto__: o, f() { super.v = ${inMethod(n)}; return this.v; } }).f())({ v: 0 })`],
    [0.1, form`(new Error('m', { cause: { v: ${n} } }).cause.v)`],
    [
      0.1,
      form`(() => { outer: for (const a of [${inArrow(n)}, 2]) { for (const b of ${inArrow(array)}) { if (b > 0.5) continue outer; if (${inArrow(test)}) break outer; return a * b; } } return 0.3; })()`,
    ],
    [
      0.1,
      form`(() => { let s = 0.1; for (let i = 0; i < 3; i++) { try { if (i === 1) continue; s += ${inArrow(small)}; } finally { s *= 0.7; } } return s; })()`,
    ],
    [0.1, form`[..."ab"].map((c, i) => c.charCodeAt(0) * 0.001 + i * ${inArrow(n)})[1]`],
    [0.1, form`((f) => f.length * 0.1 + f(${n}))((a, b = 2, ...c) => a * b)`],
  ];
}

/** Statements in which it matters what is evaluated first. */
export function orderStatements({ number: n, small, place, array, point, test, fn }: Grammar): Weighted[] {
  return [
    [
      0.3,
      form`{ let $i = 0; const $xs = [...${array}]; $xs[$i++] = $xs[$i] + ${small} * $i++; ${place} = $xs[0] - $i * 0.1; }`,
    ],
    [
      0.3,
      form`{ let $i = 0; const $xs = [...${array}]; $xs[$i++] += ($i = 1, ${small}); $xs[$i] *= $xs[--$i]; ${place} = $xs[0] - $xs[1]; }`,
    ],
    [0.3, form`{ let $a = ${n}; ${place} = $a + ($a = ${small}) * $a + $a++ - --$a; }`],
    [
      0.3,
      form`{ const $o = { ...${point} }; $o.x = ($o.y = $o.x) + ($o.x *= ${small}); ${place} = $o.x - $o.y; }`,
    ],
    [0.3, form`[${array}, ${array}][${test} ? 0 : 1][0] += ${small};`],
    [0.3, form`(${test} ? ${point} : ${point}).x -= ${small};`],
    [
      0.3,
      form`{ let $p = ${point}, $q = $p; $p.next = $p = { x: ${small}, y: 0.2 }; ${place} = $p.x + ($q.next?.x ?? 0.3); delete $q.next; }`,
    ],
    [
      0.2,
      form`{ const $log = []; const $t = (v) => ($log.push(v), v); ${place} = [$t(${n}), $t(${small})][$t(0)] - $t(0.2) ** $t(2); ${helper('log')}.push($log.length); }`,
    ],
    [
      0.2,
      form`{ const $f = (a, b) => a - b * 0.5; let $k = ${n}; ${place} = $f($k, $k = ${small}) + $f(...[$k, ($k *= 2)]); }`,
    ],
    [
      0.2,
      form`{ const $o = { get v() { ${helper('log')}.push('get'); return ${inMethod(n)}; }, set v(x) { ${helper('log')}.push('set'); this.w = x; } }; $o.v += ${small}; $o.v ??= 3; ${place} = $o.w; }`,
    ],
    [0.2, form`{ let $f = ${fn}; const $g = $f; ${place} = $f(($f = Math.cos, ${small})) - $f($g(${n})); }`],
    [
      0.2,
      form`{ const $m = { f() { return this.k; }, k: ${n} }; ${place} = (0, $m.f.bind({ k: ${small} }))() + ($m.f)() - ($m?.f)(); }`,
    ],
    [
      0.2,
      form`{ let $x = ${n}; { $x += 0.1; var $y = $x; let $z = $y * ${small}; $y = $z; } ${place} = $y - $x; }`,
    ],
    [
      0.2,
      form`{ let [$a, $b] = [${n}, ${n}]; [$a, $b] = [$b, $a + $b]; [$b, [$a]] = [$a * 0.5, [$b]]; ${place} = $a - $b * ${small}; }`,
    ],
    [
      0.2,
      form`{ const $src = { get a() { ${helper('log')}.push('a'); return ${inMethod(n)}; }, get b() { ${helper('log')}.push('b'); return undefined; } }; const { b: $b = (${helper('log')}.push('default'), ${small}), a: $a } = $src; ${place} = $a - $b; }`,
    ],
  ];
}
