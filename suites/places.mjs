import fs from 'node:fs';
import path from 'node:path';
import { CACHE, ROOT } from '../scripts/packages.mjs';

export const HERE = path.join(ROOT, 'suites');
export const SUITES = path.join(CACHE, 'suites');

/** Where a suite is checked out. The folder is called as a package in node_modules is, so that `packages: [name]` means it. */
export function folderOf({ name, commit }) {
  return path.join(SUITES, `${name}-${commit.slice(0, 12)}`, 'node_modules', name);
}

/** The test files of a suite, sorted, as full paths. */
export function testFiles(suite) {
  const folder = folderOf(suite);
  const files = fs.readdirSync(folder, { recursive: true, withFileTypes: true });
  return files
    .filter((each) => each.isFile())
    .map((each) => path.relative(folder, path.join(each.parentPath ?? each.path, each.name)))
    .filter((file) => suite.tests.test(file.split(path.sep).join('/')))
    .sort()
    .map((file) => path.join(folder, file));
}

export function versionOf(suite) {
  return JSON.parse(fs.readFileSync(path.join(folderOf(suite), 'package.json'), 'utf8')).version;
}
