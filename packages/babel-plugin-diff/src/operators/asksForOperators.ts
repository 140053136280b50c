import { arrayFunctions } from '@diffjs/runtime/rules/manifest';
import type { NodePath, types as t } from '@babel/core';

/** The objects whose operators a file asks for: none, arrays and what comes with them, or complex numbers too, which have `===` of their own. */
export type OperatedObjects = 'none' | 'arrays' | 'all';

/** What a file imports if it means to use operators on objects. */
const COMPLEX: ReadonlySet<string> = new Set(['complex', 'Complex']);
const ARRAYS: ReadonlySet<string> = new Set(['NDArray', ...arrayFunctions]);

/** What does a file import (or require) whose values have operators of their own? */
export function asksForOperators(program: NodePath<t.Program>, runtime: unknown): OperatedObjects {
  const isRuntime = (node: t.Node | null | undefined): boolean =>
    node?.type === 'StringLiteral' && (node.value === '@diffjs/runtime' || node.value === runtime);
  const names = new Set<string>();
  program.traverse({
    ImportDeclaration({ node, scope }) {
      if (!isRuntime(node.source)) return;
      for (const specifier of node.specifiers) {
        if (specifier.type === 'ImportSpecifier') names.add(nameOf(specifier.imported));
        else addRead(scope.getBinding(specifier.local.name)?.referencePaths ?? [], names);
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
      if (parent.type === 'MemberExpression') names.add(nameOfMember(parent));
      if (parent.type !== 'VariableDeclarator') return;
      if (parent.id.type === 'ObjectPattern') {
        for (const property of parent.id.properties)
          if (property.type === 'ObjectProperty') names.add(nameOf(property.key));
      } else if (parent.id.type === 'Identifier')
        addRead(path.scope.getBinding(parent.id.name)?.referencePaths ?? [], names);
    },
  });
  const found = [...names];
  if (found.some((name) => COMPLEX.has(name))) return 'all';
  return found.some((name) => ARRAYS.has(name)) ? 'arrays' : 'none';
}

/** Adds what is read of a namespace. */
function addRead(references: readonly NodePath[], names: Set<string>): void {
  for (const { parent } of references)
    if (parent.type === 'MemberExpression') names.add(nameOfMember(parent));
}

function nameOfMember({ property, computed }: t.MemberExpression): string {
  return computed ? '' : nameOf(property);
}

function nameOf(node: t.Node): string {
  if (node.type === 'Identifier') return node.name;
  return node.type === 'StringLiteral' ? node.value : '';
}
