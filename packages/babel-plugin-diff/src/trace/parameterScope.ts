import { types as t } from '@babel/core';
import { seeThrough } from '../lower/seeThrough.js';

/**
 * Names that mean one thing in the defaults of a function and another in its body: with defaults the body has variables of its own,
 * which Babel's scopes do not tell from those that the defaults see.
 */
export function ambiguousNames(node: t.Function): string[] {
  if (node.body.type !== 'BlockStatement') return [];
  const { variables } = bodyVariables(node.body);
  return namesInDefaults(node, variables);
}

/** The first of them that is declared as a function in the body; null if there is none. */
export function ambiguousFunction(node: t.Function): string | null {
  if (node.body.type !== 'BlockStatement') return null;
  const { variables, functions } = bodyVariables(node.body);
  return namesInDefaults(node, new Set([...variables, ...functions]))[0] ?? null;
}

function namesInDefaults(node: t.Function, own: ReadonlySet<string>): string[] {
  if (own.size === 0) return [];
  const parameters = new Set(node.params.flatMap((each) => Object.keys(t.getBindingIdentifiers(each))));
  const found = new Set<string>();
  const visit = (written: t.Node, inClosure: boolean): void => {
    const inside = inClosure || t.isFunction(written);
    if (written.type === 'Identifier' && own.has(written.name) && (inside || !parameters.has(written.name)))
      found.add(written.name);
    for (const key of t.VISITOR_KEYS[written.type] ?? []) {
      const child = (written as unknown as Record<string, t.Node | (t.Node | null)[] | null>)[key];
      for (const each of Array.isArray(child) ? child : [child]) if (each) visit(each, inside);
    }
  };
  for (const param of node.params) visit(seeThrough(param), false);
  return [...found];
}

/** Names declared by `var` and as functions in a body, not those of functions in it. */
function bodyVariables(body: t.BlockStatement): { variables: Set<string>; functions: Set<string> } {
  const functions = new Set<string>();
  const variables = new Set<string>();
  for (const each of body.body)
    if (each.type === 'FunctionDeclaration' && each.id) functions.add(each.id.name);
  const visit = (written: t.Node): void => {
    if (t.isFunction(written) || t.isClass(written)) return;
    if (written.type === 'VariableDeclaration' && written.kind === 'var')
      for (const name of Object.keys(t.getBindingIdentifiers(written)))
        if (!functions.has(name)) variables.add(name);
    for (const key of t.VISITOR_KEYS[written.type] ?? []) {
      const child = (written as unknown as Record<string, t.Node | (t.Node | null)[] | null>)[key];
      for (const each of Array.isArray(child) ? child : [child]) if (each) visit(each);
    }
  };
  for (const each of body.body) visit(each);
  return { variables, functions };
}
