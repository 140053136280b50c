import { UsageError } from './readOptions.mjs';

/**
 * Runs an example on the command line: prints its usage for `--help`, ends with status 2 and the usage for a mistaken command
 * line, with status 1 for any other error.
 *
 * @param read  gives the options from the arguments
 * @param main  does the work, at once or by a promise; what it throws is printed
 * @param mistaken  the class of what `read` throws for a mistaken command line
 * @param known  classes of errors of which the message says everything
 */
export async function runMain(name, usage, read, main, { mistaken = UsageError, known = [] } = {}) {
  const begun = performance.now();
  try {
    const options = read(process.argv.slice(2));
    if (options.help) {
      console.log(usage);
      return;
    }
    await main(options);
    console.log(`\nDone in ${((performance.now() - begun) / 1000).toFixed(1)} s; all checks passed.`);
  } catch (error) {
    const isMistaken = error instanceof mistaken;
    if (isMistaken) console.error(`${name}: ${error.message}\n\n${usage}`);
    else if (known.some((each) => error instanceof each)) console.error(`${name}: ${error.message}`);
    else console.error(error);
    process.exitCode = isMistaken ? 2 : 1;
  }
}
