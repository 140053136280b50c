import { among, form, type Draw, type Weighted } from '../parts.js';
import type { Grammar } from './Grammar.js';

/** The smallest condition. */
export function comparison(n: Draw): Draw {
  return form`(${n} ${among('<', '>', '<=', '>=', '!==', '===', '!=', '==')} ${n})`;
}

/** Conditions. */
export function tests({ number: n, test, array, point, floats }: Grammar): Weighted[] {
  return [
    [1, form`(!${test})`],
    [1, form`(${test} ${among('&&', '||')} ${test})`],
    [0.5, form`(${array}.${among('includes(0.5)', 'some((v) => v > 0.4)', 'every((v) => v < 0.9)')})`],
    [0.4, form`(${array}.length > 3)`],
    [0.4, form`('${among('x', 'z', 'y')}' in ${point})`],
    [0.3, form`(${floats} instanceof Float64Array)`],
    [0.3, form`(typeof ${n} === '${among('number', 'string')}')`],
    [0.2, form`(Array.isArray(${array}))`],
    [0.2, form`Object.is(${n}, ${n})`],
    [0.2, form`(${point} ${among('==', '===', '!=')} ${among('null', 'undefined')})`],
    [0.2, form`Object.hasOwn(${point}, 'x')`],
    [0.2, form`(${n} ?? false)`],
    [0.2, form`/${among('a', '^b', 'c$')}/.test('abc')`],
  ];
}
