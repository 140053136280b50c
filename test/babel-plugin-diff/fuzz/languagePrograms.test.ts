import { expect } from 'chai';
import { writeReport } from '../../support/fuzz/language/programFile.js';
import { tryLanguage } from '../../support/fuzz/language/tryLanguage.js';

/** `npm run fuzz -- --language` checks as many as you like, and makes what fails small. */
const PROGRAMS = 60;
const GROUPS = 4;

describe('random programs over the whole language', () => {
  for (let group = 0; group < GROUPS; group++) {
    const size = PROGRAMS / GROUPS;
    const first = 1 + group * size;
    it(`do what they did, with the right derivatives: ${first} to ${first + size - 1}`, async function () {
      this.timeout(120_000);
      let compared = 0;
      for (let seed = first; seed < first + size; seed++) {
        const { outcome, program, failure } = await tryLanguage(seed, { shrink: false });
        if (failure !== null)
          expect.fail(
            `npm run fuzz -- --language --seed ${seed} --runs 1 reduces\n${writeReport(program, failure)}`,
          );
        compared += outcome.compared;
      }
      expect(compared).to.be.greaterThan(size / 2);
    });
  }
});
