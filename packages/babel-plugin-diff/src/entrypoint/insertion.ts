import { type NodePath, types as t } from '@babel/core';
import type { Insertions } from './originalText/Insertions.js';

/** The statement itself, or the export around it. */
export function outermost(path: NodePath): NodePath {
  const { parentPath } = path;
  return parentPath?.isExportNamedDeclaration() || parentPath?.isExportDefaultDeclaration()
    ? parentPath
    : path;
}

/** `{ name: fn }.name`: a function or class is named as if it stood where the name came from. */
export function named(
  fn: t.FunctionExpression | t.ArrowFunctionExpression | t.ClassExpression,
  name: string,
): t.Expression {
  const isPlain = t.isValidIdentifier(name, false) && name !== '__proto__';
  const key = () => (isPlain ? t.identifier(name) : t.stringLiteral(name));
  // A computed key, so that `__proto__` is a name like any other.
  const property = t.objectProperty(key(), fn, name === '__proto__');
  return t.memberExpression(t.objectExpression([property]), key(), !isPlain);
}

/** Inserts statements behind one. */
export function insertAfter(
  statement: NodePath,
  inserted: readonly t.Statement[],
  insertions: Insertions,
): void {
  if (!isPartOfText(statement.parentPath)) keepComments(statement.node, statement.getNextSibling().node);
  statement.insertAfter(inserted.map((each) => insertions.add('whole', each)));
}

/** Inserts a statement at the top of a scope, behind the imports that stand there. */
export function insertAtTop(scope: NodePath | null, inserted: t.Statement, insertions: Insertions): void {
  insertions.add('whole', inserted);
  const body = scope?.get(scope.isSwitchCase() ? 'consequent' : 'body') as NodePath | NodePath[] | undefined;
  if (!scope || !Array.isArray(body)) throw new Error('a declared function stands in a list of statements');
  const first = body.findIndex((statement) => !statement.isImportDeclaration());
  const { directives = [] } = scope.node as Partial<t.Program>;
  if (!isPartOfText(scope)) keepComments(body[first - 1]?.node ?? directives.at(-1), body[first]?.node);
  if (first >= 0) body[first]?.insertBefore([inserted]);
  else (scope.node as t.Program).body.push(inserted);
}

/** Is there a function or class whose text the node is part of? There, comments have to be printed where they would be otherwise. */
function isPartOfText(path: NodePath | null): boolean {
  return path !== null && path.find((each) => each.isFunction() || each.isClass()) !== null;
}

/** A comment between two nodes belongs to both; it stays with the one that it leads. */
function keepComments(node: t.Node | undefined, next: t.Node | null | undefined): void {
  if (!node?.trailingComments || !next?.leadingComments) return;
  const leading = new Set(next.leadingComments);
  node.trailingComments = node.trailingComments.filter((comment) => !leading.has(comment));
}
