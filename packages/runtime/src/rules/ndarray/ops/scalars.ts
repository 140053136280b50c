import { binaryPartials, flatFunctions, unaryPartials, variadicPartials } from '../../math.js';

/** What an operation does with the elements of one or two operands. Compiled, or a function of `Math`. */
export type Scalar = (x: never, y: never) => unknown;

/** The partial derivative by an operand, from the operands and the value. */
export type PartialFunction = (x: number, y: number, out: number) => number;

/** The same where it is constant, or is one of the operands or the value itself; null where there is none. */
export type ElementPartial = PartialFunction | number | 'x' | 'y' | 'out' | null;

/** `z = f(x, y)` for a row of elements. */
export type OpRow = (
  n: number,
  z: Float64Array,
  r: number,
  rs: number,
  x: Float64Array,
  p: number,
  ps: number,
  y: Float64Array,
  q: number,
  qs: number,
) => void;

export interface Operation {
  readonly f: Scalar;
  /** One for each operand. */
  readonly partials: readonly ElementPartial[];
  /** The loop for the operations that take no longer than a call. */
  readonly row?: OpRow;
}

const NONE: readonly ElementPartial[] = [null, null];

function operation(f: Scalar, ...partials: ElementPartial[]): Operation {
  return { f, partials: partials.length === 0 ? NONE : partials };
}

const addRow: OpRow = (n, z, r, rs, x, p, ps, y, q, qs) => {
  for (let i = 0; i < n; i++, r += rs, p += ps, q += qs) z[r] = x[p]! + y[q]!;
};
const subRow: OpRow = (n, z, r, rs, x, p, ps, y, q, qs) => {
  for (let i = 0; i < n; i++, r += rs, p += ps, q += qs) z[r] = x[p]! - y[q]!;
};
const mulRow: OpRow = (n, z, r, rs, x, p, ps, y, q, qs) => {
  for (let i = 0; i < n; i++, r += rs, p += ps, q += qs) z[r] = x[p]! * y[q]!;
};
const divRow: OpRow = (n, z, r, rs, x, p, ps, y, q, qs) => {
  for (let i = 0; i < n; i++, r += rs, p += ps, q += qs) z[r] = x[p]! / y[q]!;
};
const negRow: OpRow = (n, z, r, rs, x, p, ps) => {
  for (let i = 0; i < n; i++, r += rs, p += ps) z[r] = -x[p]!;
};
const sameRow: OpRow = (n, z, r, rs, x, p, ps) => {
  for (let i = 0; i < n; i++, r += rs, p += ps) z[r] = x[p]!;
};

function withRow(row: OpRow, given: Operation): Operation {
  return { ...given, row };
}

/** Operators between two elements. */
export const arithmetic = {
  add: withRow(
    addRow,
    operation(/* @differentiable */ (x: number, y: number) => x + y, 1, 1),
  ),
  sub: withRow(
    subRow,
    operation(/* @differentiable */ (x: number, y: number) => x - y, 1, -1),
  ),
  mul: withRow(
    mulRow,
    operation(/* @differentiable */ (x: number, y: number) => x * y, 'y', 'x'),
  ),
  div: withRow(
    divRow,
    operation(
      /* @differentiable */ (x: number, y: number) => x / y,
      (_x, y) => 1 / y,
      (_x, y, out) => -out / y,
    ),
  ),
  /** out = x − y·trunc(x/y), as in the rules of operators. */
  mod: operation(
    /* @differentiable */ (x: number, y: number) => x % y,
    1,
    (x, y, out) => Math.round((out - x) / y),
  ),
  band: operation(/* @differentiable */ (x: number, y: number) => x & y),
  bor: operation(/* @differentiable */ (x: number, y: number) => x | y),
  bxor: operation(/* @differentiable */ (x: number, y: number) => x ^ y),
  lshift: operation(/* @differentiable */ (x: number, y: number) => x << y),
  rshift: operation(/* @differentiable */ (x: number, y: number) => x >> y),
  rrshift: operation(/* @differentiable */ (x: number, y: number) => x >>> y),
} as const;

/** `and` and `or` give one of the operands, as the language does; comparisons give a truth value. */
export const logic = {
  and: operation(
    /* @differentiable */ (x: number, y: number) => x && y,
    (x) => (x ? 0 : 1),
    (x) => (x ? 1 : 0),
  ),
  or: operation(
    /* @differentiable */ (x: number, y: number) => x || y,
    (x) => (x ? 1 : 0),
    (x) => (x ? 0 : 1),
  ),
  eq: operation(/* @differentiable */ (x: number, y: number) => x === y),
  neq: operation(/* @differentiable */ (x: number, y: number) => x !== y),
  lt: operation(/* @differentiable */ (x: number, y: number) => x < y),
  gt: operation(/* @differentiable */ (x: number, y: number) => x > y),
  leq: operation(/* @differentiable */ (x: number, y: number) => x <= y),
  geq: operation(/* @differentiable */ (x: number, y: number) => x >= y),
} as const;

/** Functions of `Math` of two elements. */
export const functions = {
  max: operation(Math.max, ...shares('max')),
  min: operation(Math.min, ...shares('min')),
  atan2: operation(Math.atan2, ...binaryPartials.atan2),
  pow: operation(Math.pow, ...binaryPartials.pow),
} as const;

/** The greater, or lesser, one takes the derivative; at a tie both share it. */
function shares(name: 'max' | 'min'): ElementPartial[] {
  const partial = variadicPartials[name];
  return [(x, y, out) => partial(x, out, x === y ? 2 : 1), (x, y, out) => partial(y, out, x === y ? 2 : 1)];
}

/** Operators on one element. */
export const signs = {
  not: operation(/* @differentiable */ (x: number) => !x),
  bnot: operation(/* @differentiable */ (x: number) => ~x),
  neg: withRow(
    negRow,
    operation(/* @differentiable */ (x: number) => -x, -1),
  ),
  recip: operation(
    /* @differentiable */ (x: number) => 1 / x,
    (x, _y, out) => -out / x,
  ),
} as const;

const unaryNames = [
  'abs',
  'acos',
  'asin',
  'atan',
  'ceil',
  'cos',
  'exp',
  'floor',
  'log',
  'round',
  'sin',
  'sqrt',
  'tan',
] as const;

export type UnaryFunction = (typeof unaryNames)[number];

/** Functions of `Math` of one element. */
export const unary = /* @__PURE__ */ Object.fromEntries(
  unaryNames.map((name) => {
    const partial = unaryPartials[name];
    if (flatFunctions.includes(name)) return [name, operation(Math[name])];
    if (name === 'exp') return [name, operation(Math.exp, 'out')];
    return [name, operation(Math[name], (x, _y, out) => partial(x, out))];
  }),
) as Readonly<Record<UnaryFunction, Operation>>;

/** The value itself. */
export const same = withRow(
  sameRow,
  operation(/* @differentiable */ (x: number) => x, 1),
);

/** A number that depends on nothing. */
export const draw = operation(/* @differentiable */ () => Math.random());
