import { complex } from '@diffjs/runtime';

/* Functions of a complex number, as functions of its two parts: so the compiler keeps them in numbers, and makes no object. */

/* @differentiable */
function cubic(x, y) {
  const w = complex(x, y) ** 3 - 1;
  return [w.re, w.im];
}

/* @differentiable */
function octic(x, y) {
  const z = complex(x, y);
  const w = z ** 8 + 15 * z ** 4 - 16;
  return [w.re, w.im];
}

/* @differentiable */
function circling(x, y) {
  const z = complex(x, y);
  const w = z ** 3 - 2 * z + 2;
  return [w.re, w.im];
}

/**
 * What is solved, with the derivative by hand, to compare with; `extent` is half the width of the picture. From near 0 and 1, Newton's method
 * for the last one goes to and fro between the two and finds nothing.
 */
export const equations = [
  { name: 'z³ − 1', f: cubic, slope: (z) => z.pow(2).mul(3), degree: 3, extent: 2, circles: false },
  {
    name: 'z⁸ + 15 z⁴ − 16',
    f: octic,
    slope: (z) => z.pow(7).mul(8).add(z.pow(3).mul(60)),
    degree: 8,
    extent: 2.6,
    circles: false,
  },
  {
    name: 'z³ − 2 z + 2',
    f: circling,
    slope: (z) => z.pow(2).mul(3).sub(2),
    degree: 3,
    extent: 2,
    circles: true,
  },
];

/** How often Mandelbrot's z ← z² + c is applied at most. */
const mostTurns = 400;

/** Where z is after it has left a circle with the radius 1000, or after all turns: a function of the parts of c. */
/* @differentiable */
export function orbit(x, y) {
  const c = complex(x, y);
  let z = c;
  for (let n = 0; n < mostTurns && z.norm2() < 1e6; n++) z = z * z + c;
  return [z.re, z.im];
}
