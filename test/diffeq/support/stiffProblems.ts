/** Right-hand sides of stiff reference problems, plain and compiled, with what is known of their Jacobians. */

export type InPlace = (du: Float64Array, u: Float64Array, p: number[], t: number) => void;

/** Robertson's kinetics; p = [0.04, 3e7, 1e4]. */
export const rober: InPlace = (du, u, p, _t) => {
  du[0] = -p[0] * u[0] + p[2] * u[1] * u[2];
  du[1] = p[0] * u[0] - p[1] * u[1] ** 2 - p[2] * u[1] * u[2];
  du[2] = p[1] * u[1] ** 2;
};

export const roberExact: InPlace = /* @differentiable */ (du, u, p, _t) => {
  du[0] = -p[0] * u[0] + p[2] * u[1] * u[2];
  du[1] = p[0] * u[0] - p[1] * u[1] ** 2 - p[2] * u[1] * u[2];
  du[2] = p[1] * u[1] ** 2;
};

export const roberJacobian: InPlace = (J, u, p) => {
  J[0] = -p[0];
  J[1] = p[2] * u[2];
  J[2] = p[2] * u[1];
  J[3] = p[0];
  J[4] = -2 * p[1] * u[1] - p[2] * u[2];
  J[5] = -p[2] * u[1];
  J[7] = 2 * p[1] * u[1];
};

/** The periodic Brusselator in one dimension, u then v at n/2 points; p = [A, B, α/Δx²]. */
export const brusselator: InPlace = (du, u, p, _t) => {
  const N = u.length / 2;
  for (let i = 0; i < N; i++) {
    const left = i === 0 ? N - 1 : i - 1;
    const right = i === N - 1 ? 0 : i + 1;
    const square = u[i] * u[i] * u[N + i];
    du[i] = p[2] * (u[left] + u[right] - 2 * u[i]) + p[0] + square - (p[1] + 1) * u[i];
    du[N + i] = p[2] * (u[N + left] + u[N + right] - 2 * u[N + i]) + p[1] * u[i] - square;
  }
};

/** Compiled: rows as the plugin likes them, the same function. */
export const brusselatorExact: InPlace = /* @differentiable */ (du, u, p, _t) => {
  const N = u.length / 2;
  for (let i = 0; i < N; i++) {
    const left = i === 0 ? N - 1 : i - 1;
    const right = i === N - 1 ? 0 : i + 1;
    const square = u[i] * u[i] * u[N + i];
    du[i] = p[2] * (u[left] + u[right] - 2 * u[i]) + p[0] + square - (p[1] + 1) * u[i];
    du[N + i] = p[2] * (u[N + left] + u[N + right] - 2 * u[N + i]) + p[1] * u[i] - square;
  }
};

/** Where the Brusselator's Jacobian is other than 0. */
export function brusselatorPattern(n: number): [number, number][] {
  const N = n / 2;
  return Array.from({ length: n }, (_, row): [number, number][] => {
    const i = row % N;
    const base = row - i;
    const neighbours = [i, (i + 1) % N, (i + N - 1) % N].map((j): [number, number] => [row, base + j]);
    return [...neighbours, [row, (row + N) % n]];
  }).flat();
}

/** Diffusion with a reaction on a line of n points, tridiagonal; p = [diffusion, reaction]. */
export const line: InPlace = (du, u, p, t) => {
  const n = u.length;
  for (let i = 0; i < n; i++) {
    const left = i === 0 ? Math.sin(t) : u[i - 1];
    const right = i === n - 1 ? 0 : u[i + 1];
    du[i] = p[0] * (left - 2 * u[i] + right) + p[1] * u[i] * (1 - u[i]);
  }
};

export const lineExact: InPlace = /* @differentiable */ (du, u, p, t) => {
  const n = u.length;
  for (let i = 0; i < n; i++) {
    const left = i === 0 ? Math.sin(t) : u[i - 1];
    const right = i === n - 1 ? 0 : u[i + 1];
    du[i] = p[0] * (left - 2 * u[i] + right) + p[1] * u[i] * (1 - u[i]);
  }
};
