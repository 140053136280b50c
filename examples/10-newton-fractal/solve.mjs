import { complex, jvp } from '@diffjs/runtime';

/**
 * The value and the derivative of a holomorphic function, both `Complex`.
 *
 * Where f is holomorphic, its derivative in the direction of 1 is f′(z), and that in any other direction d is f′(z) d: one sweep in
 * forward mode says all.
 */
export function differentiate(f, z) {
  const [[u, v], [uDot, vDot]] = jvp(f, [z.re, z.im], [1, 0]);
  return { value: complex(u, v), slope: complex(uDot, vDot) };
}

/** Far out, a step of Newton's method for a polynomial of degree 8 is an eighth of the way: some points take this many. */
const mostSteps = 100;

/** Newton's method ends with a step below this one: the next would be as its square, which is rounding. */
const limit = 1e-6;

/**
 * Newton's method, z ← z − f(z) / f′(z).
 *
 * @returns where it ended and how many steps it took; steps that are too many are Infinity
 */
export function findRoot(f, start) {
  let z = start;
  for (let steps = 1; steps <= mostSteps; steps++) {
    const { value, slope } = differentiate(f, z);
    const step = value.div(slope);
    z = z.sub(step);
    const size = step.abs();
    // How far below the limit the last step is tells where it stands between two integers: the picture has no bands.
    if (size < limit) {
      const part = Math.log(Math.max(size, limit ** 2)) / Math.log(limit);
      return { z, steps: steps - Math.log2(part) };
    }
  }
  return { z, steps: Infinity };
}

/**
 * About how far c is from Mandelbrot's set: |z| ln |z| / |∂z/∂c|, for a z far outside; 0 for what seems to be in the set.
 *
 * Reference: Milnor, Self-similarity and hairiness in the Mandelbrot set, in Computers in geometry and topology, 1989, §5.
 */
export function findDistance(orbit, c) {
  const { value, slope } = differentiate(orbit, c);
  const size = value.abs();
  return size < 1000 ? 0 : (size * Math.log(size)) / slope.abs();
}
