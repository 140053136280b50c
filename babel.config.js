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
      findSources,
      '@babel/plugin-transform-modules-commonjs',
    ],
  };
};

/** `./x.js` names the source `./x.ts`, as in TypeScript itself. */
function findSources() {
  return {
    name: 'find-sources',
    visitor: {
      Program: {
        exit(program, { filename }) {
          for (const { source } of program.node.body) {
            if (!source || !/^\.\.?\/.*\.js$/.test(source.value)) continue;
            const typed = source.value.replace(/\.js$/, '.ts');
            if (!fs.existsSync(path.resolve(path.dirname(filename), typed))) continue;
            source.value = typed;
            delete source.extra;
          }
        },
      },
    },
  };
}
