/**
 * `npm run conformance [-- --only expressions/class]`: the language tests of the ECMAScript conformance suite, each wrapped in a
 * compiled function and run through its forward companion. `--out file` writes what did not pass as JSON, `--again file` runs
 * what such a file lists.
 */
import os from 'node:os';
import fs from 'node:fs';
import { clearInterval, setInterval } from 'node:timers';
import { Worker } from 'node:worker_threads';
import { COMMIT, listTests, SUITE } from './suite.mjs';

const argv = process.argv.slice(2);
const option = (name) => (argv.includes(name) ? argv[argv.indexOf(name) + 1] : undefined);
const [again, out] = [option('--again'), option('--out')];
if (!fs.existsSync(SUITE)) {
  console.error(
    `The suite is not there. Run \`npm run conformance:fetch\` first (it needs git and a network).`,
  );
  process.exit(1);
}

const listed = again && new Set(JSON.parse(fs.readFileSync(again, 'utf8')).map(({ name }) => name));
const names = listed ? [...listed] : [...listTests(option('--only'))].sort();
const threads = Math.max(1, Math.min(os.availableParallelism(), 8));
const results = [];
/** A test may take so many milliseconds. */
const LONGEST = 120_000;
let begun = performance.now();

await Promise.all(
  Array.from({ length: threads }, (_, k) => {
    const share = names.filter((_name, i) => i % threads === k);
    return new Promise((resolve) => {
      const start = (rest) => {
        if (rest.length === 0) return resolve();
        let done = 0;
        let since = performance.now();
        const worker = new Worker(new URL('./worker.mjs', import.meta.url), {
          workerData: { names: rest },
          resourceLimits: { maxOldGenerationSizeMb: 2048 },
          stdout: true,
          stderr: true,
        });
        worker.on('message', (each) => {
          done++;
          since = performance.now();
          results.push(...each);
          if (results.length % 2000 < each.length) console.log(`${results.length} runs`);
        });
        let failure = null;
        const fail = (detail) => {
          failure ??= detail;
        };
        const watch = setInterval(() => {
          if (performance.now() - since < LONGEST) return;
          fail(`no end after ${LONGEST / 1000} s`);
          void worker.terminate();
        }, 1000);
        worker.on('error', (error) => fail(`the worker died: ${error}`));
        // A test that takes its worker down, or does not end, does not take the others with it.
        worker.on('exit', () => {
          clearInterval(watch);
          if (failure === null) return start([]);
          results.push({ name: rest[done], mode: 'both', outcome: 'failed', detail: failure });
          start(rest.slice(done + 1));
        });
      };
      start(share);
    });
  }),
);

const count = (outcome) => results.filter((each) => each.outcome === outcome).length;
const failed = results.filter((each) => each.outcome === 'failed');
const [passed, refused] = [count('passed'), count('refused')];
console.log(
  `test262 ${COMMIT.slice(0, 12)}, test/language, ${((performance.now() - begun) / 1000).toFixed(0)} s`,
);
console.log(
  `${results.length} runs, ${count('not applicable')} of which do not pass when wrapped in a plain function`,
);
console.log(`${passed} passed, ${failed.length} failed, ${refused} refused at build time`);
console.log(`${((100 * passed) / (passed + failed.length)).toFixed(2)} % of those that are not refused`);
if (out)
  fs.writeFileSync(
    out,
    JSON.stringify(
      results.filter((each) => each.outcome !== 'passed' && each.outcome !== 'not applicable'),
      null,
      1,
    ),
  );
if (argv.includes('--failures'))
  for (const { name, mode, detail } of failed) console.log(`${name} (${mode}): ${detail}`);
