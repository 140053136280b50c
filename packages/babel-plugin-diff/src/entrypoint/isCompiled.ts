import type { NodePath, types as t } from '@babel/core';

/** Ways in which emitted code hands companions to the runtime. */
const ATTACHING = /^_?attach(?:Class|Members)?\d*$/;

/** Has the file been through the plugin already? Builds and loaders may follow on each other. */
export function isCompiled(program: NodePath<t.Program>, source: string | undefined): boolean {
  if (source?.includes('attach') === false) return false;
  let found = false;
  program.traverse({
    CallExpression(path: NodePath<t.CallExpression>) {
      const [, name, version, make] = path.node.arguments;
      found =
        ATTACHING.test(nameOfCallee(path.node.callee)) &&
        name?.type === 'StringLiteral' &&
        version?.type === 'NumericLiteral' &&
        make !== undefined &&
        /Function/.test(make.type) &&
        entersTracedCode(path.get('arguments')[3] as NodePath);
      if (found) path.stop();
    },
  });
  return found;
}

/** Every traced form begins by taking its lanes, `_traced.enter()`; companions that were written by hand have none. */
function entersTracedCode(make: NodePath): boolean {
  let found = false;
  make.traverse({
    CallExpression(path: NodePath<t.CallExpression>) {
      const { callee, arguments: given } = path.node;
      found = given.length === 0 && callee.type === 'MemberExpression' && nameOfCallee(callee) === 'enter';
      if (found) path.stop();
    },
  });
  return found;
}

/** `_attach`, `_compiled.attach`, `(0, _compiled.attach)` */
function nameOfCallee(callee: t.Node): string {
  if (callee.type === 'Identifier') return callee.name;
  if (callee.type === 'SequenceExpression') return nameOfCallee(callee.expressions.at(-1)!);
  if (callee.type === 'ParenthesizedExpression') return nameOfCallee(callee.expression);
  if (callee.type === 'MemberExpression' && !callee.computed) return nameOfCallee(callee.property);
  return '';
}
