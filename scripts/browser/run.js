/** Runs the tests that were loaded and leaves what came out where the command finds it. */
{
  const failures = [];
  let passed = 0;
  let skipped = 0;
  const evalWorks = (() => {
    try {
      // eslint-disable-next-line no-new-func -- whether the page allows it is the question
      return new Function('return true')();
    } catch {
      return false;
    }
  })();
  globalThis.mocha
    .run()
    .on('pass', () => passed++)
    .on('pending', () => skipped++)
    .on('fail', (test, error) =>
      failures.push({ title: test.fullTitle(), message: String(error.stack ?? error).slice(0, 600) }),
    )
    .on('end', () => {
      const { engines } = globalThis.kernelInfo();
      const usesWasm = engines.some(({ name, state }) => name.startsWith('wasm') && state === 'ready');
      globalThis.testResult = { passed, failures, skipped, usesWasm, evalWorks };
    });
}
