import fc from 'fast-check';
import { form, make, pick, picked, type Draw, type Part, type Weighted } from '../parts.js';
import type { Scope } from '../Scope.js';
import type { Grammar } from './Grammar.js';

/** Branches, jumps and `switch`. */
export function branches(g: Grammar): Weighted[] {
  const { number: n, small, test, place, body } = g;
  const block = braced(body);
  return [
    [2, form`if (${test}) ${block}`],
    [1.5, form`if (${test}) ${block} else ${block}`],
    [0.6, form`if (${test}) ${place} = ${small}; else if (${test}) ${block} else ${place} -= ${small};`],
    [2, jump(g)],
    [0.5, labelledBlock(g)],
    [1, switched(form`Math.floor(3 * ${small})`, ['0', '1', '-1', '2'], g)],
    [0.5, switched(form`(${test} ? 'p' : 'q')`, ["'p'", "'q'", "'r'"], g)],
    [0.5, switched(counterOr(n), ['0', '1', '2'], g)],
    [0.3, switchedOnTrue(g)],
    [0.2, block],
    [0.2, form`;`],
  ];
}

/** Statements between braces. */
export function braced(body: Draw): Draw {
  return make([body], (scope, statements) => `{\n${statements(scope.block())}\n}`);
}

function counterOr(other: Draw): Draw {
  return make([other, pick], (scope, write, which) => {
    const counters = scope.of('counter');
    return counters.length > 0 ? `${picked(counters, which).name} % 3` : write(scope);
  });
}

/** A jump out of something, on a condition; or nothing like it, where there is nothing to leave. */
function jump({ test, small, place }: Grammar): Draw {
  return make([test, small, place, pick], (scope, condition, value, target, which) => {
    const ways: string[] = [];
    if (scope.flow.canBreak) ways.push('break;');
    if (scope.flow.canContinue) ways.push('continue;');
    for (const label of scope.flow.labels) ways.push(`continue ${label};`, `break ${label};`);
    if (ways.length === 0 || which % 7 === 0) ways.unshift(`return ${value(scope)};`);
    const before = which % 2 === 0 ? `${target(scope)} = ${value(scope)}; ` : '';
    return `if (${condition(scope)}) { ${before}${picked(ways, which)} }`;
  });
}

function labelledBlock({ test, body }: Grammar): Draw {
  return make([body, test, body], (scope, first, condition, rest) => {
    const label = scope.fresh('block');
    const inner = scope.block();
    return `${label}: {\n${first(inner)}\nif (${condition(inner)}) break ${label};\n${rest(inner)}\n}`;
  });
}

/** A `switch` whose clauses may fall through, with `default` anywhere. */
function switched(subject: Draw, values: readonly string[], { body }: Grammar): Draw {
  const clause = fc.tuple(body, fc.boolean());
  return make(
    [subject, fc.array(clause, { minLength: 1, maxLength: values.length }), pick],
    (scope, write, clauses, at) => {
      const head = `switch (${write(scope)}) {`;
      const inside = scope.block({ canBreak: true });
      const texts = clauses.map(([statements, falls], i) =>
        clauseText(values[i]!, statements, falls, inside),
      );
      const fallback = at % (texts.length + 2);
      if (fallback < texts.length) texts[fallback] = texts[fallback]!.replace(/^case .*?:/, 'default:');
      return [head, ...texts, '}'].join('\n');
    },
  );
}

function clauseText(value: string, statements: Part, falls: boolean, scope: Scope): string {
  return `case ${value}: {\n${statements(scope.block())}\n}${falls ? '' : '\nbreak;'}`;
}

function switchedOnTrue({ test, body, place, small }: Grammar): Draw {
  const clause = braced(body);
  return form`switch (true) {
case ${test}: ${place} = ${small};
case ${test}: ${clause} break;
default: ${place} -= ${small};
}`;
}
