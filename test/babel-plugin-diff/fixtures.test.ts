import path from 'node:path';
import { expect } from 'chai';
import { checkProgram } from '../support/fuzz/checkProgram.js';
import { CompileRejection, compileProgram, loadProgram } from '../support/fuzz/loadProgram.js';
import type { Program } from '../support/fuzz/loadProgram.js';
import { cloneTree } from '../support/fuzz/trees.js';
import type { Form, LoggedStep } from '../support/checkedPlugin.js';
import { Fixture } from '../support/Fixture.js';

type Functions = Record<string, Program['f']> & Pick<Program, 'reset' | 'memory'>;

/**
 * Pins the generated code of each fixture and executes it: value bit for bit, memory, gradient against differences and against the
 * tangent, `back` again and with other cotangents.
 */
describe('fixtures', () => {
  for (const fixture of Fixture.all(path.join(__dirname, 'fixtures'))) {
    describe(fixture.name, () => {
      if (fixture.isRejected) rejects(fixture);
      else accepts(fixture);
    });
  }
});

function rejects(fixture: Fixture): void {
  it('is rejected with a message', () => {
    const { plugin, syntax } = fixture.options;
    const compile = (): string =>
      compileProgram(fixture.source, fixture.inputName, plugin, undefined, syntax);
    let message = '';
    try {
      compile();
    } catch (error) {
      if (!(error instanceof CompileRejection)) throw error;
      message = error.message.slice(error.message.indexOf('DIFF'));
    }
    expect(message, 'it compiles').to.not.equal('');
    expect(message.trimEnd()).to.equal(fixture.pinned('error.txt', message));
  });
}

function accepts(fixture: Fixture): void {
  it('compiles to the pinned code', () => {
    let hir = '';
    const { hir: wanted, plugin, syntax, form } = fixture.options;
    const onStep = (logged: LoggedStep): void => {
      const isWanted = logged.step === wanted?.step && logged.name === wanted.function;
      if (isWanted && logged.role === wanted.role) hir = logged.text;
    };
    const code = compileProgram(
      fixture.source,
      fixture.inputName,
      { lanes: 'never', order: 1, ...plugin },
      onStep,
      syntax,
      form,
    );
    expect(code.trimEnd()).to.equal(fixture.pinned('output.js', code));
    if (wanted) expect(hir.trimEnd()).to.equal(fixture.pinned('hir.txt', hir));
  });

  for (const form of ['compiled', 'traced', 'both'] as const) executes(fixture, form);
}

function executes(fixture: Fixture, form: Form): void {
  it(`computes the value and its derivatives (${form})`, () => {
    const module = loadProgram<Functions>(fixture.source, fixture.inputName, form);
    const { points } = fixture.run;
    expect(Object.keys(points)).to.not.be.empty;
    for (const [name, cases] of Object.entries(points)) {
      const f = module[name];
      if (!f) throw new Error(`${fixture.inputName} exports no ${name}`);
      const program: Program = {
        f,
        cases: () => cases.map((args) => cloneTree([...args])),
        ...(module.reset && { reset: module.reset }),
        ...(module.memory && { memory: module.memory }),
      };
      const { failure, compared, skipped } = checkProgram(program);
      expect(failure, `${name}: ${failure?.kind} ${failure?.detail}`).to.equal(null);
      expect(skipped, `${name} is not smooth at a point`).to.equal(0);
      expect(compared).to.be.greaterThan(0);
    }
  });
}
