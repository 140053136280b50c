/** Multipliers of the two halves of a round, and what the key grows by from round to round. */
const M0 = 0xd2511f53;
const M1 = 0xcd9e8d57;
const W0 = 0x9e3779b9;
const W1 = 0xbb67ae85;
const ROUNDS = 10;

/**
 * Philox4x32-10: four random words as a function of a counter of four words and a key of two.
 *
 * There is no state, so any part of the sequence can be computed at any time, by any thread, with 32-bit integer arithmetic only.
 *
 * @param counter  [4], each in [0, 2³²)
 * @param key  [2], each in [0, 2³²)
 * @param out  [4], what the words are written to; may be `counter`
 * @example
 * const out = new Uint32Array(4);
 * philox([0, 0, 0, 0], [0, 0], out);
 * out[0].toString(16);   // '6627e8d5'
 *
 * Reference: Salmon, Moraes, Dror & Shaw, Parallel random numbers: as easy as 1, 2, 3, SC 2011, §3.
 */
export function philox(counter: ArrayLike<number>, key: ArrayLike<number>, out: Uint32Array): void {
  let [c0, c1, c2, c3] = [counter[0], counter[1], counter[2], counter[3]];
  let [k0, k1] = [key[0], key[1]];
  for (let round = 0; round < ROUNDS; round++) {
    const n0 = highProduct(M1, c2) ^ c1 ^ k0;
    const n1 = Math.imul(M1, c2);
    const n2 = highProduct(M0, c0) ^ c3 ^ k1;
    const n3 = Math.imul(M0, c0);
    c0 = n0 >>> 0;
    c1 = n1 >>> 0;
    c2 = n2 >>> 0;
    c3 = n3 >>> 0;
    k0 = (k0 + W0) >>> 0;
    k1 = (k1 + W1) >>> 0;
  }
  out[0] = c0;
  out[1] = c1;
  out[2] = c2;
  out[3] = c3;
}

/** The upper 32 bits of the product of two words, by halves of 16 bits: no intermediate exceeds 2⁵³. */
function highProduct(a: number, b: number): number {
  const [aLow, aHigh] = [a & 0xffff, a >>> 16];
  const [bLow, bHigh] = [b & 0xffff, b >>> 16];
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  const carry = aLow * bHigh + (middle & 0xffff);
  return (aHigh * bHigh + Math.floor(middle / 65536) + Math.floor(carry / 65536)) >>> 0;
}
