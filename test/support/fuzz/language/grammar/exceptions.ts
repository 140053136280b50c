import fc from 'fast-check';
import { among, form, make, pick, picked, type Draw, type Weighted } from '../parts.js';
import type { Grammar } from './Grammar.js';
import { helper } from './objects.js';
import { inArrow } from './inside.js';

/** `try` in all its forms, with what is thrown and what throws. */
export function exceptions(g: Grammar): Weighted[] {
  const { number: n, small, place, body, array, floats, test } = g;
  return [
    [2.5, tried(g)],
    [1, fallible(g)],
    [0.6, engineError(g)],
    [
      0.6,
      form`${place} = (() => { try { return ${inArrow(small)}; } finally { ${place} = ${inArrow(small)}; } })();`,
    ],
    [
      0.5,
      form`${place} = (() => { try { throw ${inArrow(n)}; } catch (e) { return e * ${inArrow(small)}; } finally { ${place} += ${inArrow(small)}; } })();`,
    ],
    [
      0.4,
      form`${place} = (() => { try { return ${inArrow(small)}; } finally { if (${inArrow(test)}) return ${inArrow(small)}; } })();`,
    ],
    [
      0.4,
      form`${place} = (() => { for (;;) { try { if (${inArrow(test)}) return ${inArrow(small)}; } finally { break; } } return ${inArrow(small)}; })();`,
    ],
    [
      0.4,
      form`try { [0.1, 0.2, 0.3].forEach((v, i) => { ${inArrow(array)}[i % 2] = v * ${inArrow(small)}; if (i === 1) throw ${inArrow(thrown(g))}; }); } catch { ${place} += 0.1; }`,
    ],
    [
      0.4,
      form`try { for (const $v of ${floats}) { ${place} += 0.2 * $v; if ($v > 0.3) throw ${thrown(g)}; } } catch ({ v = 0.3 }) { ${place} = v * 0.5; }`,
    ],
    [0.3, form`try { throw { ...${g.point} }; } catch ({ x: $x, y: $y = 1 }) { ${place} = $x - $y; }`],
    [0.3, form`if (${test}) throw ${thrown(g)};`],
    [
      0.2,
      form`try { ${array}.forEach((v) => v.missing.again); } catch (e) { ${helper('log')}.push(e.message); }`,
    ],
    [0.2, form`try { ${braced(body)} } finally { ${place} = ${small}; }`],
  ];
}

function braced(body: Draw): Draw {
  return make([body], (scope, statements) => statements(scope.block()));
}

/** Values that are thrown; `v` is a number of each that is an object. */
function thrown({ number: n }: Grammar): Draw {
  return fc.oneof(
    form`new ${helper('Failure')}(${n})`,
    form`Object.assign(new ${among('Error', 'RangeError')}('${among('stop', 'no')}'), { v: ${n} })`,
    form`{ v: ${n} }`,
    form`new RangeError('range')`,
  );
}

/** Statements that may be left by an exception after some of their effects. */
function tried(g: Grammar): Draw {
  const { body, test, place, small } = g;
  return make(
    [body, test, thrown(g), body, fc.option(body, { freq: 2 }), place, small, pick],
    (scope, first, condition, value, rest, last, target, other, how) => {
      const inner = scope.block({ catches: true });
      const e = scope.fresh('e');
      const lines = [first(inner), `if (${condition(inner)}) throw ${value(inner)};`, rest(inner)].join('\n');
      const handler = scope.block();
      const read = `${target(handler)} = typeof ${e}.v === 'number' ? Math.tanh(${e}.v) : 0.2;`;
      const handled = picked(
        [
          ` catch (${e}) {\n${read}\n}`,
          ` catch (${e}) {\nif (!(${e} instanceof Error)) ${target(handler)} += 0.2;\n${read}\n}`,
          ` catch {\n${target(handler)} = ${other(handler)};\n}`,
        ],
        how,
      );
      const end = last === null ? '' : ` finally {\n${last(scope.block())}\n}`;
      return `try {\n${lines}\n}${handled}${end}`;
    },
  );
}

/** A function that throws after it has written to memory. */
function fallible(g: Grammar): Draw {
  const { body, test, place, small } = g;
  return make(
    [body, place, small, test, thrown(g), small, place, small],
    (scope, before, written, a, condition, value, result, target, argument) => {
      const [name, e] = [scope.fresh('f'), scope.fresh('e')];
      const inner = scope.enter({ limit: 20 });
      const x = inner.declare(inner.fresh('a'), 'number');
      const lines = [
        before(inner),
        `${written(inner)} = ${a(inner)};`,
        `if (${condition(inner)}) throw ${value(inner)};`,
        `${x} *= 0.5;`,
        `return ${result(inner)};`,
      ].join('\n');
      scope.spend(inner.frame.cost);
      const into = target(scope);
      return `function ${name}(${x}) {\n${lines}\n}
try {
${into} = ${name}(${argument(scope)});
} catch (${e}) {
${into} -= Math.sin(${e}.v ?? 0.4);
}`;
    },
  );
}

/** Errors that the engine throws; what they say is part of what the program does. */
function engineError({ place, small }: Grammar): Draw {
  const failing = fc.constantFrom(
    'null.x;',
    'undefined[0];',
    'const $k = 1; $k = 2;',
    '$t; let $t = 1;',
    'Object.freeze([1]).push(2);',
    '(0)();',
    'const $o = {}; $o.run();',
    'Symbol() + 1;',
    '1n + 1;',
    "'a' in 'b';",
    '({}) instanceof 3;',
    'new Array(-1);',
    'class $C { constructor() { this.#p; } #p = $C(); } new $C();',
    '(0.5).toFixed(200);',
    "JSON.parse('{');",
    'missing.x;',
    "Object.defineProperty(Object.freeze({}), 'x', { value: 1 });",
    'new (class extends null {})();',
    'new (class extends Array { constructor() { this.x = 1; } })();',
    'Reflect.construct(1);',
    '[].reduce((a, b) => a + b);',
    'null.m();',
    'let $f; $f(1);',
    'new Proxy({}, { get() { throw new TypeError("trap"); } }).x;',
    'new Float64Array(-1);',
    'new DataView(new ArrayBuffer(2)).getFloat64(0);',
    "'x'.repeat(-1);",
    'decodeURIComponent("%");',
    'BigInt(0.5);',
    'new Map([1]);',
    'new WeakMap().set(1, 2);',
  );
  return make([failing, place, small], (scope, text, target, value) => {
    const names = new Map<string, string>();
    const named = text.replace(/\$([a-zA-Z])/g, (_, stem: string) => {
      if (!names.has(stem)) names.set(stem, scope.fresh(stem));
      return names.get(stem)!;
    });
    const e = scope.fresh('e');
    const log = scope.declarations.need('log');
    return `try {\n${target(scope)} = ${value(scope)};\n${named}\n} catch (${e}) {\n${log}.push(${e}.name + ': ' + ${e}.message);\n}`;
  });
}
