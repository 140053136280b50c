import { expect } from 'chai';
import { array } from '@diffjs/runtime';
import { expm, expv, phim, phiv } from '@diffjs/diffeq';

/** A matrix with eigenvalues from −30 to 2, and none of its rows alike. */
const A = [
  [-1, 2, 0.3],
  [0.5, -30, 1],
  [0.7, 3, 0.1],
];

/** φ_k of a number, by its definition for large ones and its series for small ones. */
function phi(k: number, z: number): number {
  if (Math.abs(z) < 1) {
    let term = 1;
    for (let i = 2; i <= k; i++) term /= i;
    let sum = 0;
    for (let i = 1; i < 30; i++) {
      sum += term;
      term *= z / (k + i);
    }
    return sum;
  }
  if (k === 0) return Math.exp(z);
  let factorial = 1;
  for (let i = 2; i < k; i++) factorial *= i;
  return (phi(k - 1, z) - 1 / factorial) / z;
}

const times = (M: ArrayLike<number>, x: readonly number[]): number[] =>
  x.map((_, i) => x.reduce((sum, xj, j) => sum + M[i * x.length + j]! * xj, 0));

describe('diffeq/exponential', () => {
  it('φ functions of numbers of all sizes', () => {
    for (const z of [0, 1e-9, -0.3, 0.49, -1, 3, -7.5, 20, -300]) {
      phim([[z]], 4).forEach(([value], k) => {
        const wanted = phi(k, z);
        expect(Math.abs(value! - wanted)).to.be.below(1e-14 * Math.max(1, Math.abs(z)) * Math.abs(wanted));
      });
    }
  });

  it('exponential of rotations and of matrices that are not diagonalisable', () => {
    const [c, s] = [Math.cos(50), Math.sin(50)];
    expm([
      [0, 50],
      [-50, 0],
    ]).forEach((x, i) => expect(x).to.be.closeTo([c, s, -s, c][i]!, 1e-12));
    expm(
      array([
        [1, 1],
        [0, 1],
      ]),
    ).forEach((x, i) => expect(x).to.be.closeTo([Math.E, Math.E, 0, Math.E][i]!, 1e-14));
  });

  it('φ functions of matrices satisfy φ_(j+1) A = φ_j − 1/j!', () => {
    const functions = phim(A, 3);
    const flat = A.flat();
    for (let j = 0; j < 3; j++) {
      for (let e = 0; e < 9; e++) {
        const [i, l] = [Math.floor(e / 3), e % 3];
        let product = 0;
        for (let q = 0; q < 3; q++) product += functions[j + 1]![i * 3 + q]! * flat[q * 3 + l]!;
        expect(product).to.be.closeTo(functions[j]![e]! - (i === l ? 1 / [1, 1, 2][j]! : 0), 1e-12);
      }
    }
  });

  it('products with vectors agree with dense functions', () => {
    const x = [1, 2, -3];
    expv(1, A, x).forEach((value, i) => expect(value).to.be.closeTo(times(expm(A), x)[i]!, 1e-10));
    const b = [x, [0.2, -1, 0], [3, 0, 1]];
    const functions = phim(
      A.map((row) => row.map((a) => 0.7 * a)),
      2,
    );
    const wanted = x.map((_, i) => b.reduce((sum, v, j) => sum + 0.7 ** j * times(functions[j]!, v)[i]!, 0));
    phiv(0.7, A, b).forEach((value, i) => expect(value).to.be.closeTo(wanted[i]!, 1e-10));
    phiv(
      -0.7,
      A.map((row) => row.map((a) => -a)),
      b.map((v, j) => v.map((a) => a * (-1) ** j)),
    ).forEach((value, i) => expect(value).to.be.closeTo(wanted[i]!, 1e-10));
  });

  it('a large operator is applied without its matrix, in parts of the time', () => {
    const n = 400;
    const stiffness = 1e4;
    let products = 0;
    const operator = (out: Float64Array, x: Float64Array): void => {
      products++;
      for (let i = 0; i < n; i++) out[i] = stiffness * ((x[i - 1] ?? 0) - 2 * x[i]! + (x[i + 1] ?? 0));
    };
    const mode = (k: number): number[] =>
      Array.from({ length: n }, (_, i) => Math.sin((k * Math.PI * (i + 1)) / (n + 1)));
    const eigenvalue = (k: number): number => -4 * stiffness * Math.sin((k * Math.PI) / (2 * (n + 1))) ** 2;
    const v = mode(1).map((x, i) => x + mode(40)[i]! + mode(400)[i]!);
    const u = expv(0.05, operator, v, { tolerance: 1e-10 });
    const wanted = mode(1).map(
      (x, i) => Math.exp(0.05 * eigenvalue(1)) * x + Math.exp(0.05 * eigenvalue(40)) * mode(40)[i]!,
    );
    u.forEach((x, i) => expect(x).to.be.closeTo(wanted[i]!, 1e-8));
    expect(products).to.be.below(3000);
  });

  it('nothing to do gives the vector, and what cannot be done an error', () => {
    expect([...expv(0, A, [1, 2, 3])]).to.deep.equal([1, 2, 3]);
    expect([...expv(2, A, [0, 0, 0])]).to.deep.equal([0, 0, 0]);
    const code = (run: () => unknown): string => {
      try {
        run();
      } catch (error) {
        return (error as { code: string }).code;
      }
      return 'none';
    };
    expect(code(() => expm([[1, 2]]))).to.equal('DIFF5065');
    expect(code(() => expm([[NaN]]))).to.equal('DIFF5065');
    expect(code(() => expm(3 as never))).to.equal('DIFF5065');
    expect(code(() => expv(1, A, [1, 2]))).to.equal('DIFF5065');
    expect(code(() => expv(1, (out) => out.fill(NaN), [1, 2]))).to.equal('DIFF5065');
  });
});
