import type { types as t } from '@babel/core';
import type { Slot } from './Slot.js';

/** What the user has written where a call, or an assignment with one, stands for an operator. */
export interface ReplacedOperator {
  readonly kind: 'binary' | 'unary' | 'assignment' | 'place';
  /** `*`, `-`, `*=`. */
  readonly operator: string;
  /** For a member that is read and written: whether its key is computed. */
  readonly computed?: boolean;
}

const BINARY: readonly (readonly string[])[] = [
  ['??', '||', '|>'],
  ['&&'],
  ['|'],
  ['^'],
  ['&'],
  ['==', '===', '!=', '!=='],
  ['<', '>', '<=', '>=', 'in', 'instanceof'],
  ['>>', '<<', '>>>'],
  ['+', '-'],
  ['*', '/', '%'],
  ['**'],
];

const LOWEST_BINARY = 3;
const EXPONENT = LOWEST_BINARY + BINARY.length - 1;
const UNARY = EXPONENT + 1;
const OPERAND = UNARY + 2;

export type OperatorOf = (node: t.Node) => ReplacedOperator | undefined;

function ofBinary(operator: string): number {
  return LOWEST_BINARY + BINARY.findIndex((each) => each.includes(operator));
}

/** How tightly the user's text of a node binds. */
function precedence(node: t.Node, operatorOf: OperatorOf): number {
  const replaced = operatorOf(node);
  if (replaced) {
    if (replaced.kind === 'binary') return ofBinary(replaced.operator);
    return replaced.kind === 'unary' ? UNARY : 1;
  }
  switch (node.type) {
    case 'SequenceExpression':
      // Babel puts these into parentheses as arguments too.
      return OPERAND;
    case 'AssignmentExpression':
    case 'YieldExpression':
    case 'AwaitExpression':
    case 'ArrowFunctionExpression':
      return 1;
    case 'ConditionalExpression':
      return 2;
    case 'BinaryExpression':
    case 'LogicalExpression':
      return ofBinary(node.operator);
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
      return ofBinary('<');
    case 'UnaryExpression':
      return UNARY;
    default:
      return OPERAND;
  }
}

/** Is a node in parentheses as an operand of a replaced operator, where a call has its arguments without? */
export function needsParentheses(
  node: t.Node,
  { kind, operator }: ReplacedOperator,
  side: 'left' | 'right',
  operatorOf: OperatorOf,
): boolean {
  const own = precedence(node, operatorOf);
  if (kind === 'unary') return own < UNARY;
  if (kind !== 'binary') return false;
  const around = ofBinary(operator);
  if (operator === '**') return own < around || (side === 'left' && own <= UNARY);
  return own < around || (own === around && side === 'right');
}

/** Is a replaced operator in parentheses where it stands? */
export function isInParentheses(slot: Slot, operatorOf: OperatorOf): boolean {
  const { node, key, parent } = slot;
  if (!parent) return false;
  const own = precedence(node, operatorOf);
  const around = parent.node;
  switch (around.type) {
    case 'BinaryExpression':
    case 'LogicalExpression': {
      const side = key === 'right' ? 'right' : 'left';
      return needsParentheses(node, { kind: 'binary', operator: around.operator }, side, operatorOf);
    }
    case 'UnaryExpression':
    case 'AwaitExpression':
      return own < UNARY;
    case 'SpreadElement':
      return own >= LOWEST_BINARY && own <= EXPONENT;
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
      return own < ofBinary('<');
    case 'ConditionalExpression':
      return key === 'test' && own < LOWEST_BINARY;
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return key === 'object';
    case 'CallExpression':
    case 'OptionalCallExpression':
    case 'NewExpression':
      return key === 'callee';
    case 'TaggedTemplateExpression':
    case 'TSNonNullExpression':
      return key === 'tag' || key === 'expression';
    case 'ClassDeclaration':
    case 'ClassExpression':
      return key === 'superClass';
    default:
      return false;
  }
}

/** The sign that a node's text begins with, if it does. */
export function leadingSign(node: t.Node, operatorOf: OperatorOf): string {
  const replaced = operatorOf(node);
  if (replaced?.kind === 'unary') return '-';
  if (replaced?.kind === 'binary') {
    const [left] = (node as t.CallExpression).arguments as t.Expression[];
    return needsParentheses(left!, replaced, 'left', operatorOf) ? '' : leadingSign(left!, operatorOf);
  }
  switch (node.type) {
    case 'UnaryExpression':
      return node.operator;
    case 'UpdateExpression':
      return node.prefix ? node.operator : '';
    case 'BinaryExpression':
      return leadingSign(node.left, operatorOf);
    default:
      return '';
  }
}

/** Does a minus sign stand right before a node, as the user has written it? */
export function followsMinus(slot: Slot, operatorOf: OperatorOf): boolean {
  const { key, parent } = slot;
  if (!parent) return false;
  const { node } = parent;
  if (node.type === 'UnaryExpression') return node.operator === '-';
  if (node.type !== 'BinaryExpression') return false;
  if (key === 'right') return node.operator === '-';
  return !isInParentheses(parent, operatorOf) && followsMinus(parent, operatorOf);
}
