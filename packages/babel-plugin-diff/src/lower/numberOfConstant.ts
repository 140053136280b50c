import type { types as t } from '@babel/core';
import type { Binding } from '@babel/traverse';
import type { ProgramIndex } from './ProgramIndex.js';
import { seeThrough } from './seeThrough.js';

/**
 * The number that a `const` of the program holds whenever a function of it can run: it is written as a number, or as arithmetic on
 * such, and nothing that stands before it calls anything. null for every other name.
 */
export function numberOfConstant(binding: Binding, index: ProgramIndex): number | null {
  const { path, kind, scope } = binding;
  if (kind !== 'const' || !scope.path.isProgram() || !path.isVariableDeclarator()) return null;
  const { id, init } = path.node;
  if (id.type !== 'Identifier' || !init) return null;
  const value = numberOf(init, index);
  if (value === null) return null;
  const { body } = scope.path.node;
  const declaration = path.parent;
  const at = body.findIndex((statement) => declarationOf(statement) === declaration);
  return at >= 0 && body.slice(0, at).every((statement) => isStill(statement, index)) ? value : null;
}

function numberOf(expression: t.Expression, index: ProgramIndex): number | null {
  const node = seeThrough(expression);
  switch (node.type) {
    case 'NumericLiteral':
      return node.value;
    case 'UnaryExpression': {
      const argument = numberOf(node.argument, index);
      return argument !== null && node.operator === '-' ? -argument : null;
    }
    case 'BinaryExpression': {
      if (node.left.type === 'PrivateName') return null;
      const [left, right] = [numberOf(node.left, index), numberOf(node.right, index)];
      return left === null || right === null ? null : apply(node.operator, left, right);
    }
    case 'Identifier': {
      const binding = index.bindingOf(node);
      return binding ? numberOfConstant(binding, index) : null;
    }
    default:
      return null;
  }
}

function apply(operator: string, left: number, right: number): number | null {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    default:
      return null;
  }
}

function declarationOf(statement: t.Statement): t.Node | null {
  return statement.type === 'ExportNamedDeclaration' ? (statement.declaration ?? null) : statement;
}

/** Does the statement call nothing of the file? Modules that it imports have run before. */
function isStill(statement: t.Statement, index: ProgramIndex): boolean {
  const node = declarationOf(statement);
  switch (node?.type) {
    case undefined:
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'FunctionDeclaration':
    case 'EmptyStatement':
      return true;
    case 'VariableDeclaration':
      return node.declarations.every(
        ({ id, init }) => !init || isRequire(init) || (id.type === 'Identifier' && isStillValue(init, index)),
      );
    default:
      return node?.type.startsWith('TS') ?? true;
  }
}

/** Does the expression run nothing of the file when it is evaluated? */
function isStillValue(expression: t.Node, index: ProgramIndex): boolean {
  const node = seeThrough(expression);
  switch (node.type) {
    case 'NumericLiteral':
    case 'StringLiteral':
    case 'BooleanLiteral':
    case 'NullLiteral':
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
    case 'Identifier':
      return true;
    case 'ArrayExpression':
      return node.elements.every((element) => element === null || isStillValue(element, index));
    case 'ObjectExpression':
      return node.properties.every(
        (each) => each.type === 'ObjectProperty' && !each.computed && isStillValue(each.value, index),
      );
    default:
      return isExpression(node) && numberOf(node, index) !== null;
  }
}

function isExpression(node: t.Node): node is t.UnaryExpression | t.BinaryExpression {
  return node.type === 'UnaryExpression' || node.type === 'BinaryExpression';
}

function isRequire(expression: t.Expression): boolean {
  const node = seeThrough(expression);
  return (
    node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'require'
  );
}
