import jStat from 'jstat';

export const packages = ['jstat'];
export const style = 'UMD, one function for everything, constructors as functions, methods added in loops';

export const cases = {
  'distribution functions': {
    f: (x, a, b) =>
      jStat.normal.cdf(x, a, b) +
      jStat.gamma.pdf(x, a, b) +
      jStat.beta.pdf(x / 4, a, b) * jStat.studentt.pdf(x, a) -
      jStat.weibull(a, b).cdf(x),
    args: () => [1.2, 2.3, 1.7],
  },
  'special functions': {
    f: (x, a) =>
      jStat.gammaln(a) * jStat.erf(x) + jStat.gammafn(a + x) + jStat.betafn(x, a) + jStat.gammap(a, x),
    args: () => [0.8, 2.4],
  },
  'statistics of a sample': {
    f: (xs, ys) => {
      const x = jStat(xs);
      return (
        x.stdev(true) * x.mean() +
        jStat.skewness(xs) +
        jStat.corrcoeff(xs, ys) * jStat.percentile(ys, 0.3) +
        jStat.geomean(xs) -
        jStat.tscore(3, xs)
      );
    },
    args: () => [
      [2, 4.5, 4, 5.5, 7, 9],
      [1, 3.5, 2.2, 4.1, 6.3, 7.7],
    ],
  },
  'linear algebra and a regression': {
    f: (a, b, y) => {
      const inverse = jStat.inv(a);
      const [q, r] = jStat.QR(a);
      const { coef, t, R2 } = jStat.models.ols(
        y,
        [1, 2, 4, 3.5, 5.2].map((x) => [1, x, x * x]),
      );
      const x = jStat.gauss_elimination(a, b);
      return jStat.det(a) + inverse[0][1] + q[1][0] * r[0][2] + coef[1] * R2 + t.se[0] + x[1];
    },
    args: () => [
      [
        [4, 1, 0.5],
        [1.2, 5, 2],
        [0.3, 1.5, 6],
      ],
      [[1], [2], [3]],
      [2, 3.5, 4.1, 5, 4.4],
    ],
  },
};
