import type { Suite } from '../support/Case';
import type { ForwardColumn } from '../support/forward';
import { arrayCases } from './arrays';
import { scalarCases } from './scalar';

/** One derivative along a direction, of the scalar and typed-array objectives. */
export const forwardSuite: Suite<ForwardColumn> = {
  name: 'forward mode',
  columns: ['primal', 'jvp', 'prepared jvp'],
  ratios: [
    { heading: 'jvp /', of: 'jvp', over: 'primal' },
    { heading: 'prepared /', of: 'prepared jvp', over: 'primal' },
  ],
  cases: () => [...scalarCases(), ...arrayCases()],
};
