/**
 * Which second derivatives of an operation are other than zero, nearly everywhere: none (sums, multiples, `max`), that of both operands (products), those
 * of the second and of both (quotients), all.
 */
export type Curvature = typeof LINEAR | typeof PRODUCT | typeof QUOTIENT | typeof GENERAL;
export const LINEAR = 1;
export const PRODUCT = 2;
export const QUOTIENT = 3;
export const GENERAL = 4;
