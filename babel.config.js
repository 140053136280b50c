/** Babel for tests, examples and benchmarks. The packages themselves are built by scripts/build.mjs. */
'use strict';
const fs = require('node:fs');
const path = require('node:path');

const plugin = path.join(__dirname, 'packages/babel-plugin-diff/dist/cjs/index.cjs');

module.exports = function babelConfig(api) {
  const built = fs.existsSync(plugin);
  api.cache.using(() => built);
  return {
    sourceMaps: 'both',
    presets: [['@babel/preset-typescript', { allowDeclareFields: true }]],
    plugins: [
      ...(built ? [[plugin, { include: 'annotated' }]] : []),
      '@babel/plugin-transform-modules-commonjs',
    ],
  };
};
