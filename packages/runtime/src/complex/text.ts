import { DiffError } from '../errors/DiffError.js';
import { describe } from '../errors/describe.js';
import { attach } from '../records/attach.js';
import { type AnyFunction, PROTOCOL_VERSION } from '../records/Companions.js';

/** A part as text: what `parse` reads back to the same number, negative zero included. */
function plainText(x: number): string {
  return Object.is(x, -0) ? '-0' : String(x);
}

/**
 * `3-4i`: real part, sign, imaginary part, `i`.
 * @param part  gives the text of a part
 */
export const format = /* @__PURE__ */ withoutDerivative(function format(
  re: number,
  im: number,
  part: (x: number) => string = plainText,
): string {
  const text = part(im);
  return `${part(re)}${text.startsWith('-') ? '' : '+'}${text}i`;
});

const NUMBER = String.raw`(?:\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|Infinity|NaN)`;
const REAL = new RegExp(String.raw`^([+-]?)(${NUMBER})$`);
const IMAGINARY = new RegExp(String.raw`^([+-]?)(${NUMBER})?\*?[ij]$`);
const SUM = new RegExp(String.raw`^([+-]?${NUMBER})([+-](?:${NUMBER})?\*?[ij])$`);
const SWAPPED_SUM = new RegExp(String.raw`^([+-]?(?:${NUMBER})?\*?[ij])([+-]${NUMBER})$`);

/** Reads `3-4i`, `2.5`, `-i`, `1e3 + 2j`, `4i - 3`; white space is free around signs. */
export function parseParts(text: unknown): readonly [re: number, im: number] {
  if (typeof text !== 'string') throw notComplex(text, 'text such as "3-4i" is needed');
  const compact = text.trim().replace(/\s*([+-])\s*/g, (match, sign: string, at: number, all: string) =>
    // The sign of an exponent belongs to it.
    /[eE]$/.test(all.slice(0, at)) ? match : sign,
  );
  const real = REAL.exec(compact);
  if (real) return [signed(real[1], real[2]), 0];
  const imaginary = IMAGINARY.exec(compact);
  if (imaginary) return [0, signed(imaginary[1], imaginary[2])];
  const sum = SUM.exec(compact);
  if (sum) return [parseParts(sum[1])[0], parseParts(sum[2])[1]];
  const swapped = SWAPPED_SUM.exec(compact);
  if (swapped) return [parseParts(swapped[2])[0], parseParts(swapped[1])[1]];
  throw notComplex(text, 'text such as "3-4i", "2.5" or "-i" is needed');
}

function signed(sign: string | undefined, digits: string | undefined): number {
  const size = digits === undefined ? 1 : Number(digits);
  return sign === '-' ? -size : size;
}

/** The error for what is no complex number. */
export const notComplex = /* @__PURE__ */ withoutDerivative(function notComplex(
  given: unknown,
  needed: string,
): DiffError {
  return new DiffError('DIFF3003', `${describe(given)} is no complex number; ${needed}.`);
});

/** Compiled code calls the function as it is: text carries no derivative. */
function withoutDerivative<F extends AnyFunction>(f: F): F {
  return attach(f, f.name, PROTOCOL_VERSION, () => ({ inactive: true }));
}
