import * as statistics from 'vega-statistics';

export const packages = ['vega-statistics', 'd3-array'];
export const style =
  'regressions and distributions: objects of closures, accessors given as functions, typed arrays';

const points = () => [
  [0.5, 1.1],
  [1, 1.9],
  [1.6, 2.7],
  [2.4, 4.4],
  [3, 6.2],
  [3.6, 7.5],
];
const x = ([x]) => x;
const y = ([, y]) => y;

function regressions(data) {
  const names = ['regressionLinear', 'regressionExp', 'regressionLog', 'regressionPow', 'regressionQuad'];
  return names.reduce(
    (sum, name) => {
      const { predict, rSquared } = statistics[name](data, x, y);
      return sum + predict(1.7) + rSquared;
    },
    statistics.regressionPoly(data, x, y, 3).predict(2),
  );
}

function distributions(mean, deviation) {
  const normal = statistics.randomNormal(mean, deviation);
  return (
    normal.pdf(0.3) +
    normal.cdf(0.9) * normal.icdf(0.3) +
    statistics.densityLogNormal(1.2, mean, deviation) +
    statistics.quantileLogNormal(0.4, mean, deviation)
  );
}

function samples(data) {
  const values = data.map(y);
  const [low, median, high] = statistics.quartiles(values);
  const density = statistics.randomKDE(data.map(x), statistics.bandwidthNRD(data.map(x)));
  return low * high + median ** 2 + density.pdf(1.2) * 5;
}

export const cases = {
  regressions: { f: regressions, args: () => [points()] },
  'local regression': {
    f: (data) => statistics.regressionLoess(data, x, y, 0.7).reduce((sum, [, v], i) => sum + v * (i + 1), 0),
    args: () => [points()],
  },
  distributions: { f: distributions, args: () => [0.4, 1.3] },
  'quartiles and an estimated density': { f: samples, args: () => [points()] },
};
