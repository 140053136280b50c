import Module from 'node:module';
import path from 'node:path';
import { withGradient } from '@diffjs/runtime';
import { expect } from 'chai';
import { compileWithPlugin } from '../support/compileWithPlugin.js';
import { randomProgram } from '../support/randomProgram.js';

interface Seen {
  readonly calls: unknown[];
  turns: number;
}
interface Program {
  readonly top: (...args: unknown[]) => unknown;
  readonly watch: (seen: Seen) => void;
}

/** The random program with what it calls: nothing opaque, and a number as result wherever there is one. */
function sourceOf(seed: number): string {
  const program = randomProgram(seed)
    .replaceAll('o.method(', 'minus(')
    .replaceAll('o.call?.(', 'minus?.(')
    .replace(/log\(\[1, 2\]\.map\((\w+)\)\[1\] \+/g, 'log($1(2) +');
  return `
    let seen;
    function minus(x, y) { return x - y; }
    /* @nondifferentiable */ function log(x) {
      seen.calls.push(x);
      if (seen.calls.length > 300) throw new Error('too long');
      return x;
    }
    /* @nondifferentiable */ function tick() {
      if (++seen.turns > 60) throw new Error('too many turns');
      return true;
    }
    /* @differentiable */ function top(a, b, xs, o) {
      let result = f(a, b, xs, o);
      if (Array.isArray(result)) result = result[0];
      return typeof result === 'number' ? result : 0;
    }
    ${program}
    module.exports = { top, watch: (by) => { seen = by; } };`;
}

function load(code: string): Program {
  const file = path.join(__dirname, 'program.js');
  const program = new Module(file) as Module & { _compile(code: string, file: string): void };
  program.paths = [path.resolve(__dirname, '../../node_modules')];
  program._compile(code, file);
  return program.exports as Program;
}

/** Everything that can be seen of a run: result or exception, calls, and the objects afterwards. */
function observe(program: Program, run: (args: unknown[]) => unknown): unknown {
  const seen: Seen = { calls: [], turns: 0 };
  const [xs, o] = [[0.5, -1, 2, 3.25], { x: 1.5, y: -0.25, z: { w: 2 } }];
  program.watch(seen);
  let outcome: unknown;
  try {
    outcome = run([1, 2, xs, o]);
  } catch (error) {
    outcome = { thrown: error instanceof Error ? error.message : error };
  }
  return { outcome, seen, xs, o };
}

describe('compiled random programs', () => {
  const count = Number(process.env['DIFFJS_PROGRAMS'] ?? 60);

  it(`run once, in the same order, with the same effects, while ${count} of them are differentiated`, function () {
    this.timeout(120_000);
    for (let seed = 1; seed <= count; seed++) {
      const source = sourceOf(seed);
      const [plain, compiled] = [load(source), load(compileWithPlugin(source, {}, { sourceType: 'script' }))];
      const expected = observe(plain, (args) => plain.top(...args));
      const actual = observe(
        compiled,
        (args) => withGradient(compiled.top as (...args: unknown[]) => number, ...args).value,
      );
      expect(actual, `seed ${seed}:\n${source}`).to.deep.equal(expected);
    }
  });
});
