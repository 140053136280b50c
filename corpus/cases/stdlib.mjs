import { defineRule } from '@diffjs/runtime';
import gamma from '@stdlib/math-base-special-gamma';
import ldexp from '@stdlib/math-base-special-ldexp';
import cdf from '@stdlib/stats-base-dists-normal-cdf';

export const packages = [
  '@stdlib/math-base-assert-is-even',
  '@stdlib/math-base-assert-is-infinite',
  '@stdlib/math-base-assert-is-integer',
  '@stdlib/math-base-assert-is-nan',
  '@stdlib/math-base-assert-is-negative-zero',
  '@stdlib/math-base-assert-is-odd',
  '@stdlib/math-base-special-abs',
  '@stdlib/math-base-special-ceil',
  '@stdlib/math-base-special-copysign',
  '@stdlib/math-base-special-erfc',
  '@stdlib/math-base-special-exp',
  '@stdlib/math-base-special-floor',
  '@stdlib/math-base-special-gamma',
  '@stdlib/math-base-special-kernel-cos',
  '@stdlib/math-base-special-kernel-sin',
  '@stdlib/math-base-special-ldexp',
  '@stdlib/math-base-special-pow',
  '@stdlib/math-base-special-rempio2',
  '@stdlib/math-base-special-round',
  '@stdlib/math-base-special-sin',
  '@stdlib/math-base-special-sqrt',
  '@stdlib/math-base-special-trunc',
  '@stdlib/number-float64-base-exponent',
  '@stdlib/number-float64-base-from-words',
  '@stdlib/number-float64-base-get-high-word',
  '@stdlib/number-float64-base-get-low-word',
  '@stdlib/number-float64-base-normalize',
  '@stdlib/number-float64-base-set-high-word',
  '@stdlib/number-float64-base-set-low-word',
  '@stdlib/number-float64-base-to-words',
  '@stdlib/stats-base-dists-degenerate-cdf',
  '@stdlib/stats-base-dists-normal-cdf',
  '@stdlib/utils-constant-function',
];
export const style = 'CommonJS, a package a function, work on the bits of numbers';

// `ldexp` takes a number apart into two integers and makes another one of them: no derivative passes through integers, so it
// needs a rule. Where the bits of a number are changed in place (`pow`, `erfc`), none is needed.
defineRule(ldexp, {
  vjp: (x, exponent) => [ldexp(x, exponent), (bar) => [ldexp(bar, exponent), null]],
  jvp: ([x, exponent], [dot]) => [ldexp(x, exponent), ldexp(dot, exponent)],
});

export const cases = {
  'gamma where it is rational': { f: (x) => gamma(x) + gamma(x - 2) + 3 * gamma(-x), args: () => [2.7] },
  "gamma by Stirling's series": {
    f: (x) => Math.log(gamma(x)) - 1e40 / gamma(x) + Math.log(gamma(4 * x)) + Math.log(Math.abs(gamma(-x))),
    args: () => [36.4],
  },
  'normal distribution': {
    f: (xs, mu, sigma) => xs.reduce((sum, x) => sum + Math.log(cdf(x, mu, sigma)), cdf(-8, mu, sigma) * 1e6),
    args: () => [[-4.2, -1.3, 0.2, 0.9, 2.4, 6.1], 0.1, 1.3],
  },
};
