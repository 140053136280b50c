/** The Hamiltonian as a matrix made of Pauli matrices, and its eigenvalues: what the circuit's energy is compared with. */

const pauli = {
  I: [
    [1, 0],
    [0, 1],
  ],
  X: [
    [0, 1],
    [1, 0],
  ],
  // Y has imaginary entries, but they come in pairs: Y⊗Y = −(iY)⊗(iY), and iY is real.
  iY: [
    [0, 1],
    [-1, 0],
  ],
  Z: [
    [1, 0],
    [0, -1],
  ],
};

function kron(A, B) {
  return A.flatMap((row) => B.map((other) => row.flatMap((a) => other.map((b) => a * b))));
}

/** H = Σ X X + Y Y + Z Z over the bonds of a ring. */
export function makeHamiltonian(qubits) {
  const n = 1 << qubits;
  const H = Array.from({ length: n }, () => new Float64Array(n));
  for (let q = 0; q < qubits; q++) {
    const bond = [q, (q + 1) % qubits];
    for (const [sign, name] of [
      [1, 'X'],
      [-1, 'iY'],
      [1, 'Z'],
    ]) {
      const factors = Array.from({ length: qubits }, (_, i) => pauli[bond.includes(i) ? name : 'I']);
      const product = factors.reduce(kron, [[1]]);
      product.forEach((row, i) => row.forEach((entry, j) => (H[i][j] += sign * entry)));
    }
  }
  return H;
}

/**
 * The eigenvalues of a symmetric matrix in ascending order, by the cyclic method of Jacobi: each rotation makes an entry zero.
 *
 * Reference: Golub & Van Loan, Matrix computations, 4th ed., 2013, §8.5.
 */
export function findEigenvalues(symmetric) {
  const A = symmetric.map((row) => Float64Array.from(row));
  const n = A.length;
  for (let sweep = 0; sweep < 50; sweep++) {
    let off = 0;
    for (let i = 0; i < n; i++) {
      for (let j = i + 1; j < n; j++) {
        off += A[i][j] ** 2;
        if (A[i][j] !== 0) rotate(A, i, j);
      }
    }
    if (off < 1e-28) return Array.from(A, (row, i) => row[i]).sort((a, b) => a - b);
  }
  throw new Error('the method of Jacobi has not converged');
}

function rotate(A, i, j) {
  const tau = (A[j][j] - A[i][i]) / (2 * A[i][j]);
  const t = (tau >= 0 ? 1 : -1) / (Math.abs(tau) + Math.hypot(1, tau));
  const c = 1 / Math.hypot(1, t);
  const s = t * c;
  for (let k = 0; k < A.length; k++)
    [A[k][i], A[k][j]] = [c * A[k][i] - s * A[k][j], s * A[k][i] + c * A[k][j]];
  for (let k = 0; k < A.length; k++)
    [A[i][k], A[j][k]] = [c * A[i][k] - s * A[j][k], s * A[i][k] + c * A[j][k]];
}
