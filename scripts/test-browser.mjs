/**
 * `npm run test:browser [-- --only TEXT] [--browser PATH]`: the tests of arrays in headless Chromium, under a Content-Security-Policy.
 *
 * They run twice: as a page is allowed to compile WebAssembly (`'wasm-unsafe-eval'`), and as it is not, where kernels are plain JavaScript. Neither
 * allows `eval` or `new Function`. The browser is one that is installed; without one the command fails and says where it has looked.
 */
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';
import { bundleTests } from './browser/bundleTests.mjs';
import { ROOT } from './packages.mjs';
import { buildOrExit } from './run.mjs';

const require = createRequire(import.meta.url);
const option = (name) => {
  const i = process.argv.indexOf(name);
  return i < 0 ? undefined : process.argv[i + 1];
};

const POLICIES = [
  { name: 'with WebAssembly', script: "'self' 'wasm-unsafe-eval'", wasm: true },
  { name: 'without WebAssembly', script: "'self'", wasm: false },
];
const FOLDERS = ['test/runtime/kernels', 'test/runtime/ndarray', 'test/runtime/rules/ndarray'];
/** Tests that compile programs, look at files, bundles or processes, or at libraries that make code from text. */
const NODE_ONLY =
  /scijs|localPrograms|wasm\.test|reference\.test|elements\.test|packaging|ndarrayOps|docstrings/i;
const PAGE = `<!doctype html><meta charset="utf-8"><title>tests</title><div id="mocha"></div>
<script src="/mocha.js"></script><script src="/start.js"></script><script src="/tests.js"></script><script src="/run.js"></script>`;
const LONGEST = 20 * 60 * 1000;

buildOrExit('--no-types', '--quiet');
const executablePath = findBrowser();
const only = option('--only');
const files = FOLDERS.flatMap(testsIn).filter(
  (file) => !NODE_ONLY.test(file) && (only === undefined || file.includes(only)),
);
if (files.length === 0) fail(`no test file's path contains ${only}`);
console.log(`${files.length} test files in ${executablePath}`);
const bundle = await bundleTests(files);

let failed = 0;
for (const policy of POLICIES) failed += await runUnder(policy);
process.exit(failed === 0 ? 0 : 1);

function testsIn(folder) {
  const all = fs.readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' });
  return all
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => path.join(ROOT, folder, file))
    .sort();
}

function findBrowser() {
  const given = option('--browser') ?? process.env.CHROMIUM;
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'msedge'];
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const usual = [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  ];
  const places = given
    ? [given]
    : [...folders.flatMap((dir) => names.map((name) => path.join(dir, name))), ...usual];
  const found = places.find((place) => fs.existsSync(place));
  if (found !== undefined) return found;
  return fail(
    given
      ? `there is no browser at ${given}`
      : `no Chromium or Chrome is installed (looked for ${names.join(', ')} in PATH). Install one, or name it: npm run test:browser -- --browser PATH`,
  );
}

function fail(message) {
  console.error(`test:browser: ${message}`);
  process.exit(1);
}

async function runUnder({ name, script, wasm }) {
  const server = http.createServer((request, response) => answer(request, response, script));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    const problems = [];
    page.on('pageerror', (error) => problems.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    const result = await Promise.race([
      page
        .waitForFunction(() => globalThis.testResult, undefined, { timeout: LONGEST })
        .then((handle) => handle.jsonValue()),
      page.waitForEvent('crash', { timeout: LONGEST }).then(() => ({ crashed: true })),
    ]).catch((error) => ({ crashed: true, error: String(error) }));
    if (result.crashed) {
      console.error(
        `${name}: the page did not finish. ${result.error ?? ''}\n${problems.slice(0, 10).join('\n')}`,
      );
      return 1;
    }
    // Tests behind an error at loading are not even known.
    for (const problem of problems) console.error(`✗ ${problem}`);
    const expected = wasm === result.usesWasm && !result.evalWorks;
    for (const { title, message } of result.failures) console.error(`✗ ${title}\n    ${message}`);
    if (!expected)
      console.error(
        `✗ WebAssembly was ${result.usesWasm ? '' : 'not '}used, eval is ${result.evalWorks ? '' : 'not '}allowed`,
      );
    console.log(
      `${name}: ${result.passed} passed, ${result.failures.length} failed, ${result.skipped} skipped`,
    );
    return result.failures.length + problems.length + (expected ? 0 : 1);
  } finally {
    await browser.close();
    server.close();
  }
}

function answer({ url }, response, script) {
  const send = (type, body, headers = {}) => {
    response.writeHead(200, { 'content-type': type, ...headers });
    response.end(body);
  };
  const policy = `default-src 'none'; script-src ${script}; connect-src 'self'; style-src 'self'`;
  if (url === '/') send('text/html', PAGE, { 'content-security-policy': policy });
  else if (url === '/mocha.js') send('text/javascript', fs.readFileSync(require.resolve('mocha/mocha.js')));
  else if (url === '/start.js')
    send('text/javascript', fs.readFileSync(path.join(ROOT, 'scripts/browser/start.js')));
  else if (url === '/run.js')
    send('text/javascript', fs.readFileSync(path.join(ROOT, 'scripts/browser/run.js')));
  else if (url === '/tests.js') send('text/javascript', bundle);
  else {
    const file = path.join(ROOT, decodeURIComponent(url));
    if (/^test[\\/].*\.json$/.test(path.relative(ROOT, file)) && fs.existsSync(file))
      send('application/json', fs.readFileSync(file));
    else {
      response.writeHead(404);
      response.end();
    }
  }
}
