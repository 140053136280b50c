/** Runs the cases of one package, plainly or compiled, and prints what they give as one line of JSON. */
import { createRequire } from 'node:module';
import { differences } from './differences.mjs';
import { bitsOf, leavesOf, snapshot } from './leaves.mjs';

const [name, mode] = process.argv.slice(2);
const file = new URL(`./cases/${name}.mjs`, import.meta.url);
const isCompiled = mode === 'compiled';
if (isCompiled) {
  // What the cases are about says which packages they compile; it is read before anything is loaded.
  const { register } = await import('babel-plugin-diff/node');
  const { packages } = await import('./packages.mjs');
  register({ packages: packages(file), include: 'all' });
}

const { cases, packages, style } = await import(file);
const require = createRequire(import.meta.url);
const results = {};
for (const [label, { f, args }] of Object.entries(cases)) {
  try {
    results[label] = isCompiled ? await differentiate(f, args) : await evaluate(f, args);
  } catch (error) {
    results[label] = { error: `${error?.stack ?? error}`.slice(0, 1500) };
  }
}
console.log(`\n${JSON.stringify({ cases: results, versions: versionsOf(packages), style })}`);

async function evaluate(f, args) {
  const given = args();
  const value = await f(...given);
  return { value: bitsOf(value), after: snapshot(given), ...(await differences(f, args)) };
}

async function differentiate(f, args) {
  const { withGradient, jvp } = await import('@diffjs/runtime');
  const primal = bitsOf(await f(...args()));
  const given = args();
  const { value, gradient } = await withGradient(f, ...given);
  const after = snapshot(given);
  const leaves = leavesOf(args());
  const slopes = leaves.map(({ path }) => path.reduce((at, key) => at?.[key], gradient));
  const direction = leaves.map((_, i) => Math.cos(3 * i + 1));
  const [along, slope] = await jvp(f, args(), tangentsFor(args(), leaves, direction));
  return {
    primal,
    value: bitsOf(value),
    along: bitsOf(along),
    after,
    gradient: slopes.map((each) => (typeof each === 'number' ? each : null)),
    // ⟨∇f, v⟩ by both modes
    products: [slopes.reduce((sum, each, i) => sum + (each ?? 0) * direction[i], 0), slope ?? 0],
  };
}

/** Arguments made anew, with the direction in place of their numbers. */
function tangentsFor(args, leaves, direction) {
  leaves.forEach(({ path }, i) => {
    const holder = path.slice(0, -1).reduce((at, key) => at[key], args);
    holder[path.at(-1)] = direction[i];
  });
  return args;
}

function versionsOf(packages) {
  return packages.map((each) => {
    try {
      return `${each} ${require(`./node_modules/${each}/package.json`).version}`;
    } catch {
      return each;
    }
  });
}
