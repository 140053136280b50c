import { among, form, make, type Draw, type Weighted } from '../parts.js';
import type { Grammar } from './Grammar.js';
import { arrow } from './lambdas.js';
import { inArrow } from './inside.js';

/** Arrays of two numbers or more. */
export function arrays(g: Grammar): Weighted[] {
  const { number: n, small, test, array, floats, fn, iterable, point } = g;
  return [
    [2, form`[${n}, ${n}, ${small}]`],
    [1, form`[...${array}]`],
    [0.5, form`[${n}, ...${iterable}, ${small}]`],
    [1, form`${array}.map(${arrow(g, ['number', 'counter'], 6)})`],
    [0.7, form`${array}.map(${fn})`],
    [0.7, form`${array}.slice()`],
    [0.4, form`[${n}].concat(${array}, ${n}).slice(${among('0', '1', '-2')})`],
    [0.4, form`[${n}, ${n}].concat(${array}.filter((v) => v ${among('<', '>')} 0.2))`],
    [0.3, form`${array}.concat([${small}, [${n}]].flat())`],
    [
      0.5,
      form`[${n}, ${n}].concat(${array}.slice(1).flatMap((v, i) => (i % 2 ? [v, ${inArrow(small)}] : [])))`,
    ],
    [0.4, form`Array.from(${iterable}, ${arrow(g, ['number', 'counter'], 6)}).concat(${n}, ${n})`],
    [0.4, form`Array.from({ length: 3 }, ${arrow(g, ['unknown', 'counter'], 3)})`],
    [0.3, form`Array.of(${n}, ${n})`],
    [0.4, form`new Array(3).fill(${n})`],
    [0.4, form`[...${array}].sort((a, b) => a - b)`],
    [0.3, form`${array}.slice(0, 4).sort((a, b) => Math.cos(a) - Math.cos(b)).reverse()`],
    [0.3, form`[...${array}].reverse()`],
    [0.3, form`${array}.toSorted()`],
    [0.2, form`${array}.toReversed()`],
    [0.2, form`${array}.with(0, ${n})`],
    [0.2, form`${array}.toSpliced(1, 1, ${n}, ${n})`],
    [0.3, form`[...${array}].copyWithin(0, 1)`],
    [0.3, form`[${n}, ...${array}].fill(${n}, 1, 2)`],
    [0.3, form`Array.from(${floats})`],
    [0.3, form`[...${floats}]`],
    [0.3, form`Object.values({ a: ${n}, ['b']: ${n} })`],
    [0.2, form`Object.values(${point}).slice(0, 2)`],
    [0.3, form`(${test} ? ${array} : ${array})`],
    [0.2, form`(${array} ?? [0.1, 0.2])`],
    [0.2, form`[${n}, ${n}, ${array}].flat(2)`],
    [0.2, form`Object.entries({ a: ${n}, b: ${n} }).map(([k, v]) => v * k.length)`],
    [0.2, form`[...new Map([['a', ${n}], ['b', ${n}]]).values()]`],
    [0.2, stack(g)],
    [0.2, pair(g)],
  ];
}

function stack({ number: n }: Grammar): Draw {
  return make(
    [n, n],
    (scope, a, b) => `new ${scope.declarations.need('Stack')}().put(${a(scope)}).put(${b(scope)})`,
  );
}

function pair({ number: n }: Grammar): Draw {
  return make([n], (scope, a) => `${scope.declarations.need('pair')}(${a(scope)})`);
}

/** Float64Arrays of two numbers or more. */
export function typedArrays(g: Grammar): Weighted[] {
  const { number: n, array, floats, small } = g;
  return [
    [2, form`Float64Array.of(${n}, ${n}, ${small})`],
    [1, form`new Float64Array(${array})`],
    [0.7, form`new Float64Array(3).fill(${n})`],
    [0.7, form`Float64Array.from(${array}, ${arrow(g, ['number', 'counter'], 6)})`],
    [0.7, form`${floats}.map(${arrow(g, ['number', 'counter'], 6)})`],
    [0.6, form`${floats}.slice()`],
    [0.6, form`${floats}.subarray(0, 2)`],
    [0.4, form`((v) => new Float64Array(v.buffer, v.byteOffset, 2))(${floats})`],
    [0.3, form`new Float64Array([${n}, ...${floats}])`],
    [0.3, form`${floats}.slice().sort()`],
    [0.2, form`${floats}.slice().reverse()`],
    [0.2, form`${floats}.slice().copyWithin(0, 1, 2)`],
    [0.2, form`${floats}.slice().fill(${small}, 1)`],
    [0.1, form`new Float64Array(new Float32Array([${n}, ${small}]))`],
    [0.1, form`Float64Array.from(new Set([${n}, ${n}, 7.5]))`],
  ];
}

/** Numbers that lists give. */
export function ofLists(g: Grammar): Weighted[] {
  const { number: n, small, array, floats, fn } = g;
  return [
    [1, form`${array}[${among('0', '1')}]`],
    [0.7, form`${floats}[${among('0', '1')}]`],
    [1, form`(0.3 * ${array}.reduce((s, v) => s + v))`],
    [0.7, form`${array}.reduce(${arrow(g, ['number', 'number', 'counter'], 6)}, ${n})`],
    [0.3, form`${array}.reduceRight(${arrow(g, ['number', 'number'], 6)})`],
    [0.4, form`${floats}.reduce(${arrow(g, ['number', 'number'], 6)}, ${small})`],
    [0.4, form`Math.${among('max', 'min', 'hypot')}(...${array})`],
    [0.4, form`${array}.at(${among('-1', '0', '1')})`],
    [0.2, form`${floats}.at(-1)`],
    [0.3, form`(${array}.find((v) => v > 0.3) ?? ${n})`],
    [0.2, form`(${array}.findLast((v) => v < 0.3) ?? ${n})`],
    [0.2, form`(${array}.findIndex((v) => v > 0.3) * 0.1)`],
    [0.2, form`(${array}.indexOf(${n}) * 0.1)`],
    [0.3, form`(${array}[9] ?? ${n})`],
    [0.3, form`[${n}, ${n}].map(${fn})[0]`],
    [0.2, form`([...${array}].push(${n}) * 0.1)`],
    [0.3, form`[...${array}].pop()`],
    [0.3, form`[...${array}].shift()`],
    [0.2, form`[...${array}].splice(0, 1)[0]`],
    [0.2, form`((${array}.length - 1) * 0.2)`],
    [0.2, form`(([a, ...rest]) => a * rest.length)(${array})`],
  ];
}
