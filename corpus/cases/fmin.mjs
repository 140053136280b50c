import 'fmin';

export const packages = ['fmin'];
export const style = 'UMD in an ES package, numerical loops over arrays, callbacks that fill an array';

// The package is UMD text under `"type": "module"`: to import it puts it into a global variable.
const { conjugateGradient, conjugateGradientSolve, gradientDescentLineSearch, nelderMead } = globalThis.fmin;

// `bisect` and the simplex of `nelderMead` move by comparisons alone: of those, only the value at the end has a derivative.

export const cases = {
  'least value by the simplex': {
    f: (a, b) => {
      const bowl = ([x, y]) => (a - x) ** 2 + b * (y - x * x) ** 2 + a * Math.sin(y);
      return nelderMead(bowl, [-0.4, 0.7], { minErrorDelta: 1e-7 }).fx;
    },
    args: () => [1.2, 3.4],
  },
  'where conjugate gradients end': {
    f: (a, b) => {
      const bowl = ([x, y], slope) => {
        slope[0] = 4 * (x - a) ** 3 + 2 * (x - a) + y;
        slope[1] = 2 * b * y + x;
        return (x - a) ** 4 + (x - a) ** 2 + b * y * y + x * y;
      };
      const { x } = conjugateGradient(bowl, [0.5, -0.3], { maxIterations: 6 });
      return x[0] + 2 * x[1];
    },
    args: () => [1.1, 0.9],
  },
  'gradient descent': {
    f: (rate, a) => {
      const well = ([x, y], slope) => {
        slope[0] = 2 * (x - a);
        slope[1] = a * Math.cos(y);
        return (x - a) ** 2 + a * Math.sin(y);
      };
      const { x, fx } = gradientDescentLineSearch(well, [0.2, 0.4], { learnRate: rate, maxIterations: 3 });
      return x[0] * x[1] + fx;
    },
    args: () => [0.31, 1.3],
  },
  'a linear system': {
    f: (A, b) => {
      const x = conjugateGradientSolve(A, b, [0, 0, 0]);
      return x[0] - 2 * x[1] + x[2] ** 2;
    },
    args: () => [
      [
        [4, 1, 0.5],
        [1, 3, -0.6],
        [0.5, -0.6, 2],
      ],
      [1, 2, 0.5],
    ],
  },
};
