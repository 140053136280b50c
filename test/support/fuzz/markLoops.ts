import { Choices } from './Choices.js';

/**
 * Puts `@checkpoint` before some of the loops of a random program, with few snapshots.
 *
 * @param isAllowed  whether the program compiles like that; loops for which it does not stay as they are
 */
export function markLoops(
  source: string,
  seed: number,
  isAllowed: (text: string) => boolean,
): { readonly text: string; readonly count: number } {
  const choices = new Choices(seed);
  const lines = source.split('\n');
  const marks = new Map<number, string>();
  lines.forEach((line, i) => {
    // The end of a `do … while` begins like a loop.
    if (!/^\s*(?:\w+: )?(?:for \(|while \(.*\{$|do \{)/.test(line) || choices.chance(0.4)) return;
    marks.set(i, `/* @checkpoint ${choices.pick(['', '1', '2', '3'])} */`);
  });
  const write = (chosen: ReadonlyMap<number, string>): string =>
    lines.flatMap((line, i) => (chosen.has(i) ? [chosen.get(i)!, line] : [line])).join('\n');
  if (marks.size > 0 && !isAllowed(write(marks))) {
    for (const [line, mark] of [...marks]) if (!isAllowed(write(new Map([[line, mark]])))) marks.delete(line);
  }
  return { text: write(marks), count: marks.size };
}
