import ops from 'ndarray-ops';
import { defineOps, type Ops } from './rules/ndarray/ops/ops.js';
import { knowScijs } from './rules/ndarray/scijs.js';

/*
 * What `import '@diffjs/runtime/ndarray-ops'` brings along: all functions of ndarray-ops have derivatives.
 */

knowScijs();
defineOps(ops as unknown as Readonly<Record<string, (...args: never[]) => unknown>>);

/** The functions of `ndarray-ops`, the same objects, with their types. */
const differentiable = ops as unknown as Ops;

export { differentiable as ops };
