import { gradient } from '@diffjs/runtime';
import { expect } from 'chai';
import { buildErrorOf, compileWithPlugin } from '../../../support/compileWithPlugin.js';
import { loadProgram } from '../../../support/fuzz/loadProgram.js';

/** A function with a marked loop that has a body. */
const loop = (body: string): string =>
  `let total = 0; const outer = [0]; const objects = [{ v: 1 }];
  /* @differentiable */
  function f(x, xs, o, g) {
    /* @checkpoint 3 */
    for (let i = 0; i < 5; i++) { ${body} }
    return x;
  }`;

describe('what @checkpoint refuses', () => {
  const refused: Record<string, string> = {
    'assigns `total`': 'total = i; x *= 2;',
    'draws random numbers': 'x += Math.random();',
    'asks for the time': 'x += 0 * Date.now();',
    prints: 'console.log(x);',
    'stores an object into one': 'o.last = [x];',
    'deletes a property': 'delete o.last; x *= 2;',
  };
  for (const [what, body] of Object.entries(refused)) {
    it(`a loop that ${what}`, () => {
      const error = buildErrorOf(loop(body));
      expect(error.diagnostics.map(({ code }) => code)).to.include('DIFF1205');
      expect(error.message).to.include(what);
    });
  }

  it('what functions of the file do that the loop calls', () => {
    const source = `let n = 0; function tick(x) { for (const v of [x, x]) n = 1; return x; }\n${loop('x = tick(x);')}`;
    const error = buildErrorOf(source);
    expect(error.code).to.equal('DIFF1205');
    expect(error.message).to.include('it assigns `n`');
  });

  it('a loop in a function that is left to traced code, and says why', () => {
    const error = buildErrorOf(loop('try { x *= 2; } finally { x += 1; }'));
    expect(error.code).to.equal('DIFF1205');
    expect(error.message).to.include('`try`');
  });

  it('annotations that stand nowhere useful', () => {
    const misplaced = [
      '/* @differentiable */ function f(x) { /* @checkpoint */ let y = x; return y; }',
      '/* @checkpoint */ /* @differentiable */ function f(x) { return x; }',
      'function f(x) { /* @checkpoint */ for (let i = 0; i < 3; i++) x *= 2; return x; }',
      '/* @nondifferentiable */ function f(x) { /* @checkpoint */ for (let i = 0; i < 3; i++) x *= 2; return x; }',
      '/* @differentiable */ function f(x) { /* @chekpoint */ for (let i = 0; i < 3; i++) x *= 2; return x; }',
      '/* @differentiable */ function f(x) { /* @checkpoint 0 */ for (let i = 0; i < 3; i++) x *= 2; return x; }',
      '/* @differentiable */ function f(x) { /* checkpoint */ for (let i = 0; i < 3; i++) x *= 2; return x; }',
      '/* @differentiable */ function f(x) { /* @checkpoint */ /* @checkpoint 3 */ for (let i = 0; i < 3; i++) x *= 2; return x; }',
    ];
    for (const source of misplaced) expect(buildErrorOf(source).code, source).to.equal('DIFF1005');
    const others = [
      '// checkpoint of the state\nfunction f() {}',
      '// checkpoint\nfunction f() {}',
      '/** Saves.\n * @checkpoint\n */\nfunction f() {}',
    ];
    for (const source of others) expect(() => compileWithPlugin(source)).to.not.throw();
  });

  it('counts where a file is taken in as a whole', () => {
    const source = 'function f(x) { /* @checkpoint */ for (let i = 0; i < 3; i++) x *= 2; return x; }';
    expect(buildErrorOf(source, { include: 'all' }).code).to.equal('DIFF1005');
  });

  it('calls that may have an effect, when they are made', () => {
    type F = (...args: unknown[]) => number;
    const { f } = loadProgram<{ f: F }>(`${loop('x += g(x);')}\nexport { f };`, 'program.js');
    const codeOf = (run: () => unknown): unknown => {
      try {
        run();
        return undefined;
      } catch (error) {
        return (error as { code?: string }).code;
      }
    };
    expect(codeOf(() => gradient(f, 1, [], {}, () => 1))).to.equal('DIFF3108');
    expect(codeOf(() => gradient(f, 1, [], {}, Math.random))).to.equal('DIFF3108');
    expect(gradient(f, 1, [], {}, Math.sin)[0]).to.be.closeTo(1.3, 10);
  });

  it('turns that give something else when they are run again', () => {
    const { f, g } = loadProgram<{ f: (x: number, g: unknown) => number; g: unknown }>(
      `let calls = 0;
      /* @nondifferentiable */ const count = () => ++calls;
      export const g = /* @differentiable */ (x) => x * count();
      /* @differentiable */
      export function f(x, g) {
        /* @checkpoint */
        for (let i = 0; i < 3; i++) x = g(x);
        return x;
      }`,
      'program.js',
    );
    expect(() => gradient(f, 1, g)).to.throw('DIFF3108');
  });
});

describe('a marked loop in traced code', () => {
  it('gives the derivatives, and a warning once', () => {
    const { f, loss } = loadProgram<{ f: (x: number) => number; loss: (x: number) => number }>(
      `/* @differentiable */
      export function f(x) {
        outer:
        /* @checkpoint */
        for (let i = 0; i < 3; i++) for (;;) { x = Math.sin(x) * 2; continue outer; }
        return x;
      }
      /* @differentiable */
      export const loss = (x) => { try { return f(x) ** 2; } finally { } };`,
      'program.js',
    );
    const warnings: string[] = [];
    const { emitWarning } = process;
    process.emitWarning = ((text: string): void => void warnings.push(text)) as typeof emitWarning;
    let found: number;
    try {
      found = gradient(loss, 0.4)[0];
      gradient(loss, 0.5);
    } finally {
      process.emitWarning = emitWarning;
    }
    expect(found).to.be.closeTo(2 * f(0.4) * gradient(f, 0.4)[0], 1e-12);
    expect(warnings.length).to.equal(1);
    expect(warnings[0]).to.include('a loop (').and.to.include('DIFF3109');
  });
});
