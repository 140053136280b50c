import { among, form, make, pick, picked, type Draw, type Weighted } from '../parts.js';
import type { Grammar } from './Grammar.js';
import { variable } from './places.js';

/** The smallest statement. */
export function assignment({ place, small }: Grammar): Draw {
  return form`${place} = ${small};`;
}

/** Assignments in all their forms; what is assigned stays small. */
export function assignments(g: Grammar): Weighted[] {
  const { number: n, small, place, array, floats, point, iterable, test } = g;
  return [
    [5, form`${place} ${among('=', '+=', '-=')} ${small};`],
    [1, form`${place} *= ${small};`],
    [0.6, form`${place} /= 1.5 + (${n}) ** 2;`],
    [0.4, form`${place} **= 2, ${place} = ${small};`],
    [0.3, form`${place} %= 3.1;`],
    [0.6, form`${place} ${among('||=', '&&=', '??=')} ${small};`],
    [0.5, form`${place}${among('++', '--')};`],
    [0.3, form`${place} ${among('|=', '^=', '>>=')} 1;`],
    [0.8, form`${place} = ${place} = ${small};`],
    [0.4, form`${place} = 0.3 * (${place} += ${small}) + ${place};`],
    [0.5, form`${test} && (${place} = ${small});`],
    [0.4, form`${test} ? ${place}++ : (${place} = ${small});`],
    [1, form`[${place}, ${place}] = [${place}, ${place}];`],
    [0.7, form`[${place}, ${place} = ${small}] = ${array};`],
    [0.5, form`[${place} = ${small}, [${place}] = [${small}]] = [${among('undefined', '0.4')}, [${small}]];`],
    [1, rebound(g)],
    [0.5, gatheredRest(g)],
    [0.5, form`[${place}, ${place} = ${small}] = ${iterable};`],
    [0.7, form`({ x: ${place}, y: ${place} = ${small} } = ${point});`],
    [0.4, form`({ ['x']: ${place}, z: ${place} = ${small} } = ${point});`],
    [0.4, form`(${place} = ${small}, ${place} -= ${small});`],
    [0.6, form`${array}[1] ${among('=', '*=', '+=')} ${small};`],
    [0.6, form`${floats}[0] ${among('=', '*=', '+=')} ${small};`],
    [0.6, form`${point}.x ${among('=', '*=', '+=')} ${small};`],
    [0.3, form`${point}['y'] ${among('??=', '&&=', '||=')} ${small};`],
    [0.2, form`Reflect.set(${point}, 'x', ${small});`],
    [0.2, swapped()],
  ];
}

function swapped(): Draw {
  return make(
    [variable, variable],
    (scope, a, b) => `[${a(scope)}, ${b(scope)}] = [${b(scope)}, ${a(scope)}];`,
  );
}

/** Another list or object for a variable, or two that change places. */
function rebound({ array, floats, point, place, small }: Grammar): Draw {
  return make([pick, pick, pick, array, floats, point, place, small], (scope, a, b, how, ...drawn) => {
    const [list, numbers, object, target, value] = drawn;
    const kind = picked(['array', 'floats', 'point'] as const, how);
    const found = scope.of(kind).filter(({ isAssignable }) => isAssignable);
    if (found.length === 0) return `${target(scope)} = ${value(scope)};`;
    const [first, second] = [picked(found, a).name, picked(found, b).name];
    if (first !== second) return `[${first}, ${second}] = [${second}, ${first}];`;
    return `${first} = ${{ array: list, floats: numbers, point: object }[kind](scope)};`;
  });
}

/** What is left of a list, in a variable. */
function gatheredRest({ array, place, small }: Grammar): Draw {
  return make([pick, array, place, small], (scope, which, list, target, value) => {
    const found = scope.of('array').filter(({ isAssignable }) => isAssignable);
    const rest = found.length === 0 ? '' : `, ...${picked(found, which).name}`;
    return `[${target(scope)}${rest}] = [${value(scope)}, ...${list(scope)}];`;
  });
}
