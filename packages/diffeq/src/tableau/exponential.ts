import { exponentialTableau } from './exponentialTableau.js';

/** Lawson's Euler method.  Reference: J. D. Lawson, SIAM Journal on Numerical Analysis 4, 1967, pp. 372–380. */
export const lawsonEulerTableau = exponentialTableau({
  name: 'LawsonEuler',
  order: 1,
  c: [0],
  a: [[]],
  b: [[[1, 0, 1]]],
});

/** The exponential Euler method.  Reference: S. P. Nørsett, Lecture Notes in Mathematics 109, 1969, pp. 214–219. */
export const norsettEulerTableau = exponentialTableau({
  name: 'NorsettEuler',
  order: 1,
  c: [0],
  a: [[]],
  b: [[[1, 1, 1]]],
});

/** Reference: S. M. Cox & P. C. Matthews, Journal of Computational Physics 176, 2002, pp. 430–455, (22). */
export const etdrk2Tableau = exponentialTableau({
  name: 'ETDRK2',
  order: 2,
  c: [0, 1],
  a: [[], [[[1, 1, 1]]]],
  b: [
    [
      [1, 1, 1],
      [-1, 2, 1],
    ],
    [[1, 2, 1]],
  ],
});

/** Reference: as for `etdrk2Tableau`, (23)–(25). */
export const etdrk3Tableau = exponentialTableau({
  name: 'ETDRK3',
  order: 3,
  c: [0, 1 / 2, 1],
  a: [[], [[[1 / 2, 1, 1 / 2]]], [[[-1, 1, 1]], [[2, 1, 1]]]],
  b: [
    [
      [1, 1, 1],
      [-3, 2, 1],
      [4, 3, 1],
    ],
    [
      [4, 2, 1],
      [-8, 3, 1],
    ],
    [
      [-1, 2, 1],
      [4, 3, 1],
    ],
  ],
});

/** Reference: as for `etdrk2Tableau`, (26)–(29), where φ₁(z/2) (exp(z/2) − 1)/2 = φ₁(z) − φ₁(z/2). */
export const etdrk4Tableau = exponentialTableau({
  name: 'ETDRK4',
  order: 4,
  c: [0, 1 / 2, 1 / 2, 1],
  a: [
    [],
    [[[1 / 2, 1, 1 / 2]]],
    [[], [[1 / 2, 1, 1 / 2]]],
    [
      [
        [1, 1, 1],
        [-1, 1, 1 / 2],
      ],
      [],
      [[1, 1, 1 / 2]],
    ],
  ],
  b: [
    [
      [1, 1, 1],
      [-3, 2, 1],
      [4, 3, 1],
    ],
    [
      [2, 2, 1],
      [-4, 3, 1],
    ],
    [
      [2, 2, 1],
      [-4, 3, 1],
    ],
    [
      [-1, 2, 1],
      [4, 3, 1],
    ],
  ],
});

/** a₅₂ = a₅₃ = φ₂(z/2)/2 − φ₃(z) + φ₂(z)/4 − φ₃(z/2)/2. */
const a52 = [
  [1 / 2, 2, 1 / 2],
  [-1, 3, 1],
  [1 / 4, 2, 1],
  [-1 / 2, 3, 1 / 2],
] as const;
const times = (factor: number) =>
  a52.map(([weight, k, c]): readonly [number, number, number] => [factor * weight, k, c]);

/**
 * Reference: M. Hochbruck & A. Ostermann, Explicit exponential Runge–Kutta methods for semilinear parabolic problems, SIAM Journal on
 * Numerical Analysis 43, 2005, pp. 1069–1090, (5.19).
 */
export const hochOst4Tableau = exponentialTableau({
  name: 'HochOst4',
  order: 4,
  c: [0, 1 / 2, 1 / 2, 1, 1 / 2],
  a: [
    [],
    [[[1 / 2, 1, 1 / 2]]],
    [
      [
        [1 / 2, 1, 1 / 2],
        [-1, 2, 1 / 2],
      ],
      [[1, 2, 1 / 2]],
    ],
    [
      [
        [1, 1, 1],
        [-2, 2, 1],
      ],
      [[1, 2, 1]],
      [[1, 2, 1]],
    ],
    [
      // φ₁(z/2)/2 − 2 a₅₂ − a₅₄ with a₅₄ = φ₂(z/2)/4 − a₅₂
      [[1 / 2, 1, 1 / 2], [-1 / 4, 2, 1 / 2], ...times(-1)],
      a52,
      a52,
      [[1 / 4, 2, 1 / 2], ...times(-1)],
    ],
  ],
  b: [
    [
      [1, 1, 1],
      [-3, 2, 1],
      [4, 3, 1],
    ],
    [],
    [],
    [
      [-1, 2, 1],
      [4, 3, 1],
    ],
    [
      [4, 2, 1],
      [-8, 3, 1],
    ],
  ],
});
