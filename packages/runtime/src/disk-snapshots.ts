import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SnapshotStore } from './checkpoints/Snapshots.js';
import { DiffError } from './errors/DiffError.js';

/** Snapshots in a file, for the option `store` of `checkpointSteps`. */
export interface DiskSnapshots extends SnapshotStore {
  /** Gives the file back; snapshots that are still wanted are lost. */
  close(): void;
}

/** Where something lies in the file. */
interface Place {
  readonly at: number;
  readonly length: number;
}

/**
 * Keeps the numbers of snapshots in a temporary file instead of memory (Node).
 *
 * The file's name is taken away as soon as it is open, where the system allows that, so that nothing is left of it however the program ends; elsewhere
 * it goes with `close()` or the end of the process. Its room is used again as snapshots are given up. One store can serve any number of calls.
 *
 * @param directory  where the file is; the system's directory for temporary files by default
 * @returns the store; `close()` it when all reverse sweeps are over
 * @throws DIFF3004 if it is used behind `close()`; what the file system throws
 * @example
 * import { diskSnapshots } from '@diffjs/runtime/disk-snapshots';
 * const store = diskSnapshots();
 * const f = /* @differentiable *\/ (u) =>
 *   checkpointSteps((s) => s.map((x) => x * 0.5), u, 10, { snapshots: 3, store })[0];
 * gradient(f, new Float64Array(100))[0][0]   // 0.0009765625
 * store.close();
 */
export function diskSnapshots(directory: string = tmpdir()): DiskSnapshots {
  return new FileStore(directory);
}

class FileStore implements DiskSnapshots {
  private file: number | undefined;
  private folder: string | undefined;
  private isClosed = false;
  private end = 0;
  private readonly free_: Place[] = [];
  private readonly atExit = (): void => {
    this.close();
  };

  constructor(private readonly directory: string) {}

  write(bytes: Uint8Array): Place {
    const file = this.open();
    const place = this.take(bytes.length);
    for (let done = 0; done < bytes.length;)
      done += writeSync(file, bytes, done, bytes.length - done, place.at + done);
    return place;
  }

  read(place: unknown, bytes: Uint8Array): void {
    const file = this.open();
    const { at } = place as Place;
    for (let done = 0; done < bytes.length;) {
      const count = readSync(file, bytes, done, bytes.length - done, at + done);
      if (count === 0) throw new Error(`the snapshot file ends at ${at + done}`);
      done += count;
    }
  }

  free(place: unknown): void {
    this.free_.push(place as Place);
  }

  close(): void {
    this.isClosed = true;
    const { file, folder } = this;
    this.file = this.folder = undefined;
    process.removeListener('exit', this.atExit);
    try {
      if (file !== undefined) closeSync(file);
    } finally {
      if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    }
  }

  private open(): number {
    if (this.file !== undefined) return this.file;
    if (this.isClosed)
      throw new DiffError(
        'DIFF3004',
        'a store of snapshots was used behind its `close()`. Close it when all reverse sweeps are over.',
      );
    this.folder = mkdtempSync(join(this.directory, 'diffjs-snapshots-'));
    try {
      this.file = openSync(join(this.folder, 'snapshots'), 'wx+', 0o600);
    } finally {
      this.removeName();
    }
    return this.file;
  }

  /** An open file needs no name, but on systems that keep it until the file is closed. */
  private removeName(): void {
    try {
      if (this.folder !== undefined) rmSync(this.folder, { recursive: true, force: true });
      this.folder = undefined;
    } catch {
      process.once('exit', this.atExit);
    }
  }

  /** Room of just that length that is free, or at the end. */
  private take(length: number): Place {
    const found = this.free_.findLastIndex((place) => place.length === length);
    if (found >= 0) return this.free_.splice(found, 1)[0]!;
    const place = { at: this.end, length };
    this.end += length;
    return place;
  }
}
