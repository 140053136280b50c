import { among, form, make, type Weighted } from '../parts.js';
import type { Grammar } from './Grammar.js';
import { inArrow, inMethod } from './inside.js';

/** Arithmetic, `Math`, and the operators of the language on numbers. */
export function arithmetic({ number: n, small, test, place }: Grammar): Weighted[] {
  return [
    [8, form`(${n} ${among('+', '-', '*')} ${n})`],
    [2, form`(${n} / (1.5 + (${n}) ** 2))`],
    [1, form`(- ${n})`],
    [1, form`(+${n})`],
    [3, small],
    [1, form`Math.${among('max', 'min')}(${n}, ${n})`],
    [0.5, form`Math.${among('max', 'min')}(${n}, ...[${n}, 0.3])`],
    [0.5, form`Math.abs(${n})`],
    [0.7, form`Math.${among('hypot', 'atan2')}(${n}, 1.4)`],
    [0.5, form`Math.sqrt(1.2 + (${n}) ** 2)`],
    [0.5, form`Math.log(1.7 + (${n}) ** 2)`],
    [0.5, form`((${small}) ** ${among('2', '3', '-0')})`],
    [0.4, form`((1.2 + (${n}) ** 2) ** ${small})`],
    [0.3, form`Math.pow(1.3 + (${n}) ** 2, ${among('0.5', '-1', '1.5')})`],
    [0.3, form`(${n} % 7.3)`],
    [0.3, form`Math.${among('floor', 'round', 'trunc', 'sign', 'ceil')}(${n})`],
    [0.2, form`(${n} ${among('|', '&', '^', '>>', '>>>', '<<')} ${among('0', '1', '2')}) % 5`],
    [0.1, form`(~~${n})`],
    [2, form`(${test} ? ${n} : ${n})`],
    [0.6, form`(${n} ${among('&&', '||', '??')} ${n})`],
    [0.4, form`(${test} && ${n} || ${n})`],
    [0.5, form`(${n}, ${n})`],
    [0.8, form`(${place} = ${small})`],
    [0.6, form`(${place} += ${small})`],
    [0.5, form`(${place}${among('++', '--')} * 0.3)`],
    [0.3, form`(${among('++', '--')}${place})`],
    [0.2, form`(${place} ${among('??=', '||=', '&&=')} ${small})`],
    [0.3, form`Number(${n})`],
    [0.1, form`Math.fround(${n})`],
  ];
}

/** Ways of writing a number that stays between -1.5 and 1.5. */
export function squashed(n: Grammar['number']): Weighted[] {
  return [
    [4, form`Math.tanh(${n})`],
    [4, form`Math.sin(${n})`],
    [2, form`Math.cos(${n})`],
    [1, form`Math.atan(${n})`],
    [1, form`(${n} / (1 + Math.abs(${n})) * 0)`],
    [1, form`Math.exp(-((${n}) ** 2))`],
  ];
}

/** Objects that become numbers, values that are asked for what they are, text that is thrown away. */
export function conversions({ number: n, test, array }: Grammar): Weighted[] {
  return [
    [0.3, form`({ valueOf() { return ${inMethod(n)}; } } * 0.5)`],
    [0.2, form`({ valueOf: () => ${inArrow(n)}, toString: () => 'no' } - ${n})`],
    [0.2, form`(+{ [Symbol.toPrimitive](hint) { return hint === 'number' ? ${inMethod(n)} : 0.2; } })`],
    [0.2, form`(Object(${n}) * 0.5)`],
    [0.2, form`(${n} * ${test})`],
    [0.2, form`(+(${test}) + ${n})`],
    [0.2, form`(typeof ${n} === 'number' ? ${n} : 1)`],
    [0.1, form`(void ${n} ?? ${n})`],
    [0.1, form`(null + ${n})`],
    [0.1, form`(isNaN(${n}) ? 0.5 : ${n})`],
    [0.1, form`(Number.isFinite(${n}) ? ${n} : 0.5)`],
    [0.1, form`(${'`${'}${n}} and \`.length * 0)`],
    [0.1, form`(String(${n}).indexOf('z') * 0.1)`],
    [0.1, form`(JSON.stringify({ v: ${n} }).length * 0)`],
    [0.1, form`(${array}.join().length * 0)`],
    [0.1, form`Number.parseFloat(${among("'0.5'", "'-1.25x'", "'3e-1'")})`],
    [0.1, form`Number(${among("'0.75'", "''", 'true', 'null', '3n', "'0x2'")})`],
    [0.1, form`(Number(BigInt.asIntN(4, ${among('11n', '5n', '-3n')}) * 2n) * 0.1)`],
    [0.1, form`('a1b22'.match(/${among('\\d+', 'b(2)', '[a-b]')}/)[0].length * 0.2)`],
    [0.1, form`('abc'.replace(/b/, (c) => c + c).length * 0.1)`],
    [0.1, form`(parseInt('12', ${among('4', '8')}) * 0.1)`],
    [
      0.2,
      make([n, n], (scope, a, b) => `${scope.declarations.need('tag')}\`a\${${a(scope)}}bc\${${b(scope)}}\``),
    ],
  ];
}
