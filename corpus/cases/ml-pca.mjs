import { PCA } from 'ml-pca';

export const packages = ['ml-pca', 'ml-matrix'];
export const style = 'ES modules, a class with options';

const data = () => [
  [2.5, 2.4, 0.3],
  [0.5, 0.7, 1.9],
  [2.2, 2.9, 0.8],
  [1.9, 2.2, 1.1],
  [3.1, 3.5, 0.2],
];

export const cases = {
  'variance explained and loadings': {
    f: (rows) => {
      const pca = new PCA(rows, { scale: true });
      const [first, second] = pca.getExplainedVariance();
      return first - 3 * second + pca.getLoadings().get(0, 1) ** 2 + pca.getStandardDeviations()[0];
    },
    args: () => [data()],
  },
  'a prediction and its inverse': {
    f: (rows, point) => {
      const pca = new PCA(rows, { method: 'covarianceMatrix' });
      const projected = pca.predict([point]);
      const back = pca.invert(projected);
      return projected.get(0, 0) ** 2 + projected.get(0, 1) ** 2 * 2 + back.get(0, 2);
    },
    args: () => [data(), [1.5, 2, 0.9]],
  },
};
