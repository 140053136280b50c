import fc from 'fast-check';
import { form, make, type Draw, type Weighted } from '../parts.js';
import type { Scope } from '../Scope.js';
import type { Grammar } from './Grammar.js';
import { helper } from './objects.js';
import { inMethod } from './inside.js';

/** Statements about classes. */
export function classStatements(g: Grammar): Weighted[] {
  const { number: n, small, place, array } = g;
  return [
    [2.5, ownClass(g)],
    [0.8, derivedClass(g)],
    [
      0.5,
      form`{
  class $C extends Array { get total() { return this.reduce((s, v) => s + v, 0); } }
  const $xs = $C.of(${n}, ${n}, ...${array});
  $xs[1] = ${small};
  ${place} = 0.2 * $xs.map((v) => Math.sin(v)).total + $xs.filter((v) => v > 0).length * 0.1;
}`,
    ],
    [
      0.4,
      form`{
  const $C = class { static #n = 0; static next(v) { return (this.#n += 0.3 * v); } };
  ${place} = $C.next(${n}) - $C.next(${small});
}`,
    ],
    [
      0.4,
      form`{
  class $C { static base = ${inMethod(n)}; static { this.twice = this.base * 2; } static get half() { return this.base / 2; } }
  $C.base = ${small};
  ${place} = Math.sin($C.twice) + $C.half;
}`,
    ],
    [
      0.4,
      form`{
  const $mix = (B) => class extends B { dot(o) { return super.dot(o) * ${inMethod(small)}; } };
  ${place} = new ($mix(${helper('Point')}))(${n}, ${n}).dot({ x: ${n}, y: 0.4 });
}`,
    ],
    [
      0.4,
      form`{
  class $C { #a = ${inMethod(n)}; has(o) { return #a in o; } swap(o) { [this.#a, o.#a] = [o.#a, this.#a]; return this.#a; } }
  const $p = new $C(), $q = new $C();
  ${place} = $p.swap($q) + ($p.has({}) ? 1 : 0) + $q.swap($p);
}`,
    ],
    [
      0.4,
      form`{
  function $P(v) { if (!new.target) return new $P(v); this.v = v; }
  $P.prototype.get = function (k) { return this.v * k; };
  ${place} = $P(${n}).get(${small});
}`,
    ],
    [
      0.3,
      form`{
  class $C { v = ${inMethod(n)}; arrow = (k) => this.v * k; [Symbol.toPrimitive]() { return this.v; } }
  const { arrow: $f } = new $C();
  ${place} = $f(${n}) + 0.3 * new $C();
}`,
    ],
    [
      0.3,
      form`{
  class $C { constructor(v) { this.v = v; } *[Symbol.iterator]() { yield this.v; yield ${inMethod(small)}; } get self() { return this; } }
  const [$a, $b = 0.3] = new $C(${n}).self;
  ${place} = $a - $b;
}`,
    ],
  ];
}

/** A scope inside of a method, in which `this.x` and `this.y` are numbers. */
function methodScope(scope: Scope, places: readonly string[]): Scope {
  const inner = scope.enter({ kind: 'method', limit: 20 });
  for (const name of places) inner.declare(name, 'number', { isBound: true });
  return inner;
}

/** A class with fields, private members, accessors and methods, and a use of all of them. */
function ownClass({ body, number: n, small, place }: Grammar): Draw {
  return make(
    [n, small, fc.option(body, { freq: 3 }), small, small, small, place, n, fc.boolean()],
    (scope, field, hidden, statements, method, getter, setter, target, argument, isExpression) => {
      const [C, o] = [scope.fresh('C'), scope.fresh('o')];
      const places = ['this.x', 'this.#p', 'this.w'];
      const inField = scope.enter({ kind: 'method' });
      const [inMethod, inGetter, inSetter] = [0, 1, 2].map(() => methodScope(scope, places)) as [
        Scope,
        Scope,
        Scope,
      ];
      const [a, v] = [
        inMethod.declare(inMethod.fresh('a'), 'number'),
        inSetter.declare(inSetter.fresh('a'), 'number'),
      ];
      const before = statements === null ? '' : `${statements(inMethod)}\n`;
      const members = [
        `w = ${field(inField)};`,
        `#p = ${hidden(inField)};`,
        `constructor(x) { this.x = x; }`,
        `m(${a}) {\n${before}return ${method(inMethod)};\n}`,
        `get g() { return ${getter(inGetter)}; }`,
        `set g(${v}) { this.#p = ${setter(inSetter)}; }`,
        `#q(v) { return v * this.#p; }`,
        `q(v) { return this.#q(v) + 0.1; }`,
      ].join('\n');
      scope.spend(3 * inMethod.frame.cost + 4);
      const declaration = isExpression
        ? `const ${C} = class {\n${members}\n};`
        : `class ${C} {\n${members}\n}`;
      const x = argument(scope);
      const into = target(scope);
      return `${declaration}
const ${o} = new ${C}(${x});
${o}.g += ${o}.m(${o}.w);
${o}.x -= 0.3 * ${o}.q(${x});
${into} = Math.tanh(${o}.g + ${o}.m(${o}.x));`;
    },
  );
}

/** Two classes, one of which extends the other and overrides what it has. */
function derivedClass({ small, number: n, place, body }: Grammar): Draw {
  return make(
    [n, small, small, n, place, fc.option(body, { freq: 3 })],
    (scope, field, method, over, argument, target, statements) => {
      const [B, D] = [scope.fresh('B'), scope.fresh('D')];
      const inField = methodScope(scope, ['this.x']);
      const [inBase, inDerived] = [methodScope(scope, ['this.x']), methodScope(scope, ['this.x', 'this.y'])];
      const a = inBase.declare(inBase.fresh('a'), 'number');
      const b = inDerived.declare(inDerived.fresh('a'), 'number');
      const before = statements === null ? '' : `${statements(inDerived)}\n`;
      scope.spend(inBase.frame.cost + inDerived.frame.cost);
      return `class ${B} {
constructor(x) { this.x = x; this.init?.(); }
m(${a}) { return ${method(inBase)}; }
get g() { return this.x * 0.5; }
static s(v) { return v * 0.7; }
}
class ${D} extends ${B} {
y = ${field(inField)};
constructor(x, ...rest) { super(x * 0.5); this.z = rest.length; }
init() { this.x += 0.2; }
m(${b}) {
${before}return super.m(${b}) - ${over(inDerived)};
}
get g() { return super.g + this.y; }
static s(v) { return super.s(v) + 0.1; }
}
${target(scope)} = ((o) => Math.sin(o.m(o.g) + ${D}.s(o.x)))(new ${D}(${argument(scope)}, 1));`;
    },
  );
}
