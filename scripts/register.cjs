/**
 * Loads TypeScript (tests, examples, benchmarks) through Babel and our own plugin: `node -r ./scripts/register.cjs`.
 *
 * The disk cache of @babel/register does not know the plugin's build, so each build of the plugin gets its own file.
 */
'use strict';
const fs = require('node:fs');
const path = require('node:path');

const root = path.dirname(__dirname);
const cache = path.join(root, 'node_modules', '.cache', 'diffjs');

function pluginStamp() {
  try {
    return JSON.parse(fs.readFileSync(path.join(cache, 'build.json'), 'utf8')).plugin || 'none';
  } catch {
    return 'none'; // nothing built yet
  }
}

function configStamp() {
  const files = [__filename, path.join(root, 'babel.config.js')];
  return files.map((f) => Math.floor(fs.statSync(f).mtimeMs).toString(36)).join('-');
}

const stem = 'register-';
const name = `${stem}${pluginStamp()}-${configStamp()}.json`;
if (fs.existsSync(cache)) {
  for (const file of fs.readdirSync(cache)) {
    const full = path.join(cache, file);
    const day = 24 * 60 * 60 * 1000;
    if (file.startsWith(stem) && file !== name && Date.now() - fs.statSync(full).mtimeMs > day)
      fs.rmSync(full, { force: true });
  }
}
process.env.BABEL_CACHE_PATH = path.join(cache, name);

require('@babel/register')({
  root,
  cwd: root,
  extensions: ['.ts'],
  only: ['test', 'examples', 'bench'].map((dir) => path.join(root, dir)),
  ignore: [/node_modules/],
});
