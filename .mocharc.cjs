'use strict';
module.exports = {
  require: ['./scripts/register.cjs'],
  extension: ['ts'],
  spec: ['test/**/*.test.ts'],
  ignore: ['test/**/fixtures/**'],
  reporter: './scripts/mocha-reporter.cjs',
  timeout: 20000,
  'node-option': ['disable-warning=ExperimentalWarning', 'enable-source-maps'],
};
