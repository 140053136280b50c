import fc from 'fast-check';
import { form, make, pick, picked, type Draw, type Weighted } from '../parts.js';
import type { Grammar } from './Grammar.js';
import { writeFunction } from './lambdas.js';
import { inArrow, inMethod } from './inside.js';

/** Statements that declare functions, and such as are about them. */
export function functionStatements(g: Grammar): Weighted[] {
  const { number: n, small, place, array, floats, fn, test } = g;
  return [
    [3, declared(g)],
    [1.5, closure(g)],
    [1, writer(g)],
    [0.7, recursive(g)],
    [0.4, mutual(g)],
    [1.2, generator(g)],
    [
      0.7,
      form`{
  const $fs = [];
  for (let $i = 0; $i < 3; $i++) $fs.push((v) => Math.sin(v * ${inArrow(small)} + 0.2 * $i));
  for (const $g of $fs) ${place} = $g(${n});
}`,
    ],
    [
      0.5,
      form`{
  var $fs = {};
  for (var $i = 0; $i < 2; $i++) $fs['k' + $i] = () => Math.cos(${inArrow(n)}) * $i;
  ${place} = $fs.k0() + 0.3 * $fs.k1();
}`,
    ],
    [
      0.7,
      form`{
  const $o = { total: ${n}, add(v) { this.total += 0.3 * v; return this; }, get half() { return this.total / 2; } };
  $o.add(${small}).add(${small});
  const { add: $add } = $o;
  $add.call($o, ${n});
  ${place} = $o.half;
}`,
    ],
    [
      0.6,
      form`((out, from) => { for (let i = 0; i < 2; i++) out[i] = Math.sin(from[i] * ${inArrow(small)}) + 0.1 * out[1 - i]; })(${array}, ${array});`,
    ],
    [
      0.6,
      form`((out, from) => { for (let i = 0; i < 2; i++) out[i] += 0.2 * from[1 - i]; })(${floats}, ${floats});`,
    ],
    [0.5, form`${place} = ((f, ...xs) => xs.reduce((s, x) => s + 0.3 * f(x), 0))(${fn}, ...${array});`],
    [
      0.4,
      form`{
  let $held;
  const $once = () => ($held ??= ${inArrow(small)});
  ${place} = $once() + 0.3 * $once();
}`,
    ],
    [
      0.4,
      form`${place} = $late(${n});
function $late(v) { return ${inMethod(test)} ? Math.sin(v) : 0.4 * v; }`,
    ],
  ];
}

/** A function of this place from a number to a number. */
function declared({ body, small }: Grammar): Draw {
  return make([fc.option(body, { freq: 4 }), small, pick], (scope, statements, result, parameters) => {
    const name = scope.fresh('f');
    const { params, body: text, cost } = writeFunction(scope, ['number'], statements, result);
    const x = params[0]!;
    const more = scope.fresh('b');
    const head = picked([x, `${x} = 0.3`, `${x}, ${more} = 0.5 * ${x}`, `${x}, ...${more}`], parameters);
    scope.declare(name, 'function', { isAssignable: false, cost });
    return `function ${name}(${head}) ${text}`;
  });
}

/** An arrow function that reads variables which are written later. */
function closure({ body, small }: Grammar): Draw {
  return make([fc.option(body, { freq: 4 }), small, pick], (scope, statements, result, keyword) => {
    const name = scope.fresh('f');
    const {
      params,
      body: text,
      cost,
    } = writeFunction(scope, ['number'], statements, result, { kind: 'arrow' });
    scope.declare(name, 'function', { isAssignable: false, cost });
    return `${picked(['const', 'let', 'var'], keyword)} ${name} = (${params.join(', ')}) => ${text};`;
  });
}

/** A function that writes a variable around it. */
function writer({ place, small }: Grammar): Draw {
  return make([place, small, fc.constantFrom('=', '+=', '-=')], (scope, target, value, operator) => {
    const name = scope.fresh('f');
    const inner = scope.enter({ kind: 'arrow' });
    const x = inner.declare(inner.fresh('a'), 'number');
    const written = `const ${name} = (${x}) => (${target(inner)} ${operator} ${value(inner)});`;
    scope.declare(name, 'function', { isAssignable: false, cost: 2 });
    return written;
  });
}

function recursive({ body, small, place }: Grammar): Draw {
  return make(
    [fc.option(body, { freq: 4 }), small, small, place],
    (scope, statements, argument, result, target) => {
      const [name, depth] = [scope.fresh('f'), scope.fresh('n')];
      const inner = scope.enter({ limit: 15 });
      inner.declare(depth, 'counter');
      const x = inner.declare(inner.fresh('a'), 'number');
      const text = statements === null ? '' : `${statements(inner)}\n`;
      const next = argument(inner);
      const value = result(inner);
      scope.spend(4 * inner.frame.cost);
      const start = target(scope);
      return `function ${name}(${depth}, ${x}) {
if (${depth} <= 0) return ${x};
${text}return 0.5 * ${name}(${depth} - 1, ${next}) + ${value};
}
${target(scope)} = ${name}(3, ${start});`;
    },
  );
}

function mutual({ small, place, number: n }: Grammar): Draw {
  return make([small, small, place, n], (scope, a, b, target, start) => {
    const [even, odd, depth, x] = [scope.fresh('f'), scope.fresh('f'), scope.fresh('n'), scope.fresh('a')];
    const inner = scope.enter();
    inner.declare(depth, 'counter');
    inner.declare(x, 'number');
    const text = `const ${even} = (${depth}, ${x}) => (${depth} === 0 ? ${x} : ${odd}(${depth} - 1, ${a(inner)}));
function ${odd}(${depth}, ${x}) { return ${depth} === 0 ? -${x} : ${even}(${depth} - 1, ${b(inner)}); }`;
    scope.spend(8);
    return `${text}\n${target(scope)} = ${even}(3, ${start(scope)});`;
  });
}

/** A generator function of this place. */
function generator({ body, small, array }: Grammar): Draw {
  const more = fc.option(
    make([body, array], (scope, statements, list) => `${statements(scope)}\nyield* ${list(scope)};`),
  );
  return make(
    [fc.option(body, { freq: 2 }), small, more, small, fc.boolean()],
    (scope, first, a, rest, b, guarded) => {
      const name = scope.fresh('g');
      const inner = scope.enter({ isGenerator: true, limit: 30 });
      const x = inner.declare(inner.fresh('a'), 'number');
      const lines = [first?.(inner), `yield ${a(inner)};`, rest?.(inner), `yield ${b(inner)};`]
        .filter(Boolean)
        .join('\n');
      const text = guarded ? `try {\n${lines}\n} finally {\n${x} = 0.5;\n}` : lines;
      const written = `function* ${name}(${x}) {\n${text}\n}`;
      scope.declare(name, 'generator', { isAssignable: false, cost: 1 + inner.frame.cost });
      return written;
    },
  );
}
