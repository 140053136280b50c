/** Evaluation of expressions as a person writes it on flat arrays, and its adjoint on the tree. */
import type { Expression } from '../objectives/expressionTree';

const tape = new Float64Array(1 << 12);
let used = 0;

/** A complete tree with sums, products and sines by turns. */
export function expressionOf(depth: number, seed = 0): Expression {
  if (depth === 0) return seed % 2 === 0 ? { op: 'constant', value: 0.3 + 0.01 * seed } : { op: 'variable' };
  if (depth % 3 === 1) return { op: 'sine', of: expressionOf(depth - 1, seed + 1) };
  const left = expressionOf(depth - 1, seed);
  const right = expressionOf(depth - 1, seed + 1);
  return depth % 3 === 2 ? { op: 'product', left, right } : { op: 'sum', left, right };
}

/** An expression in reverse Polish notation: 0 for a constant, 1 the variable, 2 a sum, 3 a product, 4 a sine. */
export interface FlatExpression {
  readonly codes: Uint8Array;
  readonly constants: Float64Array;
}

export function flatExpression(e: Expression): FlatExpression {
  const codes: number[] = [];
  const constants: number[] = [];
  const names = ['constant', 'variable', 'sum', 'product', 'sine'];
  const walk = (node: Expression): void => {
    if (node.op === 'sine') walk(node.of);
    else if (node.op === 'constant') constants.push(node.value);
    else if (node.op !== 'variable') {
      walk(node.left);
      walk(node.right);
    }
    codes.push(names.indexOf(node.op));
  };
  walk(e);
  return { codes: Uint8Array.from(codes), constants: Float64Array.from(constants) };
}

export function evaluateInScalars({ codes, constants }: FlatExpression, x: number): number {
  let top = -1;
  let next = 0;
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i];
    if (code === 0) tape[++top] = constants[next++]!;
    else if (code === 1) tape[++top] = x;
    else if (code === 4) tape[top] = Math.sin(tape[top]!);
    else {
      const right = tape[top--]!;
      tape[top] = code === 2 ? tape[top]! + right : tape[top]! * right;
    }
  }
  return tape[0]!;
}

/** Evaluates, and tapes what the products and sines are made of. */
function sweep(e: Expression, x: number): number {
  switch (e.op) {
    case 'constant':
      return e.value;
    case 'variable':
      return x;
    case 'sum':
      return sweep(e.left, x) + sweep(e.right, x);
    case 'product': {
      const left = sweep(e.left, x);
      const right = sweep(e.right, x);
      tape[used++] = left;
      tape[used++] = right;
      return left * right;
    }
    case 'sine': {
      const of = sweep(e.of, x);
      tape[used++] = of;
      return Math.sin(of);
    }
  }
}

/** The gradient as a tree of the same shape. */
type ExpressionGradient =
  | { op: null }
  | { op: null; value: number }
  | { op: null; left: ExpressionGradient; right: ExpressionGradient }
  | { op: null; of: ExpressionGradient };

/** The cotangent of the variable is gathered here, since numbers in variables of modules are boxed at every store. */
const gathered = new Float64Array(1);

function sweepBack(e: Expression, d: number): ExpressionGradient {
  switch (e.op) {
    case 'constant':
      return { op: null, value: d };
    case 'variable':
      gathered[0] = gathered[0]! + d;
      return { op: null };
    case 'sum': {
      const right = sweepBack(e.right, d);
      return { op: null, left: sweepBack(e.left, d), right };
    }
    case 'product': {
      used -= 2;
      const left = tape[used]!;
      const dLeft = d * tape[used + 1]!;
      const right = sweepBack(e.right, d * left);
      return { op: null, left: sweepBack(e.left, dLeft), right };
    }
    case 'sine':
      return { op: null, of: sweepBack(e.of, d * Math.cos(tape[--used]!)) };
  }
}

export function evaluateAdjoint(e: Expression, x: number): [ExpressionGradient, number] {
  used = 0;
  gathered[0] = 0;
  sweep(e, x);
  const dTree = sweepBack(e, 1);
  return [dTree, gathered[0]!];
}
