import { DiffError } from '../errors/DiffError.js';
import { argumentsOf } from '../natives/native.js';
import type { Companions } from '../records/Companions.js';
import type { Drawing, Tape } from '../tape/Tape.js';
import { isReference } from './isReference.js';
import { type Contents, contentsOf, holds, partsOf, restore, sizeOf } from './memory.js';

/** What a call gave, and what it left in the objects that it was given, by their number among these. */
interface Drawn {
  readonly value: unknown;
  readonly threw: boolean;
  readonly changes: readonly (readonly [number, Contents])[];
}

/**
 * Results of calls that need not give the same again: of clocks and random numbers, and of all functions of which nothing is known. They are kept
 * when a checkpoint makes its call, and given again when it is made once more, so that these functions run once.
 */
export class Draws implements Drawing {
  private readonly kept: Drawn[] = [];
  private position = -1;

  /** @param outer  where calls are drawn from when they are made for the first time */
  constructor(private readonly outer: Drawing | undefined) {}

  /** From now on calls give what they gave. */
  rewind(): void {
    this.position = 0;
  }

  /** Were there as many calls as before? */
  get isUsedUp(): boolean {
    return this.position === this.kept.length;
  }

  /** In numbers, about. */
  get size(): number {
    return this.kept.reduce(
      (sum, { changes }) => changes.reduce((more, [, contents]) => more + sizeOf(contents), sum + 4),
      0,
    );
  }

  isDrawn(f: unknown): boolean {
    return drawnFunctions().has(f);
  }

  draw(self: unknown, args: readonly unknown[], call: () => unknown): unknown {
    return this.position < 0 ? this.first(self, args, call) : this.again(self, args);
  }

  recordOf(record: Companions): Companions {
    if (record.opaque !== true && !this.isDrawn(record.fn)) return record;
    return {
      ...record,
      forward: (t: Tape, self: unknown, self$: unknown, ...pairs: unknown[]) => {
        const value = this.draw(self, argumentsOf(pairs), () => record.forward(t, self, self$, ...pairs));
        t.ret = undefined;
        return value;
      },
    };
  }

  private first(self: unknown, args: readonly unknown[], call: () => unknown): unknown {
    const given = objectsFrom(self, args);
    const before = given.map(contentsOf);
    let value: unknown;
    let threw = true;
    try {
      value = this.outer === undefined ? call() : this.outer.draw(self, args, call);
      threw = false;
      return value;
    } catch (error) {
      value = error;
      throw error;
    } finally {
      const changes: [number, Contents][] = [];
      given.forEach((o, i) => {
        if (!holds(o, before[i]!)) changes.push([i, contentsOf(o)]);
      });
      this.kept.push({ value, threw, changes });
    }
  }

  private again(self: unknown, args: readonly unknown[]): unknown {
    const drawn = this.kept[this.position++];
    if (drawn === undefined) throw notTheSame('it called something that it had not called');
    const { value, threw, changes } = drawn;
    if (changes.length > 0) {
      const given = objectsFrom(self, args);
      for (const [i, contents] of changes) if (given[i] !== undefined) restore(given[i], contents);
    }
    if (threw) throw value;
    return value;
  }
}

/** The error for a call that went another way when it was made again. */
export function notTheSame(how: string): DiffError {
  return new DiffError(
    'DIFF3110',
    `a call made by checkpoint(f, …) did not do the same when it was made again: ${how}. ` +
      'Private fields of objects from before the call, and variables of files that do not name `checkpoint`, are not set back for it: keep in a property what changes.',
  );
}

function objectsFrom(self: unknown, args: readonly unknown[]): object[] {
  const found = new Set<object>();
  const work = [self, ...args].reverse();
  while (work.length > 0) {
    const o = work.pop();
    if (!isReference(o) || found.has(o) || o === globalThis) continue;
    found.add(o);
    for (const { part } of partsOf(o)) work.push(part);
  }
  return [...found];
}

let drawn: Set<unknown> | undefined;

/** Functions of the host that do not give the same again, or show something. */
function drawnFunctions(): Set<unknown> {
  if (drawn !== undefined) return drawn;
  const host = globalThis as {
    crypto?: { getRandomValues?: unknown; randomUUID?: unknown };
    performance?: { now?: unknown };
    console?: object;
  };
  drawn = new Set<unknown>([
    Math.random,
    Date,
    Date.now,
    host.performance?.now,
    host.crypto?.getRandomValues,
    host.crypto?.randomUUID,
    ...(Object.values(host.console ?? {}) as unknown[]),
  ]);
  drawn.delete(undefined);
  return drawn;
}
