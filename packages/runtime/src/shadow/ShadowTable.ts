/** Numbers of a buffer whose shadow was made apart from that of the buffer. */
export interface ShadowWindow {
  readonly bytes: number;
  /** Where they begin and end in the primal buffer, in bytes. */
  readonly start: number;
  readonly end: number;
  readonly shadow: Float64Array;
}

/** The one shadow buffer of a primal buffer, into which the shadows of its views look. */
export interface ShadowBuffer {
  readonly bytes: number;
  /** The shadow of the buffer's only view so far, when that covers all of it. */
  view: Float64Array | undefined;
  buffer: ArrayBufferLike | undefined;
  /** The shadow of all of the buffer, for a DataView. */
  whole?: Float64Array;
  /** Byte order in which a DataView stores numbers; the machine's where it is undefined. */
  littleEndian?: boolean;
  /** Parts of the primal buffer with shadows elsewhere; those that were entered later count. */
  windows?: ShadowWindow[];
}

/** The shadows known on a tape: of objects, and of the buffers that typed arrays look into. */
export interface ShadowTable {
  readonly objects: Lookup<object, unknown>;
  readonly buffers: Lookup<ArrayBufferLike, ShadowBuffer>;
}

/** The part of a Map that shadows need. */
export interface Lookup<K, V> {
  readonly size: number;
  /** Is asked for what is not in the table. */
  readonly others?: unknown;
  get(key: K): V | undefined;
  has(key: K): boolean;
  set(key: K, value: V): unknown;
}
