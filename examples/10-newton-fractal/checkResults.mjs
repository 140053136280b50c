import { complex } from '@diffjs/runtime';
import { seededRandom } from '@diffjs/flux-lite';
import { equations, orbit } from './functions.mjs';
import { differentiate } from './solve.mjs';

/** The greatest relative error of each derivative at points drawn at random, compared with formulas. */
export function compareSlopes() {
  const rng = seededRandom(1);
  const points = Array.from({ length: 200 }, () => complex(rng.uniform(-2, 2), rng.uniform(-2, 2)));
  const worst = (f, slopeAt) =>
    Math.max(...points.map((z) => differentiate(f, z).slope.sub(slopeAt(z)).abs() / (1 + slopeAt(z).abs())));
  return [
    ...equations.map(({ name, f, slope }) => ({ name, error: worst(f, slope) })),
    { name: 'orbit', error: worst(orbit, slopeOfOrbit) },
  ];
}

/** The derivative of the orbit with respect to c, by dz ← 2 z dz + 1. */
function slopeOfOrbit(c) {
  let [z, dz] = [c, complex(1, 0)];
  for (let n = 0; n < 400 && z.norm2() < 1e6; n++) [z, dz] = [z.mul(z).add(c), z.mul(dz).mul(2).add(1)];
  return dz;
}

/**
 * Checks that derivatives are those of the formulas, that all roots are found and are roots, and that more than a thousandth of the
 * pixels comes to none only where Newton's method is known to go in circles.
 *
 * @throws an Error that lists what is not so
 */
export function checkResults(slopes, paintings, pixels) {
  const problems = [];
  for (const { name, error } of slopes)
    if (!(error < 1e-9)) problems.push(`the derivative of ${name} is off by ${error}`);
  paintings.forEach(({ roots, lost }, k) => {
    const { name, f, degree, circles } = equations[k];
    if (roots.length !== degree) problems.push(`${name} has ${degree} zeros, and ${roots.length} were found`);
    for (const root of roots) {
      const error = differentiate(f, root).value.abs();
      if (!(error < 1e-9)) problems.push(`${name} at ${root} is ${error}`);
    }
    if (lost > pixels / 1000 !== circles) problems.push(`for ${name}, ${lost} pixels came to no zero`);
  });
  if (problems.length > 0)
    throw new Error(`the results are not what they should be:\n  ${problems.join('\n  ')}`);
}
