import type { AnyFunction, Companions } from '../records/Companions.js';
import { filtering, finding, mapping, visiting } from './arrayCallbacks.js';
import { arrayConstructorRecords, arrayFactoryRecords } from './arrayConstructors.js';
import { arrayCopyRecords, typedSlice } from './arrayCopies.js';
import { arrayEndRecords } from './arrayEnds.js';
import { reducing } from './arrayReduce.js';
import { picking } from './arrayElement.js';
import { sorting } from './arraySort.js';
import { splicing } from './arraySplice.js';
import { arrayStoreRecords, filling, reversing, setting, viewing } from './arrayStores.js';
import { inactivePathOf, inactiveRecord, inactiveRecords } from './inactiveRecords.js';
import { countingEffects, countingEffectsOfNew } from './effectFree.js';
import { mathRecords } from './mathRecords.js';

let calls: Map<AnyFunction, Companions> | undefined;
let constructors: Map<unknown, Companions> | undefined;

/** The runtime's own record of a native function, or undefined; the table is made at the first question. */
export function nativeRecord(f: AnyFunction): Companions | undefined {
  calls ??= tableOf([
    ...inactiveRecords(),
    ...mathRecords(),
    ...arrayEndRecords(),
    splicing(Array.prototype.splice),
    ...arrayCopyRecords(),
    ...arrayStoreRecords(),
    ...arrayFactoryRecords(),
    ...callbackRecords(Array.prototype, 'Array.prototype'),
    filtering(Array.prototype.filter, 'Array.prototype.filter'),
    ...typedArrayRecords(),
  ]);
  const record = calls.get(f);
  if (record !== undefined) return record;
  const path = inactivePathOf(f);
  if (path === undefined) return undefined;
  const replaced = inactiveRecord(f, path);
  calls.set(f, replaced);
  return replaced;
}

/** The runtime's record for `new C(…)` of a native constructor, or undefined. */
export function nativeConstructor(C: unknown): Companions | undefined {
  constructors ??= tableOf(arrayConstructorRecords(), countingEffectsOfNew);
  return constructors.get(C);
}

function tableOf(
  records: readonly Companions[],
  counted = countingEffects<Companions>,
): Map<AnyFunction, Companions> {
  return new Map(records.map((record) => [record.fn, counted(record.fn, record)]));
}

/** The methods that read, call back and sort, which arrays and typed arrays each have of their own. */
type CallbackMethods = Pick<
  Float64Array,
  | 'at'
  | 'sort'
  | 'map'
  | 'forEach'
  | 'some'
  | 'every'
  | 'find'
  | 'findIndex'
  | 'findLast'
  | 'findLastIndex'
  | 'reduce'
  | 'reduceRight'
>;

function callbackRecords(prototype: object, owner: string): Companions[] {
  const methods = prototype as CallbackMethods;
  const name = (method: keyof CallbackMethods): string => `${owner}.${method}`;
  return [
    mapping(methods.map, name('map')),
    visiting(methods.forEach, name('forEach'), false, undefined, () => undefined),
    visiting(methods.some, name('some'), false, false, (_i, y) => (y ? true : undefined)),
    visiting(methods.every, name('every'), false, true, (_i, y) => (y ? undefined : false)),
    visiting(methods.findIndex, name('findIndex'), true, -1, (i, y) => (y ? i : undefined)),
    visiting(methods.findLastIndex, name('findLastIndex'), true, -1, (i, y) => (y ? i : undefined), -1),
    finding(methods.find, name('find'), 1),
    finding(methods.findLast, name('findLast'), -1),
    reducing(methods.reduce, name('reduce'), 1),
    reducing(methods.reduceRight, name('reduceRight'), -1),
    picking(methods.at, name('at')),
    sorting(methods.sort, name('sort')),
  ];
}

/** The methods that all typed arrays share. */
function typedArrayRecords(): Companions[] {
  const prototype = Object.getPrototypeOf(Float64Array.prototype) as Float64Array;
  const owner = '%TypedArray%.prototype';
  return [
    ...callbackRecords(prototype, owner),
    setting(prototype.set),
    typedSlice(prototype.slice),
    filling(prototype.fill, `${owner}.fill`),
    reversing(prototype.reverse, `${owner}.reverse`),
    viewing(prototype.subarray),
    ...([prototype.includes, prototype.indexOf, prototype.lastIndexOf, prototype.join] as const).map(
      (method) => inactiveRecord(method, `${owner}.${method.name}`),
    ),
  ];
}
