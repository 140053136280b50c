import fc from 'fast-check';
import { form, make, pick, picked, type Draw, type Part, type Weighted } from '../parts.js';
import type { Frame, Kind, Scope } from '../Scope.js';
import type { Grammar } from './Grammar.js';
import { inArrow, inMethod } from './inside.js';

/** A function that has been written. */
interface Written {
  /** Parameters and body of a function expression, without a keyword or an arrow. */
  readonly params: string[];
  readonly body: string;
  readonly cost: number;
}

const stems: Partial<Record<Kind, string>> = {
  number: 'a',
  counter: 'i',
  array: 'xs',
  floats: 'v',
  point: 'p',
  unknown: 'u',
};

/** A new parameter. */
export function parameter(scope: Scope, kind: Kind): string {
  return scope.declare(scope.fresh(stems[kind] ?? 'q'), kind, { isAssignable: kind !== 'counter' });
}

/** Writes a function: parameters, statements (if there are any), and a number that is returned. */
export function writeFunction(
  scope: Scope,
  kinds: readonly Kind[],
  body: Part | null,
  result: Part,
  frame: Partial<Frame> = {},
): Written {
  const inner = scope.enter(frame);
  const params = kinds.map((kind) => parameter(inner, kind));
  const statements = body === null ? '' : `${body(inner)}\n`;
  return { params, body: `{\n${statements}return ${result(inner)};\n}`, cost: 1 + inner.frame.cost };
}

/** A callback that gives a number and is called up to `times` times. */
export function arrow(
  { small, body }: Grammar,
  kinds: readonly Kind[],
  times = 1,
  result: Draw = small,
): Draw {
  return make([fc.option(body, { freq: 3 }), result], (scope, statements, value) => {
    const inner = scope.enter({ kind: 'arrow' });
    const params = kinds.map((kind) => parameter(inner, kind)).join(', ');
    const text =
      statements === null
        ? `(${params}) => ${value(inner)}`
        : `(${params}) => {\n${statements(inner)}\nreturn ${value(inner)};\n}`;
    scope.spend(times * inner.frame.cost);
    return text;
  });
}

/** A variable that holds a function and can be called here, or `Math.sin`. */
export const known: Draw = make([pick], (scope, which) => {
  const found = scope.of('function').filter(({ cost }) => scope.affords(6 * cost));
  if (found.length === 0) return 'Math.sin';
  const { name, cost } = picked(found, which);
  scope.spend(6 * cost);
  return name;
});

/** Functions from numbers to numbers, to be passed on. */
export function lambdas(g: Grammar): Weighted[] {
  const { number: n, small, test, point } = g;
  return [
    [4, arrow(g, ['number'], 6)],
    [1, functionExpression(g)],
    [0.5, form`(${test} ? ${known} : Math.cos)`],
    [0.5, form`((f, k) => (x) => f(k * x))(${known}, ${n})`],
    [0.5, form`((a, b) => Math.tanh(a * b)).bind(null, ${n})`],
    [0.3, form`(function (x) { return Math.sin(this.x * x); }).bind(${point})`],
    [0.3, form`((a, b = ${inArrow(small)}) => a * b)`],
    [0.2, form`((...xs) => xs[0] * ${inArrow(n)})`],
    [0.2, form`[Math.cos, ${known}][1]`],
    [0.2, form`({ run: ${known} }).run`],
  ];
}

function functionExpression({ small, body }: Grammar): Draw {
  return make([fc.option(body, { freq: 3 }), small, fc.boolean()], (scope, statements, value, named) => {
    const inner = scope.enter();
    inner.declare('arguments[0]', 'number', { isAssignable: false, isBound: true });
    const name = named ? ` ${scope.fresh('f')}` : '';
    const x = parameter(inner, 'number');
    const text = statements === null ? '' : `${statements(inner)}\n`;
    const written = `(function${name}(${x}) {\n${text}return ${value(inner)};\n})`;
    scope.spend(6 * inner.frame.cost);
    return written;
  });
}

/** Calls in all their forms. */
export function calls(g: Grammar): Weighted[] {
  const { number: n, small, fn, array, point, test } = g;
  const call = make([known, n], (scope, f, x) => `${f(scope)}(${x(scope)})`);
  return [
    [5, call],
    [2, callWith('array', g)],
    [1, callWith('floats', g)],
    [1, callWith('point', g)],
    [1, form`${known}.call(null, ${n})`],
    [0.5, form`${known}.apply(undefined, [${n}])`],
    [0.4, form`Reflect.apply(${known}, null, [${n}, 2])`],
    [0.5, form`${known}(...[${n}])`],
    [0.5, form`${known}?.(${n})`],
    [0.3, form`(0, ${known})(${n})`],
    [1, form`(${fn})(${n})`],
    [0.8, iife(g)],
    [0.4, form`((a, b = a * ${inArrow(small)}, ...rest) => a + b + rest.length)(${n})`],
    [0.4, form`((a, b = a * ${inArrow(small)}, ...rest) => a * b + rest[0])(${n}, ${n}, ...${array})`],
    [0.4, form`(({ x, y: $q = ${inArrow(small)}, ...rest }) => x - $q)(${point})`],
    [0.4, form`(([a, , b = ${inArrow(n)}] = []) => a + b)(${array})`],
    [0.4, form`(function () { return arguments[0] - arguments.length; })(${n}, ${n})`],
    [0.3, form`(function (a) { a = ${inMethod(small)}; return arguments[0] + a; })(${n})`],
    [0.3, form`(function (a) { arguments[0] = ${inMethod(small)}; return a; })(${n})`],
    [0.2, form`(function (...xs) { return xs.length + Array.from(arguments)[1]; })(0.1, ${n})`],
    [
      0.2,
      form`(function (a) { [arguments[1], a] = [a, arguments[1]]; return a * arguments[0] + arguments[1]; })(${n}, ${small})`,
    ],
    [
      0.3,
      form`(function $f(k, a) { return k <= 0 ? a : Math.sin($f(k - 1, a) * ${inMethod(small)}); })(3, ${n})`,
    ],
    [0.3, form`((${test} ? undefined : Math.cos)?.(${n}) ?? ${n})`],
  ];
}

/** A call of a function of the module that takes a list or an object. */
function callWith(kind: 'array' | 'floats' | 'point', g: Grammar): Draw {
  return make([pick, g[kind], g.number], (scope, which, object, x) => {
    const found = scope.of(`${kind}Function`).filter(({ cost }) => scope.affords(cost));
    if (found.length === 0) return x(scope);
    const { name, cost } = picked(found, which);
    scope.spend(cost);
    return `${name}(${object(scope)}, ${x(scope)})`;
  });
}

function iife({ small, body }: Grammar): Draw {
  return make([body, small, fc.boolean()], (scope, statements, value, isArrow) => {
    const inner = scope.enter({ kind: isArrow ? 'arrow' : 'plain' });
    const text = `{\n${statements(inner)}\nreturn ${value(inner)};\n}`;
    scope.spend(inner.frame.cost);
    return isArrow ? `(() => ${text})()` : `(function () ${text})()`;
  });
}
