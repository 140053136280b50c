import Mocha from 'mocha';

/** Runs files of tests by Mocha, in this process; without those whose titles a pattern matches. */
export async function run(files, load, without) {
  const results = [];
  class Collect {
    constructor(runner) {
      const add = (test, ok, error) =>
        results.push({ name: test.fullTitle(), ok, ...(error && { error: textOf(error) }) });
      runner.on('pass', (test) => {
        add(test, true);
      });
      runner.on('fail', (test, error) => add(test, false, error));
    }
  }
  const mocha = new Mocha({ ui: 'bdd', reporter: Collect, timeout: 120_000 });
  if (without) mocha.grep(without).invert();
  // Mocha itself would load ES modules by `require`, where hooks of Node 20 do not see them.
  for (const file of files) {
    mocha.suite.emit('pre-require', globalThis, file, mocha);
    mocha.suite.emit('require', await load(file), file, mocha);
    mocha.suite.emit('post-require', globalThis, file, mocha);
  }
  await new Promise((resolve) => mocha.run(resolve));
  return results;
}

function textOf(error) {
  return `${error?.stack ?? error}`.slice(0, 1500);
}
