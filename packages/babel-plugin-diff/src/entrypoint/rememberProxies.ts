import { type NodePath, types as t } from '@babel/core';
import type { ProgramIndex } from '../lower/ProgramIndex.js';
import type { RuntimeImports } from './RuntimeImports.js';

/** `new Proxy(target, handler)` of ordinary code is remembered with what it was made of, which the language does not tell. */
export function rememberProxies(
  program: NodePath<t.Program>,
  index: ProgramIndex,
  imports: RuntimeImports,
): void {
  program.traverse({
    NewExpression: (path) => {
      const { callee, arguments: args } = path.node;
      if (callee.type !== 'Identifier' || callee.name !== 'Proxy' || index.bindingOf(callee)) return;
      if (args.length !== 2 || args.some((each) => !t.isExpression(each))) return;
      path.replaceWith(t.callExpression(imports.use('makeProxy'), args));
      path.skip();
    },
  });
}
