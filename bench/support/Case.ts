/** One call of what is timed; gets the number of the call, so that operands can rotate, and gives a number made of the result. */
export type Contender = (turn: number) => number;

/** A row of the table. */
export interface Case<C extends string = string> {
  readonly name: string;
  /** Who is timed; the names are the columns of the suite, and others may stand there for other suites. */
  readonly contenders: Readonly<Record<C, Contender>>;
  /** What the derivatives are tried with; absent where nothing is written by hand. */
  readonly check?: Check;
  /** Relative difference that rounding makes between contenders, where it is more than sums in another order make. */
  readonly rounding?: number;
  /** Scalar operations of the primal, where the time for each is to be reported. */
  readonly operations?: number;
}

/** An objective and its derivative by hand, at arguments small enough for finite differences (test/bench). */
export interface Check {
  readonly objective: (...args: unknown[]) => number;
  /** The gradients of the leading arguments; the others have none, or zero. */
  readonly byHand: (...args: unknown[]) => readonly unknown[];
  readonly args: () => unknown[];
  /** The objective in scalars and flat arrays, of the same value. */
  readonly inScalars: ((...args: unknown[]) => number) | null;
}

/** A check whose functions are held against the types of its arguments. */
export function check<A extends unknown[]>(
  objective: (...args: A) => number,
  byHand: (...args: A) => readonly unknown[],
  args: () => [...A],
  inScalars: ((...args: A) => number) | null = null,
): Check {
  return { objective, byHand, args, inScalars } as unknown as Check;
}

/** A quotient of two columns, which is a column itself. */
export interface Ratio<C extends string = string> {
  readonly heading: string;
  readonly of: C;
  readonly over: C;
}

/** Cases that are judged together. */
export interface Suite<C extends string = string> {
  readonly name: string;
  readonly columns: readonly C[];
  readonly ratios: readonly Ratio<C>[];
  readonly cases: () => Case<C>[];
  /** How long contenders run before they are measured, in milliseconds, if that is more than V8 needs elsewhere (`MeasureOptions`). */
  readonly warmMs?: number;
}
