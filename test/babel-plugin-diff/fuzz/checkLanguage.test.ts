import { expect } from 'chai';
import { checkLanguage } from '../../support/fuzz/language/checkLanguage.js';
import type { LanguageProgram } from '../../support/fuzz/language/languageProgram.js';
import { loadLanguage } from '../../support/fuzz/language/loadLanguage.js';

function program(body: string): LanguageProgram {
  const source = `const log = [];
exports.state = () => [log];
exports.f = ${/await/.test(body) ? 'async ' : ''}function f(x, xs) { ${body} };
exports.args = () => [0.4, [0.3, 0.7]];`;
  return { source, compilation: 'all', isAsync: /await/.test(body) };
}

/** What is seen if a program were compiled to what another one is compiled to. */
async function seen(plain: string, compiled: string): Promise<string> {
  const loaded = { ...loadLanguage(program(plain)), compiled: loadLanguage(program(compiled)).compiled };
  const { failure, compared } = await checkLanguage(loaded, plain);
  return failure === null ? `right, ${compared} compared` : failure.kind;
}

describe('the check of programs over the whole language', () => {
  const cases: [what: string, plain: string, compiled: string, kind: string][] = [
    ['a right one', 'return x * xs[0];', 'return xs[0] * x;', 'right, 2 compared'],
    ['another value', 'return x * 3;', 'return x * (3 + 1e-15);', 'primal value'],
    ['minus zero', 'return [x * 0];', 'return [x * -0];', 'primal value'],
    ['other memory', 'xs[0] = x; return x;', 'xs[1] = x; return x;', 'primal memory'],
    ['another order of effects', "log.push(1, 'a'); return x;", "log.push('a', 1); return x;", 'primal memory'],
    ['another message', "throw new Error('a');", "throw new Error('b');", 'primal exception'],
    ['another error', "throw new Error('a');", "throw new TypeError('a');", 'primal exception'],
    ['an error', 'return x;', 'return y;', 'primal throws'],
    ['a lost derivative', 'return x * x;', 'return x * Number(String(x));', 'gradient'],
    ['a lost derivative of memory', 'return x * xs[1];', 'return x * Number(String(xs[1]));', 'gradient'],
    ['an argument that is kept', 'log[0] = x; return x;', 'log[0] = x; return log[0];', 'right, 2 compared'],
    ['a derivative of an earlier call', 'const y = log[0] ?? 1; log[0] = 2; return y * x;', 'const y = log[0] ?? 1; log[0] = 2; return y === 2 ? y * Number(String(x)) : y * x;', 'second gradient'],
  ]; // prettier-ignore

  for (const [what, plain, compiled, kind] of cases)
    it(`sees ${what}`, async () => {
      expect(await seen(plain, compiled)).to.equal(kind);
    });

  it('waits for async programs', async () => {
    expect(await seen('return x * (await x);', 'return x * (await x);')).to.equal('right, 2 compared');
    expect(await seen('return x * (await x);', 'return x * Number(String(await x));')).to.equal('gradient');
  });
});
