/**
 * The innermost loops of products of matrices, as AssemblyScript that the build writes: one text repeated, which V8 turns into the instructions wanted.
 *
 * A tile of C, five rows of two vectors, stays in registers while a left and a right panel are read in order. x64 gives V8 fifteen registers for vectors:
 * ten sums, two vectors of the right panel, one number of the left panel and two products are all of them. With more it stores sums and loads them again
 * (GFLOP/s in f64 with panels in the caches, where 29.5 is the most that 128 bits can give; the last and 6 × 2 with four steps a turn, the others
 * with eight):
 *
 *   rows × vectors   4 × 2   5 × 2   6 × 2   3 × 3   2 × 4
 *                     24.2    25.8    17.2    23.5    20.4
 *
 * - V8 brings the loads of a run without branches to its front, and five rows then need too many registers. So a run has two rows at most. What parts the
 *   runs within a step is never taken: addresses are never so small.
 * - Each turn of the loop asks whether the program is to be interrupted, and the processor guesses wrongly where a long loop ends. Many steps in a turn
 *   make that rare (two 22.4, four 23.3, eight 24.2; four rows).
 * - Loads that repeat a number compute the sum of their address and constant in an instruction of its own, unless it is the same in each step: so the left
 *   address moves with each step, and the right one with each turn.
 *
 * Four rows have fewer that are missing where matrices are small, and a shorter way into the loop and out of it.
 */

/** `parted`: rows after which a step is parted. */
const TALL = { rows: 5, steps: 8, parted: [0, 2] };
const FLAT = { rows: 4, steps: 2, parted: [] };

/**
 * The source of the functions `tall64`, `tall32`, `flat64` and `flat32`: C = S + A·B for a tile S at `from` and a tile C, whose rows stand one behind the
 * other.
 */
export function tileSource() {
  return [
    "import { madd } from './madd';",
    tile('tall', '64', 8, TALL),
    tile('tall', '32', 4, TALL),
    tile('flat', '64', 8, FLAT),
    tile('flat', '32', 4, FLAT),
  ].join('\n');
}

function tile(name, kind, bytes, shape) {
  const rows = Array.from({ length: shape.rows }, (_, row) => row);
  const steps = Array.from({ length: shape.steps }, (_, step) => step);
  const sums = rows.flatMap((row) => [0, 1].map((vector) => [`s${row}${vector}`, 32 * row + 16 * vector]));
  return [
    `export function ${name}${kind}(k: i32, a: usize, b: usize, from: usize, c: usize): void {`,
    '  let b0: v128, b1: v128, x: v128;',
    ...sums.map(([sum, at]) => `  let ${sum} = v128.load(from, ${at});`),
    '  while (k > 0) {',
    ...steps.flatMap((step) => [
      ...(step > 0 ? [`    if (k == ${step}) break;`] : []),
      `    b0 = v128.load(b, ${32 * step});`,
      `    b1 = v128.load(b, ${32 * step + 16});`,
      ...rows.flatMap((row) => [
        `    x = v128.load${kind}_splat(a, ${bytes * row});`,
        `    s${row}0 = madd<f${kind}>(s${row}0, x, b0);`,
        `    s${row}1 = madd<f${kind}>(s${row}1, x, b1);`,
        // Each test of its own: V8 leaves out those that repeat others.
        ...(shape.parted.includes(row) ? [`    if (${row === 0 ? 'c' : 'a'} == ${step + 1}) break;`] : []),
      ]),
      `    a += ${shape.rows * bytes};`,
    ]),
    `    b += ${32 * shape.steps};`,
    `    k -= ${shape.steps};`,
    '  }',
    ...sums.map(([sum, at]) => `  v128.store(c, ${sum}, ${at});`),
    '}',
    '',
  ].join('\n');
}
