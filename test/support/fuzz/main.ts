/** `npm run fuzz -- [--runs N] [--seed S] [--without feature,…] [--one SEED] [--keep-going]`: checks random programs. */
import { features, type Feature } from './ExpressionWriter.js';
import { randomSmoothProgram } from './randomSmoothProgram.js';
import { reduceProgram } from './reduceProgram.js';
import { runChecked } from './runChecked.js';

function readOptions(): { runs: number; seed: number; without: Set<Feature>; most: number; reduce: boolean } {
  const options = { runs: 1000, seed: 1, without: new Set<Feature>(), most: 3, reduce: true };
  const args = process.argv.slice(2);
  for (let i = 0; i < args.length; i++) {
    const name = args[i]!;
    if (name === '--no-reduce') {
      options.reduce = false;
      continue;
    }
    const value = args[++i] ?? '';
    if (name === '--runs') options.runs = Number(value);
    else if (name === '--seed') options.seed = Number(value);
    else if (name === '--failures') options.most = Number(value);
    else if (name === '--without') {
      for (const feature of value.split(',')) {
        if (!(features as readonly string[]).includes(feature))
          throw new Error(`unknown feature ${feature}; known: ${features.join(', ')}`);
        options.without.add(feature as Feature);
      }
    } else
      throw new Error(`unknown option ${name}; known: --runs, --seed, --failures, --without, --no-reduce`);
  }
  return options;
}

function main(): void {
  const { runs, seed, without, most, reduce } = readOptions();
  const rejections = new Map<string, number>();
  const kinds = new Map<string, number>();
  let [passed, compared, skipped, tangents, failed] = [0, 0, 0, 0, 0];
  const count = (map: Map<string, number>, key: string): void => void map.set(key, (map.get(key) ?? 0) + 1);
  for (let s = seed; s < seed + runs && failed < most; s++) {
    if (s > seed && (s - seed) % 500 === 0) console.log(`… ${s - seed} programs, ${failed} failed`);
    const source = randomSmoothProgram(s, without);
    const verdict = runChecked(source);
    if (verdict.kind === 'passed') {
      passed++;
      compared += verdict.outcome.compared;
      skipped += verdict.outcome.skipped;
      tangents += verdict.outcome.tangents;
    } else if (verdict.kind === 'rejected') count(rejections, verdict.codes.join(' '));
    else if (verdict.kind === 'refused') count(rejections, refusalOf(verdict.message));
    else {
      failed++;
      const { kind, detail } = verdict.failure;
      count(kinds, kind);
      console.log(`\n// seed ${s}: ${kind}: ${detail}`);
      if (!reduce) continue;
      const small = reduceProgram(source, (candidate) => {
        const again = runChecked(candidate, 2000);
        return (
          again.kind === 'failed' &&
          again.failure.kind === kind &&
          isAlike(again.failure.detail, detail, kind)
        );
      });
      const last = runChecked(small);
      if (last.kind === 'failed') console.log(`// ${last.failure.kind}: ${last.failure.detail}`);
      console.log(small);
    }
  }
  const table = (map: Map<string, number>): string =>
    [...map].map(([key, n]) => `${key} × ${n}`).join(', ') || 'none';
  console.log(
    `\n${passed} programs passed (${compared} derivatives compared with differences, ${skipped} passed over as not smooth, ${tangents} tangents); ` +
      `rejected: ${table(rejections)}; failed: ${table(kinds)}`,
  );
  process.exitCode = failed > 0 ? 1 : 0;
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

main();
