/** Hooks for ES modules, which Node runs in a thread of its own. */
import fs from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { init, parse } from 'es-module-lexer';
import { importersOf } from './names.mjs';

const shim = (name) => new URL(`./shims/${name}.mjs`, import.meta.url).href;
const SHIMS = { vitest: shim('vitest'), '@jest/globals': shim('vitest'), 'random-seed': shim('random-seed') };
const ENDINGS = ['.js', '/index.js', '/src/index.js'];
const FACADE = '?routed';
let aliasOf, isRouted;

export async function initialize(data) {
  await init;
  ({ aliasOf, isRouted } = importersOf(data));
}

export async function resolve(specifier, context, next) {
  if (SHIMS[specifier] && context.parentURL !== SHIMS[specifier])
    return { url: SHIMS[specifier], shortCircuit: true };
  const { parentURL } = context;
  const isFacade = parentURL?.endsWith(FACADE);
  const importer = parentURL?.startsWith('file:') && !isFacade ? fileURLToPath(parentURL) : undefined;
  const alias = importer && aliasOf(specifier, importer);
  const found = await resolveLoosely(alias ? pathToFileURL(alias).href : specifier, context, next);
  if (!importer || !found.url.startsWith('file:')) return found;
  return isRouted(fileURLToPath(found.url), importer) ? { ...found, url: found.url + FACADE } : found;
}

/** As bundlers do, in which some tests run: a file without its extension, a folder by its index. */
async function resolveLoosely(specifier, context, next) {
  try {
    return await next(specifier, context);
  } catch (error) {
    if (!/^\.{1,2}(?:\/|$)/.test(specifier)) throw error;
    for (const ending of ENDINGS) {
      try {
        return await next(specifier.replace(/\/$/, '') + ending, context);
      } catch {
        // The next ending may do.
      }
    }
    throw error;
  }
}

export async function load(url, context, next) {
  if (url.endsWith('.json') && !context.importAttributes?.type) {
    const json = JSON.parse(fs.readFileSync(fileURLToPath(url), 'utf8'));
    return { format: 'module', shortCircuit: true, source: jsonModule(json) };
  }
  if (!url.endsWith(FACADE)) return next(url, context);
  const original = url.slice(0, -FACADE.length);
  const source =
    context.format === 'commonjs' ? facadeOf(original, ['default']) : facadeOf(original, names(original));
  return { format: 'module', shortCircuit: true, source };
}

/** A module of data: the whole as the default, as bundlers do also its parts by their names. */
function jsonModule(json) {
  const parts = Array.isArray(json) ? [] : Object.entries(json).filter(([key]) => key !== 'default');
  return [
    `export default ${JSON.stringify(json)};`,
    ...parts.map(([, value], i) => `const e${i} = ${JSON.stringify(value)};`),
    `export { ${parts.map(([key], i) => `e${i} as ${JSON.stringify(key)}`).join(', ')} };`,
  ].join('\n');
}

/** A module that exports what another does, routed. */
function facadeOf(url, exported) {
  const route = JSON.stringify(new URL('./route.mjs', import.meta.url).href);
  const lines = exported.map((name, i) => `const e${i} = route(original[${JSON.stringify(name)}]);`);
  const list = exported.map((name, i) => `e${i} as ${JSON.stringify(name)}`);
  return [
    `import { route } from ${route};`,
    `import * as original from ${JSON.stringify(url)};`,
    ...lines,
    `export { ${list.join(', ')} };`,
  ].join('\n');
}

function names(url) {
  const source = fs.readFileSync(fileURLToPath(url), 'utf8');
  const [imports, exports] = parse(source);
  const found = new Set(exports.map(({ n }) => n));
  for (const { n, ss, se } of imports) {
    if (n === undefined || !/^export\s*\*\s*from/.test(source.slice(ss, se))) continue;
    for (const name of names(fileFor(new URL(n, url).href))) if (name !== 'default') found.add(name);
  }
  return [...found];
}

function fileFor(url) {
  return [url, ...ENDINGS.map((ending) => url + ending)].find((each) =>
    fs.statSync(fileURLToPath(each), { throwIfNoEntry: false })?.isFile(),
  );
}
