import { types as t } from '@babel/core';

/** Has a function or program the directive that makes it strict code? */
export function hasUseStrict(node: t.Node): boolean {
  const body = t.isFunction(node) ? node.body : node;
  return 'directives' in body && (body.directives ?? []).some(({ value }) => value.value === 'use strict');
}
