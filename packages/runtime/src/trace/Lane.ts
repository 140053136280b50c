import type { Trace } from './Trace.js';

/** A number that depends on an input, in a reverse-mode trace: entry `index` computed it. */
export class Taped {
  constructor(
    readonly trace: Trace,
    readonly index: number,
  ) {}
}

/** A number with its tangent, in a forward-mode trace. */
export class Dual {
  constructor(
    readonly trace: Trace,
    readonly tangent: number,
  ) {}
}

/** A number as a truncated Taylor series: the coefficients from the first order on. */
export class Series {
  constructor(
    readonly trace: Trace,
    readonly coefficients: readonly number[],
  ) {}
}

/** A number in a trace that stands over another one: what it is in the inner trace, and its lane in the outer. */
export abstract class Nested {
  constructor(
    readonly trace: Trace,
    readonly outer: Lane,
  ) {}
}

/** Lanes of the numbers in what JSON wrote, by key; those without are left out. */
export type WrittenTree = Map<string, WrittenTree> | { readonly value: number; readonly lane: Lane };

/** Beside text that JSON made of something active. It is no number's lane, and so belongs to no trace. */
export class TextLane {
  readonly trace = null;

  constructor(
    readonly of: Trace,
    readonly text: string,
    readonly tree: WrittenTree,
  ) {}
}

/** A byte of a number that depends on an input. */
export interface Piece {
  readonly number: number;
  readonly lane: Lane;
  /** Size of the number. */
  readonly bytes: number;
  /** Which byte of it, from the least significant on. */
  readonly at: number;
}

/** Beside an integer that was read out of bits of active numbers, from its least significant byte on. It is no number's lane either. */
export class BitsLane {
  readonly trace = null;

  constructor(
    readonly of: Trace,
    readonly pieces: readonly (Piece | undefined)[],
  ) {}
}

/**
 * What a number carries beside its value in traced code; undefined for a constant.
 *
 * A lane belongs to one trace, and, if that stands over others, to these as well. In any other, the number it stands beside is a constant
 * of an earlier (or later) sweep.
 */
export type Lane = Taped | Dual | Series | Nested | TextLane | BitsLane | undefined;

/** The lanes of a call whose arguments are all constants. */
export const NO_LANES: readonly Lane[] = Object.freeze(new Array<Lane>(8).fill(undefined));
