/**
 * `npm run corpus [-- name …]`: unmodified packages from npm, differentiated. Every case is run twice, each time in a process of its
 * own: by Node alone, which gives its value and its derivatives by Richardson-extrapolated differences, and compiled as it is loaded.
 * Values must agree to the last bit, derivatives to 1e-5, and arguments must be as a plain call leaves them.
 *
 * `--out file` writes the results as JSON, `--table file` as a table in Markdown.
 */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { compareCase } from './compare.mjs';
import { markdownTable } from './table.mjs';

const here = import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname);
const argv = process.argv.slice(2);
const option = (name) => (argv.includes(name) ? argv[argv.indexOf(name) + 1] : undefined);
const named = argv.filter((each, i) => !each.startsWith('--') && !argv[i - 1]?.startsWith('--'));

if (!fs.existsSync(path.join(here, 'node_modules'))) {
  console.error('The packages are not there. Run `npm run corpus:fetch` first (it needs a network).');
  process.exit(1);
}
const known = fs.readdirSync(path.join(here, 'cases')).map((file) => file.replace(/\.mjs$/, ''));
const unknown = named.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`There are no cases for ${unknown.join(', ')}; there are: ${known.join(', ')}`);
  process.exit(1);
}

const chosen = (named.length > 0 ? named : known).sort();
const results = [];
const waiting = [...chosen];
await Promise.all(
  Array.from({ length: Math.min(os.availableParallelism(), 4) }, async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      const result = await runPackage(name);
      results.push(result);
      report(result);
    }
  }),
);
results.sort((a, b) => (a.name < b.name ? -1 : 1));

const possible = results.filter(({ impossible }) => impossible === undefined);
const passed = possible.filter(({ problems }) => problems.length === 0);
const cases = results.flatMap((each) => each.cases);
console.log(
  `\n${possible.length} packages, ${cases.length} cases: ${passed.length} packages and ${cases.filter((each) => each.problems.length === 0).length} cases right`,
);
for (const { name, impossible } of results)
  if (impossible !== undefined) console.log(`${name} cannot work: ${impossible}`);
const out = option('--out');
if (out) fs.writeFileSync(out, JSON.stringify(results, null, 1));
const table = option('--table');
if (table) fs.writeFileSync(table, markdownTable(results));
process.exitCode = passed.length === possible.length ? 0 : 1;

/** Both runs of a package's cases. */
async function runPackage(name) {
  const { impossible, style, packages } = await readReason(name);
  if (impossible !== undefined)
    return { name, versions: packages, style, cases: [], problems: [], impossible };
  const plain = await run(name, 'plain');
  const compiled = await run(name, 'compiled');
  const broken = [plain, compiled].filter((each) => each.error !== undefined).map((each) => each.error);
  if (broken.length > 0) return { name, cases: [], problems: broken };
  const each = Object.keys(plain.cases).map((label) =>
    compareCase(label, plain.cases[label], compiled.cases[label]),
  );
  return {
    name,
    versions: plain.versions,
    style: plain.style,
    cases: each,
    problems: each.flatMap(({ label, problems }) => problems.map((text) => `${label}: ${text}`)),
  };
}

/** A file that says why its package cannot work has no cases, so that it loads nothing. */
async function readReason(name) {
  const file = path.join(here, 'cases', `${name}.mjs`);
  if (!/^export const impossible/m.test(fs.readFileSync(file, 'utf8'))) return {};
  return await import(`./cases/${name}.mjs`);
}

function run(name, mode) {
  const args = ['--stack-size=4000', 'run.mjs', name, mode];
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: here, stdio: ['ignore', 'pipe', 'pipe'] });
    let [text, errors] = ['', ''];
    child.stdout.on('data', (part) => (text += part));
    child.stderr.on('data', (part) => (errors += part));
    child.on('close', (code) => {
      const last = text.trim().split('\n').at(-1) ?? '';
      if (code === 0 && last.startsWith('{')) resolve(JSON.parse(last));
      else resolve({ error: `${mode}: ended with ${code}: ${errors.trim().slice(0, 2000)}` });
    });
  });
}

function report({ name, cases: each, problems, impossible }) {
  if (impossible !== undefined) return;
  const worst = Math.max(0, ...each.map(({ error }) => error ?? 0));
  const right = each.filter((one) => one.problems.length === 0).length;
  console.log(`${name.padEnd(28)} ${right}/${each.length} cases, largest error ${worst.toExponential(1)}`);
  for (const problem of problems) console.log(`    ${problem}`);
}
