import type { ArrayInput } from '../../../ndarray/asarray.js';
import type { NDArray } from '../../../ndarray/NDArray.js';
import { type Binary, plus, scaled } from '../arithmetic.js';
import { arrayRule } from '../arrayRule.js';

/** The slope in one of two arguments. */
export type BinarySlope = (x: ArrayInput, y: ArrayInput, out: NDArray) => NDArray | number;

type Saves = readonly (number | 'out')[];

/**
 * Gives a function of two arrays, broadcast to one shape, its derivatives. In an argument whose slope is null the function is a step function, or is
 * given at integers only:
 * no derivative passes.
 * @param saves  what the slopes read: arguments (0, 1), the result (`'out'`)
 */
export function slopesRule(
  f: Binary,
  name: string,
  saves: Saves,
  slopeX: BinarySlope | null,
  slopeY: BinarySlope | null,
): Binary {
  return arrayRule(f, name, {
    saves,
    vjp: [
      slopeX === null ? null : /* @differentiable */ (d, out, [x, y]) => scaled(d, slopeX(x, y, out)),
      slopeY === null ? null : /* @differentiable */ (d, out, [x, y]) => scaled(d, slopeY(x, y, out)),
    ],
    /* @differentiable */
    jvp: ([x_, y_], out, [x, y]) =>
      plus(x_ && slopeX && scaled(x_, slopeX(x, y, out)), y_ && slopeY && scaled(y_, slopeY(x, y, out))),
  });
}

/** The slope in an argument in which no formula is known: NaN, so that a gradient that asks for it shows it. */
export const unknownSlope: BinarySlope = /* @differentiable */ () => NaN;
