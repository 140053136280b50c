import type { NodePath, types as t } from '@babel/core';

/** Methods of arrays that call a function at once and keep no hold of it. */
const methods: ReadonlySet<string> = new Set([
  'every',
  'filter',
  'find',
  'findIndex',
  'findLast',
  'findLastIndex',
  'flatMap',
  'forEach',
  'map',
  'reduce',
  'reduceRight',
  'some',
  'sort',
]);

/** Is the function handed to a method such as `map`, which only calls it? Then nobody can ask for its derivative. */
export function isNativeCallback(path: NodePath<t.Function>): boolean {
  const { parent } = path;
  if (parent.type !== 'CallExpression' || path.listKey !== 'arguments') return false;
  const { callee } = parent;
  return (
    callee.type === 'MemberExpression' &&
    !callee.computed &&
    callee.property.type === 'Identifier' &&
    methods.has(callee.property.name)
  );
}
