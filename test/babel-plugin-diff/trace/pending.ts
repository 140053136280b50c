import type { Pending } from '../../support/checkLanguage.js';

/**
 * Rows that fail for a known reason, to be taken out when it is gone. `DIFFJS_PENDING=1` runs them.
 */
export const pending: Pending = {
  /** In both forms. */
  all: {
    'the message of: new (() => a)()': 'another wording',
    'the message of: (({ b: { c } }) => c)({})': 'another wording',
    "the message of: o['no' + 'ne']()": 'another wording',
    'the message of: [].at.call(null)': 'another wording',
    'the message of: new Float64Array(2).foo()': 'another wording',
    'the message of: (() => 1).call.call(1)': 'another wording',
  },
  /** With compiled companions alone. */
  annotated: {
    'methods that change the array meanwhile': 'zero times NaN',
    'a zero cotangent times an infinite factor is zero': 'NaN',
  },
};
