import type { ShadowBuffer, ShadowTable } from './ShadowTable.js';
import { SINK } from './sink.js';
import { isWhole, shadowBufferOf, windowAt } from './viewShadow.js';

/**
 * Tells a table the shadow that a typed array has already, so that other views of its buffer get theirs as views of that. Anything else than a
 * float array is left out.
 */
export function enterView(x: object, x$: unknown, { buffers }: ShadowTable): void {
  // What is no view is not asked for its prototype: a proxy would run its trap.
  if (!ArrayBuffer.isView(x) || !(x instanceof Float64Array || x instanceof Float32Array)) return;
  if (!(x$ instanceof Float64Array) || x$ === SINK) return;
  const { buffer: primal, BYTES_PER_ELEMENT: bytes } = x;
  const known = buffers.get(primal);
  if (known !== undefined) {
    if (!isFoundIn(known, x, x$, primal)) addWindow(known, x, x$);
  } else if (isWhole(x, primal) && x$.byteOffset === 0) {
    // Asking the shadow for its buffer would have V8 make one.
    buffers.set(primal, { bytes, view: x$, buffer: undefined });
  } else if (reachesAsFar(x, x$, primal)) {
    buffers.set(primal, { bytes, view: undefined, buffer: x$.buffer });
  } else {
    const made: ShadowBuffer = { bytes, view: undefined, buffer: undefined };
    addWindow(made, x, x$);
    buffers.set(primal, made);
  }
}

/** A shadow that reaches as far as the primal's whole buffer stands for that buffer. */
function reachesAsFar(x: Float64Array | Float32Array, x$: Float64Array, primal: ArrayBufferLike): boolean {
  const bytes = x.BYTES_PER_ELEMENT;
  return (
    x$.byteOffset === (x.byteOffset / bytes) * 8 && x$.buffer.byteLength >= (primal.byteLength / bytes) * 8
  );
}

/** Would the array be given this very shadow? */
function isFoundIn(
  known: ShadowBuffer,
  x: Float64Array | Float32Array,
  x$: Float64Array,
  primal: ArrayBufferLike,
): boolean {
  const { byteOffset, byteLength, BYTES_PER_ELEMENT: bytes } = x;
  const window = windowAt(known, byteOffset, byteLength);
  if ((window ?? known).bytes !== bytes) return false;
  if (window === undefined)
    return x$.byteOffset === (byteOffset / bytes) * 8 && x$.buffer === shadowBufferOf(known, primal);
  const { start, end, shadow } = window;
  return (
    byteOffset >= start &&
    byteOffset + byteLength <= end &&
    x$.byteOffset === shadow.byteOffset + ((byteOffset - start) / bytes) * 8 &&
    x$.buffer === shadow.buffer
  );
}

function addWindow(known: ShadowBuffer, x: Float64Array | Float32Array, shadow: Float64Array): void {
  const { byteOffset: start, byteLength, BYTES_PER_ELEMENT: bytes } = x;
  (known.windows ??= []).push({ bytes, start, end: start + byteLength, shadow });
}
