import gaussian from 'gaussian';

export const packages = ['gaussian'];
export const style = 'CommonJS, constructor functions with prototypes';

export const cases = {
  'a product of densities': {
    f: (m1, v1, m2, v2, x) => {
      const product = gaussian(m1, v1).mul(gaussian(m2, v2)).scale(1.5);
      return product.pdf(x) + product.cdf(x) * product.mean;
    },
    args: () => [0.5, 2, 1.25, 0.75, 1.1],
  },
  quantiles: {
    f: (mean, variance, p) => {
      const sum = gaussian(mean, variance).add(gaussian(1, 0.5)).sub(gaussian(0.25, 0.1)).div(2);
      return sum.ppf(p) + sum.ppf(0.9) * sum.standardDeviation;
    },
    args: () => [0.3, 1.7, 0.2],
  },
  'samples, reparameterised': {
    f: (mean, variance, u) => {
      let at = 0;
      const draws = gaussian(mean, variance).random(3, () => u[at++]);
      return draws.reduce((sum, x) => sum + x * x, 0);
    },
    args: () => [0.3, 1.7, [0.2, 0.6, 0.5, 0.35, 0.9, 0.1]],
  },
};
