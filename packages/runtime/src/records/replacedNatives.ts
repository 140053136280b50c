/**
 * Whether built-in functions have rules of the user's. Compiled companions hold the derivatives of built-ins themselves, so that traced forms
 * run in their place from then on.
 */
export const replacedNatives = { any: false };
