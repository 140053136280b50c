/**
 * Checks what an example claims of its results.
 *
 * @param claims  a sentence on each, and whether it is so
 * @throws an Error that lists what is not so
 */
export function requireAll(claims) {
  const wrong = Object.keys(claims).filter((claim) => claims[claim] !== true);
  if (wrong.length > 0) throw new Error(`not so:\n  ${wrong.join('\n  ')}`);
}
