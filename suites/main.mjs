/**
 * `npm run suites [-- name …]`: the own tests of packages from npm, run three ways, each in a process of its own: by Node alone; with
 * package and tests compiled as they are loaded; and compiled with every call of what the package exports made through `pullback`.
 * The same tests must pass in all three.
 *
 * `--out file` writes the results as JSON, `--table file` as a table in Markdown; `--way name` runs in one way only, `--only part` the
 * files with this in their path.
 */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { suites } from './list.mjs';
import { folderOf, HERE, versionOf } from './places.mjs';
import { markdownTable } from './table.mjs';

const WAYS = ['plain', 'compiled', 'pullback'];
const argv = process.argv.slice(2);
const option = (name) => (argv.includes(name) ? argv[argv.indexOf(name) + 1] : undefined);
const named = argv.filter((each, i) => !each.startsWith('--') && !argv[i - 1]?.startsWith('--'));

const unknown = named.filter((name) => !suites.some((suite) => suite.name === name));
if (unknown.length > 0) {
  console.error(
    `There is no suite called ${unknown.join(', ')}; there are: ${suites.map((each) => each.name).join(', ')}`,
  );
  process.exit(1);
}
const chosen = suites.filter(({ name }) => named.length === 0 || named.includes(name));
if (!chosen.every((suite) => fs.existsSync(folderOf(suite)))) {
  console.error('The suites are not there. Run `npm run suites:fetch` first (it needs a network).');
  process.exit(1);
}

const results = [];
for (const suite of chosen) {
  const result = await runSuite(suite);
  results.push(result);
  report(result);
}
const right = results.filter(({ problems }) => problems.length === 0);
console.log(`\n${right.length} of ${results.length} packages pass the same tests in all ways`);
const out = option('--out');
if (out) fs.writeFileSync(out, `${JSON.stringify(results, null, 1)}\n`);
const table = option('--table');
if (table) fs.writeFileSync(table, markdownTable(results));
process.exitCode = right.length === results.length ? 0 : 1;

/** The tests of a package in every way. */
async function runSuite(suite) {
  const result = { name: suite.name, version: versionOf(suite), style: suite.style, runner: suite.runner };
  const problems = [];
  const excused = [];
  let expected;
  for (const way of WAYS) {
    if (option('--way') && option('--way') !== way) continue;
    const { tests, calls, error, seconds } = await run(suite, way);
    if (error !== undefined) problems.push(`${way}: ${error}`);
    result[way] = {
      tests: tests?.length ?? 0,
      passed: tests?.filter(({ ok }) => ok).length ?? 0,
      calls,
      seconds,
    };
    if (tests === undefined) continue;
    expected ??= way === 'plain' ? tests : tests.map(({ name }) => ({ name, ok: true }));
    for (const { test, text } of differences(way, expected, tests)) {
      const known = way === 'pullback' && suite.known?.find((each) => each.tests.test(test));
      if (known) excused.push({ test, why: known.why });
      else problems.push(`${way}: ${test}: ${text}`);
    }
  }
  return { ...result, excused, problems };
}

/** What came out in another way than it should. Tests of one name are told apart by their order. */
function differences(way, expected, tests) {
  const found = [];
  const waiting = new Map();
  for (const test of tests) waiting.set(test.name, [...(waiting.get(test.name) ?? []), test]);
  for (const { name, ok } of expected) {
    const test = waiting.get(name)?.shift();
    if (test === undefined) found.push({ test: name, text: 'was not run' });
    else if (test.ok !== ok)
      found.push({ test: name, text: ok ? test.error : 'passes, and plainly does not' });
  }
  for (const rest of waiting.values())
    for (const { name } of rest) found.push({ test: name, text: 'is run only here' });
  return found;
}

function run(suite, way) {
  const flags =
    suite.runner === 'node'
      ? [`--test-reporter=${pathToFileURL(path.join(HERE, 'runners', 'reporter.mjs'))}`]
      : [];
  const args = ['--stack-size=4000', ...flags, 'run.mjs', suite.name, way, option('--only') ?? ''];
  const begin = performance.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: HERE,
      env: { ...process.env, ...suite.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [text, errors] = ['', ''];
    child.stdout.on('data', (part) => (text += part));
    child.stderr.on('data', (part) => (errors += part));
    child.on('close', (code) => {
      const seconds = Number(((performance.now() - begin) / 1000).toFixed(1));
      const last = text.trim().split('\n').at(-1) ?? '';
      if (last.startsWith('{"tests"')) resolve({ ...JSON.parse(last), seconds });
      else resolve({ error: `ended with ${code}: ${`${text}\n${errors}`.trim().slice(-2000)}`, seconds });
    });
  });
}

function report({ name, excused, problems, ...result }) {
  const ways = WAYS.filter((way) => result[way]);
  const counts = ways.map(
    (way) => `${way} ${result[way].passed}/${result[way].tests} in ${result[way].seconds} s`,
  );
  if (result.pullback) counts.push(`${result.pullback.calls} calls`);
  console.log(`${name.padEnd(20)} ${counts.join(', ')}`);
  for (const { test, why } of excused) console.log(`    known: ${test}: ${why}`);
  for (const problem of problems) console.log(`    ${problem}`);
}
