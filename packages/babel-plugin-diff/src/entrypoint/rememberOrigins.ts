import { type NodePath, types as t } from '@babel/core';
import type { ProgramIndex } from '../lower/ProgramIndex.js';
import type { Insertions } from './originalText/Insertions.js';
import type { RuntimeImports } from './RuntimeImports.js';

/**
 * Proxies and bound functions that ordinary code makes are remembered with what they were made of, which the language does not tell:
 * `new Proxy(target, handler)` and `f.bind(self, …)`.
 *
 * @returns what changes the expressions; traced code is made first, from the user's own text, and companions are put beside functions
 *   that are bound where they stand
 */
export function rememberOrigins(
  program: NodePath<t.Program>,
  index: ProgramIndex,
  imports: RuntimeImports,
  insertions: Insertions,
): () => void {
  const proxies: t.NewExpression[] = [];
  const bound: t.CallExpression[] = [];
  program.traverse({
    NewExpression({ node }) {
      const { callee, arguments: args } = node;
      if (callee.type !== 'Identifier' || callee.name !== 'Proxy' || index.bindingOf(callee)) return;
      if (args.length === 2 && args.every((each) => t.isExpression(each))) proxies.push(node);
    },
    CallExpression({ node }) {
      const { callee } = node;
      if (callee.type !== 'MemberExpression' || callee.computed || callee.object.type === 'Super') return;
      if (callee.property.type === 'Identifier' && callee.property.name === 'bind') bound.push(node);
    },
  });
  return () => {
    for (const node of proxies) {
      insertions.add('proxy', node);
      Object.assign(node, t.callExpression(imports.use('makeProxy'), [...node.arguments]), { loc: node.loc });
    }
    for (const node of bound) {
      // `bind` is looked up before the arguments are evaluated.
      const { object } = node.callee as t.MemberExpression;
      node.callee = insertions.add('bind', t.callExpression(imports.use('bind'), [object as t.Expression]));
    }
  };
}
