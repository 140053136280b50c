/**
 * The second half of a complex result: each function of these files on real and imaginary parts gives the real part and leaves the imaginary
 * part here, where its caller reads it at once. So complex numbers pass through without objects.
 */
export const last = { im: 0 };

/** Gives both parts of a result. */
export function both(re: number, im: number): number {
  last.im = im;
  return re;
}

/** `size` with the sign of `sign`, of which zeros have one too. */
export function withSign(size: number, sign: number): number {
  return sign < 0 || Object.is(sign, -0) ? -Math.abs(size) : Math.abs(size);
}
