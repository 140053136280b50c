import { types as t } from '@babel/core';
import type { Binding } from '@babel/traverse';
import type { TraceProgram } from './TraceProgram.js';

/** Declares, beside each variable of ordinary code that traced code assigns, the variable that holds its lane. */
export function declareKept(trace: TraceProgram): void {
  for (const binding of trace.kept) declare(binding, trace.laneName(binding.identifier.name));
}

function declare(binding: Binding, name: string): void {
  const { path } = binding;
  const bare = (): t.VariableDeclarator => t.variableDeclarator(t.identifier(name));
  const statement = (kind: 'let' | 'var'): t.Statement => t.variableDeclaration(kind, [bare()]);
  if (path.isVariableDeclarator()) {
    const declaration = path.parentPath;
    if (!declaration?.isVariableDeclaration()) return;
    const holder = declaration.parentPath;
    if (holder?.isForXStatement() && declaration.key === 'left') {
      const { node } = holder;
      if (node.body.type !== 'BlockStatement') node.body = t.blockStatement([node.body]);
      node.body.body.unshift(statement(declaration.node.kind === 'var' ? 'var' : 'let'));
    } else if (holder?.isExportNamedDeclaration()) {
      holder.insertBefore(statement('let'));
    } else {
      declaration.node.declarations.push(bare());
    }
    return;
  }
  if (path.isCatchClause()) {
    path.node.body.body.unshift(statement('let'));
    return;
  }
  const { block } = binding.scope;
  if (t.isFunction(block)) {
    if (block.body.type !== 'BlockStatement') block.body = t.blockStatement([t.returnStatement(block.body)]);
    block.body.body.unshift(statement('var'));
  } else if (block.type === 'Program' || block.type === 'BlockStatement') {
    block.body.unshift(statement(block.type === 'Program' ? 'var' : 'let'));
  }
}
