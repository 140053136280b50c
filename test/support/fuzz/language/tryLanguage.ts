import fc from 'fast-check';
import type { LanguageFailure, LanguageOutcome } from './checkLanguage.js';
import { languageProgram, type LanguageProgram } from './languageProgram.js';
import { reduceProgram } from '../reduceProgram.js';
import { runLanguage, signature } from './runLanguage.js';

/** What became of the program of a seed; of one that failed, the smallest that fails in the same way. */
export interface Trial {
  readonly outcome: LanguageOutcome;
  readonly program: LanguageProgram;
  readonly failure: LanguageFailure | null;
}

const nothing: LanguageOutcome = { failure: null, compared: 0, skipped: 0, threw: false };

let [drawn, avoided] = [languageProgram(), null as RegExp | null];

/** The programs without what is to be avoided. */
function programs(except: RegExp | null): typeof drawn {
  if (except !== avoided) [drawn, avoided] = [languageProgram(except), except];
  return drawn;
}

/** Time for making a program smaller, in milliseconds. */
const SHRINK_TIME = 20_000;
const REDUCE_TIME = 40_000;

/** Draws the program of a seed and checks it; fast-check makes it smaller if it fails. */
export async function tryLanguage(
  seed: number,
  { shrink = true, except = null }: { shrink?: boolean; except?: RegExp | null } = {},
): Promise<Trial> {
  let trial: Trial | null = null;
  const property = fc.asyncProperty(fc.noBias(programs(except)), async (program) => {
    const outcome = except?.test(program.source) ? nothing : await runLanguage(program);
    const { failure } = outcome;
    trial ??= { outcome, program, failure };
    if (failure === null) return true;
    const isSame = trial.failure !== null && signature(trial.failure) === signature(failure);
    if (isSame && program.source.length <= trial.program.source.length)
      trial = { ...trial, program, failure };
    return !isSame;
  });
  await fc.check(property, { seed, numRuns: 1, endOnFailure: !shrink, interruptAfterTimeLimit: SHRINK_TIME });
  return trial!;
}

/** Takes parts away from the text of a program that fails, as long as it fails in the same way. */
export async function reduceLanguage({ program, failure, outcome }: Trial): Promise<Trial> {
  if (failure === null) return { program, failure, outcome };
  const isSame = (other: LanguageFailure | null): boolean =>
    other !== null && signature(other) === signature(failure);
  let last = failure;
  const source = await reduceProgram(
    program.source,
    async (candidate) => {
      const { failure: found } = await runLanguage({ ...program, source: candidate });
      if (isSame(found)) last = found!;
      return isSame(found);
    },
    REDUCE_TIME,
  );
  return { program: { ...program, source }, failure: last, outcome };
}
