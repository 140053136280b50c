import { PolynomialRegression } from 'ml-regression-polynomial';

export const packages = ['ml-regression-polynomial', 'ml-regression-base', 'ml-matrix', 'is-any-array'];
export const style = 'ES modules, classes with class fields and inheritance';

const xs = () => [0.2, 1, 1.7, 2.5, 3.3, 4];
const ys = () => [1.2, 0.8, 1.9, 4.2, 7.5, 12.4];

export const cases = {
  'a prediction': {
    f: (x, y, at) =>
      new PolynomialRegression(x, y, 2).predict(at) + new PolynomialRegression(x, y, [1, 3]).predict(at),
    args: () => [xs(), ys(), 2.1],
  },
  'the score of a fit': {
    f: (x, y) => {
      const fit = new PolynomialRegression(x, y, 3, { interceptAtZero: true });
      const { r2, chi2, rmsd } = fit.score(x, y);
      return (
        10 * r2 +
        chi2 -
        rmsd +
        fit.coefficients[1] +
        PolynomialRegression.load(fit.toJSON()).predict([1, 2])[1]
      );
    },
    args: () => [xs(), ys()],
  },
};
