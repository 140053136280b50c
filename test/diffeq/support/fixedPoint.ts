/** Real numbers as integers times 2^−200, for what double precision cannot see; good to 60 decimals as long as they stay of moderate size. */
export type Fixed = bigint;

const BITS = 200n;
export const ONE: Fixed = 1n << BITS;

export function multiply(x: Fixed, y: Fixed): Fixed {
  return (x * y) >> BITS;
}

export function divide(x: Fixed, y: Fixed): Fixed {
  return (x << BITS) / y;
}

/** Of a number exactly, of a text as printed: an integer, decimal (with exponent) or fraction. */
export function fixed(value: number | string): Fixed {
  if (typeof value === 'number') return fromDouble(value);
  const [numerator, denominator] = value.split('/');
  return denominator === undefined ? fromDecimal(value) : (BigInt(numerator) << BITS) / BigInt(denominator);
}

export function toNumber(x: Fixed): number {
  return Number(x) / 2 ** 200;
}

function fromDecimal(text: string): Fixed {
  const [mantissa, exponent = '0'] = text.split('e');
  const [whole, digits = ''] = mantissa.split('.');
  const scaled = BigInt(whole + digits) << BITS;
  const power = Number(exponent) - digits.length;
  return power < 0 ? scaled / 10n ** BigInt(-power) : scaled * 10n ** BigInt(power);
}

function fromDouble(value: number): Fixed {
  let exponent = 0;
  let mantissa = value;
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    exponent++;
  }
  return (BigInt(mantissa) << BITS) >> BigInt(exponent);
}
