import { gradient } from '@diffjs/runtime';
import { bootstrap, makePrice, priceOnCurve, tenors } from './curve.mjs';

/**
 * A bond with a par rate as coupon costs 1 whatever the other rates are, and one with the coupon k costs 1 + (k − rᵢ) Aᵢ, where the annuity
 * Aᵢ is the worth of 1 a year. So its derivatives are −Aᵢ with respect to its own rate, and zero.
 *
 * @returns the greatest error of the derivatives of all these bonds, and of their prices
 */
export function tryParBonds(rates) {
  const zeros = bootstrap(rates);
  let [slopes, prices] = [0, 0];
  tenors.forEach((years, i) => {
    const annuity = priceOnCurve(zeros, 1, years) - priceOnCurve(zeros, 0, years);
    prices = Math.max(prices, Math.abs(priceOnCurve(zeros, rates[i], years) - 1));
    gradient(makePrice(rates[i], years), rates)[0].forEach((each, j) => {
      slopes = Math.max(slopes, Math.abs(each + (i === j ? annuity : 0)));
    });
  });
  return { slopes, prices };
}

/**
 * Checks the curve, the derivatives of par bonds, and those of the bond against bump and reprice, and that they add up.
 *
 * @throws an Error that lists what is not so
 */
export function checkResults(par, exact, bumped) {
  const problems = [];
  const expectClose = (what, a, b, tolerance) => {
    if (!(Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(b))))
      problems.push(`${what} is ${a}, not ${b}`);
  };
  const sum = (values) => values.reduce((a, b) => a + b, 0);
  if (!(par.prices < 1e-14)) problems.push(`par bonds are off 1 by ${par.prices}`);
  if (!(par.slopes < 1e-11)) problems.push(`derivatives of par bonds are off by ${par.slopes}`);
  exact.keyRates.forEach((each, i) =>
    expectClose(`the duration at ${tenors[i]} years`, each, bumped.keyRates[i], 1e-5),
  );
  expectClose('the duration', exact.duration, bumped.duration, 1e-5);
  expectClose('the convexity', exact.convexity, bumped.convexity, 1e-3);
  expectClose('the sum of the key rate durations', sum(exact.keyRates), exact.duration, 1e-12);
  expectClose('the sum of all second derivatives', sum(exact.crossed.flat()), exact.convexity, 1e-11);
  exact.crossed.forEach((row, i) =>
    row.forEach((each, j) => expectClose(`entry ${i}, ${j} of the matrix`, each, exact.crossed[j][i], 1e-10)),
  );
  if (problems.length > 0)
    throw new Error(`the results are not what they should be:\n  ${problems.join('\n  ')}`);
}
