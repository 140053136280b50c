import { div, eigh, matmul, mul, NDArray, ops, sub, sum, transpose, withGradient } from '@diffjs/runtime';
import { LBFGS, minimize } from '@diffjs/flux-lite';

/** All fields of side² pixels, one in each row, less their mean. */
export function cutFields(picture, side) {
  const [m, n] = picture.shape;
  const across = n - side + 1;
  const count = (m - side + 1) * across;
  const fields = new NDArray(new Float64Array(count * side * side), [count, side, side]);
  for (let i = 0; i < count; i++)
    ops.assign(fields.pick(i), picture.lo(Math.floor(i / across), i % across).hi(side, side));
  const rows = new NDArray(fields.data, [count, side * side]);
  for (let j = 0; j < side * side; j++) {
    const column = rows.pick(null, j);
    ops.subseq(column, ops.sum(column) / count);
  }
  return rows;
}

/** The share of the variance that lies along w, less than nothing: −wᵀCw / (wᵀw · trace C). */
/* @differentiable */
export function missed(w, C, trace) {
  return -sum(mul(w, matmul(C, w))) / (sum(mul(w, w)) * trace);
}

/**
 * The directions of greatest variance, one after the other, each by a minimisation from a gradient, which takes the parts along those before away.
 *
 * @returns the directions with their `share` of the variance, and the shares that the eigenvalues of the covariance matrix tell
 */
export function principalComponents(rows, count) {
  const C = mul(1 / rows.shape[0], matmul(transpose(rows), rows));
  const n = rows.shape[1];
  let trace = 0;
  for (let i = 0; i < n; i++) trace += C.get(i, i);
  const components = [];
  let rest = C;
  for (let k = 0; k < count; k++) {
    const start = Float64Array.from({ length: n }, (_, i) => Math.sin(1 + (k + 1) * i));
    const evaluate = (w) => {
      const { value, gradient } = withGradient(missed, w, rest, trace);
      return { value, gradient: gradient[0] };
    };
    const { params, value } = minimize(evaluate, start, LBFGS(), { maxIters: 500, tolerance: 1e-10 });
    const w = div(params, Math.sqrt(sum(mul(params, params))));
    components.push({ w, share: -value });
    // C − λwwᵀ has what is left.
    rest = sub(rest, mul(-value * trace, matmul(column(w), transpose(column(w)))));
  }
  const { values } = eigh(C);
  return { components, expected: Array.from({ length: count }, (_, k) => values.get(n - 1 - k) / trace) };
}

function column(w) {
  return new NDArray(w.data, [w.size, 1]);
}
