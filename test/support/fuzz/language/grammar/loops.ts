import fc from 'fast-check';
import { make, pick, picked, type Draw, type Weighted } from '../parts.js';
import type { Grammar } from './Grammar.js';

/** Loops of every kind; each ends after a few turns, whatever its body does. */
export function loops(g: Grammar): Weighted[] {
  return [
    [4, counted(g)],
    [3, odd(g)],
    [2.5, forOf(g)],
    [0.5, forOfPairs(g)],
    [0.5, forOfPlace(g)],
    [0.8, forIn(g)],
  ];
}

function counted({ body }: Grammar): Draw {
  return make([body, fc.boolean(), fc.constantFrom(3, 2, 4)], (scope, statements, labelled, turns) => {
    const times = scope.affords(4 * turns) ? turns : 1;
    const label = labelled ? scope.fresh('loop') : undefined;
    const inner = scope.loop(times, label);
    const i = inner.constant('i', 'counter');
    const head = label === undefined ? '' : `${label}: `;
    return `${head}for (let ${i} = 0; ${i} < ${times}; ${i}++) {\n${statements(inner)}\n}`;
  });
}

/** Loops that count in other ways, and such as end in the middle. */
function odd({ body, test }: Grammar): Draw {
  return make([body, test, pick], (scope, statements, condition, which) => {
    if (!scope.affords(12)) return `{\n${statements(scope.block())}\n}`;
    const before = condition(scope);
    const inner = scope.loop(4);
    const i = inner.constant('i', 'counter');
    const j = scope.fresh('j');
    const text = statements(inner);
    return picked(
      [
        `let ${i} = 3;\nwhile (${i}-- > 0) {\n${text}\n}`,
        `let ${i} = 0;\ndo {\n${text}\n} while (++${i} < 3);`,
        `for (let ${i} = 4; ${i}--; ) {\n${text}\n}`,
        `for (let ${i} = 0, ${j} = 3; ${i} < ${j}; ${i}++, ${j} -= 0.5) {\n${text}\n}`,
        `for (let ${i} = 1; ${i} < 6; ${i} *= 2) {\n${text}\n}`,
        `for (let ${i} = 0; ; ${i}++) {\nif (${i} > 2 || ${before}) break;\n${text}\n}`,
        `let ${i} = 0;\nfor (;;) {\nif (++${i} > 3) break;\n${text}\n}`,
        `let ${i} = 0;\nwhile (true) {\nif (${i}++ >= 3) break;\n${text}\n}`,
        `for (var ${i} = 0; ${i} < 2; ++${i}) {\n${text}\n}`,
        `let ${i} = 0;\ndo {\n${text}\n} while (${before} && ++${i} < 3);`,
        `for (let ${i} = 0; ${i} < 3 && ${before}; ${i}++) {\n${text}\n}`,
      ],
      which,
    );
  });
}

function forOf({ iterable, body, place }: Grammar): Draw {
  return make(
    [iterable, body, fc.constantFrom('const', 'let', 'var'), fc.option(place, { freq: 2 }), fc.boolean()],
    (scope, values, statements, keyword, target, labelled) => {
      if (!scope.affords(18)) return `{\n${statements(scope.block())}\n}`;
      const over = values(scope);
      const label = labelled ? scope.fresh('loop') : undefined;
      const inner = scope.loop(4, label);
      const v = inner.declare(inner.fresh('v'), 'number', { isAssignable: keyword !== 'const' });
      const sum = target === null ? '' : `${target(inner)} += 0.3 * ${v};\n`;
      const [turns, head] = [scope.fresh('n'), label === undefined ? '' : `${label}: `];
      // What is gone through may grow meanwhile.
      return `let ${turns} = 0;\n${head}for (${keyword} ${v} of ${over}) {\nif (${turns}++ > 6) break;\n${sum}${statements(inner)}\n}`;
    },
  );
}

/** Pairs of keys and numbers. */
function forOfPairs({ array, number, body, place }: Grammar): Draw {
  return make([array, number, body, place, pick], (scope, list, value, statements, target, which) => {
    if (!scope.affords(18)) return `{\n${statements(scope.block())}\n}`;
    const over = picked(
      [
        () => `${list(scope)}.entries()`,
        () => `new Map([[0, ${value(scope)}], [1, ${value(scope)}]])`,
        () => `Object.entries({ 1: ${value(scope)}, a: 0.5 })`,
        () => `new Map([[1, 0.3]]).set(2, ${value(scope)}).entries()`,
        () => `[[0, ${value(scope)}]]`,
      ],
      which,
    )();
    const inner = scope.loop(4);
    const v = inner.declare(inner.fresh('v'), 'number');
    const [k, turns] = [scope.fresh('k'), scope.fresh('n')];
    return `let ${turns} = 0;\nfor (let [${k}, ${v} = 0.2] of ${over}) {\nif (${turns}++ > 6) break;\n${target(inner)} += ${v} * (${k} === 1 ? 0.5 : 0.3);\n${statements(inner)}\n}`;
  });
}

/** The element is put into a place that is there already. */
function forOfPlace({ iterable, place, body }: Grammar): Draw {
  return make([iterable, place, body, fc.boolean()], (scope, values, target, statements, inPattern) => {
    if (!scope.affords(18)) return `{\n${statements(scope.block())}\n}`;
    const over = inPattern ? `[...${values(scope)}].map((v) => [v])` : `[...${values(scope)}]`;
    const into = target(scope);
    const left = inPattern ? `[${into} = 0.5]` : into;
    return `for (${left} of ${over}) {\n${statements(scope.loop(4))}\n}`;
  });
}

function forIn({ array, number, point, body, place }: Grammar): Draw {
  return make(
    [array, number, point, body, place, pick],
    (scope, list, value, o, statements, target, which) => {
      if (!scope.affords(12)) return `{\n${statements(scope.block())}\n}`;
      const over = picked(
        [
          () => `{ p: ${value(scope)}, q: 0.4, 3: ${value(scope)} }`,
          () => `[...${list(scope)}]`,
          () => `{ ...${o(scope)} }`,
          () => `Object.create({ r: ${value(scope)} }, { s: { value: 0.3, enumerable: true } })`,
        ],
        which,
      )();
      const [from, k] = [scope.fresh('o'), scope.fresh('k')];
      const inner = scope.loop(3);
      return `const ${from} = ${over};\nfor (const ${k} in ${from}) {\n${target(inner)} += 0.3 * ${from}[${k}];\n${statements(inner)}\n}`;
    },
  );
}
