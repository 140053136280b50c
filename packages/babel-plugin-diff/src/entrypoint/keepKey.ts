import { types as t } from '@babel/core';
import type { Scope } from '@babel/traverse';
import type { TraceProgram } from '../trace/TraceProgram.js';
import { declareAtTop } from './declareAtTop.js';
import type { Insertions } from './originalText/Insertions.js';

/**
 * Keeps the computed key of a method or field, which is evaluated once, for the companions: `[k = traced.key(<key>)]`.
 *
 * @param scope  where the variable is declared
 * @returns the variable
 */
export function keepKey(
  member: t.ObjectMethod | t.ClassMethod | t.ClassProperty,
  scope: Scope,
  trace: TraceProgram,
  insertions: Insertions,
): t.Identifier {
  const name = trace.uniqueName();
  declareAtTop(scope, 'var', name, insertions);
  const key = t.callExpression(t.memberExpression(trace.runtime(), t.identifier('key')), [
    member.key as t.Expression,
  ]);
  member.key = insertions.add('key', t.assignmentExpression('=', t.identifier(name), key));
  return t.identifier(name);
}
