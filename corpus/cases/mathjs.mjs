import { create, all } from 'mathjs';

export const packages = ['mathjs', 'typed-function', 'complex.js'];
export const style = 'CommonJS and ES modules, dependency injection, typed dispatch, expression parser';

const math = create(all);
const compiled = math.compile('a * sin(b * x) + x ^ 2 / (1 + exp(-a))');

export const cases = {
  'a compiled expression': {
    f: (a, b, x) => compiled.evaluate({ a, b, x }),
    args: () => [1.3, 0.7, 0.4],
  },
  'an evaluated expression': {
    f: (x) => math.evaluate('sqrt(x) + log(x, 3) + atan2(x, 2)', { x }),
    args: () => [2.5],
  },
  'determinant and inverse': {
    f: (m) => math.det(m) + math.inv(m)[0][1],
    args: () => [
      [
        [2, 1, 0.5],
        [0.3, 3, 1],
        [1, 0.2, 4],
      ],
    ],
  },
  'complex numbers': {
    f: (re, im) => {
      const z = math.exp(math.multiply(math.complex(re, im), math.complex(0.5, 1)));
      return z.re + 2 * z.im;
    },
    args: () => [0.3, 0.8],
  },
};
