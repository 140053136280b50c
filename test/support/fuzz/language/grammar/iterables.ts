import { among, form, make, pick, picked, type Draw, type Weighted } from '../parts.js';
import type { Grammar } from './Grammar.js';
import { helper } from './objects.js';
import { inArrow, inMethod } from './inside.js';

/** Iterables of at most six numbers; lists may have grown to that. */
export function iterables(g: Grammar): Weighted[] {
  const { number: n, small, array, floats } = g;
  return [
    [1, floats],
    [0.7, form`new Set([${n}, ${n}, 0.9])`],
    [0.5, form`new Map([['a', ${n}], ['b', ${n}]]).values()`],
    [0.4, form`${array}.values()`],
    [0.3, form`${floats}[Symbol.iterator]()`],
    [0.3, form`new Set([${n}]).values()`],
    [2, generated(g)],
    [0.6, form`(function* () { yield ${inMethod(n)}; yield* ${inMethod(array)}; return 5; })()`],
    [
      0.4,
      form`(function* (a) { try { yield a; yield ${inMethod(n)}; } finally { ${helper('log')}.push('closed'); } })(${n})`,
    ],
    [0.4, form`({ *[Symbol.iterator]() { yield ${inMethod(n)}; yield ${inMethod(small)}; } })`],
    [0.4, byHand(g)],
    [0.2, form`(function () { return arguments; })(${n}, ${n})`],
    [0.2, form`Array.from('${among('ab', 'xyz')}', (c) => c.charCodeAt(0) * 0.01)`],
  ];
}

function generated({ number: n, array }: Grammar): Draw {
  return make([pick, n, array], (scope, which, argument, other) => {
    const found = scope.of('generator').filter(({ cost }) => scope.affords(6 * cost));
    if (found.length === 0) return other(scope);
    const { name, cost } = picked(found, which);
    scope.spend(cost);
    return `${name}(${argument(scope)})`;
  });
}

/** An iterator written by hand, which logs that it is closed. */
function byHand({ number: n, small }: Grammar): Draw {
  return form`({
  [Symbol.iterator]() {
    let $k = 0;
    let $s = ${inMethod(n)};
    return {
      next() { $s = Math.sin($s + ${inMethod(small)}); return { value: $s, done: $k++ >= 3 }; },
      return(v) { ${helper('log')}.push('return'); return { value: v }; },
    };
  },
})`;
}

/** Numbers that iterables give. */
export function ofIterables({ number: n, iterable, small }: Grammar): Weighted[] {
  return [
    [0.5, form`Math.max(...${iterable})`],
    [0.5, form`(0.3 * [...${iterable}].reduce((s, v) => s + v, 0))`],
    [0.5, form`(([a, b = ${inArrow(n)}]) => a - b)(${iterable})`],
    [0.4, form`(([a, ...rest]) => a * (rest[0] ?? ${inArrow(small)}))(${iterable})`],
    [0.3, form`((...xs) => xs[0] * xs.length)(...${iterable}, ${n})`],
    [0.3, form`Array.from(${iterable})[0]`],
    [0.3, form`((it) => (it.next(), it.next().value ?? ${inArrow(n)}))([...${iterable}].values())`],
    [
      0.3,
      form`((it) => it.next().value + (it.return(2).value ?? 0))((function* () { yield ${inMethod(n)}; yield 3; })())`,
    ],
    [
      0.3,
      form`((it) => (it.next(), it.next(${inArrow(n)}).value))((function* () { const got = yield 1; yield got * ${inMethod(small)}; })())`,
    ],
    [
      0.2,
      form`((it) => (it.next(), it.throw(${inArrow(n)}).value))((function* () { try { yield 1; } catch (e) { yield e * ${inMethod(small)}; } })())`,
    ],
  ];
}
