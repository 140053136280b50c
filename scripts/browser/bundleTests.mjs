import fs from 'node:fs';
import path from 'node:path';
import { transformAsync } from '@babel/core';
import { build } from 'esbuild';
import { ROOT } from '../packages.mjs';

const runtime = path.join(ROOT, 'packages/runtime/dist/cjs');

/**
 * One script of some test files for a page on which mocha is loaded: the tests are compiled as Node's are, by babel.config.js, and all
 * import one copy of the runtime.
 */
export async function bundleTests(files) {
  const { outputFiles } = await build({
    stdin: {
      contents: [
        `globalThis.kernelInfo = require('@diffjs/runtime').kernelInfo;`,
        ...files.map((file) => `require(${JSON.stringify(file)});`),
      ].join('\n'),
      resolveDir: ROOT,
    },
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    logLevel: 'error',
    plugins: [testsForPages],
  });
  return outputFiles[0].text;
}

const testsForPages = {
  name: 'tests-for-pages',
  setup(context) {
    context.onResolve({ filter: /^@diffjs\/runtime(\/|$)/ }, ({ path: name }) => {
      const entry = name.slice('@diffjs/runtime'.length).replace(/^\//, '') || 'index';
      return { path: path.join(runtime, `${entry}.cjs`) };
    });
    context.onResolve({ filter: /^node:/ }, ({ path: name }) => ({ path: name, namespace: 'node' }));
    context.onLoad({ filter: /.*/, namespace: 'node' }, ({ path: name }) => ({
      contents: standIns[name] ?? missing(name),
    }));
    context.onLoad({ filter: /[\\/](test|bench)[\\/].*\.ts$/ }, async ({ path: file }) => {
      const { code } = await transformAsync(fs.readFileSync(file, 'utf8'), {
        filename: file,
        root: ROOT,
        cwd: ROOT,
        sourceMaps: false,
      });
      const folder = `/${path.relative(ROOT, path.dirname(file)).split(path.sep).join('/')}`;
      return { contents: `const __dirname = ${JSON.stringify(folder)};\n${code}`, loader: 'js' };
    });
  },
};

/** What the tests use of Node: files of expected values, which the server hands out. */
const standIns = {
  'node:fs': `
    const readFileSync = (file) => {
      const request = new XMLHttpRequest();
      request.open('GET', file, false);
      request.send();
      if (request.status !== 200) throw new Error('there is no file ' + file);
      return request.responseText;
    };
    module.exports = { readFileSync, default: { readFileSync } };`,
  'node:path': `
    const join = (...parts) => {
      const names = [];
      for (const name of parts.join('/').split('/')) {
        if (name === '..') names.pop();
        else if (name !== '.' && name !== '') names.push(name);
      }
      return '/' + names.join('/');
    };
    module.exports = { join, default: { join } };`,
};

function missing(name) {
  return `throw new Error(${JSON.stringify(`${name} is not there in a page`)});`;
}
