import vm from 'node:vm';
import type { Form } from '../checkedPlugin.js';
import { CompileRejection, loadProgram } from './loadProgram.js';
import { checkProgram, type Failure, type Outcome } from './checkProgram.js';

/** What became of a program. */
export type Verdict =
  | { readonly kind: 'passed'; readonly outcome: Outcome }
  /** The compiler said that it does not support something yet. */
  | { readonly kind: 'rejected'; readonly codes: readonly string[]; readonly message: string }
  /** So did the runtime, at the call. */
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** In milliseconds; no program that was generated needs a hundredth of it. */
const TIME_LIMIT = 30_000;

/** Compiles and checks a program as compiled companions with traced code behind them, and as traced code alone. */
export function runChecked(source: string, timeLimit = TIME_LIMIT): Verdict {
  const verdict = runForm(source, 'both', timeLimit);
  if (verdict.kind !== 'passed') return verdict;
  const traced = runForm(source, 'traced', timeLimit);
  if (traced.kind !== 'failed') return traced.kind === 'passed' ? verdict : traced;
  const { kind, detail } = traced.failure;
  return { kind: 'failed', failure: { kind, detail: `traced: ${detail}` } };
}

/** A part of a program may not end, and is given less time. */
function runForm(source: string, form: Form, timeLimit: number): Verdict {
  try {
    const outcome = withinTime(timeLimit, () => checkProgram(loadProgram(source, 'program.ts', form)));
    const { failure } = outcome;
    if (!failure) return { kind: 'passed', outcome };
    const code = /^DiffError: (DIFF31\d\d)/.exec(failure.detail)?.[1];
    return code ? { kind: 'refused', code, message: failure.detail } : { kind: 'failed', failure };
  } catch (error) {
    if (error instanceof CompileRejection)
      return { kind: 'rejected', codes: error.codes, message: error.message };
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return {
      kind: 'failed',
      failure: { kind: 'compile', detail: detail.split('\n').slice(0, 8).join('\n') },
    };
  }
}

/** Runs something that may not end; then it throws. */
function withinTime<T>(timeout: number, run: () => T): T {
  const host = globalThis as { fuzzedRun?: () => T };
  host.fuzzedRun = run;
  return vm.runInThisContext('fuzzedRun()', { timeout }) as T;
}
