import type { BinaryOperator, OperatorRule, UnaryOperator } from './types.js';

type Operators = { readonly [O in BinaryOperator | UnaryOperator]: OperatorRule };

/** The derivative of every operator on numbers that has one. Bit operators and comparisons are inactive. */
export const operatorRules: Operators = {
  '+': { operator: '+', arity: 2, partials: ['1', '1'], singular: false },
  '-': { operator: '-', arity: 2, partials: ['1', '-1'], singular: false },
  /** Not singular at finite operands; an operand that has already overflowed meets a zero cotangent as NaN unless guarded. */
  '*': { operator: '*', arity: 2, partials: ['y', 'x'], singular: false },
  /** out = x/y;  ∂x = 1/y,  ∂y = −out/y.  Infinite at y = 0. */
  '/': { operator: '/', arity: 2, partials: ['1 / y', '-out / y'], singular: true },
  /** out = x − y·trunc(x/y);  ∂x = 1,  ∂y = −trunc(x/y), found from out since trunc of the rounded quotient may be one off. */
  '%': { operator: '%', arity: 2, partials: ['1', 'Math.round((out - x) / y)'], singular: true },
  /** out = xʸ, as Math.pow. */
  '**': {
    operator: '**',
    arity: 2,
    partials: [
      'y === 0 ? (Math.abs(x) > 0 ? y / x : 0) : y * x ** (y - 1)',
      'x === 0 ? 0 : out * Math.log(x)',
    ],
    singular: true,
  },
  'unary-': { operator: 'unary-', arity: 1, partials: ['-1'], singular: false },
  'unary+': { operator: 'unary+', arity: 1, partials: ['1'], singular: false },
};
