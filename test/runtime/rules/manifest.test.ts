import { checkGradient, gradient, jvp, pullback } from '@diffjs/runtime';
import { inactiveFunctions, operatorRules, scalarRules } from '@diffjs/runtime/rules/manifest';
import type { MathFunctionName } from '@diffjs/runtime/rules/manifest';
import { parseExpression } from '@babel/parser';
import { types as t } from '@babel/core';
import { expect } from 'chai';

type Scope = Record<string, number>;

/** Evaluates an expression of the manifest, and refuses what the manifest may not contain. */
function evaluate(source: string, scope: Scope): number {
  const visit = (node: t.Node): number | boolean => {
    if (t.isNumericLiteral(node)) return node.value;
    if (t.isIdentifier(node)) {
      if (!(node.name in scope)) throw new Error(`the name ${node.name} in ${source}`);
      return scope[node.name];
    }
    if (t.isParenthesizedExpression(node)) return visit(node.expression);
    if (t.isUnaryExpression(node, { operator: '-' })) return -number(node.argument);
    if (t.isConditionalExpression(node))
      return visit(node.test) ? visit(node.consequent) : visit(node.alternate);
    if (
      t.isCallExpression(node) &&
      t.isMemberExpression(node.callee) &&
      t.isIdentifier(node.callee.object, { name: 'Math' })
    ) {
      const name = (node.callee.property as t.Identifier).name as MathFunctionName;
      return (Math[name] as (...xs: number[]) => number)(...node.arguments.map((a) => number(a)));
    }
    if (t.isBinaryExpression(node)) {
      const [a, b] = [number(node.left), number(node.right)];
      switch (node.operator) {
        case '+':
          return a + b;
        case '-':
          return a - b;
        case '*':
          return a * b;
        case '/':
          return a / b;
        case '**':
          return a ** b;
        case '>':
          return a > b;
        case '<':
          return a < b;
        case '===':
          return a === b;
      }
    }
    throw new Error(`${node.type} in ${source}`);
  };
  const number = (node: t.Node): number => visit(node) as number;
  return number(parseExpression(source));
}

const points: Partial<Record<MathFunctionName, number[]>> = {
  acosh: [1.2, 3, 1e5],
  acos: [-0.9, 0.1, 0.7],
  asin: [-0.9, 0.1, 0.7],
  atanh: [-0.9, 0.1, 0.7],
  log: [0.1, 1, 40],
  log10: [0.1, 1, 40],
  log2: [0.1, 1, 40],
  log1p: [-0.5, 0.1, 40],
  sqrt: [0.1, 1, 40],
};
const usual = [-2.3, -0.4, 0.3, 1.7];

describe('the rules manifest', () => {
  const names = Object.keys(scalarRules) as MathFunctionName[];

  it('covers every function of Math, once, as a rule or as inactive', () => {
    const known = Object.getOwnPropertyNames(Math).filter(
      (name) => typeof (Math as unknown as Record<string, unknown>)[name] === 'function',
    );
    const covered = new Set<string>([
      ...names,
      ...inactiveFunctions.filter((p) => p.startsWith('Math.')).map((p) => p.slice(5)),
    ]);
    const newer = ['f16round', 'sumPrecise'];
    expect(known.filter((name) => !covered.has(name) && !newer.includes(name))).to.deep.equal([]);
    expect(new Set(inactiveFunctions).size).to.equal(inactiveFunctions.length);
    for (const name of names) expect(scalarRules[name].name).to.equal(name);
  });

  it('names only functions that exist', () => {
    for (const path of inactiveFunctions) {
      const value = path
        .split('.')
        .reduce<unknown>((o, key) => (o as Record<string, unknown> | undefined)?.[key], globalThis);
      expect(typeof value, path).to.equal('function');
    }
  });

  for (const name of names) {
    const rule = scalarRules[name];
    const f = Math[name] as (...xs: number[]) => number;
    const argsList: number[][] =
      rule.arity === 1
        ? (points[name] ?? usual).map((x) => [x])
        : name === 'pow'
          ? [
              [1.5, 2.5],
              [0.3, -1.2],
              [3, 0],
            ]
          : [
              [1.5, 0.4],
              [-0.3, 1.2],
              [2, -1],
            ];

    it(`Math.${name}: code, manifest and differences agree`, () => {
      for (const args of argsList) {
        const [x, y] = args;
        const out = f(...args);
        const expected = rule.partials.map((source) => evaluate(source, { x, y, out }));
        expect(gradient(f, ...args)).to.deep.equal(expected.map((d) => d + 0));
        args.forEach((_, i) => {
          const tangents = args.map((__, j) => (i === j ? 1 : 0));
          expect(jvp(f, args, tangents)[1]).to.equal(expected[i] + 0);
        });
        checkGradient(f, args, { step: 1e-3, rtol: 1e-5, atol: name === 'fround' ? 1e3 : 1e-7 });
        const [, back] = pullback(f, ...args);
        expect(back(2)).to.deep.equal(back(2));
      }
    });
  }

  for (const name of ['max', 'min', 'hypot'] as const) {
    const rule = scalarRules[name];
    const f = Math[name];
    it(`Math.${name} of many arguments: code and manifest agree, ties share equally`, () => {
      if (rule.arity !== 'n') throw new Error(`${name} is variadic`);
      for (const args of [[3], [1, 2, 3], [3, 3, 1, 3], [1, 1, 1], [0, 0], [-0, 0, 0]]) {
        const out = f(...args);
        const count = args.filter((x) => x === out).length;
        const expected = args.map(
          (xi) => evaluate(rule.each, rule.needsCount ? { xi, out, count } : { xi, out }) + 0,
        );
        expect(gradient(f, ...args)).to.deep.equal(expected);
      }
      const [x, y] = [2, 2];
      expect(rule.partials.map((source) => evaluate(source, { x, y, out: f(x, y) }))).to.deep.equal(
        gradient(f, x, y),
      );
    });
  }

  it('takes kinks as the table says', () => {
    expect(gradient(Math.abs, 0)).to.deep.equal([0]);
    expect(gradient(Math.max, 2, 2)).to.deep.equal([0.5, 0.5]);
    expect(gradient(Math.hypot, 0, 0)).to.deep.equal([0, 0]);
    expect(gradient(Math.pow, 0, 2)).to.deep.equal([0, 0]);
    expect(gradient(Math.pow, 0, 0)).to.deep.equal([0, 0]);
    for (const name of ['round', 'floor', 'ceil', 'trunc', 'sign'] as const)
      expect(gradient(Math[name], 2)).to.deep.equal([0]);
    expect(gradient(Math.fround, 0.1)).to.deep.equal([1]);
    expect(gradient(Math.clz32, 3)).to.deep.equal([0]);
    expect(gradient(Math.imul, 3, 4)).to.deep.equal([0, 0]);
  });

  it('contributes zero to a zero cotangent or tangent, even at poles', () => {
    for (const [name, x] of [
      ['sqrt', 0],
      ['log', 0],
      ['acos', 1],
      ['atanh', 1],
      ['cbrt', 0],
      ['exp', 800],
    ] as const) {
      expect(pullback(Math[name], x)[1](0)).to.deep.equal([0]);
      expect(jvp(Math[name], [x], [0])[1]).to.equal(0);
      expect(scalarRules[name].singular).to.equal(true);
    }
  });

  it('marks as singular every rule that is infinite or NaN at a finite point', () => {
    const grid = [-1e300, -800, -2, -1, -0.5, 0, 0.5, 1, 2, 800, 1e300];
    for (const name of names) {
      const rule = scalarRules[name];
      if (rule.singular) continue;
      for (const x of grid) {
        for (const y of rule.arity === 1 ? [0] : grid) {
          const out = (Math[name] as (...xs: number[]) => number)(...(rule.arity === 1 ? [x] : [x, y]));
          for (const source of rule.partials)
            expect(evaluate(source, { x, y, out }), `${name}(${x}, ${y})`).to.satisfy(Number.isFinite);
        }
      }
    }
  });

  it('has the operators', () => {
    const operators: Record<string, (x: number, y: number) => number> = {
      '+': (x, y) => x + y,
      '-': (x, y) => x - y,
      '*': (x, y) => x * y,
      '/': (x, y) => x / y,
      '%': (x, y) => x % y,
      '**': (x, y) => x ** y,
      'unary-': (x) => -x,
      'unary+': (x) => +x,
    };
    expect(Object.keys(operatorRules)).to.have.members(Object.keys(operators));
    for (const [key, f] of Object.entries(operators)) {
      const rule = operatorRules[key as keyof typeof operatorRules];
      for (const [x, y] of [
        [1.3, 0.7],
        [7.3, 2.1],
        [5, -3.3],
      ]) {
        if (key === '**' && x < 0) continue;
        const out = f(x, y);
        const h = 1e-6;
        const expected = [(f(x + h, y) - f(x - h, y)) / (2 * h), (f(x, y + h) - f(x, y - h)) / (2 * h)];
        rule.partials.forEach((source, i) => {
          expect(evaluate(source, { x, y, out })).to.be.closeTo(
            expected[i],
            1e-6 * Math.max(1, Math.abs(expected[i])),
          );
        });
      }
    }
  });
});
