import type { Draw } from '../parts.js';

/** The kinds of parts that the parts of a program are made of. */
export interface Grammar {
  /** A number of moderate size, smooth nearly everywhere in what it depends on; may stand beside any operator but `**`. */
  readonly number: Draw;
  /** A number that stays small, whatever it is made of. */
  readonly small: Draw;
  /** A condition. */
  readonly test: Draw;
  /** A place of numbers that may be assigned. */
  readonly place: Draw;
  readonly array: Draw;
  readonly floats: Draw;
  readonly point: Draw;
  /** A function from a number to a number. */
  readonly fn: Draw;
  /** Something iterable with at most six numbers. */
  readonly iterable: Draw;
  readonly statement: Draw;
  /** Some statements, without braces. */
  readonly body: Draw;
}
