import ndarray from 'ndarray';
import { knowConstructor } from './rules/ndarray/scijs.js';
import { defineScijsPackages, type ScijsPackages } from './rules/ndarray/scijsPackages.js';

/*
 * What `import '@diffjs/runtime/ndarray'` brings along: derivatives know ndarrays of scijs even in a bundle that uses no array function of
 * @diffjs/runtime, and know the function `ndarray` under whatever name a minifier has given it.
 */

knowConstructor(ndarray);

/**
 * Gives functions of packages around scijs' ndarray their derivatives: their code is made from texts, and cannot be compiled.
 *
 * @param packages  those that are used, as they are imported: `{ gemm, pack, unpack, fill, scratch }`
 * @example
 * import { defineScijs } from '@diffjs/runtime/ndarray';
 * defineScijs({});   // undefined   (of ndarray-gemm and ndarray-pack: { gemm, pack })
 */
export function defineScijs(packages: ScijsPackages): void {
  defineScijsPackages(packages, ndarray as never);
}

export { ndarray };
export type { ScijsPackages };
