import type { ImplicitOptions } from './ImplicitOptions.js';

/** Options of the Radau methods. */
export interface RadauOptions extends ImplicitOptions {
  /**
   * Of differential-algebraic problems: the index of each component, 1 to 3, [n]; 1 is for those that occur differentiated as well. Errors of
   * components of index 2 and 3 are judged times h and h², since no more can be reached. Give a consistent u0.
   * Default 1 for all.
   */
  index?: readonly number[];
}
