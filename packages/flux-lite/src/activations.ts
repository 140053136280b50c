/** An elementwise nonlinearity; any differentiable function of one number serves. */
export type Activation = (x: number) => number;

/** σ(x) = x. */
/* @differentiable */
export function identity(x: number): number {
  return x;
}

/** σ(x) = tanh x. */
/* @differentiable */
export function tanh(x: number): number {
  return Math.tanh(x);
}

/** σ(x) = 1 / (1 + e⁻ˣ), written as (1 + tanh(x/2)) / 2, which overflows nowhere. */
/* @differentiable */
export function sigmoid(x: number): number {
  return 0.5 + 0.5 * Math.tanh(0.5 * x);
}

/** σ(x) = max(x, 0), with derivative 0 at 0. */
/* @differentiable */
export function relu(x: number): number {
  return x > 0 ? x : 0;
}

/** σ(x) = x for x > 0, else x / 100. */
/* @differentiable */
export function leakyRelu(x: number): number {
  return x > 0 ? x : 0.01 * x;
}

/** σ(x) = x for x > 0, else eˣ − 1.  Reference: Clevert, Unterthiner & Hochreiter, ICLR 2016. */
/* @differentiable */
export function elu(x: number): number {
  return x > 0 ? x : Math.expm1(x);
}

/** σ(x) = log(1 + eˣ), a smooth relu that is always positive; overflows nowhere. */
/* @differentiable */
export function softplus(x: number): number {
  return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
}

/** σ(x) = x · sigmoid(x), also called SiLU.  Reference: Ramachandran, Zoph & Le, 2017. */
/* @differentiable */
export function swish(x: number): number {
  return x * (0.5 + 0.5 * Math.tanh(0.5 * x));
}

/**
 * The Gaussian error linear unit by its tanh form, σ(x) = x/2 · (1 + tanh(√(2/π) (x + 0.044715 x³))).
 *
 * Reference: Hendrycks & Gimpel, Gaussian error linear units, 2016, §2.
 */
/* @differentiable */
export function gelu(x: number): number {
  return 0.5 * x * (1 + Math.tanh(0.7978845608028654 * (x + 0.044715 * x * x * x)));
}

/** σ(x) = x · tanh(softplus(x)).  Reference: Misra, BMVC 2020. */
/* @differentiable */
export function mish(x: number): number {
  return x * Math.tanh(softplus(x));
}
