/** Runs the tests of one package in one of three ways and prints what came of them as one line of JSON. */
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { installHooks } from './install.mjs';
import { suites } from './list.mjs';
import { folderOf, testFiles } from './places.mjs';
import { route, routedCalls, routeThrough } from './route.mjs';
import { markAssertions } from './assertions.mjs';

const [name, way, only = ''] = process.argv.slice(2);
const suite = suites.find((each) => each.name === name);
const { run } = await import(`./runners/${suite.runner}.mjs`);
if (way !== 'plain') {
  const { register } = await import('babel-plugin-diff/node');
  register({ packages: [name, ...(suite.with ?? []), ...(suite.and ?? [])] });
  markAssertions();
  keepLoaded();
}
if (way === 'pullback') {
  // Compiled, unlike the rest: it is what a program that differentiates calls of methods would write.
  routeThrough(await import('./calls.mjs'));
}
installHooks(suite, way === 'pullback' ? route : undefined);
process.argv.length = 2; // some tests read their arguments
process.chdir(folderOf(suite));

const require = createRequire(import.meta.url);
if (suite.fastCheck) require('fast-check').configureGlobal(suite.fastCheck);
Math.random = seeded(1);
const files = testFiles(suite).filter((file) => file.includes(only));
const load = suite.commonjs ? require : (file) => import(pathToFileURL(file).href);
const results = await run(files, load, suite.without);
const text = `\n${JSON.stringify({ tests: results, calls: routedCalls() })}\n`;
process.stdout.write(text, () => process.exit(0));

/** The same numbers in each way: how many assertions some tests make depends on them. (Mulberry32.) */
function seeded(seed) {
  return function random() {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Modules loaded so far stay loaded, whatever tests do with `require.cache`: they would come again into a world that tests changed. */
function keepLoaded() {
  const { cache } = createRequire(import.meta.url);
  for (const key of Object.keys(cache)) Object.defineProperty(cache, key, { configurable: false });
}
