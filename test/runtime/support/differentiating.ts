import { derivative, forwardMode, gradient, jvp, pullback } from '@diffjs/runtime';

export type Unary = (x: number) => number;

/* Functions that take derivatives of what they are given; they stand in a file apart from those that call them. */

/* @differentiable */
export const byDerivative = (g: Unary, x: number): number => derivative(g, x);
/* @differentiable */
export const byGradient = (g: Unary, x: number): number => gradient(g, x)[0];
/* @differentiable */
export const byJvp = (g: Unary, x: number): number => jvp(g, [x], [1])[1];
/* @differentiable */
export const byPullback = (g: Unary, x: number): number => {
  const [, back] = pullback(g, x);
  const [dx] = back(0.5);
  const [again] = back(0.5);
  back.release();
  return dx + again;
};
/* @differentiable */
export const bySecond = (g: Unary, x: number): number =>
  derivative((y: number) => gradient((z: number) => g(z) * z, y)[0] * g(y), x);
/* @differentiable */
export const byBoth = (g: Unary, x: number): number =>
  g(x) * derivative((y: number) => g(g(y)), x) + g(x + 1);

/** Forward mode within reverse mode, which keeps nothing of the call but its Jacobian. */
/* @differentiable */
export const inForwardMode = (g: Unary, x: number): number => forwardMode(g, x);

export const operators = { byDerivative, byGradient, byJvp, byPullback, bySecond, byBoth };
