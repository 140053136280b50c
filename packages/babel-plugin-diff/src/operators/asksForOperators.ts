import type { NodePath, types as t } from '@babel/core';

/** What a file imports if it means to use operators on objects. */
const NAMES: ReadonlySet<string> = new Set(['complex', 'Complex']);

/** Does a file import (or require) something whose values have operators of their own? */
export function asksForOperators(program: NodePath<t.Program>, runtime: unknown): boolean {
  const isRuntime = (node: t.Node | null | undefined): boolean =>
    node?.type === 'StringLiteral' && (node.value === '@diffjs/runtime' || node.value === runtime);
  let found = false;
  program.traverse({
    ImportDeclaration({ node, scope }) {
      if (!isRuntime(node.source)) return;
      for (const specifier of node.specifiers) {
        if (specifier.type === 'ImportSpecifier') found ||= NAMES.has(nameOf(specifier.imported));
        else found ||= isReadOf(scope.getBinding(specifier.local.name)?.referencePaths ?? []);
      }
    },
    CallExpression(path) {
      const { node, parent } = path;
      if (
        node.callee.type !== 'Identifier' ||
        node.callee.name !== 'require' ||
        !isRuntime(node.arguments[0])
      )
        return;
      if (parent.type === 'MemberExpression') found ||= isRead(parent);
      if (parent.type !== 'VariableDeclarator') return;
      if (parent.id.type === 'ObjectPattern')
        found ||= parent.id.properties.some(
          (property) => property.type === 'ObjectProperty' && NAMES.has(nameOf(property.key)),
        );
      else if (parent.id.type === 'Identifier')
        found ||= isReadOf(path.scope.getBinding(parent.id.name)?.referencePaths ?? []);
    },
  });
  return found;
}

/** Is one of the names read of a namespace? */
function isReadOf(references: readonly NodePath[]): boolean {
  return references.some(({ parent }) => parent.type === 'MemberExpression' && isRead(parent));
}

function isRead({ property, computed }: t.MemberExpression): boolean {
  return !computed && NAMES.has(nameOf(property));
}

function nameOf(node: t.Node): string {
  if (node.type === 'Identifier') return node.name;
  return node.type === 'StringLiteral' ? node.value : '';
}
