import { expect } from 'chai';
import { randomSmoothProgram } from '../../support/fuzz/randomSmoothProgram.js';
import { runChecked } from '../../support/fuzz/runChecked.js';

/** `npm run fuzz` checks as many as you like, and reduces what fails. */
const PROGRAMS = 120;
const GROUPS = 4;

describe('random programs', () => {
  // An assignment of an active value to a variable outside of the function is refused by the compiler.
  const without = new Set(['outerAssignments'] as const);

  for (let group = 0; group < GROUPS; group++) {
    const size = PROGRAMS / GROUPS;
    const first = 1 + group * size;
    it(`compute what they did, with the right derivatives: ${first} to ${first + size - 1}`, function () {
      this.timeout(120_000);
      let compared = 0;
      for (let seed = first; seed < first + size; seed++) {
        const source = randomSmoothProgram(seed, without);
        const verdict = runChecked(source);
        if (verdict.kind === 'failed') {
          const { kind, detail } = verdict.failure;
          expect.fail(
            `seed ${seed}: ${kind}: ${detail}\nnpm run fuzz -- --seed ${seed} --runs 1 reduces\n${source}`,
          );
        }
        if (verdict.kind === 'passed') compared += verdict.outcome.compared;
      }
      expect(compared).to.be.greaterThan(5 * size);
    });
  }
});
