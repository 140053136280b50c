/** A fresh realm for each test, with the runtime loaded inside of it: its natives are the ones that the test sees. */
import fs from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import { ROOT } from '../scripts/packages.mjs';

const dist = path.join(ROOT, 'packages', 'runtime', 'dist', 'cjs');

function listFiles(dir, prefix = '') {
  return fs.readdirSync(path.join(dir, prefix), { withFileTypes: true }).flatMap((entry) => {
    const name = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
    if (entry.isDirectory()) return listFiles(dir, name);
    return name.endsWith('.cjs') ? [name] : [];
  });
}

/** All modules of the runtime as one script, which is compiled once and run in each realm. */
function bundleRuntime() {
  const modules = listFiles(dist).map((name) => {
    const text = fs.readFileSync(path.join(dist, name), 'utf8').replace(/\/\/# sourceMappingURL=.*/, '');
    return `${JSON.stringify(name)}: function (module, exports, require) { ${text}\n}`;
  });
  return new vm.Script(`({ ${modules.join(',\n')} })`, { filename: 'runtime.js' });
}

let bundle;

function requireIn(context) {
  bundle ??= bundleRuntime();
  const modules = bundle.runInContext(context);
  const loaded = new Map();
  const load = (name) => {
    let module = loaded.get(name);
    if (module) return module.exports;
    module = { exports: {} };
    loaded.set(name, module);
    const dir = path.posix.dirname(name);
    modules[name](module, module.exports, (other) => load(path.posix.join(dir, other)));
    return module.exports;
  };
  return (name) => {
    if (name === '@diffjs/runtime/compiled') return load('compiled.cjs');
    if (name === '@diffjs/runtime') return load('index.cjs');
    throw new Error(`no module ${name}`);
  };
}

/**
 * Runs scripts in a realm of their own.
 *
 * @param scripts  vm.Script objects, run in order; the last gives the function to call
 * @param compiled  true to load the runtime and to call the function through `pullback`
 * @returns null, or what went wrong
 */
export async function runInRealm(scripts, { compiled, isAsync }) {
  const messages = [];
  const context = vm.createContext({
    print: (text) => messages.push(String(text)),
    setTimeout,
    console: { log() {} },
  });
  const global = vm.runInContext('globalThis', context);
  global.$262 = {
    global,
    createRealm() {
      const other = vm.createContext({});
      const otherGlobal = vm.runInContext('globalThis', other);
      return { global: otherGlobal, evalScript: (text) => vm.runInContext(text, other) };
    },
    evalScript: (text) => vm.runInContext(text, context),
    detachArrayBuffer: (buffer) => structuredClone(buffer, { transfer: [buffer] }),
    gc() {},
    agent: {},
  };
  try {
    if (compiled) global.require = requireIn(context);
    let test;
    for (const script of scripts) test = script.runInContext(context, { timeout: 10_000 });
    context.__test = test;
    const call = compiled ? 'require("@diffjs/runtime").pullback(__test)' : '__test()';
    // eslint-disable-next-line no-unused-vars -- the result of a test means nothing
    const result = new vm.Script(call).runInContext(context, { timeout: 10_000 });
    if (isAsync) await settled(messages);
  } catch (error) {
    return describe(error);
  }
  if (!isAsync) return null;
  const end = messages.find((text) => text.startsWith('Test262:Async'));
  return end === 'Test262:AsyncTestComplete' ? null : (end ?? 'the test did not finish');
}

async function settled(messages) {
  const isDone = () => messages.some((text) => text.startsWith('Test262:Async'));
  for (let i = 0; i < 20 && !isDone(); i++) await new Promise((resolve) => setImmediate(resolve));
  for (let i = 0; i < 40 && !isDone(); i++) await new Promise((resolve) => setTimeout(resolve, 25));
}

function describe(error) {
  try {
    const text = `${error?.name ?? ''}: ${error?.message ?? String(error)}`;
    return text.replace(/\s+/g, ' ').slice(0, 300);
  } catch {
    return 'an error that cannot be shown';
  }
}
