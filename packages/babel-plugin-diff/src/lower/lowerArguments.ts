import type { types as t } from '@babel/core';
import type { Value } from '../hir/model.js';
import type { FunctionLowering } from './FunctionLowering.js';
import { lowerExpression } from './lowerExpression.js';

/** Lowers arguments in order. */
export function lowerArguments(ctx: FunctionLowering, args: readonly t.Node[]): Value[] {
  return args.map((each) => lowerExpression(ctx, each));
}
