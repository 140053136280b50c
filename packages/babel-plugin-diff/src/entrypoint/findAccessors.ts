import type { NodePath, types as t } from '@babel/core';

/** Names of the properties that the file defines as getters or setters, as far as they are written out. */
export function findAccessors(program: NodePath<t.Program>): ReadonlySet<string> {
  const names = new Set<string>();
  const add = (key: t.Node | null | undefined): void => {
    if (key?.type === 'Identifier') names.add(key.name);
    else if (key?.type === 'StringLiteral') names.add(key.value);
  };
  program.traverse({
    ObjectMethod: ({ node }) => {
      if (node.kind !== 'method' && !node.computed) add(node.key);
    },
    ClassMethod: ({ node }) => {
      if ((node.kind === 'get' || node.kind === 'set') && !node.computed) add(node.key);
    },
    CallExpression: ({ node }) => {
      const { callee, arguments: args } = node;
      if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return;
      const { name } = callee.property;
      if (name === 'defineProperty' && args[1]?.type === 'StringLiteral') add(args[1]);
      else if (/^__define[GS]etter__$/.test(name) && args[0]?.type === 'StringLiteral') add(args[0]);
      else if (name === 'defineProperties' && args[1]?.type === 'ObjectExpression') {
        for (const property of args[1].properties) if (property.type === 'ObjectProperty') add(property.key);
      }
    },
  });
  return names;
}
