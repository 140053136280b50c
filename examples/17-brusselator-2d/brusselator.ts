import { ODEProblem, trajectoryRandom } from '@diffjs/diffeq';

/** Rates a and b of the reaction, and how fast the two species spread, over the square of the mesh width. */
export interface Rates {
  readonly a: number;
  readonly b: number;
  readonly spreadU: number;
  readonly spreadV: number;
}

/** The neighbours of each cell of a square that is closed to a torus: left, right, above and below, [4·size²]. */
function neighbours(size: number): Int32Array {
  const list = new Int32Array(4 * size * size);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const [left, right] = [(x + size - 1) % size, (x + 1) % size];
      const [above, below] = [(y + size - 1) % size, (y + 1) % size];
      list.set([y * size + left, y * size + right, above * size + x, below * size + x], 4 * (y * size + x));
    }
  }
  return list;
}

/** Where the Jacobian has entries: each cell with its neighbours, and the two species of a cell with one another. */
function placesOf(near: Int32Array, cells: number): [number, number][] {
  return Array.from({ length: 2 * cells }, (_, i) => {
    const [cell, base] = i < cells ? [i, 0] : [i - cells, cells];
    const around = Array.from(near.subarray(4 * cell, 4 * cell + 4), (j): [number, number] => [i, base + j]);
    return [[i, cell] as [number, number], [i, cell + cells] as [number, number], ...around];
  }).flat();
}

/**
 * The Brusselator on size × size cells, u' = a − (b + 1)u + u²v + D∆u, v' = bu − u²v + E∆v, by the method of lines: all u, then all v.
 *
 * It starts at the steady state with some noise, which diffusion makes unstable: E is much larger than D.
 *
 * Reference: Prigogine & Lefever, The Journal of Chemical Physics 48(4), 1968; Turing, Philosophical Transactions B 237, 1952.
 */
export function brusselator(size: number, width: number, end: number): ODEProblem<Float64Array, Rates> {
  const cells = size * size;
  const near = neighbours(size);
  const mesh = width / size;
  const rates: Rates = { a: 4.5, b: 7.5, spreadU: 2 / mesh ** 2, spreadV: 16 / mesh ** 2 };
  const random = trajectoryRandom(1, 0);
  const start = Float64Array.from({ length: 2 * cells }, (_, i) =>
    i < cells ? rates.a + random.normal(0, 0.1) : rates.b / rates.a,
  );
  const rhs = (du: Float64Array, y: Float64Array, { a, b, spreadU, spreadV }: Rates, _t: number): void => {
    for (let i = 0, k = 0; i < cells; i++, k += 4) {
      const u = y[i];
      const v = y[i + cells];
      const [left, right, above, below] = [near[k], near[k + 1], near[k + 2], near[k + 3]];
      const made = u * u * v;
      du[i] = a - (b + 1) * u + made + spreadU * (y[left] + y[right] + y[above] + y[below] - 4 * u);
      du[i + cells] =
        b * u -
        made +
        spreadV * (y[cells + left] + y[cells + right] + y[cells + above] + y[cells + below] - 4 * v);
    }
  };
  return new ODEProblem<Float64Array, Rates>(rhs, start, [0, end], rates, {
    jacPattern: placesOf(near, cells),
  });
}
