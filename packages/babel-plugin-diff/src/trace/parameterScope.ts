import { types as t } from '@babel/core';
import { seeThrough } from '../lower/seeThrough.js';

/**
 * A name that means one thing in the defaults of a function and another in its body: with defaults the body has variables of its own,
 * which Babel's scopes do not tell from those that the defaults see. Null if there is none.
 */
export function ambiguousName(node: t.Function): string | null {
  if (node.body.type !== 'BlockStatement') return null;
  const own = bodyVariables(node.body);
  if (own.size === 0) return null;
  const parameters = new Set(node.params.flatMap((each) => Object.keys(t.getBindingIdentifiers(each))));
  let found: string | null = null;
  const visit = (written: t.Node, inClosure: boolean): void => {
    const inside = inClosure || t.isFunction(written);
    if (written.type === 'Identifier' && own.has(written.name) && (inside || !parameters.has(written.name)))
      found ??= written.name;
    for (const key of t.VISITOR_KEYS[written.type] ?? []) {
      const child = (written as unknown as Record<string, t.Node | (t.Node | null)[] | null>)[key];
      for (const each of Array.isArray(child) ? child : [child]) if (each) visit(each, inside);
    }
  };
  for (const param of node.params) visit(seeThrough(param), false);
  return found;
}

/** Names declared by `var` or as functions in a body, not those of functions in it. */
function bodyVariables(body: t.BlockStatement): Set<string> {
  const names = new Set<string>();
  for (const each of body.body) if (each.type === 'FunctionDeclaration' && each.id) names.add(each.id.name);
  const visit = (written: t.Node): void => {
    if (t.isFunction(written) || t.isClass(written)) return;
    if (written.type === 'VariableDeclaration' && written.kind === 'var')
      for (const name of Object.keys(t.getBindingIdentifiers(written))) names.add(name);
    for (const key of t.VISITOR_KEYS[written.type] ?? []) {
      const child = (written as unknown as Record<string, t.Node | (t.Node | null)[] | null>)[key];
      for (const each of Array.isArray(child) ? child : [child]) if (each) visit(each);
    }
  };
  for (const each of body.body) visit(each);
  return names;
}
