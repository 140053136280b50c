import { jacobian } from '@diffjs/runtime';

/** Steps for central differences by the elements, such as move the satellite by some hundred metres. */
const steps = [1e-3, 1e-3, 1e-5, 1e-3, 1e-3, 1e-5, 1e-7];

/** For each element, how far the column of the Jacobian is from central differences, as a share of its length. */
export function compareJacobian(residuals, orbit) {
  const J = jacobian(residuals, orbit);
  return orbit.map((_, j) => {
    const [after, before] = [1, -1].map((sign) =>
      residuals(orbit.map((value, k) => (k === j ? value + sign * steps[k] : value))),
    );
    const differences = after.map((value, i) => (value - before[i]) / (2 * steps[j]));
    return Math.hypot(...differences.map((value, i) => J[i][j] - value)) / Math.hypot(...differences);
  });
}

/**
 * Checks that the Jacobian agrees with central differences, that nothing but noise is left and that the elements are recovered.
 *
 * @param errors  of the Jacobian
 * @param left  mean square of the residuals, in units of their variance
 * @param off  distances of the elements from the true ones in standard errors
 * @throws an Error that lists what is not so
 */
export function checkResults(errors, left, off) {
  const problems = [];
  if (!errors.every((error) => error < 1e-5))
    problems.push(`the Jacobian is off central differences by ${Math.max(...errors)}`);
  if (!(left > 0.8 && left < 1.25))
    problems.push(`the residuals have ${left} times the variance of the noise`);
  if (!off.every((distance) => Math.abs(distance) < 4))
    problems.push('an element lies more than four standard errors from the true one');
  if (problems.length > 0)
    throw new Error(`the results are not what they should be:\n  ${problems.join('\n  ')}`);
}
