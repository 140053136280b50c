import { types as t } from '@babel/core';
import type { Binding } from '@babel/traverse';
import { bodyBlock } from '../entrypoint/declareAtTop.js';
import type { Insertions } from '../entrypoint/originalText/Insertions.js';
import type { TraceProgram } from './TraceProgram.js';

/** Declares, beside each variable of ordinary code that traced code assigns, the variable that holds its lane. */
export function declareKept(trace: TraceProgram, insertions: Insertions): void {
  for (const binding of trace.kept) declare(binding, trace.laneName(binding.identifier.name), insertions);
}

function declare(binding: Binding, name: string, insertions: Insertions): void {
  const { path } = binding;
  const bare = (): t.VariableDeclarator => t.variableDeclarator(t.identifier(name));
  const statement = (kind: 'let' | 'var'): t.Statement =>
    insertions.add('whole', t.variableDeclaration(kind, [bare()]));
  if (path.isVariableDeclarator()) {
    const declaration = path.parentPath;
    if (!declaration?.isVariableDeclaration()) return;
    const holder = declaration.parentPath;
    if (holder?.isForXStatement() && declaration.key === 'left') {
      bodyBlock(holder.node, insertions).body.unshift(
        statement(declaration.node.kind === 'var' ? 'var' : 'let'),
      );
    } else if (holder?.isExportNamedDeclaration()) {
      holder.insertBefore(statement('let'));
    } else {
      declaration.node.declarations.push(insertions.add('whole', bare()));
    }
    return;
  }
  if (path.isCatchClause()) {
    path.node.body.body.unshift(statement('let'));
    return;
  }
  const { block } = binding.scope;
  if (t.isFunction(block)) bodyBlock(block, insertions).body.unshift(statement('var'));
  else if (block.type === 'Program' || block.type === 'BlockStatement')
    block.body.unshift(statement(block.type === 'Program' ? 'var' : 'let'));
}
