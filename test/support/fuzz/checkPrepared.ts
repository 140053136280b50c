import { prepareVjp, zeroShadow } from '@diffjs/runtime';
import type { Program } from './loadProgram.js';
import { getAt, numberPaths, setAt, type Path } from './trees.js';

/** The place of a number: the object that holds it, and its key. */
interface Place {
  readonly holder: object;
  readonly key: string;
}

/**
 * Compares what a prepared vjp accumulates with the gradient `g` for the cotangent `w`: with arguments of its own, and again
 * with the same ones if the function left their structure alone. Gives what is wrong, or null.
 */
export function checkPrepared(
  program: Program,
  makeArgs: () => unknown[],
  w: unknown,
  g: unknown[],
): string | null {
  const prepared = prepareVjp(program.f);
  const args = makeArgs();
  const paths = numberPaths(args).filter((at) => at.length > 1);
  const places = placesOf(args, paths);
  const shadows = zeroShadow(args) as unknown[];
  const slots = placesOf(shadows, paths);
  for (let run = 0; run < 2; run++) {
    program.reset?.();
    const value = prepared.forward(args, shadows);
    if (typeof value !== 'number') addCotangent(prepared.resultShadow, w);
    prepared.reverse(typeof value === 'number' ? 1 : 0);
    const wrong = args.findIndex(
      (arg, i) => typeof arg === 'number' && !Object.is(prepared.numberCotangent(i), g[i]),
    );
    if (wrong >= 0)
      return `run ${run}, argument ${wrong}: ${prepared.numberCotangent(wrong)}, not ${String(g[wrong])}`;
    for (const [i, at] of paths.entries()) {
      const found = read(slots[i]!);
      if (!Object.is(found, getAt(g, at)))
        return `run ${run}, ${at.join('.')}: ${String(found)}, not ${String(getAt(g, at))}`;
    }
    if (!isSame(places, placesOf(args, paths)) || numberPaths(args).length !== numberPaths(makeArgs()).length)
      return null;
    const fresh = makeArgs();
    paths.forEach((at, i) => {
      setAt(args, at, getAt(fresh, at) as number);
      write(slots[i]!, 0);
    });
  }
  return null;
}

/** Adds a cotangent into the shadow of the result; an object that stands in it twice gets both parts. */
function addCotangent(shadow: unknown, w: unknown): void {
  for (const at of numberPaths(w)) {
    const holder = getAt(shadow, at.slice(0, -1));
    if (typeof holder !== 'object' || holder === null) continue;
    const place = { holder, key: at.at(-1)! };
    write(place, Number(read(place) ?? 0) + (getAt(w, at) as number));
  }
}

function placesOf(tree: unknown, paths: readonly Path[]): Place[] {
  return paths.map((at) => ({ holder: getAt(tree, at.slice(0, -1)) as object, key: at.at(-1)! }));
}

function isSame(a: readonly Place[], b: readonly Place[]): boolean {
  return a.every(({ holder }, i) => holder === b[i]!.holder);
}

function read({ holder, key }: Place): unknown {
  return (holder as Record<string, unknown>)[key];
}

function write({ holder, key }: Place, value: number): void {
  (holder as Record<string, unknown>)[key] = value;
}
