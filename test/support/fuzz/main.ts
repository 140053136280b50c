/**
 * `npm run fuzz -- [--language | --nightly] [--runs N] [--seed S] [--failures K] [--no-reduce] [--without feature,…]
 * [--except PATTERN] [--file FILE]`: checks random programs.
 */
import fs from 'node:fs';
import { fuzzSmooth } from './fuzzSmooth.js';
import { checkFile, fuzzLanguage } from './language/fuzzLanguage.js';
import { readOptions } from './readOptions.js';

async function main(): Promise<boolean> {
  const options = readOptions(process.argv.slice(2));
  if (options.file !== null) return checkFile(fs.readFileSync(options.file, 'utf8'), options.reduce);
  if (options.family === 'language') return fuzzLanguage(options);
  if (options.family === 'smooth') return fuzzSmooth(options);
  const [language, smooth] = [await fuzzLanguage(options), await fuzzSmooth({ ...options, runs: 1000 })];
  return language && smooth;
}

// What is left of a program may reject promises that nobody waits for.
process.on('unhandledRejection', () => {});
void main().then((passed) => (process.exitCode = passed ? 0 : 1));
