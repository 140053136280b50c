import { among, form, make, type Draw, type Weighted } from '../parts.js';
import type { Grammar } from './Grammar.js';
import { inMethod } from './inside.js';

/** Numbers that are waited for; where nothing can be waited for, the same without. */
export function awaited({ number: n }: Grammar): Weighted[] {
  const wait = (text: Draw): Draw =>
    make([n, text], (scope, plain, write) => (scope.frame.isAsync ? write : plain)(scope));
  return [
    [0.5, wait(form`(await ${n})`)],
    [0.2, wait(form`(await Promise.resolve(${n}))`)],
    [0.2, wait(form`(await Promise.resolve(${n}).then((v) => v * 0.5))`)],
    [0.2, wait(form`(await Promise.all([${n}, Promise.resolve(${n})])).reduce((a, b) => a - b)`)],
    [0.1, wait(form`(await new Promise((resolve) => resolve(${inMethod(n)})))`)],
    [0.1, wait(form`(await Promise.race([${n}]))`)],
    [0.1, wait(form`(await (async () => ${inMethod(n)})())`)],
  ];
}

/** Numbers that a generator gets for what it gives; elsewhere the same without. */
export function yielded({ number: n, small }: Grammar): Weighted[] {
  const exchange = form`((yield ${n}) ?? ${small})`;
  return [
    [0.6, make([n, exchange], (scope, plain, write) => (scope.frame.isGenerator ? write : plain)(scope))],
  ];
}

/** Statements of async functions; elsewhere they are something else. */
export function asyncStatements(g: Grammar): Weighted[] {
  const { number: n, small, place, body, iterable } = g;
  const instead = form`${place} = ${small};`;
  const wait = (text: Draw): Draw =>
    make([text, instead], (scope, write, other) =>
      (scope.frame.isAsync && scope.affords(12) ? write : other)(scope),
    );
  return [
    [1, wait(asyncFunction(g))],
    [0.6, wait(form`for await (const $v of [${n}, Promise.resolve(${n})]) ${place} += 0.3 * $v;`)],
    [0.6, wait(form`for await (const $v of ${iterable}) { ${place} = Math.sin($v); break; }`)],
    [
      0.3,
      wait(
        form`for await (const $v of (async function* () { yield ${inMethod(n)}; yield await ${inMethod(n)}; })()) ${place} -= 0.2 * $v;`,
      ),
    ],
    [0.6, wait(form`try { await Promise.reject({ v: ${n} }); } catch (e) { ${place} = e.v * 0.5; }`)],
    [0.6, wait(form`try { ${inBlock(body)} } finally { ${place} = await ${small}; }`)],
    [
      0.6,
      wait(form`{
  let $sum = ${n};
  const $work = async (v) => { $sum += 0.3 * v; await null; $sum *= ${inMethod(small)}; return $sum; };
  const [$a, $b] = await Promise.all([$work(${n}), $work(${small})]);
  ${place} = Math.tanh($a - 0.3 * $b + $sum);
}`),
    ],
    [
      0.4,
      wait(form`{
  let $held = 0.2;
  await Promise.resolve(${n}).then((v) => { $held = v * 0.5; throw new Error('x'); }).catch(() => { $held += 0.1; }).finally(() => { $held *= 0.7; });
  ${place} = $held;
}`),
    ],
    [0.4, wait(form`try { await Promise.reject(${n}); } catch (e) { ${place} = e * 0.5; }`)],
    [
      0.4,
      wait(
        form`${place} = await ${among('Promise.reject', '(async (v) => { throw v; })', '(async (v) => { await null; throw v; })')}(${n}).catch((e) => e * 0.5);`,
      ),
    ],
    [0.4, wait(form`${place} = (await Promise.allSettled([Promise.reject(${n})]))[0].reason * 0.5;`)],
    [
      0.4,
      wait(form`{
  const $it = (async function* () { try { const got = yield ${inMethod(n)}; yield got * 0.5; } catch (e) { yield e * 0.3; } })();
  const $first = (await $it.next()).value;
  ${place} = $first - (await $it.${among('next', 'throw', 'return')}(${n})).value;
}`),
    ],
    [0.3, wait(form`${place} = await { then(resolve) { resolve(${inMethod(n)}); } };`)],
    [
      0.3,
      wait(
        form`{ let $s = ${n}; $s += await (async () => { $s = 5; return ${inMethod(small)}; })(); ${place} = $s; }`,
      ),
    ],
    [
      0.3,
      wait(form`{
  let $release;
  const $gate = new Promise((resolve) => { $release = resolve; });
  setImmediate(() => $release(0.4));
  const [$a, $b] = await Promise.all([(async () => (await $gate) * ${inMethod(n)})(), $gate]);
  ${place} = $a - $b;
}`),
    ],
    [0.4, wait(form`await null;`)],
    [0.4, wait(form`${place} = await Promise.allSettled([${n}, Promise.reject(1)]).then(([a]) => a.value);`)],
    [0.4, wait(form`${place} = await new Promise((resolve) => { setImmediate(() => resolve(0.3)); });`)],
  ];
}

/** What a generator gives; elsewhere an assignment. */
export function yieldStatements({ number: n, small, place, array }: Grammar): Weighted[] {
  const orElse = (text: Draw): Draw =>
    make([text, place, small], (scope, write, target, value) =>
      scope.frame.isGenerator ? write(scope) : `${target(scope)} = ${value(scope)};`,
    );
  return [
    [0.8, orElse(form`yield ${n};`)],
    [0.3, orElse(form`${place} = (yield ${n}) ?? ${small};`)],
    [0.2, orElse(form`yield* [${n}, ...${array}].slice(0, 2);`)],
  ];
}

function inBlock(body: Draw): Draw {
  return make([body], (scope, statements) => statements(scope.block()));
}

function asyncFunction({ body, small, place, number: n }: Grammar): Draw {
  return make([body, small, place, n], (scope, statements, result, target, argument) => {
    const name = scope.fresh('f');
    const inner = scope.enter({ isAsync: true, limit: 20 });
    const x = inner.declare(inner.fresh('a'), 'number');
    const text = `async function ${name}(${x}) {\n${statements(inner)}\nreturn ${result(inner)};\n}`;
    scope.spend(inner.frame.cost);
    return `${text}\n${target(scope)} = await ${name}(${argument(scope)});`;
  });
}
