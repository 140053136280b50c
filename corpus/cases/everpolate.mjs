import { linear, linearRegression, polynomial, step } from 'everpolate';

export const packages = ['everpolate'];
export const style = 'CommonJS, ES5, tables of arrays';

export const cases = {
  'polynomial by Neville': {
    f: (at, xs, ys) => polynomial(at, xs, ys).reduce((sum, y) => sum + y * y, 0),
    args: () => [
      [0.5, 2.75],
      [0, 1, 2, 3.5],
      [1, 2.5, -1, 0.5],
    ],
  },
  'piecewise linear and step': {
    f: (x, xs, ys) => linear([x, x + 1, 9], xs, ys).reduce((sum, y) => sum * 0.5 + y, 0) * step(x, xs, ys)[0],
    args: () => [1.25, [0, 1, 2, 4], [1, 2.5, -1, 0.5]],
  },
  'linear regression': {
    f: (xs, ys) => {
      const line = linearRegression(xs, ys);
      return line.evaluate([1.5, 3]).reduce((sum, y) => sum + y ** 2, 0) + line.rSquared;
    },
    args: () => [
      [0, 1, 2.5, 4],
      [0.3, 1.9, 3.2, 6],
    ],
  },
};
