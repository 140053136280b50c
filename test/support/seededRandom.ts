/** Numbers in (0, 1), the same on every machine: the generator of Park and Miller (CACM 31(10), 1988, multiplier of 1993). */
export function seededRandom(seed: number): () => number {
  let state = seed % 2147483647;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}
