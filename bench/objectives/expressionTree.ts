/** Expressions as trees of objects. */

export type Expression =
  | { op: 'constant'; value: number }
  | { op: 'variable' }
  | { op: 'sum'; left: Expression; right: Expression }
  | { op: 'product'; left: Expression; right: Expression }
  | { op: 'sine'; of: Expression };

/** The value of an expression at x. */
/* @differentiable */
export function evaluate(e: Expression, x: number): number {
  switch (e.op) {
    case 'constant':
      return e.value;
    case 'variable':
      return x;
    case 'sum':
      return evaluate(e.left, x) + evaluate(e.right, x);
    case 'product':
      return evaluate(e.left, x) * evaluate(e.right, x);
    case 'sine':
      return Math.sin(evaluate(e.of, x));
  }
}
