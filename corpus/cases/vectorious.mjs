import { array } from 'vectorious';

export const packages = ['vectorious'];
export const style =
  'one line of minified ES modules, classes, iterators, loops in place of native BLAS when it throws';

export const cases = {
  'solving a system': {
    f: (a, b) => {
      const x = array(a).solve(array(b));
      return x.get(0, 0) + 2 * x.get(1, 0) - x.get(2, 0);
    },
    args: () => [
      [
        [4, 1, 0.5],
        [1, 3, -0.6],
        [0.2, 0.1, 2],
      ],
      [[1], [2], [0.5]],
    ],
  },
  'determinant, inverse and product': {
    f: (a) => {
      const m = array(a);
      const inverse = m.inv();
      return m.det() + inverse.multiply(m.T).sum() + inverse.norm();
    },
    args: () => [
      [
        [4, 1, 0.5],
        [1, 3, -0.6],
        [0.2, 0.1, 2],
      ],
    ],
  },
  'vectors by element': {
    f: (xs, ys, k) => {
      const x = array(xs);
      const y = array(ys);
      const moved = x.copy().add(y, k).sin().scale(2);
      return moved.dot(y) + x.angle(y) + x.cross(y).norm() + x.mean() * y.max();
    },
    args: () => [[0.3, 1.2, -0.5], [1, 0.4, 0.8], 0.7],
  },
};
