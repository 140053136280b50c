import type { NodePath, types as t } from '@babel/core';
import type { LaneStates } from '../trace/LaneStates.js';
import { seeThrough } from '../lower/seeThrough.js';

/** Operators that objects can define, by the name of what stands for them in traced code. */
const arithmetic: Readonly<Record<string, string>> = {
  '+': 'oadd',
  '-': 'osub',
  '*': 'omul',
  '/': 'odiv',
  '**': 'opow',
};

const equality: Readonly<Record<string, string>> = { '===': 'oeq', '!==': 'one', '==': 'oleq', '!=': 'olne' };

/** Is it an operator (or a compound assignment) whose operands may have operators of their own? */
export function isOverloaded(node: t.Node): boolean {
  return node.extra?.['isOverloaded'] !== undefined;
}

/** Is it a function that users call, and not one that stands within another one? */
export function isRoot(node: t.Node): boolean {
  return node.extra?.['isRoot'] === true;
}

/** What stands for the operator of a marked node in traced code. */
export function overloadedName(operator: string): string | undefined {
  return arithmetic[operator] ?? equality[operator];
}

/**
 * Marks the operators of functions and classes whose operands may be objects: those of which it is not known that both are primitives. The marks
 * stay with the nodes when they are copied.
 *
 * @param comparing  whether objects may define `===` and its like too
 */
export function markOverloaded(
  roots: readonly NodePath<t.Function | t.Class>[],
  lanes: LaneStates,
  nondifferentiable: ReadonlySet<t.Node>,
  comparing: boolean,
): void {
  const isConstant = (node: t.Node): boolean => lanes.of(node) === 'primitive';
  const comparisons: t.BinaryExpression[] = [];
  const visit = {
    Function(path: NodePath<t.Function>) {
      if (nondifferentiable.has(path.node)) path.skip();
    },
    BinaryExpression({ node }: NodePath<t.BinaryExpression>) {
      if (node.left.type === 'PrivateName') return;
      if (Object.hasOwn(equality, node.operator)) {
        if (comparing) comparisons.push(node);
      } else if (
        Object.hasOwn(arithmetic, node.operator) &&
        !(isConstant(node.left) && isConstant(node.right))
      )
        mark(node, true);
    },
    UnaryExpression({ node }: NodePath<t.UnaryExpression>) {
      if (node.operator === '-' && !isConstant(node.argument)) mark(node, true);
    },
    AssignmentExpression(path: NodePath<t.AssignmentExpression>) {
      const { node } = path;
      if (!Object.hasOwn(arithmetic, node.operator.slice(0, -1)) || node.operator === '=') return;
      if (!(isConstant(node.left) && isConstant(node.right)) && isReplaceable(node))
        mark(node, path.isInStrictMode());
    },
  };
  for (const root of roots) {
    if (nondifferentiable.has(root.node)) continue;
    root.node.extra = { ...root.node.extra, isRoot: true };
    root.traverse(visit);
  }
  // Results of marked operators may be objects, so these come last.
  for (const node of comparisons) {
    const { left, right } = node as { readonly left: t.Expression; readonly right: t.Expression };
    if (isText(left) || isText(right) || (lanes.isPrimitive(left) && lanes.isPrimitive(right))) continue;
    mark(node, true);
  }
}

/** @param strict  whether a store that fails throws */
function mark(node: t.Node, strict: boolean): void {
  node.extra = { ...node.extra, isOverloaded: strict ? 'strict' : 'sloppy' };
}

/** Something that is equal to no number and no object with operators. */
function isText(written: t.Node): boolean {
  const node = seeThrough(written);
  switch (node.type) {
    case 'StringLiteral':
    case 'BooleanLiteral':
    case 'NullLiteral':
    case 'TemplateLiteral':
    case 'BigIntLiteral':
      return true;
    case 'Identifier':
      return node.name === 'undefined';
    case 'UnaryExpression':
      return node.operator !== '-' && node.operator !== '+' && node.operator !== '~';
    default:
      return false;
  }
}

/** Can a compound assignment be written out? Private members of what has to be evaluated first, and computed ones of `super`, cannot. */
function isReplaceable({ left }: t.AssignmentExpression): boolean {
  const target = seeThrough(left);
  if (target.type === 'Identifier') return true;
  if (target.type !== 'MemberExpression') return false;
  if (target.object.type === 'Super') return !target.computed;
  return target.property.type !== 'PrivateName' || seeThrough(target.object).type === 'ThisExpression';
}
