import { type NodePath, types as t } from '@babel/core';
import type { Scope } from '@babel/traverse';
import { constructorForms } from './originalText/constructorForms.js';
import type { Insertions } from './originalText/Insertions.js';

/** The innermost scope around an expression in the body of which a variable can be declared that the expression sees. */
export function scopeAround(path: NodePath): Scope {
  let scope = path.isScope() ? path.scope.parent : path.scope;
  for (;;) {
    const { path: holder } = scope;
    const child = path.find(({ parentPath }) => parentPath === holder);
    const isOutside = holder.isFunction() && child !== null && child.key !== 'body';
    if (!isOutside && !holder.isClass() && !holder.isLoop() && !holder.isPattern()) return scope;
    scope = scope.parent;
  }
}

/** Declares a variable at the top of a scope, beside those declared there before. */
export function declareAtTop(scope: Scope, kind: 'var' | 'let', name: string, insertions: Insertions): void {
  insertions.later(() => {
    const { body } = blockOf(scope, insertions);
    const declarator = t.variableDeclarator(t.identifier(name));
    const present = body.find(
      (each) =>
        each.type === 'VariableDeclaration' && each.kind === kind && insertions.kindOf(each) === 'whole',
    ) as t.VariableDeclaration | undefined;
    if (present) present.declarations.push(declarator);
    else body.unshift(insertions.add('whole', t.variableDeclaration(kind, [declarator])));
  });
}

/** The block that a scope's statements stand in; what is only an expression or statement becomes one. */
function blockOf(scope: Scope, insertions: Insertions): t.BlockStatement | t.Program | t.StaticBlock {
  const { block } = scope;
  switch (block.type) {
    case 'Program':
    case 'BlockStatement':
    case 'StaticBlock':
      return block;
    case 'CatchClause':
      return block.body;
    default:
      if (t.isFunction(block) || t.isLoop(block)) return bodyBlock(block, insertions);
      return blockOf(scope.parent, insertions);
  }
}

/** The block that is the body of a function or loop; of a constructor in both forms, the user's. */
export function bodyBlock(holder: t.Function | t.Loop, insertions: Insertions): t.BlockStatement {
  const { body } = holder;
  if (body.type === 'BlockStatement')
    return insertions.kindOf(body) === 'constructor' ? constructorForms(body, insertions).own : body;
  const statement = t.isExpression(body) ? t.returnStatement(body) : body;
  const block = insertions.add('body', t.blockStatement([statement]));
  holder.body = block;
  return block;
}
