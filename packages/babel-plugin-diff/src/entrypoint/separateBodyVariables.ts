import { type NodePath, types as t } from '@babel/core';
import { ambiguousNames } from '../trace/parameterScope.js';

/**
 * `function f(a, g = () => a) { var a = 2; … }` → `function f(a, g = () => a) { var _a = a; _a = 2; … }`. With defaults the body has
 * variables of its own, which begin with the values of parameters of the same names; Babel's scopes have one binding for both.
 *
 * @returns what undoes it when companions have been made, so that the original has its own text
 */
export function separateBodyVariables(program: NodePath<t.Program>): () => void {
  const undo: (() => void)[] = [];
  program.traverse({
    Function(path: NodePath<t.Function>) {
      const names = ambiguousNames(path.node);
      const { body } = path.node;
      if (names.length === 0 || body.type !== 'BlockStatement' || looksUpNames(body)) return;
      const renamed = new Map(names.map((name) => [name, path.scope.generateUid(name)]));
      const parameters = path.node.params.flatMap((each) =>
        Object.keys(t.getBindingIdentifiers(each, false, true)),
      );
      undo.push(...renameIn(path.get('body') as NodePath<t.BlockStatement>, renamed, path));
      const initial = names.map((name) =>
        t.variableDeclarator(
          t.identifier(renamed.get(name)!),
          parameters.includes(name) ? t.identifier(name) : null,
        ),
      );
      const declaration = t.variableDeclaration('var', initial);
      body.body.unshift(declaration);
      undo.push(() => (body.body = body.body.filter((each) => each !== declaration)));
      path.scope.crawl();
    },
  });
  return () => {
    for (const each of undo) each();
    if (undo.length > 0) program.scope.crawl();
  };
}

/** Direct `eval` finds variables by their names. */
function looksUpNames(body: t.BlockStatement): boolean {
  let found = false;
  t.traverseFast(body, (each) => {
    found ||= each.type === 'WithStatement' || (each.type === 'Identifier' && each.name === 'eval');
  });
  return found;
}

function renameIn(
  body: NodePath<t.BlockStatement>,
  renamed: ReadonlyMap<string, string>,
  owner: NodePath<t.Function>,
): (() => void)[] {
  const undo: (() => void)[] = [];
  const isOwn = (path: NodePath, name: string): boolean =>
    path.scope.getBinding(name)?.scope === owner.scope && renamed.has(name);
  const rename = (path: NodePath<t.Identifier>): void => {
    const { node } = path;
    if (!isOwn(path, node.name)) return;
    const holder = path.parent.type === 'AssignmentPattern' ? path.parentPath.parent : path.parent;
    if (holder.type === 'ObjectProperty' && holder.shorthand) {
      const { key } = holder;
      holder.shorthand = false;
      holder.key = t.identifier(node.name);
      undo.push(() => Object.assign(holder, { shorthand: true, key }));
    }
    const { name } = node;
    node.name = renamed.get(name)!;
    undo.push(() => (node.name = name));
  };
  const found: NodePath<t.Identifier>[] = [];
  body.traverse({
    ReferencedIdentifier: (path) => {
      if (path.isIdentifier()) found.push(path);
    },
    BindingIdentifier: (path) => {
      found.push(path);
    },
  });
  for (const path of new Set(found)) rename(path);
  return undo;
}
