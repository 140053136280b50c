import type { LoopReport } from './CheckpointedLoop.js';
import type { Contents, TypedArray } from './memory.js';

/** Keeps numbers of snapshots outside of memory. */
export interface SnapshotStore {
  /** Keeps a copy of the bytes; gives what they are found by. */
  write(bytes: Uint8Array): unknown;
  /** Fills `bytes` with what was kept. */
  read(place: unknown, bytes: Uint8Array): void;
  /** Says that it is not asked for any more. */
  free(place: unknown): void;
}

/** What a snapshot holds. */
interface SnapshotData {
  readonly size: number;
  readonly written: readonly Contents[];
  readonly made: readonly (readonly [object, Contents])[];
}

/** Elements that are kept outside of memory. */
interface Stored {
  readonly kind: 'stored';
  readonly place: unknown;
  readonly length: number;
  readonly make: new (length: number) => TypedArray;
  readonly isArray: boolean;
}

interface Kept<S> {
  readonly snapshot: S;
  readonly stored: readonly Stored[] | undefined;
  readonly bytes: number;
}

/** Fewer numbers than that stay in memory. */
const LEAST_STORED = 32;

/** Snapshots by their positions, in memory, or with their numbers in a store. */
export class Snapshots<S extends SnapshotData> {
  private readonly kept = new Map<number, Kept<S>>();
  private bytes = 0;
  private storedBytes = 0;

  constructor(
    private readonly store: SnapshotStore | undefined,
    private readonly report: LoopReport | undefined,
  ) {}

  keys(): IterableIterator<number> {
    return this.kept.keys();
  }

  *values(): Iterable<S> {
    for (const position of this.kept.keys()) yield this.get(position)!;
  }

  get(position: number): S | undefined {
    const found = this.kept.get(position);
    if (found?.stored === undefined) return found?.snapshot;
    let next = 0;
    const fetched = (contents: Contents): Contents =>
      isStorable(contents) ? this.fetch(found.stored![next++]!) : contents;
    const { snapshot } = found;
    return {
      ...snapshot,
      written: snapshot.written.map(fetched),
      made: snapshot.made.map(([o, contents]) => [o, fetched(contents)] as const),
    };
  }

  set(position: number, snapshot: S): void {
    this.delete(position);
    const stored = this.store === undefined ? undefined : this.put(this.store, snapshot);
    const outside = stored?.list.reduce((sum, { length }) => sum + 8 * length, 0) ?? 0;
    const bytes = Math.max(0, 8 * snapshot.size - outside);
    this.kept.set(position, { snapshot: stored?.rest ?? snapshot, stored: stored?.list, bytes });
    this.bytes += bytes;
    this.storedBytes += outside;
    this.measure(0);
  }

  delete(position: number): void {
    const found = this.kept.get(position);
    if (found === undefined) return;
    this.kept.delete(position);
    this.bytes -= found.bytes;
    for (const { place, length } of found.stored ?? []) {
      this.storedBytes -= 8 * length;
      this.store?.free(place);
    }
  }

  /** Notes how much there is now, beside so many bytes of tape. */
  measure(onTape: number): void {
    const { report } = this;
    if (report === undefined) return;
    report.peakBytes = Math.max(report.peakBytes, this.bytes + onTape);
    report.peakStoredBytes = Math.max(report.peakStoredBytes, this.storedBytes);
    report.snapshots = Math.max(report.snapshots, this.kept.size);
  }

  private put(store: SnapshotStore, snapshot: S): { list: Stored[]; rest: S } {
    const list: Stored[] = [];
    const putOne = (contents: Contents): Contents => {
      if (!isStorable(contents)) return contents;
      const { elements } = contents;
      const isArray = contents.kind === 'array';
      const numbers = isArray ? Float64Array.from(elements as readonly number[]) : (elements as TypedArray);
      const bytes = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
      const make = numbers.constructor as new (length: number) => TypedArray;
      list.push({ kind: 'stored', place: store.write(bytes), length: numbers.length, make, isArray });
      return isArray ? SPENT_ARRAY : SPENT_TYPED;
    };
    const rest = {
      ...snapshot,
      written: snapshot.written.map(putOne),
      made: snapshot.made.map(([o, contents]) => [o, putOne(contents)] as const),
    };
    return { list, rest };
  }

  private fetch({ place, length, make: Make, isArray }: Stored): Contents {
    const numbers = new Make(length);
    this.store?.read(place, new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength));
    return isArray ? { kind: 'array', elements: Array.from(numbers) } : { kind: 'typed', elements: numbers };
  }
}

/** What stands for elements that are kept elsewhere. */
const SPENT_ARRAY: Contents = { kind: 'array', elements: [] };
const SPENT_TYPED: Contents = { kind: 'typed', elements: new Float64Array(0) };

function isStorable(contents: Contents): contents is Extract<Contents, { kind: 'typed' | 'array' }> {
  if (contents === SPENT_ARRAY || contents === SPENT_TYPED) return true;
  if (contents.kind === 'typed') return contents.elements.length >= LEAST_STORED;
  if (contents.kind !== 'array' || contents.elements.length < LEAST_STORED) return false;
  for (let i = 0; i < contents.elements.length; i++)
    if (typeof contents.elements[i] !== 'number' || !(i in contents.elements)) return false;
  return true;
}
