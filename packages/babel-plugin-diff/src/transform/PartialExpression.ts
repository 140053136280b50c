import { parseSync, type types as t } from '@babel/core';
import type { ArithmeticOperator, BinaryOperator } from '../hir/model.js';

/** What a partial derivative is computed from: an operand by position, the result, or how many operands equal the result. */
export type PartialName = number | 'out' | 'count';

type PartialOperator = ArithmeticOperator | Extract<BinaryOperator, '<' | '<=' | '>' | '>=' | '===' | '!=='>;

/** A partial derivative as a tree. */
export type PartialExpression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'name'; readonly name: PartialName }
  | { readonly kind: 'negative'; readonly argument: PartialExpression }
  | {
      readonly kind: 'binary';
      readonly operator: PartialOperator;
      readonly left: PartialExpression;
      readonly right: PartialExpression;
    }
  | {
      readonly kind: 'select';
      readonly test: PartialExpression;
      readonly whenTrue: PartialExpression;
      readonly whenFalse: PartialExpression;
    }
  | { readonly kind: 'math'; readonly name: string; readonly args: readonly PartialExpression[] };

export const ZERO: PartialExpression = { kind: 'number', value: 0 };

const parsed = new Map<string, t.Expression>();

/**
 * The tree of an expression of the rules manifest.
 * @param names  what the identifiers in it stand for; a number that is known (a literal exponent) stands for itself
 */
export function parsePartial(
  source: string,
  names: Readonly<Record<string, PartialExpression>>,
): PartialExpression {
  let expression = parsed.get(source);
  if (!expression) {
    const file = parseSync(`(${source})`, { configFile: false, babelrc: false, sourceType: 'script' });
    const statement = file?.program.body[0];
    if (statement?.type !== 'ExpressionStatement') throw unreadable(source);
    expression = statement.expression;
    parsed.set(source, expression);
  }
  return convert(expression, names, source);
}

function convert(
  node: t.Node,
  names: Readonly<Record<string, PartialExpression>>,
  source: string,
): PartialExpression {
  const inner = (child: t.Node): PartialExpression => convert(child, names, source);
  switch (node.type) {
    case 'NumericLiteral':
      return { kind: 'number', value: node.value };
    case 'Identifier': {
      const named = names[node.name];
      if (!named) throw unreadable(source);
      return named;
    }
    case 'ParenthesizedExpression':
      return inner(node.expression);
    case 'UnaryExpression':
      if (node.operator !== '-') throw unreadable(source);
      return negative(inner(node.argument));
    case 'BinaryExpression':
      if (!isPartialOperator(node.operator)) throw unreadable(source);
      return binary(node.operator, inner(node.left), inner(node.right));
    case 'ConditionalExpression':
      return select(inner(node.test), inner(node.consequent), inner(node.alternate));
    case 'CallExpression': {
      const { callee } = node;
      if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier')
        throw unreadable(source);
      return { kind: 'math', name: callee.property.name, args: node.arguments.map(inner) };
    }
    default:
      throw unreadable(source);
  }
}

function unreadable(source: string): Error {
  return new Error(
    `internal error: the rules manifest has a partial derivative that cannot be read: ${source}`,
  );
}

const operators: ReadonlySet<string> = new Set<PartialOperator>([
  '+',
  '-',
  '*',
  '/',
  '%',
  '**',
  '<',
  '<=',
  '>',
  '>=',
  '===',
  '!==',
]);

function isPartialOperator(operator: string): operator is PartialOperator {
  return operators.has(operator);
}

function isNumber(e: PartialExpression, value: number): boolean {
  return e.kind === 'number' && e.value === value;
}

function negative(argument: PartialExpression): PartialExpression {
  if (argument.kind === 'number') return { kind: 'number', value: -argument.value };
  return { kind: 'negative', argument };
}

function select(
  test: PartialExpression,
  whenTrue: PartialExpression,
  whenFalse: PartialExpression,
): PartialExpression {
  // A comparison of known numbers has been folded to 1 or 0.
  if (test.kind === 'number') return test.value !== 0 ? whenTrue : whenFalse;
  if (whenTrue.kind === 'number' && isNumber(whenFalse, whenTrue.value)) return whenTrue;
  return { kind: 'select', test, whenTrue, whenFalse };
}

/** Folds what a known operand makes constant, without changing a rounding: `y * x ** (y - 1)` at y = 2 is `2 * x`. */
function binary(
  operator: PartialOperator,
  left: PartialExpression,
  right: PartialExpression,
): PartialExpression {
  if (left.kind === 'number' && right.kind === 'number') {
    const folded = fold(operator, left.value, right.value);
    if (folded !== null) return { kind: 'number', value: folded };
  }
  if (operator === '*' && isNumber(left, 1)) return right;
  if (operator === '*' && isNumber(right, 1)) return left;
  // A literal exponent 0, over a base that is not 0 where that is looked at.
  if (operator === '/' && isNumber(left, 0)) return left;
  if (operator === '**' && isNumber(right, 1)) return left;
  if (operator === '**' && isNumber(right, 0)) return { kind: 'number', value: 1 };
  return { kind: 'binary', operator, left, right };
}

function fold(operator: PartialOperator, a: number, b: number): number | null {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '===':
      return Number(a === b);
    case '!==':
      return Number(a !== b);
    case '<':
      return Number(a < b);
    case '<=':
      return Number(a <= b);
    case '>':
      return Number(a > b);
    case '>=':
      return Number(a >= b);
    default:
      return null;
  }
}

/** All names that the expression reads. */
export function namesIn(expression: PartialExpression, into = new Set<PartialName>()): Set<PartialName> {
  switch (expression.kind) {
    case 'number':
      break;
    case 'name':
      into.add(expression.name);
      break;
    case 'negative':
      namesIn(expression.argument, into);
      break;
    case 'binary':
      namesIn(expression.left, into);
      namesIn(expression.right, into);
      break;
    case 'select':
      namesIn(expression.test, into);
      namesIn(expression.whenTrue, into);
      namesIn(expression.whenFalse, into);
      break;
    case 'math':
      for (const arg of expression.args) namesIn(arg, into);
      break;
  }
  return into;
}
