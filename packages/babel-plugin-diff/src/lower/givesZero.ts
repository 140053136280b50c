import { type types as t } from '@babel/core';
import { seeThrough } from './seeThrough.js';

/** Is it `… || 0`? */
export function givesZero(operator: string, right: t.Node): boolean {
  const node = seeThrough(right);
  return operator === '||' && node.type === 'NumericLiteral' && node.value === 0;
}
