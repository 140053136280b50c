import type { NodePath, types as t } from '@babel/core';
import { seeThrough } from './seeThrough.js';

/** The name that the function has, or gets from where it stands; `anonymous` where it gets none. */
export function nameOfFunction(path: NodePath<t.Function>): string {
  const { node } = path;
  if ((node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression') && node.id)
    return node.id.name;
  if (node.type === 'ObjectMethod' || node.type === 'ClassMethod') return keyName(node.key) ?? 'anonymous';
  if (node.type === 'ClassPrivateMethod') return `#${node.key.id.name}`;
  return inferredName(path) ?? (path.parent.type === 'ExportDefaultDeclaration' ? 'default' : 'anonymous');
}

/** Name that an anonymous function is given by the assignment, declaration or property whose value it is. */
export function inferredName(path: NodePath): string | null {
  let child: NodePath = path;
  while (child.parentPath && seeThrough(child.parent) !== child.parent) child = child.parentPath;
  const { parent } = child;
  switch (parent.type) {
    case 'VariableDeclarator':
      return parent.id.type === 'Identifier' ? parent.id.name : null;
    case 'AssignmentExpression':
      return child.key === 'right' && parent.left.type === 'Identifier' ? parent.left.name : null;
    case 'AssignmentPattern':
      return child.key === 'right' && parent.left.type === 'Identifier' ? parent.left.name : null;
    case 'ObjectProperty':
      return child.key === 'value' && !parent.computed ? keyName(parent.key) : null;
    case 'ClassProperty':
      return child.key === 'value' && !parent.computed ? keyName(parent.key) : null;
    default:
      return null;
  }
}

function keyName(key: t.Node): string | null {
  if (key.type === 'Identifier') return key.name;
  if (key.type === 'StringLiteral') return key.value;
  if (key.type === 'NumericLiteral') return String(key.value);
  return null;
}

/** The variable outside of a function by which it calls itself; null if it does not. */
export function outerNameOf(path: NodePath<t.Function>): string | null {
  const declared = path.isFunctionDeclaration() ? path.node.id : declaredAs(path);
  const binding = declared && path.parentPath?.scope.getBinding(declared.name);
  const isUsed = binding?.referencePaths.some((reference) => reference.isDescendant(path)) === true;
  return isUsed ? declared!.name : null;
}

function declaredAs(path: NodePath): t.Identifier | null {
  let { parentPath } = path;
  while (parentPath && seeThrough(parentPath.node) !== parentPath.node) ({ parentPath } = parentPath);
  return parentPath?.isVariableDeclarator() && parentPath.node.id.type === 'Identifier'
    ? parentPath.node.id
    : null;
}
