import type { types as t } from '@babel/core';

/** What a construct is called in messages: `TSEnumDeclaration` is an "enum declaration". */
export function constructName(node: t.Node): string {
  const words = node.type.replace(/^(TS|JSX)/, '').replace(/([a-z])([A-Z])/g, '$1 $2');
  return words.toLowerCase();
}
