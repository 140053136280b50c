import { UsageError } from './readOptions.mjs';

/**
 * Runs an example on the command line: prints its usage for `--help`, ends with status 2 and the usage for a mistaken command
 * line, with status 1 for any other error.
 *
 * @param read  gives the options from the arguments
 * @param main  does the work; what it throws is printed
 */
export function runMain(name, usage, read, main) {
  const begun = performance.now();
  try {
    const options = read(process.argv.slice(2));
    if (options.help) {
      console.log(usage);
      return;
    }
    main(options);
    console.log(`\nDone in ${((performance.now() - begun) / 1000).toFixed(1)} s; all checks passed.`);
  } catch (error) {
    if (error instanceof UsageError) console.error(`${name}: ${error.message}\n\n${usage}`);
    else console.error(error);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  }
}
