/* Functions from several numbers to several numbers. */

/** Eight coupled recurrences, 100 steps: scalar code in a loop. */
/* @differentiable */
export function recurrence(y: Float64Array, x: Float64Array): void {
  let a = x[0]!;
  let b = x[1]!;
  let s = x[2]!;
  for (let i = 0; i < 100; i++) {
    a = Math.sin(a) * x[3]! + b * x[4]!;
    b = b * x[5]! - a * x[6]!;
    s += a * b * x[7]!;
  }
  y[0] = a;
  y[1] = b;
  y[2] = s;
}

/** y = tanh(W x + b), n = 8: loops over typed arrays. */
/* @differentiable */
export function layer(y: Float64Array, W: Float64Array, x: Float64Array): void {
  const n = x.length;
  for (let i = 0; i < y.length; i++) {
    let s = 0;
    for (let j = 0; j < n; j++) s += W[i * n + j]! * x[j]!;
    y[i] = Math.tanh(s);
  }
}

/** Brusselator with diffusion on a line of cells. */
/* @differentiable */
export function brusselator(du: Float64Array, u: Float64Array, p: Float64Array, _t: number): void {
  const cells = u.length / 2;
  const A = p[0]!;
  const B = p[1]!;
  const c = p[2]! * (cells + 1) * (cells + 1);
  for (let i = 0; i < cells; i++) {
    const x = u[2 * i]!;
    const y = u[2 * i + 1]!;
    const left = i > 0 ? u[2 * i - 2]! : A;
    const right = i < cells - 1 ? u[2 * i + 2]! : A;
    const below = i > 0 ? u[2 * i - 1]! : B / A;
    const above = i < cells - 1 ? u[2 * i + 3]! : B / A;
    du[2 * i] = A + x * x * y - (B + 1) * x + c * (left - 2 * x + right);
    du[2 * i + 1] = B * x - x * x * y + c * (below - 2 * y + above);
  }
}

/** Chemical kinetics of Robertson. */
/* @differentiable */
export function robertson(du: Float64Array, u: Float64Array, p: Float64Array, _t: number): void {
  const slow = p[0]! * u[0]!;
  const back = p[1]! * u[1]! * u[2]!;
  const fast = p[2]! * u[1]! * u[1]!;
  du[0] = back - slow;
  du[1] = slow - back - fast;
  du[2] = fast;
}

/** The same as a function of the state alone, as `jacobian` takes it. */
/* @differentiable */
export function robertsonOf(u: Float64Array): Float64Array {
  const du = new Float64Array(3);
  robertson(du, u, kinetics, 0);
  return du;
}

const kinetics = Float64Array.of(0.04, 1e4, 3e7);

/** Sums of sines, each of every input. */
/* @differentiable */
export function sines(y: Float64Array, x: Float64Array): void {
  for (let i = 0; i < y.length; i++) {
    let s = 0;
    for (let j = 0; j < x.length; j++) s += Math.sin((i + 1) * x[j]!);
    y[i] = s * x[i]!;
  }
}

/** Reaction and diffusion on a line: a tridiagonal Jacobian. */
/* @differentiable */
export function diffusion(y: Float64Array, u: Float64Array): void {
  const n = u.length;
  for (let i = 0; i < n; i++) {
    const left = i > 0 ? u[i - 1]! : 0;
    const right = i < n - 1 ? u[i + 1]! : 0;
    y[i] = left - 2 * u[i]! + right + u[i]! * u[i]! * u[i]!;
  }
}
