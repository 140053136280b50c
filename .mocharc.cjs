'use strict';

/** Newer versions of Node would load a .ts file themselves, and so past Babel and our plugin. */
const stripTypes = ['--no-strip-types', '--no-experimental-strip-types'].find((flag) =>
  process.allowedNodeEnvironmentFlags.has(flag.replace('--no-', '--')),
);

/** Mocha adds `spec` to the files named on the command line; so it is given only where none is named. */
const named = process.argv.slice(2).some((argument) => /^[^-].*(\.ts$|\/)/.test(argument));

module.exports = {
  require: ['./scripts/register.cjs'],
  extension: ['ts'],
  recursive: true,
  ...(named ? {} : { spec: ['test/**/*.test.ts'] }),
  ignore: ['test/**/fixtures/**'],
  reporter: './scripts/mocha-reporter.cjs',
  timeout: 20000,
  'node-option': [
    'disable-warning=ExperimentalWarning',
    'enable-source-maps',
    ...(stripTypes ? [stripTypes.slice(2)] : []),
  ],
};
