/** One row of the table: an objective, its gradient by the compiler and the adjoint a person would write. */
export interface Case {
  readonly name: string;
  /** The objective; gets the number of the call, so that operands can rotate. */
  readonly primal: (turn: number) => number;
  /** A number made of the compiled derivative. */
  readonly gradient: (turn: number) => number;
  /** The same of the adjoint written by hand (bench/yardsticks). */
  readonly byHand: (turn: number) => number;
  /** Other contenders: other modes, other tools. */
  readonly others?: Readonly<Record<string, (turn: number) => number>>;
}

/** Cases that are judged together. */
export interface Suite {
  readonly name: string;
  readonly cases: () => Case[] | Promise<Case[]>;
}
