/** A seeded source of random numbers; every function of flux-lite that needs chance is handed one. */
export interface Random {
  /** The next 32 random bits, as an integer in [0, 2³²). */
  bits(): number;
  /** A number drawn uniformly from [low, high), by default [0, 1), with 53 random bits. */
  uniform(low?: number, high?: number): number;
  /** A number drawn from the normal distribution of the given mean (0) and standard deviation (1). */
  normal(mean?: number, deviation?: number): number;
  /** An integer drawn uniformly from 0, 1, …, n − 1. */
  integer(n: number): number;
  /** An array of 0, 1, …, n − 1 in random order. */
  permutation(n: number): number[];
  /** A generator whose numbers do not overlap with this one's; moves this one on by 2¹²⁸ draws. */
  split(): Random;
}
