import type { NodePath, types as t } from '@babel/core';

/** What a file may make of objects that compiled companions do not take into account. */
export interface ObjectTraits {
  /** Names of the properties that it defines as getters or setters, as far as they are written out. */
  readonly accessors: ReadonlySet<string>;
  /** Whether it makes proxies. */
  readonly proxies: boolean;
  /** Whether it takes from objects that they can be written to. */
  readonly readOnly: boolean;
}

/** Names by which a program makes objects, or properties, that cannot be written to. */
const freezing = /^(?:freeze|seal|preventExtensions|defineProperty|defineProperties|writable)$/;

/** Goes through a file for objects that are more than plain ones. */
export function findObjectTraits(program: NodePath<t.Program>): ObjectTraits {
  const names = new Set<string>();
  let [proxies, readOnly] = [false, false];
  const add = (key: t.Node | null | undefined): void => {
    if (key?.type === 'Identifier') names.add(key.name);
    else if (key?.type === 'StringLiteral') names.add(key.value);
  };
  program.traverse({
    Identifier: ({ node }) => {
      proxies ||= node.name === 'Proxy';
      readOnly ||= freezing.test(node.name);
    },
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
      readOnly ||= name === 'create' && args.length > 1;
      if (name === 'defineProperty' && args[1]?.type === 'StringLiteral') add(args[1]);
      else if (/^__define[GS]etter__$/.test(name) && args[0]?.type === 'StringLiteral') add(args[0]);
      else if (name === 'defineProperties' && args[1]?.type === 'ObjectExpression') {
        for (const property of args[1].properties) if (property.type === 'ObjectProperty') add(property.key);
      }
    },
  });
  return { accessors: names, proxies, readOnly };
}
