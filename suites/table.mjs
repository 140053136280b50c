/** The results as a table in Markdown, with the reasons for what cannot pass below it. */
export function markdownTable(results) {
  const rows = results.map(({ name, version, style, runner, plain, compiled, pullback }) => {
    const counts = [plain.tests, plain.passed, compiled.passed, pullback.passed, pullback.calls];
    return `| ${name} ${version} | ${style} | ${RUNNERS[runner]} | ${counts.join(' | ')} |`;
  });
  return [
    '| Package | Style | Tests run by | Tests | Plainly | Compiled | Through `pullback` | Calls |',
    '| --- | --- | --- | ---: | ---: | ---: | ---: | ---: |',
    ...rows,
    '',
    ...results.flatMap(reasons),
  ].join('\n');
}

const RUNNERS = { mocha: 'Mocha', node: '`node:test`', qunit: 'QUnit', script: 'a script of its own' };

/** A line for each reason why tests of a package do not pass through `pullback`. */
function reasons({ name, excused }) {
  const counts = new Map();
  for (const { why } of excused) counts.set(why, (counts.get(why) ?? 0) + 1);
  return [...counts].map(([why, count]) => `- ${name}, ${count} ${count === 1 ? 'test' : 'tests'}: ${why}.`);
}
