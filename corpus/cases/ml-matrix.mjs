import {
  CholeskyDecomposition,
  EigenvalueDecomposition,
  Matrix,
  MatrixTransposeView,
  QrDecomposition,
  SingularValueDecomposition,
  correlation,
  determinant,
  inverse,
  pseudoInverse,
  solve,
} from 'ml-matrix';

export const packages = ['ml-matrix', 'is-any-array', 'ml-array-rescale', 'ml-array-max', 'ml-array-min'];
export const style =
  'ES modules and CommonJS, classes over rows of Float64Arrays, views, operators made in a loop';

const rows = () => [
  [4, 1, 0.5],
  [1.2, 5, 2],
  [0.3, 1.5, 6],
];

export const cases = {
  'a linear system, determinant, inverse': {
    f: (a, b) => {
      const A = new Matrix(a);
      const x = solve(A, Matrix.columnVector(b));
      return x.get(0, 0) - 2 * x.get(2, 0) + determinant(A) / 50 + inverse(A).get(1, 2);
    },
    args: () => [rows(), [1, 2, 3]],
  },
  'decompositions of a symmetric matrix': {
    f: (a) => {
      const A = new Matrix(a);
      const S = A.mmul(new MatrixTransposeView(A)).add(Matrix.eye(3));
      const { lowerTriangularMatrix } = new CholeskyDecomposition(S);
      const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(S);
      const qr = new QrDecomposition(A);
      return (
        lowerTriangularMatrix.get(2, 1) +
        realEigenvalues[0] * 2 +
        realEigenvalues[2] +
        eigenvectorMatrix.get(0, 1) ** 2 +
        qr.upperTriangularMatrix.get(1, 2)
      );
    },
    args: () => [rows()],
  },
  'eigenvalues and singular values': {
    f: (a) => {
      const { realEigenvalues } = new EigenvalueDecomposition(new Matrix(a));
      const svd = new SingularValueDecomposition(new Matrix(a), { autoTranspose: true });
      const pseudo = pseudoInverse(new Matrix(a).selection([0, 1, 2], [0, 2]));
      return realEigenvalues[0] - realEigenvalues[2] * 2 + svd.norm2 + svd.condition + pseudo.get(1, 2);
    },
    args: () => [rows()],
  },
  'statistics, centring and products': {
    f: (a, s) => {
      const A = Matrix.checkMatrix(a.map((row) => Float64Array.from(row)));
      const scaled = A.clone().center('column').scale('row').mul(s).pow(2).addRowVector([1, 2, 3]);
      const kronecker = scaled.kroneckerProduct(A.subMatrix(0, 1, 1, 2));
      const { mean } = { mean: A.mean('column') };
      return kronecker.trace() + kronecker.max() + correlation(A).get(0, 1) + mean[1] * A.variance('row')[2];
    },
    args: () => [rows(), 1.3],
  },
};
