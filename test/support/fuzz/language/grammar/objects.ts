import { among, form, make, type Draw, type Part, type Weighted } from '../parts.js';
import type { HelperName } from '../helpers.js';
import type { Grammar } from './Grammar.js';
import { known } from './lambdas.js';
import { inArrow, inMethod } from './inside.js';

/** The name of a declaration that the program is to have. */
export function helper(name: HelperName): Draw {
  return make([], (scope) => scope.declarations.need(name));
}

/** Objects with numbers `x` and `y`, both of which can be assigned. */
export function points({ number: n, small, point, test }: Grammar): Weighted[] {
  return [
    [3, form`{ x: ${n}, y: ${n} }`.map(parenthesised)],
    [1.5, form`new ${helper('Point')}(${n}, ${n})`],
    [0.7, form`${helper('Point')}.of(${n}, ${n})`],
    [0.5, form`new ${helper('Point')}(${n}, ${n}).turned()`],
    [0.6, form`{ ...${point} }`.map(parenthesised)],
    [0.6, form`{ ...${point}, ${among('x', 'y', "['x']", "['' + 'y']")}: ${n} }`.map(parenthesised)],
    [0.4, form`{ y: ${n}, ...${point}, z: 1 }`.map(parenthesised)],
    [0.5, form`Object.assign({ x: 0.1 }, ${point}, { y: ${n} })`],
    [0.3, form`Object.assign(Object.create(${point}), { y: ${n} })`],
    [0.3, form`Object.create(${point})`],
    [0.3, form`Object.fromEntries([['x', ${n}], ['y', ${n}]])`],
    [
      0.3,
      form`Object.fromEntries(Object.entries(${point}).map(([k, v]) => [k, v * ${inArrow(small)}]))`.map(
        complete,
      ),
    ],
    [0.3, form`Object.fromEntries(new Map([['x', ${n}], ['y', ${n}]]))`],
    [
      0.4,
      form`{ $p: ${n}, get x() { return this.$p; }, set x(v) { this.$p = v * 0.5; }, y: ${n} }`.map(
        parenthesised,
      ),
    ],
    [
      0.3,
      form`Object.defineProperty({ y: ${n} }, 'x', { value: ${n}, writable: true, ${among('enumerable: true', 'configurable: true')} })`,
    ],
    [
      0.2,
      form`Object.defineProperties({}, { x: { value: ${n}, writable: true }, y: { value: ${n}, writable: true, enumerable: true } })`,
    ],
    [0.3, form`{ __proto__: { x: ${n} }, y: ${n} }`.map(parenthesised)],
    [0.3, form`(${test} ? ${point} : ${point})`],
    [0.2, form`(${point} ?? { x: 1, y: 1 })`],
    [0.4, form`${helper('watched')}(${point})`],
    [0.2, form`new Proxy(${point}, {})`],
    [0.2, form`new Proxy({ x: ${n}, y: 1 }, { get: (t, k) => (k === 'y' ? ${inArrow(small)} : t[k]) })`],
    [0.2, form`Reflect.construct(${helper('Point')}, [${n}, ${n}])`],
    [0.2, form`Object.seal({ x: ${n}, y: ${n} })`],
    [0.2, form`structuredClone({ x: 0.4, y: 1.2 })`],
  ];
}

function parenthesised(write: Part): Part {
  return (scope) => `(${write(scope)})`;
}

function complete(write: Part): Part {
  return (scope) => `({ x: 0.2, y: 0.4, ...${write(scope)} })`;
}

/** Numbers that objects give. */
export function ofObjects({ number: n, small, point, array, test }: Grammar): Weighted[] {
  return [
    [1, form`${point}.${among('x', 'y')}`],
    [0.5, form`${point}[${among("'x'", "'y'")}]`],
    [0.5, form`{ p: ${n}, q: ${n} }`.map((write) => (scope) => `(${write(scope)}).p`)],
    [0.4, form`({ p: { q: ${n} } }).p.q`],
    [0.5, form`(${point}?.x ?? ${n})`],
    [0.4, form`(${point}.z?.w ?? ${n})`],
    [0.3, form`(${point}?.['y'] * ${n})`],
    [0.3, form`({ m(a) { return this.k * a; }, k: ${n} }).m(${n})`],
    [0.3, form`({ m: (a) => a * 0.5 }).m?.(${n})`],
    [0.2, form`(${point}.missing?.(${n}) ?? ${n})`],
    [0.3, form`({ get v() { return ${inMethod(n)}; } }).v`],
    [0.3, form`({ ['a' + 'b']: ${n} }).ab`],
    [0.3, form`({ [${helper('KEY')}]: ${n} })[${helper('KEY')}]`],
    [
      0.3,
      form`({ __proto__: { m(a) { return a * 0.5; } }, m(a) { return super.m(a) + ${inMethod(n)}; } }).m(${n})`,
    ],
    [0.3, form`Object.freeze({ p: ${n} }).p`],
    [0.3, form`Object.values(${point}).length * 0.1`.map(parenthesised)],
    [0.3, form`Object.entries({ a: ${n}, b: ${n} }).reduce((s, [, v]) => s - v, 0)`],
    [0.2, form`Object.keys(${point}).reduce((s, k) => s + (k.length > 1 ? 0 : 0.1), 0)`],
    [0.3, form`Reflect.get(${point}, 'x')`],
    [0.3, form`new Map([['k', ${n}], [${point}, ${n}]]).get('k')`],
    [0.2, form`((k) => new Map([[k, ${inArrow(n)}]]).get(k))(${point})`],
    [0.2, form`((k) => new WeakMap([[k, ${inArrow(n)}]]).get(k))(${point})`],
    [0.2, form`[...new Set([${n}, ${n}])][0]`],
    [0.2, form`new Set([${n}, 1, 2]).size * 0.1`.map(parenthesised)],
    [0.3, form`new ${helper('Point')}(${n}, ${n}).sum`],
    [0.3, form`new ${helper('Point')}(${n}, ${n}).dot(${point})`],
    [0.2, form`new (class { #v = ${inMethod(n)}; get v() { return this.#v * ${inMethod(small)}; } })().v`],
    [0.2, form`new (class { static s = 0.5; constructor(v) { this.v = v * new.target.s; } })(${n}).v`],
    [0.2, form`(delete { ...${point} }.x ? ${n} : 1)`],
    [0.2, form`((o) => (delete o.x, o.x ?? ${inArrow(n)}))({ ...${point} })`],
    [0.2, form`((a, b = a[0]) => b * a.length)(${array})`],
    [
      0.3,
      form`((o) => { with_: for (const k in o) { if (${inArrow(test)}) continue with_; return o[k]; } return ${inArrow(n)}; })({ p: ${n}, q: 2 })`,
    ],
    [0.2, form`(({ p: { q: [, v = 0.7] } = { q: [] } }) => v)({ p: { q: [1, ${n}] } })`],
    [0.2, form`(({ [${among("'x'", "'y'", "'z'")}]: v = ${inArrow(n)} }) => v)(${point})`],
    [0.2, form`new Proxy(${known}, { apply: (f, self, xs) => f(xs[0]) * 0.5 })(${n})`],
  ];
}
