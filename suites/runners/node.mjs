import { finished } from './reporter.mjs';

/** Loads files of tests for Node's own runner, which starts by itself and reports to `reporter.mjs`. */
export async function run(files, load) {
  for (const file of files)
    await load(file).catch((error) => {
      // Node's runner would take it for a test that fails.
      process.stderr.write(`${error.stack}\n`, () => process.exit(1));
      return new Promise(() => {});
    });
  return finished;
}
