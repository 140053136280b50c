/** Is it an integer of 32 bits? −0 is another number than what integers make of it. */
export function isWhole(x: unknown): boolean {
  return Object.is(x, (x as number) | 0);
}
