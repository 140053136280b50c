/** Mocha's own report, closed by one line that a machine can read: `N passed, N failed[, N skipped]`. */
'use strict';
const fs = require('node:fs');
const { reporters, Runner } = require('mocha');

class ClosingReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = runner.stats;
      console.log(`${passes} passed, ${failures} failed${pending > 0 ? `, ${pending} skipped` : ''}`);
      if (process.env.DIFFJS_REPORT) fs.writeFileSync(process.env.DIFFJS_REPORT, ''); // tells scripts/test.mjs that it ran
    });
  }
}

module.exports = ClosingReporter;
