/** Runs before the tests are loaded. */
globalThis.process = { env: {}, argv: [], platform: 'browser', versions: {} };
globalThis.global = globalThis;
globalThis.mocha.setup({ ui: 'bdd', timeout: 120000, reporter: function none() {} });
