import sylvester from 'sylvester';

export const packages = ['sylvester'];
export const style = 'CommonJS of 2011, prototypes, global names, `each` and `map` with callbacks';

const { Line, Matrix, Plane, Vector } = sylvester;

export const cases = {
  'lines and planes': {
    f: (anchor, direction, normal, angle) => {
      const line = Line.create(anchor, direction);
      const plane = Plane.create([1, 0.5, 2], normal);
      const turned = line.rotate(angle, Line.create([0, 0, 1], [1, 1, 0]));
      const at = plane.intersectionWith(turned);
      const other = Line.create([3, -2, 1], [0.2, 1, 0.4]);
      return (
        at.dot(Vector.create([1, 2, -1])) +
        turned.distanceFrom(other) +
        plane.distanceFrom(Vector.create(anchor))
      );
    },
    args: () => [[1, 2, 3], [0.3, -0.2, 0.9], [0.1, 0.4, 1], 0.6],
  },
  'inverse, determinant and rotation': {
    f: (elements, angle) => {
      const matrix = Matrix.create(elements);
      const inverse = matrix.inverse();
      const turn = Matrix.Rotation(angle, Vector.create([1, 2, 2]));
      const product = inverse.multiply(turn).add(matrix.transpose());
      return product.determinant() + product.trace() + inverse.e(1, 3);
    },
    args: () => [
      [
        [2, 0.3, 1],
        [0.4, 3, -0.6],
        [1.2, 0.1, 4],
      ],
      0.8,
    ],
  },
  'singular values and decompositions': {
    f: (elements) => {
      const matrix = Matrix.create(elements);
      const { S } = matrix.svd();
      const { Q, R } = matrix.qr();
      const { L, U } = matrix.lu();
      return S.e(1, 1) + 2 * S.e(2, 2) * S.e(3, 3) + Q.e(1, 2) * R.e(2, 3) + L.e(3, 1) * U.e(2, 2);
    },
    args: () => [
      [
        [2, 0.3, 1],
        [0.4, 3, -0.6],
        [1.2, 0.1, 4],
      ],
    ],
  },
  vectors: {
    f: (a, b) => {
      const [v, w] = [Vector.create(a), Vector.create(b)];
      const cross = v.cross(w).toUnitVector();
      const turned = v.rotate(0.3, Line.create([0, 0, 0], cross));
      return v.angleFrom(w) + turned.dot(w) + v.map((x, i) => x * x * i).modulus() + w.distanceFrom(v);
    },
    args: () => [
      [1, 0.5, -0.3],
      [0.2, 1.5, 0.7],
    ],
  },
};
