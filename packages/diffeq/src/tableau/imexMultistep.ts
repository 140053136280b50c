/**
 * An implicit–explicit multistep method for du/dt = f1 + f2 with equal steps,
 * Σ_{j≥0} a_j u_{n+1−j} = h Σ_{j≥0} c_j f1(u_{n+1−j}) + h Σ_{j≥1} b_j f2(u_{n+1−j}).
 */
export interface ImexMultistep {
  readonly name: string;
  readonly order: number;
  /** a_0, a_1, …, a_s. */
  readonly a: readonly number[];
  /** 0, b_1, …, b_s. */
  readonly b: readonly number[];
  /** c_0, c_1, …, c_s. */
  readonly c: readonly number[];
}

/** Semi-implicit BDF of order 2. Reference: U. M. Ascher, S. J. Ruuth & B. T. R. Wetton, SIAM J. Numer. Anal. 32(3), 1995, pp. 797–823. */
export const sbdf2Method: ImexMultistep = {
  name: 'SBDF2',
  order: 2,
  a: [3 / 2, -2, 1 / 2],
  b: [0, 2, -1],
  c: [1, 0, 0],
};

/** The same of order 3. */
export const sbdf3Method: ImexMultistep = {
  name: 'SBDF3',
  order: 3,
  a: [11 / 6, -3, 3 / 2, -1 / 3],
  b: [0, 3, -3, 1],
  c: [1, 0, 0, 0],
};

/** The same of order 4. */
export const sbdf4Method: ImexMultistep = {
  name: 'SBDF4',
  order: 4,
  a: [25 / 12, -4, 3, -4 / 3, 1 / 4],
  b: [0, 4, -6, 4, -1],
  c: [1, 0, 0, 0, 0],
};

/** Crank–Nicolson for f1, Adams–Bashforth of order 2 for f2. Reference: as for SBDF2. */
export const cnab2Method: ImexMultistep = {
  name: 'CNAB2',
  order: 2,
  a: [1, -1, 0],
  b: [0, 3 / 2, -1 / 2],
  c: [1 / 2, 1 / 2, 0],
};

/** Crank–Nicolson over two steps for f1, leapfrog for f2. Reference: as for SBDF2. */
export const cnlf2Method: ImexMultistep = {
  name: 'CNLF2',
  order: 2,
  a: [1 / 2, 0, -1 / 2],
  b: [0, 1, 0],
  c: [1 / 2, 0, 1 / 2],
};
