import { type NodePath, types as t } from '@babel/core';
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
      const { callee } = path.node;
      if (callee.type !== 'MemberExpression' || callee.computed || callee.object.type === 'Super') return;
      if (callee.property.type !== 'Identifier' || callee.property.name !== 'bind') return;
      // `bind` is looked up before the arguments are evaluated.
      path.node.callee = t.callExpression(imports.use('bind'), [callee.object]);
    },
  });
}
