import type { types as t } from '@babel/core';

/** The expression below parentheses and type syntax, which mean nothing at run time. */
export function seeThrough<N extends t.Node>(node: N): t.Node {
  let inner: t.Node = node;
  for (;;) {
    switch (inner.type) {
      case 'ParenthesizedExpression':
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSNonNullExpression':
      case 'TSTypeAssertion':
      case 'TSInstantiationExpression':
      case 'TypeCastExpression':
        inner = inner.expression;
        break;
      default:
        return inner;
    }
  }
}
