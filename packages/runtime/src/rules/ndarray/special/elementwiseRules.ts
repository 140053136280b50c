import type { ArrayInput } from '../../../ndarray/asarray.js';
import type { NDArray } from '../../../ndarray/NDArray.js';
import { type Binary, plus, scaled, type Unary } from '../arithmetic.js';
import { arrayRule } from '../arrayRule.js';

/** The slope of a function of one array at each element, from the argument and the result; by array functions, so that it has a slope itself. */
export type Slope = (x: ArrayInput, out: NDArray) => NDArray | number;

/** The slope in one of two arguments. */
export type BinarySlope = (x: ArrayInput, y: ArrayInput, out: NDArray) => NDArray | number;

type Saves = readonly (number | 'out')[];

/**
 * Gives a function of one array, element by element, its derivatives.
 * @param saves  what the slope reads: the argument (0), the result (`'out'`)
 */
export function slopeRule(f: Unary, name: string, saves: Saves, slope: Slope): Unary {
  return arrayRule(f, name, {
    saves,
    vjp: [/* @differentiable */ (d, out, [x]) => scaled(d, slope(x, out))],
    /* @differentiable */
    jvp: ([x_], out, [x]) => x_ && scaled(x_, slope(x, out)),
  });
}

/**
 * The same for two arrays, broadcast to one shape. In an argument whose slope is null the function is a step function, or is given at integers only:
 * no derivative passes.
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
