import fs from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { compileProgram } from '../support/fuzz/loadProgram.js';
import type { LoggedStep } from '../support/checkedPlugin.js';

const file = path.resolve(__dirname, '../../packages/babel-plugin-diff/docs/passes/README.md');

/** The page with what the compiler prints now. */
function refresh(page: string): string {
  const source = /```js\n([\s\S]*?)```/.exec(page)![1]!;
  const steps: LoggedStep[] = [];
  const code = compileProgram(source, 'model.js', { order: 1 }, (step) => steps.push(step));
  const companions = code
    .slice(code.indexOf('function f_forward'))
    .replaceAll('/* istanbul ignore next */\n', '');
  return page
    .replace(/```hir (\w+) (\w+)\n[\s\S]*?```/g, (_, step: string, role: string) => {
      const logged = steps.find((each) => each.step === step && each.role === role);
      if (!logged) throw new Error(`no step ${step} of the ${role} companion`);
      return `\`\`\`hir ${step} ${role}\n${logged.text.trimEnd()}\n\`\`\``;
    })
    .replace(/```js companions\n[\s\S]*?```/, () => `\`\`\`js companions\n${companions.trimEnd()}\n\`\`\``);
}

describe('the page about the passes', () => {
  it('shows what the compiler prints', () => {
    const page = fs.readFileSync(file, 'utf8');
    const now = refresh(page);
    if (process.env['DIFFJS_UPDATE'] === '1') fs.writeFileSync(file, now);
    else expect(page).to.equal(now);
  });

  it('links every pass', () => {
    const page = fs.readFileSync(file, 'utf8');
    const pages = fs.readdirSync(path.dirname(file)).filter((name) => name !== 'README.md');
    expect(pages.filter((name) => !page.includes(`](${name})`))).to.deep.equal([]);
  });
});
