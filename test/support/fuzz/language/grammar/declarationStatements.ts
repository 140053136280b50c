import fc from 'fast-check';
import { form, make, type Draw, type Weighted } from '../parts.js';
import type { Kind } from '../Scope.js';
import type { Grammar } from './Grammar.js';

/** Statements that declare variables. */
export function declarations(g: Grammar): Weighted[] {
  const { number: n, small, array, floats, point, iterable, test, body } = g;
  return [
    [2.5, declare('let', 'x', 'number', small)],
    [0.7, declare('var', 'x', 'number', small)],
    [1, declare('const', 'c', 'number', n)],
    [1, declare('let', 'xs', 'array', array)],
    [0.7, declare('let', 'v', 'floats', floats)],
    [0.7, declare('let', 'p', 'point', point)],
    [1.5, declare('const', 'xs', 'array', array)],
    [1.2, declare('const', 'v', 'floats', floats)],
    [1.5, declare('const', 'p', 'point', point)],
    [0.6, declare('const', 'm', 'map', form`new Map([['a', ${n}], ['b', ${n}]])`)],
    [0.6, destructured('array', ['a', 'b = 0.4'], array)],
    [0.4, destructured('array', ['a', '[b] = [0.2]'], form`[${n}, [${n}]]`)],
    [0.4, destructured('array', [', a', '...[b = 0.3]'], array)],
    [0.4, destructured('array', ['a = 0.3', 'b = a * 2'], iterable)],
    [0.6, destructured('object', ['x: a', 'y: b = 0.4'], point)],
    [0.4, destructured('object', ["['x']: a", 'z: b = a', '...rest'], point)],
    [0.4, destructured('object', ['p: { x: a }', 'q: [b]'], form`{ p: ${point}, q: ${array} }`)],
    [0.4, restOf(array)],
    [0.4, hoisted(g)],
    [0.4, shadow(body)],
    [
      0.3,
      form`var ${make([], (scope) => scope.declare(scope.fresh('x'), 'number'))} = ${test} ? ${small} : 0.4;`,
    ],
  ];
}

function declare(keyword: 'let' | 'var' | 'const', stem: string, kind: Kind, value: Draw): Draw {
  return make([value], (scope, write) => {
    const text = write(scope);
    const name = scope.declare(scope.fresh(stem), kind, { isAssignable: keyword !== 'const' });
    return `${keyword} ${name} = ${text};`;
  });
}

/** A pattern of which `a` and `b` are names of numbers. */
function destructured(shape: 'array' | 'object', parts: readonly string[], value: Draw): Draw {
  return make([value, fc.constantFrom('const', 'let')], (scope, write, keyword) => {
    const text = write(scope);
    const isAssignable = keyword === 'let';
    const names = new Map(['a', 'b', 'rest'].map((stem) => [stem, scope.fresh(stem)]));
    const pattern = parts.join(', ').replace(/\b(a|b|rest)\b/g, (stem) => names.get(stem)!);
    for (const stem of ['a', 'b']) scope.declare(names.get(stem)!, 'number', { isAssignable });
    return `${keyword} ${shape === 'array' ? `[${pattern}]` : `{ ${pattern} }`} = ${text};`;
  });
}

/** The rest of an array pattern is an array. */
function restOf(array: Draw): Draw {
  return make([array], (scope, write) => {
    const text = write(scope);
    const first = scope.fresh('a');
    const others = scope.fresh('xs');
    scope.declare(first, 'number');
    scope.declare(others, 'array');
    return `let [${first}, ...${others}] = [0.4, ...${text}];`;
  });
}

/** A `var` whose declaration stands in one arm. */
function hoisted({ small, test }: Grammar): Draw {
  return make([test, small, small], (scope, condition, a, b) => {
    const text = `if (${condition(scope)}) var NAME = ${a(scope)};\nelse NAME = ${b(scope)};`;
    const name = scope.declare(scope.fresh('x'), 'number');
    return text.replaceAll('NAME', () => name);
  });
}

/** A block in which a name means something else. */
function shadow(body: Draw): Draw {
  return make([body, fc.nat(4)], (scope, statements, which) => {
    const outer = scope.of('number').filter(({ name, isBound }) => !isBound && /^[\w$]+$/.test(name));
    const inner = scope.block();
    const name = outer[which % Math.max(outer.length, 1)]?.name;
    const declared = name === undefined ? '' : `let ${inner.declare(name, 'number')} = 0.${which + 2};\n`;
    return `{\n${declared}${statements(inner)}\n}`;
  });
}
