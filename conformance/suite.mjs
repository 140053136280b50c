/** The tests of the ECMAScript conformance suite: where they are, what their front matter says. */
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from '../scripts/packages.mjs';

/** The commit of tc39/test262 that the results in the documentation belong to. */
export const COMMIT = 'be13516fb6441b950ba8a3df97eb34062c186972';
export const SUITE = path.join(ROOT, 'node_modules', '.cache', 'diffjs', `test262-${COMMIT.slice(0, 12)}`);

/** Every test below a folder of `test/language`, by path relative to it. */
export function* listTests(filter) {
  const base = path.join(SUITE, 'test', 'language');
  const pending = [base];
  for (let dir = pending.pop(); dir !== undefined; dir = pending.pop()) {
    for (const entry of fs.readdirSync(dir, { withFileTypes: true })) {
      const full = path.join(dir, entry.name);
      if (entry.isDirectory()) pending.push(full);
      else if (entry.name.endsWith('.js') && !entry.name.includes('_FIXTURE')) {
        const name = path.relative(base, full).split(path.sep).join('/');
        if (!filter || name.includes(filter)) yield name;
      }
    }
  }
}

export function readTest(name) {
  return fs.readFileSync(path.join(SUITE, 'test', 'language', name), 'utf8');
}

export function readHarness(name) {
  return fs.readFileSync(path.join(SUITE, 'harness', name), 'utf8');
}

/** What the front matter of a test says that matters here. */
export function frontMatter(source) {
  const text = /\/\*---([\s\S]*?)---\*\//.exec(source)?.[1] ?? '';
  const list = (key) => {
    const inline = new RegExp(`^${key}:\\s*\\[([^\\]]*)\\]`, 'm').exec(text);
    if (inline)
      return inline[1]
        .split(',')
        .map((each) => each.trim())
        .filter(Boolean);
    const block = new RegExp(`^${key}:\\s*\\n((?:\\s+-.*\\n?)+)`, 'm').exec(text);
    return block
      ? block[1]
          .split('\n')
          .map((each) => each.replace(/^\s*-\s*/, '').trim())
          .filter(Boolean)
      : [];
  };
  return {
    flags: list('flags'),
    includes: list('includes'),
    features: list('features'),
    negative: /^negative:/m.test(text),
  };
}

/** The modes in which a test is run: as sloppy and as strict code, unless it says otherwise; none for what cannot be wrapped. */
export function modesOf({ flags, negative }) {
  if (negative || flags.includes('module') || flags.includes('raw')) return [];
  if (flags.includes('onlyStrict')) return ['strict'];
  if (flags.includes('noStrict')) return ['sloppy'];
  return ['sloppy', 'strict'];
}
