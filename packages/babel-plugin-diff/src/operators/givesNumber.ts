import type { types as t } from '@babel/core';
import { seeThrough } from '../lower/seeThrough.js';
import type { ProgramIndex } from '../lower/ProgramIndex.js';

/** Functions of arrays that give a number if they are given an array and nothing else. */
const REDUCTIONS: ReadonlySet<string> = new Set([
  ...[
    'sum',
    'prod',
    'mean',
    'average',
    'variance',
    'std',
    'max',
    'min',
    'ptp',
    'median',
    'logsumexp',
    'norm',
  ],
  ...['trace', 'det', 'countNonzero', 'argmax', 'argmin'],
]);

/** Functions of two arrays that give a number, if these are vectors in the case of products. */
const OF_TWO: ReadonlySet<string> = new Set([
  'dot',
  'vdot',
  'inner',
  'softmaxCrossEntropy',
  'sigmoidCrossEntropy',
]);

/**
 * Is a call expected to give a number: of a reduction of arrays, or of a method that gives an element? Other functions of arrays give
 * arrays. That it does is made sure of at run time.
 */
export function givesNumber(index: ProgramIndex, node: t.CallExpression | t.OptionalCallExpression): boolean {
  const callee = seeThrough(node.callee);
  const count = node.arguments.length;
  if (callee.type === 'Identifier') {
    const name = index.nameInRuntime(callee) ?? '';
    return (REDUCTIONS.has(name) && count === 1) || (OF_TWO.has(name) && count === 2);
  }
  return (
    callee.type === 'MemberExpression' &&
    !callee.computed &&
    callee.property.type === 'Identifier' &&
    (callee.property.name === 'get' || callee.property.name === 'at')
  );
}
