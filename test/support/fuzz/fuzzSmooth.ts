import type { FuzzOptions } from './readOptions.js';
import { randomSmoothProgram } from './randomSmoothProgram.js';
import { reduceProgram } from './reduceProgram.js';
import { runChecked } from './runChecked.js';

/** Checks programs for compiled companions, prints what fails, and tells whether all passed. */
export async function fuzzSmooth({ runs, seed, without, failures, reduce }: FuzzOptions): Promise<boolean> {
  const rejections = new Map<string, number>();
  const kinds = new Map<string, number>();
  let [passed, compared, skipped, tangents, seconds, failed] = [0, 0, 0, 0, 0, 0];
  const count = (map: Map<string, number>, key: string): void => void map.set(key, (map.get(key) ?? 0) + 1);
  for (let s = seed; s < seed + runs && failed < failures; s++) {
    if (s > seed && (s - seed) % 500 === 0) console.log(`… ${s - seed} programs, ${failed} failed`);
    const source = randomSmoothProgram(s, without);
    const verdict = runChecked(source);
    if (verdict.kind === 'passed') {
      passed++;
      compared += verdict.outcome.compared;
      skipped += verdict.outcome.skipped;
      tangents += verdict.outcome.tangents;
      seconds += verdict.outcome.seconds;
    } else if (verdict.kind === 'rejected') count(rejections, verdict.codes.join(' '));
    else if (verdict.kind === 'refused') count(rejections, refusalOf(verdict.message));
    else {
      failed++;
      const { kind, detail } = verdict.failure;
      count(kinds, kind);
      console.log(`\n// seed ${s}: ${kind}: ${detail}`);
      if (reduce) await printReduced(source, kind, detail);
    }
  }
  const table = (map: Map<string, number>): string =>
    [...map].map(([key, n]) => `${key} × ${n}`).join(', ') || 'none';
  console.log(
    `\n${passed} programs passed (${compared} derivatives compared with differences, ${skipped} passed over as not smooth, ${tangents} tangents, ${seconds} second derivatives); ` +
      `rejected: ${table(rejections)}; failed: ${table(kinds)}`,
  );
  return failed === 0;
}

async function printReduced(source: string, kind: string, detail: string): Promise<void> {
  const small = await reduceProgram(source, (candidate) => {
    const again = runChecked(candidate, 2000);
    return (
      again.kind === 'failed' && again.failure.kind === kind && isAlike(again.failure.detail, detail, kind)
    );
  });
  const last = runChecked(small);
  if (last.kind === 'failed') console.log(`// ${last.failure.kind}: ${last.failure.detail}`);
  console.log(small);
}

/** The beginning of a message, without names. */
function refusalOf(message: string): string {
  const text = message.replace(/^DiffError: /, '').replace(/ \(program.*$/, '');
  return text.replace(/`[\w.]*?(\w+)\(…\)`/, '$1').slice(0, 60);
}

/** An error must stay the same error; a wrong number may be another one. */
function isAlike(a: string, b: string, kind: string): boolean {
  if (!kind.includes('throws') && kind !== 'compile' && kind !== 'exception') return true;
  const stem = (text: string): string =>
    text
      .split('\n')[0]!
      .replace(/[\w$]*\d+[\w$]*|`[^`]*`/g, '#')
      .slice(0, 60);
  return stem(a) === stem(b);
}
