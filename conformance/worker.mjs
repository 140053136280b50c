/** Runs a share of the tests and reports each to the main thread. */
import vm from 'node:vm';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { transformSync } from '@babel/core';
import { ROOT } from '../scripts/packages.mjs';
import { frontMatter, modesOf, readHarness, readTest } from './suite.mjs';
import { runInRealm } from './realm.mjs';

const require = createRequire(import.meta.url);
const plugin = require(path.join(ROOT, 'packages/babel-plugin-diff/dist/cjs/index.cjs')).default;

process.on('unhandledRejection', () => {});

const parserOpts = {
  allowReturnOutsideFunction: true,
  plugins: ['explicitResourceManagement', ['importAttributes', { deprecatedAssertSyntax: false }]],
};

function compile(source, filename, include) {
  return transformSync(source, {
    configFile: false,
    babelrc: false,
    compact: false,
    retainLines: true,
    filename,
    sourceType: 'script',
    parserOpts,
    plugins: [[plugin, { include }]],
  }).code;
}

const harnessScripts = new Map();

function harness(name, compiled) {
  const key = `${name}:${compiled}`;
  let script = harnessScripts.get(key);
  if (!script) {
    const source = readHarness(name);
    script = new vm.Script(compiled ? compile(source, name, 'all') : source, { filename: name });
    harnessScripts.set(key, script);
  }
  return script;
}

/** The test as the body of a function. */
function wrap(source, mode, annotation) {
  const strict = mode === 'strict' ? '"use strict";\n' : '';
  return `${strict}${annotation}\nfunction test262Wrapper() {\n${source}\n}\ntest262Wrapper;`;
}

async function runTest(name) {
  const source = readTest(name);
  const matter = frontMatter(source);
  const results = [];
  for (const mode of modesOf(matter)) {
    const isAsync = matter.flags.includes('async');
    const includes = ['assert.js', 'sta.js', ...(isAsync ? ['doneprintHandle.js'] : []), ...matter.includes];
    results.push({ name, mode, ...(await runMode(source, mode, includes, isAsync)) });
  }
  return results;
}

async function runMode(source, mode, includes, isAsync) {
  let plain;
  try {
    const own = new vm.Script(wrap(source, mode, ''), { filename: 'test.js' });
    plain = await runInRealm([...includes.map((each) => harness(each, false)), own], {
      compiled: false,
      isAsync,
    });
  } catch (error) {
    plain = String(error);
  }
  if (plain !== null) return { outcome: 'not applicable', detail: plain };
  let code;
  try {
    code = compile(wrap(source, mode, '/* @differentiable */'), 'test.js', 'annotated');
  } catch (error) {
    const refused = /DIFF1\d{3}/.exec(error.message)?.[0];
    return { outcome: refused ? 'refused' : 'failed', detail: String(error.message).slice(0, 300) };
  }
  try {
    const own = new vm.Script(code, { filename: 'test.js' });
    const scripts = [...includes.map((each) => harness(each, true)), own];
    const problem = await runInRealm(scripts, { compiled: true, isAsync });
    return problem === null ? { outcome: 'passed' } : { outcome: 'failed', detail: problem };
  } catch (error) {
    return { outcome: 'failed', detail: `${error}`.slice(0, 300) };
  }
}

for (const name of workerData.names) parentPort.postMessage(await runTest(name));
