import { types as t } from '@babel/core';
import { seeThrough } from '../lower/seeThrough.js';
import type { ReplacedOperator } from '../entrypoint/originalText/operatorText.js';
import { isOverloaded } from './overloaded.js';

/** The function of the runtime that stands for an operator of ordinary code. */
const functions: Readonly<Record<string, string>> = {
  '+': 'addOperands',
  '-': 'subtractOperands',
  '*': 'multiplyOperands',
  '/': 'divideOperands',
  '**': 'raiseOperands',
  '===': 'equalOperands',
  '!==': 'unequalOperands',
  '==': 'looselyEqualOperands',
  '!=': 'looselyUnequalOperands',
};

/**
 * Has the marked operators below a node done by functions of the runtime. The nodes themselves stay, so that whoever holds one of them sees the
 * change.
 *
 * @param use  gives the name of a function of the runtime
 * @param note  is told what stood where
 */
export function replaceOperators(
  root: t.Node,
  use: (name: string) => t.Identifier,
  note: (node: t.Node, replaced: ReplacedOperator) => void,
): void {
  const marked: t.Node[] = [];
  t.traverseFast(root, (node) => {
    if (isOverloaded(node)) marked.push(node);
  });
  for (const node of marked) {
    const strict = node.extra!['isOverloaded'] === 'strict';
    delete node.extra!['isOverloaded'];
    if (node.type === 'AssignmentExpression') note(node, replaceAssignment(node, use, strict));
    else {
      const { type, operator } = node as t.BinaryExpression | t.UnaryExpression;
      become(node, callOf(node as t.BinaryExpression | t.UnaryExpression, use));
      note(node, { kind: type === 'UnaryExpression' ? 'unary' : 'binary', operator });
    }
  }
}

function callOf(
  node: t.BinaryExpression | t.UnaryExpression,
  use: (name: string) => t.Identifier,
): t.CallExpression {
  return node.type === 'UnaryExpression'
    ? t.callExpression(use('negateOperand'), [node.argument])
    : t.callExpression(use(functions[node.operator]!), [node.left as t.Expression, node.right]);
}

function replaceAssignment(
  node: t.AssignmentExpression,
  use: (name: string) => t.Identifier,
  strict: boolean,
): ReplacedOperator {
  const written = node.operator;
  const operator = use(functions[node.operator.slice(0, -1)]!);
  const target = seeThrough(node.left);
  if (target.type !== 'MemberExpression' || isReadTwice(target)) {
    const before = t.cloneNode(target as t.Expression, true, true);
    node.operator = '=';
    node.right = t.callExpression(operator, [before, node.right]);
    return { kind: 'assignment', operator: written };
  }
  const key = target.computed
    ? (target.property as t.Expression)
    : t.stringLiteral((target.property as t.Identifier).name);
  const place = t.newExpression(use('OperatedPlace'), [target.object, key, t.booleanLiteral(strict)]);
  become(node, t.callExpression(t.memberExpression(place, t.identifier('store')), [operator, node.right]));
  return { kind: 'place', operator: written, computed: target.computed };
}

/** Can a member be written twice, since nothing is evaluated but the member itself? */
function isReadTwice({ object, property, computed }: t.MemberExpression): boolean {
  const owner = seeThrough(object);
  if (owner.type === 'Super') return true;
  if (owner.type !== 'Identifier' && owner.type !== 'ThisExpression') return false;
  return !computed || property.type === 'StringLiteral' || property.type === 'NumericLiteral';
}

/** Makes another node of one, in its place; comments and location stay. */
function become(node: t.Node, made: t.Node): void {
  const { start, end, loc, leadingComments, innerComments, trailingComments, extra } = node;
  for (const key of Object.keys(node)) delete (node as unknown as Record<string, unknown>)[key];
  Object.assign(node, made, { start, end, loc, leadingComments, innerComments, trailingComments, extra });
}
