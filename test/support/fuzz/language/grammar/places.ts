import fc from 'fast-check';
import { make, pick, picked, type Draw } from '../parts.js';
import type { Scope, Variable } from '../Scope.js';

const literals = ['0.5', '1.3', '2', '-0.7', '0.25', '-1.1', '3'];

/** An index that a list with two elements or more has. */
function indexIn(scope: Scope, list: string, choice: number): string {
  const counters = scope.of('counter').flatMap(({ name }) => [`${name} % 2`, `(${name} + 1) % 2`]);
  return picked(['0', '1', ...counters, `${list}.length - 1`], choice);
}

function property(choice: number): string {
  return picked(['.x', '.y', "['x']"], choice);
}

function read({ name, kind }: Variable, scope: Scope, choice: number): string {
  switch (kind) {
    case 'counter':
      return `(0.3 * ${name})`;
    case 'array':
    case 'floats':
      return `${name}[${indexIn(scope, name, choice)}]`;
    case 'point':
      return `${name}${property(choice)}`;
    case 'map':
      return `(${name}.get('${picked(['a', 'b'], choice)}') ?? 0.3)`;
    default:
      return name;
  }
}

const readable = new Set(['number', 'counter', 'array', 'floats', 'point', 'map']);
const writable = new Set(['array', 'floats', 'point']);

/** A literal, or a number that is at hand. */
export const leaf: Draw = fc.oneof(
  { arbitrary: make([fc.constantFrom(...literals)], (_, literal) => literal), weight: 1 },
  {
    arbitrary: make([pick, pick], (scope, which, choice) => {
      const variables = scope.visible().filter(({ kind }) => readable.has(kind));
      return variables.length === 0
        ? picked(literals, choice)
        : read(picked(variables, which), scope, choice);
    }),
    weight: 5,
  },
);

/** A place that holds a number and may be assigned. */
export const place: Draw = make([pick, pick], (scope, which, choice) => {
  const variables = scope
    .visible()
    .filter(({ kind, isAssignable }) => (kind === 'number' && isAssignable) || writable.has(kind));
  if (variables.length === 0) return scope.declarations.need('level');
  return read(picked(variables, which), scope, choice);
});

/** A variable of a kind, or what is made in its place. */
export function variableOr(kind: Variable['kind'], other: Draw): Draw {
  return make([pick, other], (scope, which, made) => {
    const variables = scope.of(kind);
    return variables.length === 0 ? made(scope) : picked(variables, which).name;
  });
}

/** An assignable variable that holds a number. */
export const variable: Draw = make([pick], (scope, which) => {
  const variables = scope.of('number').filter(({ isAssignable }) => isAssignable);
  return variables.length === 0 ? scope.declarations.need('level') : picked(variables, which).name;
});
