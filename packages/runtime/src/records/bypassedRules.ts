/**
 * Whether there are rules that compiled companions would go past: of built-in functions, whose derivatives they hold themselves, and of
 * compiled functions, which those of the same file call by name. Traced forms, which look every function up, run in their place from then on.
 */
export const bypassedRules = { any: false };
