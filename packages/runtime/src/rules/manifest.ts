/**
 * The rules manifest: derivatives of `Math.*` and of the operators as plain data, and the lists of inactive functions and of functions of arrays.
 *
 * The compiler reads it at build time and inlines the expressions; the runtime's own tables are tested against it.
 * It imports nothing but its own parts, so that it can be built first.
 */
export { scalarRules } from './manifest/scalarRules.js';
export { operatorRules } from './manifest/operatorRules.js';
export { arrayFunctions } from './manifest/arrayFunctions.js';
export { freshFunctions } from './manifest/freshFunctions.js';
export { inactiveFunctions } from './manifest/inactiveFunctions.js';
export type {
  BinaryOperator,
  FixedScalarRule,
  MathFunctionName,
  OperatorRule,
  PartialExpression,
  ScalarRule,
  UnaryOperator,
  VariadicScalarRule,
} from './manifest/types.js';
