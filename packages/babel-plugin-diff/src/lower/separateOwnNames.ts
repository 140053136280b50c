import type { NodePath, types as t } from '@babel/core';

/**
 * Gives a `var` or function with the name of the function expression it stands in, `(function f() { var f = 0; … })`, a binding of its
 * own. Babel keeps one for both, the expression's own name, which cannot be written.
 */
export function separateOwnNames(program: NodePath<t.Program>): void {
  program.traverse({
    FunctionExpression({ node, scope }: NodePath<t.FunctionExpression>) {
      const shared = node.id && scope.getOwnBinding(node.id.name);
      if (!shared || shared.kind !== 'local') return;
      const declarations = shared.constantViolations.filter((path) => isDeclaration(path));
      if (declarations.length === 0) return;
      scope.removeOwnBinding(node.id!.name);
      for (const path of declarations)
        scope.registerDeclaration(path.isVariableDeclarator() ? path.parentPath! : path);
      for (const path of shared.constantViolations)
        if (!declarations.includes(path)) scope.registerConstantViolation(path);
      const own = scope.getOwnBinding(node.id!.name);
      for (const path of shared.referencePaths) own?.reference(path);
    },
  });
}

function isDeclaration(path: NodePath): boolean {
  if (path.isVariableDeclarator()) return (path.parent as t.VariableDeclaration).kind === 'var';
  return path.isFunctionDeclaration();
}
