import Spline from 'cubic-spline';

export const packages = ['cubic-spline'];
export const style = 'a class over Float64Arrays, elimination with pivots';

export const cases = {
  'natural spline': {
    f: (xs, ys, x) => new Spline(xs, ys).at(x),
    args: () => [[0, 1, 2.5, 4, 5], [1, 3, 2, 5, 4.5], 2.1],
  },
  'squared deviations at many points': {
    f: (ys, xs, targets) => {
      const spline = new Spline(xs, ys);
      return targets.reduce((sum, y, i) => sum + (spline.at(0.4 + 0.7 * i) - y) ** 2, 0);
    },
    args: () => [
      Float64Array.of(0.5, 1.5, -1, 2, 0),
      Float64Array.of(0, 1.1, 1.9, 3.2, 4),
      [1, 1, -0.5, 0.3, 2],
    ],
  },
};
