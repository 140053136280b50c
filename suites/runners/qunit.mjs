import QUnit from 'qunit';
import { withoutDerivativeIn } from '../assertions.mjs';

/** Runs files of tests by QUnit, in this process. */
export async function run(files, load) {
  const results = [];
  globalThis.QUnit = QUnit;
  // Tests are defined in callbacks of the package, too.
  withoutDerivativeIn(QUnit);
  withoutDerivativeIn(QUnit.assert);
  QUnit.config.autostart = false;
  QUnit.config.testTimeout = 60_000;
  QUnit.config.reorder = false;
  QUnit.on('testEnd', ({ fullName, status, errors }) => {
    if (status === 'skipped' || status === 'todo') return;
    const ok = status === 'passed';
    const error = errors[0];
    results.push({
      name: fullName.join(' '),
      ok,
      ...(error && {
        error: `${error.message}\n${error.actual} for ${error.expected}\n${error.stack}`.slice(0, 1500),
      }),
    });
  });
  const { start } = QUnit;
  QUnit.start = () => {}; // once, when all files are loaded
  QUnit.load ??= () => {};
  for (const file of files) await load(file);
  await new Promise((resolve) => {
    QUnit.on('runEnd', resolve);
    start.call(QUnit);
  });
  return results;
}
