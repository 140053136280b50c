import { type Dtype, newData, type NumberData } from './dtype.js';

/** V8 keeps typed arrays of up to so many doubles in its own heap. */
const MOST_IN_HEAP = 8;
/** Longer ones are worth a buffer of their own. */
const MOST_IN_SLAB = 256;
const SLAB_BYTES = 1 << 14;

let inSweep = false;
let slab: ArrayBuffer | undefined;
let used = 0;

/**
 * Zeros for a result. A typed array with a buffer of its own costs some 400 ns, four times as much as a view of one that is there; results of
 * differentiated code, of which there are many, are views of shared buffers of 16 KiB where they are short.
 */
export function allocate(dtype: Dtype, count: number): NumberData {
  if (inSweep && dtype === 'float64' && count > MOST_IN_HEAP && count <= MOST_IN_SLAB) return inSlab(count);
  return newData(dtype, count);
}

function inSlab(count: number): Float64Array {
  const bytes = count * 8;
  if (slab === undefined || used + bytes > SLAB_BYTES) {
    slab = new ArrayBuffer(SLAB_BYTES);
    used = 0;
  }
  const data = new Float64Array(slab, used, count);
  used += bytes;
  return data;
}

/** Runs a function as part of a sweep, and tells whether another one was run so around it. */
export function beginSweep(): boolean {
  const outer = inSweep;
  inSweep = true;
  return outer;
}

export function endSweep(outer: boolean): void {
  inSweep = outer;
}
