/**
 * `npm run suites:fetch [-- --from <folder>] [name …]`: installs what the tests need and brings the pinned commit of each repository
 * into the cache. Needs git and a network; with `--from`, repositories are taken from `<folder>/<owner>+<name>` on this machine.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { suites } from './list.mjs';
import { folderOf, HERE, SUITES } from './places.mjs';

const argv = process.argv.slice(2);
const from = argv.includes('--from') ? path.resolve(argv[argv.indexOf('--from') + 1]) : undefined;
const named = argv.filter((each, i) => !each.startsWith('--') && argv[i - 1] !== '--from');
const unknown = named.filter((name) => !suites.some((suite) => suite.name === name));
if (unknown.length > 0) throw new Error(`there is no suite called ${unknown.join(', ')}`);

if (!fs.existsSync(path.join(HERE, 'node_modules', 'mocha')))
  run('npm', ['ci', '--no-audit', '--no-fund'], HERE);
linkModules();
for (const suite of suites) if (named.length === 0 || named.includes(suite.name)) await bring(suite);

async function bring(suite) {
  const { name, repository, commit } = suite;
  const folder = folderOf(suite);
  if (fs.existsSync(folder)) return console.log(`${name} ${commit.slice(0, 12)} is there already`);
  const clone = `${folder}.fetching-${process.pid}`;
  fs.mkdirSync(clone, { recursive: true });
  try {
    run('git', ['init', '--quiet'], clone);
    if (from === undefined)
      run('git', ['fetch', '--quiet', '--depth', '1', `https://github.com/${repository}.git`, commit], clone);
    else fs.writeFileSync(path.join(clone, '.git', 'objects', 'info', 'alternates'), `${objectsOf(suite)}\n`);
    run('git', ['checkout', '--quiet', commit, '--', ...(suite.paths ?? ['.'])], clone);
    fs.rmSync(path.join(clone, '.git'), { recursive: true });
    if (suite.typed) await stripTypes(clone, suite.typed);
    fs.renameSync(clone, folder);
  } finally {
    fs.rmSync(clone, { recursive: true, force: true });
  }
  console.log(`${name} ${commit.slice(0, 12)} is in ${folder}`);
}

/** Where a repository on this machine, with a work tree or without one, keeps its objects. */
function objectsOf({ repository }) {
  const base = path.join(from, repository.replace('/', '+'));
  const inner = ['repo/.git', 'repo', '.git', ''].map((each) => path.join(base, each, 'objects'));
  const objects = inner.find((each) => fs.existsSync(each));
  if (objects === undefined) throw new Error(`${base} is no git repository`);
  return objects;
}

/** Puts JavaScript in the place of TypeScript: the same code without its types. */
async function stripTypes(folder, typed) {
  const { transformSync } = await import('esbuild');
  for (const each of fs.readdirSync(folder, { recursive: true })) {
    if (!typed.test(each.split(path.sep).join('/')) || each.endsWith('.d.ts')) continue;
    const file = path.join(folder, each);
    const { code } = transformSync(fs.readFileSync(file, 'utf8'), { loader: 'ts', target: 'esnext' });
    fs.writeFileSync(file.replace(/ts$/, 'js'), code);
    fs.rmSync(file);
  }
}

/** Tests find what they import in our own node_modules. */
function linkModules() {
  const link = path.join(SUITES, 'node_modules');
  fs.mkdirSync(SUITES, { recursive: true });
  if (!fs.existsSync(link)) fs.symlinkSync(path.join(HERE, 'node_modules'), link, 'junction');
}

/** Runs a command and stops with its message where it fails. */
function run(command, args, cwd) {
  const shell = process.platform === 'win32' && command === 'npm';
  const { status, error } = spawnSync(command, args, { cwd, shell, stdio: 'inherit' });
  if (error?.code === 'ENOENT') throw new Error(`${command} is needed, and it is not on the PATH`);
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed`);
}
