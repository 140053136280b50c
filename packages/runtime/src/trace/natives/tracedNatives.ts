import type { AnyFunction } from '../../records/Companions.js';
import { accessorNatives } from './accessors.js';
import { arrayConstructors, arrayFactories } from './arrayFactories.js';
import { asyncIterationNatives } from '../asyncIteration.js';
import { arrayFromAsyncNatives } from './arrayFromAsync.js';
import { arrayNatives } from './arrays.js';
import { cloneNatives } from './clone.js';
import { collectionConstructors, collectionNatives } from './collections.js';
import { dataViewNatives } from './dataViews.js';
import { functionNatives } from './functions.js';
import { hostNatives } from './host.js';
import { jsonNatives } from './json.js';
import { iteratorNatives } from '../iterators.js';
import { iteratorHelperNatives } from './iteratorHelpers.js';
import { mathNatives } from './math.js';
import { numberNatives } from './numbers.js';
import { objectConstructors, objectNatives } from './objects.js';
import { promiseConstructors, promiseNatives } from './promises.js';
import { proxyConstructors, proxyNatives } from './proxyObjects.js';
import { textConstructors, textNatives } from './texts.js';
import type { TracedConstructor, TracedNative } from './TracedNative.js';
import { typedArrayConstructors, typedArrayNatives } from './typedArrays.js';

let calls: Map<unknown, TracedNative> | undefined;
let foreign: ((f: AnyFunction) => TracedNative | undefined) | undefined;
let constructors: Map<unknown, TracedConstructor> | undefined;

/** What traced code does for a native function; undefined if it does not know it. The table is made at the first question. */
export function tracedNative(f: unknown): TracedNative | undefined {
  calls ??= new Map<unknown, TracedNative>([
    ...accessorNatives(),
    ...textNatives(),
    ...jsonNatives(),
    ...cloneNatives(),
    ...mathNatives(),
    ...numberNatives(),
    ...functionNatives(),
    ...objectNatives(),
    ...arrayNatives(),
    ...arrayFactories(),
    ...typedArrayNatives(),
    ...dataViewNatives(),
    ...collectionNatives(),
    ...(iteratorNatives() as unknown as (readonly [unknown, TracedNative])[]),
    ...iteratorHelperNatives(),
    ...arrayFromAsyncNatives(),
    ...promiseNatives(),
    ...asyncIterationNatives(),
    ...proxyNatives(),
    ...hostNatives(),
  ]);
  return calls.get(f) ?? (typeof f === 'function' ? foreign?.(f) : undefined);
}

/** Says what traced code does for functions of libraries that make their code from texts. */
export function knowForeignNatives(find: (f: AnyFunction) => TracedNative | undefined): void {
  foreign = find;
}

/** The same for `new`. */
export function tracedNativeConstructor(F: unknown): TracedConstructor | undefined {
  constructors ??= new Map<unknown, TracedConstructor>([
    ...textConstructors(),
    ...objectConstructors(),
    ...arrayConstructors(),
    ...typedArrayConstructors(),
    ...collectionConstructors(),
    ...promiseConstructors(),
    ...proxyConstructors(),
  ]);
  return constructors.get(F);
}
