import { SVD } from 'svd-js';

export const packages = ['svd-js'];
export const style = 'one long function, translated from Algol: a dozen variables shared by nested loops';

export const cases = {
  'singular values': {
    f: (a) => {
      const { q } = SVD(a, false, false);
      return [...q].sort((x, y) => y - x).reduce((sum, each, i) => sum + (i + 1) * each, 0);
    },
    args: () => [
      [
        [2, 0.5, 1],
        [0.3, 3, -1],
        [1.2, 0.7, 4.5],
        [0.1, -2, 0.6],
      ],
    ],
  },
  'least squares through the pseudoinverse': {
    f: (a, b) => {
      const { u, v, q } = SVD(a);
      const y = q.map((each, j) => u.reduce((sum, row, i) => sum + row[j] * b[i], 0) / each);
      const x = v.map((row) => row.reduce((sum, each, j) => sum + each * y[j], 0));
      return x[0] + 2 * x[1];
    },
    args: () => [
      [
        [1, 0.5],
        [2, 1.7],
        [0.3, 4],
      ],
      [1, 2, 3.5],
    ],
  },
};
