import { types as t } from '@babel/core';
import type { Insertions } from './Insertions.js';

/** The parts of a constructor's body in both forms, `if (…) { … } else { let [a, b] = arguments; { <the user's> } }`. */
export interface ConstructorForms {
  readonly branch: t.IfStatement;
  /** What stands for the parameters, if they are taken as they come. */
  readonly binding: t.VariableDeclaration | null;
  readonly own: t.BlockStatement;
}

/** @param block  an insertion of the kind `constructor` */
export function constructorForms(block: t.BlockStatement, insertions: Insertions): ConstructorForms {
  const branch = block.body[0] as t.IfStatement;
  const otherwise = branch.alternate as t.BlockStatement;
  const [first, second] = otherwise.body;
  const isBinding = first && insertions.kindOf(first) === 'whole' && bindsArguments(first);
  return isBinding
    ? { branch, binding: first, own: second as t.BlockStatement }
    : { branch, binding: null, own: otherwise };
}

function bindsArguments(node: t.Statement): node is t.VariableDeclaration {
  if (node.type !== 'VariableDeclaration') return false;
  const [only] = node.declarations;
  return only?.id.type === 'ArrayPattern' && t.isIdentifier(only.init, { name: 'arguments' });
}
