import { type NodePath, types as t } from '@babel/core';
import { seeThrough } from '../lower/seeThrough.js';
import type { ProgramIndex } from '../lower/ProgramIndex.js';
import type { RuntimeImports } from './RuntimeImports.js';

/**
 * Proxies and bound functions that ordinary code makes are remembered with what they were made of, which the language does not tell:
 * `new Proxy(target, handler)` and `f.bind(self, …)`.
 */
export function rememberOrigins(
  program: NodePath<t.Program>,
  index: ProgramIndex,
  imports: RuntimeImports,
): void {
  program.traverse({
    NewExpression(path) {
      const { callee, arguments: args } = path.node;
      if (callee.type !== 'Identifier' || callee.name !== 'Proxy' || index.bindingOf(callee)) return;
      if (args.length !== 2 || args.some((each) => !t.isExpression(each))) return;
      path.replaceWith(t.callExpression(imports.use('makeProxy'), args));
      path.skip();
    },
    CallExpression(path) {
      const { callee, arguments: args } = path.node;
      if (callee.type !== 'MemberExpression' || callee.computed || callee.object.type === 'Super') return;
      if (callee.property.type !== 'Identifier' || callee.property.name !== 'bind') return;
      // The call looks `bind` up after its arguments are evaluated.
      if (args.length === 0 || !args.every((each) => hasNoEffect(each))) return;
      path.replaceWith(t.callExpression(imports.use('bind'), [callee.object, ...args]));
    },
  });
}

function hasNoEffect(argument: t.Node): boolean {
  const node = seeThrough(argument);
  return (
    node.type === 'ThisExpression' ||
    node.type === 'Identifier' ||
    node.type === 'FunctionExpression' ||
    node.type === 'ArrowFunctionExpression' ||
    t.isLiteral(node)
  );
}
