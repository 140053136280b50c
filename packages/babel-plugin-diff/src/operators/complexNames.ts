import type { types as t } from '@babel/core';
import type { ProgramIndex } from '../lower/ProgramIndex.js';

/** Methods of complex numbers that give real numbers or truth values. */
export const REAL_METHODS: ReadonlySet<string> = new Set([
  'abs',
  'arg',
  'norm2',
  'equals',
  'isNaN',
  'isFinite',
]);

/** Methods of complex numbers that give complex ones. */
export const COMPLEX_METHODS: ReadonlySet<string> = new Set([
  ...['add', 'sub', 'mul', 'div', 'pow', 'neg', 'conj', 'reciprocal'],
  ...['sqrt', 'exp', 'expm1', 'log', 'log1p', 'log2', 'log10'],
  ...['sin', 'cos', 'tan', 'asin', 'acos', 'atan'],
  ...['sinh', 'cosh', 'tanh', 'asinh', 'acosh', 'atanh'],
]);

/** Static members of `Complex` that are complex numbers, and those that make some. */
export const COMPLEX_CONSTANTS: ReadonlySet<string> = new Set(['ZERO', 'ONE', 'I']);
export const COMPLEX_MAKERS: ReadonlySet<string> = new Set(['polar', 'from', 'parse']);

/** What a name that is imported from (or required of) the runtime is called there; null for any other. */
export function importedName(index: ProgramIndex, node: t.Node): string | null {
  if (node.type !== 'Identifier') return null;
  const path = index.bindingOf(node)?.path;
  if (path?.isImportSpecifier()) {
    const { imported } = path.node;
    const { parent } = path;
    if (parent.type !== 'ImportDeclaration' || parent.source.value !== '@diffjs/runtime') return null;
    return imported.type === 'Identifier' ? imported.name : imported.value;
  }
  if (!path?.isVariableDeclarator() || path.node.id.type !== 'ObjectPattern') return null;
  const { init } = path.node;
  const [source] = init?.type === 'CallExpression' ? init.arguments : [];
  const isRequired =
    init?.type === 'CallExpression' &&
    init.callee.type === 'Identifier' &&
    init.callee.name === 'require' &&
    source?.type === 'StringLiteral' &&
    source.value === '@diffjs/runtime';
  if (!isRequired) return null;
  for (const property of path.node.id.properties) {
    if (property.type !== 'ObjectProperty' || property.key.type !== 'Identifier') continue;
    if (property.value.type === 'Identifier' && property.value.name === node.name) return property.key.name;
  }
  return null;
}
