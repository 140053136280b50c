import type { types as t } from '@babel/core';

/** A node and where it stands in the user's text, which is not always where it stands in the tree. */
export interface Slot {
  readonly node: t.Node;
  /** Field of the parent; for a list with the index, `expressions.0`. */
  readonly key: string;
  readonly parent: Slot | null;
}

/** Does Babel put parentheses around a function, class or literal that stands there? */
export function isParenthesised(slot: Slot): boolean {
  switch (slot.node.type) {
    case 'ArrowFunctionExpression':
      return bindsTighter(slot);
    case 'FunctionExpression':
    case 'ClassExpression':
      return ['statement', 'export'].includes(beginningOf(slot) ?? '');
    case 'ObjectExpression':
      return ['statement', 'arrow'].includes(beginningOf(slot) ?? '');
    case 'AssignmentExpression':
      return (
        slot.node.left.type === 'ObjectPattern' && ['statement', 'arrow'].includes(beginningOf(slot) ?? '')
      );
    default:
      return false;
  }
}

/** Is the node what `new` is applied to, or a part of it that is not in parentheses? */
export function isConstructed({ key, parent }: Slot): boolean {
  if (!parent) return false;
  if (parent.node.type === 'NewExpression') return key === 'callee';
  return (
    (key === 'object' || key === 'tag' || parent.node.type === 'TSNonNullExpression') && isConstructed(parent)
  );
}

/** The slots of what a node's text begins with: itself, its leftmost operand, and so on. */
export function leftmost(
  slot: Slot,
): { readonly slot: Slot; readonly holder: t.Node; readonly key: string } | null {
  const key = LEFTMOST[slot.node.type];
  if (key === undefined) return null;
  const { [key]: child } = slot.node as unknown as Record<string, t.Node>;
  if (!child) return null;
  return { slot: { node: child, key, parent: slot }, holder: slot.node, key };
}

/** The operand that a node's text begins with. */
const LEFTMOST: Readonly<Record<string, string>> = {
  MemberExpression: 'object',
  OptionalMemberExpression: 'object',
  CallExpression: 'callee',
  OptionalCallExpression: 'callee',
  TaggedTemplateExpression: 'tag',
  ConditionalExpression: 'test',
  BinaryExpression: 'left',
  LogicalExpression: 'left',
  AssignmentExpression: 'left',
  TSAsExpression: 'expression',
  TSSatisfiesExpression: 'expression',
  TSNonNullExpression: 'expression',
  SequenceExpression: 'expressions.0',
};

/** Of what does the node's text stand at the beginning, with no parenthesis in between? */
function beginningOf(slot: Slot): 'statement' | 'arrow' | 'export' | null {
  for (let { key, parent } = slot; parent; { key, parent } = parent) {
    const { node } = parent;
    if (node.type === 'ExpressionStatement') return 'statement';
    if (node.type === 'ExportDefaultDeclaration') return 'export';
    if (node.type === 'ArrowFunctionExpression') return key === 'body' ? 'arrow' : null;
    const isFirst = key === LEFTMOST[node.type] || (node.type === 'UpdateExpression' && !node.prefix);
    if (!isFirst || isLoose(parent)) return null;
  }
  return null;
}

/** Does an operator, or something of a lower precedence, stand in parentheses there? */
function isLoose(slot: Slot): boolean {
  switch (slot.node.type) {
    case 'SequenceExpression':
      return slot.parent?.node.type !== 'ExpressionStatement';
    case 'ConditionalExpression':
    case 'AssignmentExpression':
      return bindsTighter(slot);
    case 'BinaryExpression':
    case 'LogicalExpression':
      return isOperand(slot);
    default:
      return false;
  }
}

/** Is an arrow function, or what is printed like one, in parentheses there? */
function bindsTighter(slot: Slot): boolean {
  const { key, parent } = slot;
  switch (parent?.node.type) {
    case 'UnaryExpression':
    case 'SpreadElement':
    case 'AwaitExpression':
    case 'BinaryExpression':
    case 'LogicalExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion':
      return true;
    case 'ConditionalExpression':
      return key === 'test';
    default:
      return isOperand(slot);
  }
}

/** Does something follow that binds to what stands right before it: a member, a call, a template? Or is it a parent class? */
function isOperand({ key, parent }: Slot): boolean {
  switch (parent?.node.type) {
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return key === 'object';
    case 'CallExpression':
    case 'OptionalCallExpression':
    case 'NewExpression':
      return key === 'callee';
    case 'TaggedTemplateExpression':
      return key === 'tag';
    case 'ClassDeclaration':
    case 'ClassExpression':
      return key === 'superClass';
    case 'TSNonNullExpression':
      return true;
    default:
      return false;
  }
}
