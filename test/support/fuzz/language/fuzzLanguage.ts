import type { FuzzOptions } from '../readOptions.js';
import { readProgram, writeReport } from './programFile.js';
import { reduceLanguage, tryLanguage, type Trial } from './tryLanguage.js';
import { runLanguage, signature } from './runLanguage.js';

/** Of failures that look alike, so many are made smaller and printed. */
const MOST_OF_A_KIND = 3;

/** Checks programs over the whole language, prints what fails, each kind once, and tells whether all passed. */
export async function fuzzLanguage({ runs, seed, failures, reduce, except }: FuzzOptions): Promise<boolean> {
  const counts = new Map<string, number>();
  let [programs, failed, compared, skipped, threw] = [0, 0, 0, 0, 0];
  for (let s = seed; s < seed + runs && failed < failures; s++, programs++) {
    if (programs > 0 && programs % 500 === 0) console.log(`… ${programs} programs, ${failed} failed`);
    const trial = await tryLanguage(s, { shrink: false, except });
    compared += trial.outcome.compared;
    skipped += trial.outcome.skipped;
    threw += Number(trial.outcome.threw);
    if (trial.failure === null) continue;
    failed++;
    const kind = signature(trial.failure);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    console.log(`\n// seed ${s}: ${trial.failure.kind}: ${trial.failure.detail.split('\n')[0]}`);
    if (counts.get(kind)! <= MOST_OF_A_KIND)
      print(reduce ? await reduceLanguage(await tryLanguage(s, { except })) : trial);
  }
  const table = [...counts].sort((a, b) => b[1] - a[1]).map(([kind, n]) => `\n  ${n} × ${kind}`);
  console.log(
    `\n${programs - failed} of ${programs} programs over the whole language passed (${compared} derivatives compared with differences, ` +
      `${skipped} passed over as not smooth, ${threw} programs threw); failed: ${failed}${table.join('')}`,
  );
  return failed === 0;
}

/** Checks the program in a file that was printed before. */
export async function checkFile(text: string, reduce: boolean): Promise<boolean> {
  const program = readProgram(text);
  const outcome = await runLanguage(program);
  const { failure } = outcome;
  const trial = { program, outcome, failure };
  if (failure !== null) print(reduce ? await reduceLanguage(trial) : trial);
  else console.log(`passed: ${outcome.compared} derivatives compared, ${outcome.skipped} passed over`);
  return failure === null;
}

function print({ program, failure }: Trial): void {
  if (failure !== null) console.log(writeReport(program, failure));
}
