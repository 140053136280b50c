import Complex from 'complex.js';

export const packages = ['complex.js'];
export const style = 'one constructor callable without `new`, quoted method names, results in new objects';

export const cases = {
  'a chain of elementary functions': {
    f: (re, im) => {
      const z = new Complex(re, im);
      const w = z.mul({ re: 0.5, im: -1 }).exp().add(z.sin()).div(z.sqrt().add(1, 2)).log();
      return w.re + 2 * w.im;
    },
    args: () => [0.7, 0.4],
  },
  'powers and polar form': {
    f: (abs, arg, exponent) => {
      const z = Complex({ abs, arg });
      const w = z.pow(exponent, 0.3).mul(z.conjugate()).inverse();
      return w.abs() * w.arg() + z.pow(3).re;
    },
    args: () => [1.4, 0.6, 1.7],
  },
  'hyperbolic and inverse functions': {
    f: (z) => {
      const w = new Complex(z);
      const all = [w.tanh(), w.asin(), w.acosh(), w.atanh(), w.cot(), w.expm1()];
      return all.reduce((sum, { re, im }, i) => sum + (i + 1) * re - im / (i + 1), 0);
    },
    args: () => [{ re: 0.35, im: 0.8 }],
  },
  "Newton's method in the plane": {
    f: (coefficients, start) => {
      let z = new Complex(start);
      for (let i = 0; i < 6; i++) {
        let [value, slope] = [Complex.ZERO, Complex.ZERO];
        for (const c of coefficients) {
          slope = slope.mul(z).add(value);
          value = value.mul(z).add(c, 0);
        }
        z = z.sub(value.div(slope));
      }
      return z.re * z.im + z.im;
    },
    args: () => [
      [1, -2, 3.5, 1],
      [1, 1.5],
    ],
  },
};
