import { checkGradient, gradient, hessian, hvp, jacobian, jvp, pullback } from '@diffjs/runtime';
import { expect } from 'chai';

const inputs = [
  [0.3, -0.8],
  [-0.5, 0.4],
  [0.9, 0.1],
];
const targets = [0.2, -0.4, 0.7];

/** A network of two inputs, three hidden units and one output: 13 weights in a row; its mean squared error. */
/* @differentiable */
function loss(w: Float64Array): number {
  let s = 0;
  for (let k = 0; k < inputs.length; k++) {
    let y = w[12]!;
    for (let j = 0; j < 3; j++) {
      const h = Math.tanh(w[3 * j]! * inputs[k]![0]! + w[3 * j + 1]! * inputs[k]![1]! + w[3 * j + 2]!);
      y += w[9 + j]! * h;
    }
    s += (y - targets[k]!) ** 2;
  }
  return s / inputs.length;
}

/* @differentiable */
const gradientOf = (w: Float64Array): Float64Array => gradient(loss, w)[0];

const weights = Float64Array.from({ length: 13 }, (_, i) => Math.sin(1.7 * i + 0.3));

describe('the Hessian of a small network', () => {
  const H = hessian(loss, weights);

  it('is symmetric', () => {
    for (let i = 0; i < 13; i++) for (let j = 0; j < i; j++) expect(H[i]![j]).to.be.closeTo(H[j]![i]!, 1e-15);
  });

  it('is what differences of gradients give, to 1e-8', () => {
    checkGradient(loss, [weights], { order: 2, rtol: 1e-8, atol: 1e-9 });
    const h = 1e-3;
    for (let j = 0; j < 13; j++) {
      const at = (step: number): Float64Array =>
        gradient(
          loss,
          weights.map((x, i) => (i === j ? x + step : x)),
        )[0];
      const [a, b, c, d] = [at(h), at(-h), at(2 * h), at(-2 * h)];
      for (let i = 0; i < 13; i++)
        expect(H[i]![j]).to.be.closeTo((8 * (a[i]! - b[i]!) - (c[i]! - d[i]!)) / (12 * h), 1e-8);
    }
  });

  it('is the Jacobian of the gradient, in either mode', () => {
    const J = jacobian(gradientOf, weights);
    const [, back] = pullback(gradientOf, weights);
    for (let i = 0; i < 13; i++) {
      const unit = weights.map((_, k) => Number(k === i));
      const columns = [J[i]!, hvp(loss, weights, unit), jvp(gradientOf, [weights], [unit])[1], back(unit)[0]];
      for (const column of columns) column.forEach((x, j) => expect(x).to.be.closeTo(H[i]![j]!, 1e-14));
    }
  });

  it('can be differentiated again', () => {
    /* @differentiable */
    const traceOf = (w: Float64Array): number => {
      const rows = hessian(loss, w);
      let s = 0;
      for (let i = 0; i < rows.length; i++) s += rows[i]![i]!;
      return s;
    };
    /* @differentiable */
    const along = (w: Float64Array, v: Float64Array): number => hvp(loss, w, v)[4]!;
    const v = weights.map((_, i) => Math.cos(i));
    const slope = (f: (w: Float64Array) => number, i: number): number => {
      const h = 1e-3;
      const at = (step: number): number => f(weights.map((x, k) => (k === i ? x + step : x)));
      return (8 * (at(h) - at(-h)) - (at(2 * h) - at(-2 * h))) / (12 * h);
    };
    const dTrace = gradient(traceOf, weights)[0];
    const [dw, dv] = gradient(along, weights, v);
    for (const i of [0, 5, 9, 12]) {
      expect(dTrace[i]).to.be.closeTo(slope(traceOf, i), 1e-8);
      expect(dw[i]).to.be.closeTo(
        slope((w) => along(w, v), i),
        1e-8,
      );
      expect(dv[i]).to.be.closeTo(H[4]![i]!, 1e-13);
    }
  });
});
