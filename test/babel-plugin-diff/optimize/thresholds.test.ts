import { expect } from 'chai';
import {
  type Thresholds,
  withThresholds,
} from '../../../packages/babel-plugin-diff/dist/cjs/optimize/cost.cjs';
import { checkProgram } from '../../support/fuzz/checkProgram.js';
import { CompileRejection, loadProgram, type Program } from '../../support/fuzz/loadProgram.js';
import { randomSmoothProgram } from '../../support/fuzz/randomSmoothProgram.js';

/** Each way of forcing inlining, scalar replacement and splitting. */
const forced: Record<string, Partial<Thresholds>> = {
  'nothing is inlined': { inlinedOperations: -1, inlinedOperationsAllocating: -1, inlinedOperationsOnce: -1 },
  'all that can be is inlined': {
    inlinedOperations: Infinity,
    inlinedOperationsAllocating: Infinity,
    operationsAfterInlining: 3000,
  },
  'no object is replaced': { replacedFields: -1 },
  'additions stay where they are, and all is pushed': {
    operationsBetweenAdditions: -1,
    recomputedOperationsWithLeaf: 0,
    recomputedOperations: 0,
  },
  'additions wait for the last one, and much is computed again': {
    operationsBetweenAdditions: Infinity,
    recomputedOperationsWithLeaf: 12,
  },
  'no nest has versions': { operationsInVersionedNest: 0 },
  'every nest that can has versions, however short': {
    operationsInVersionedNest: Infinity,
    snapshotInLoop: 1,
    snapshotInNest: 1,
  },
  'every companion is split': { operationsInCompanion: 0, operationsInPart: 2, operationsBetweenSites: 3 },
};

describe('thresholds of the optimising passes', () => {
  // What has text for numbers may be refused behind an effect.
  const without = new Set(['moduleState', 'mixedTypes'] as const);
  for (const [name, changed] of Object.entries(forced)) {
    it(`decide nothing but speed: ${name}`, function () {
      this.timeout(60000);
      const programs = Number(process.env['DIFFJS_PROGRAMS'] ?? 6);
      for (let seed = 300; seed < 300 + programs; seed++) {
        const source = randomSmoothProgram(seed, without);
        const program = withThresholds(changed, () => loadIfCompiled(source));
        if (program) expect(checkProgram(program).failure, `seed ${seed}:\n${source}`).to.deep.equal(null);
      }
    });
  }
});

function loadIfCompiled(source: string): Program | null {
  try {
    return loadProgram(source);
  } catch (error) {
    if (error instanceof CompileRejection) return null;
    throw error;
  }
}
