import {
  linearRegression,
  quantile,
  sampleCorrelation,
  sampleSkewness,
  standardDeviation,
} from 'simple-statistics';

export const packages = ['simple-statistics'];
export const style = 'ES modules and UMD, plain functions over arrays';

export const cases = {
  'standard deviation': { f: (xs) => standardDeviation(xs), args: () => [[2, 4.5, 4, 4, 5, 5.5, 7, 9]] },
  skewness: { f: (xs) => sampleSkewness(xs), args: () => [[2, 4.5, 6, 3, 1]] },
  quantile: {
    f: (xs, p) => quantile(xs, 0.25) * p,
    args: () => [[3, 6, 7, 8.5, 8, 9, 10, 13, 15, 16, 20], 2],
  },
  'linear regression': {
    f: (points) => {
      const { m, b } = linearRegression(points);
      return m * 2 + b;
    },
    args: () => [
      [
        [0, 0.5],
        [1, 2.2],
        [2, 3.7],
        [3, 6.1],
      ],
    ],
  },
  correlation: {
    f: (xs, ys) => sampleCorrelation(xs, ys),
    args: () => [
      [1, 2, 3, 5],
      [2, 1, 4, 6.5],
    ],
  },
};
