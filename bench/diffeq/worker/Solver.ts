/** What a solve gives: the state at the end and what it cost, or why there is none. */
export type Attempt =
  | {
      readonly u: ArrayLike<number>;
      readonly nf: number;
      readonly accepted: number;
      readonly rejected: number;
    }
  | { readonly failed: string };

/** One method on one problem. */
export type Solver = (rtol: number, atol: number) => Attempt;
