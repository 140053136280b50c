import ndarray from 'ndarray';
import { knowConstructor } from './rules/ndarray/scijs.js';

/*
 * What `import '@diffjs/runtime/ndarray'` brings along: derivatives know ndarrays of scijs even in a bundle that uses no array function of
 * @diffjs/runtime, and know the function `ndarray` under whatever name a minifier has given it.
 */

knowConstructor(ndarray);

export { ndarray };
