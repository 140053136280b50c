import { derivative } from '@diffjs/runtime';

/** Par rates of bonds with yearly coupons, by years to maturity: what the market quotes. */
export const tenors = [1, 2, 3, 5, 7, 10, 15, 20, 30];
export const parRates = [0.0412, 0.0385, 0.0371, 0.0368, 0.0379, 0.0396, 0.0424, 0.0441, 0.0432];

/**
 * Newton doubles the digits with each step, and those of a derivative come one step later, those of the second derivative two: four
 * steps would do for the rates themselves.
 */
const newtonSteps = 7;

/** The zero rate (with continuous compounding) at a time within the knots: linear between them, constant outside. */
/* @differentiable */
export function zeroRate(zeros, t) {
  const last = zeros.length - 1;
  if (t <= tenors[0]) return zeros[0];
  if (t >= tenors[last]) return zeros[last];
  let i = 0;
  while (tenors[i + 1] < t) i++;
  const part = (t - tenors[i]) / (tenors[i + 1] - tenors[i]);
  return zeros[i] + part * (zeros[i + 1] - zeros[i]);
}

/** The price of a bond of face value 1: what its coupons and its face value are worth today. */
/* @differentiable */
export function priceOnCurve(zeros, coupon, years) {
  let price = 0;
  let discount = 1;
  for (let t = 1; t <= years; t++) {
    discount = Math.exp(-zeroRate(zeros, t) * t);
    price += coupon * discount;
  }
  return price + discount;
}

/**
 * The zero rates at the knots, one after the other: each such that the bond of that maturity, with its par rate as coupon, costs 1. Each
 * is found by Newton's method with the derivative of the pricing function.
 */
/* @differentiable */
export function bootstrap(rates) {
  const zeros = [];
  for (let i = 0; i < rates.length; i++) {
    const excess = /* @differentiable */ (z) => priceOnCurve([...zeros, z], rates[i], tenors[i]) - 1;
    let z = rates[i];
    for (let step = 0; step < newtonSteps; step++) z -= excess(z) / derivative(excess, z);
    zeros.push(z);
  }
  return zeros;
}

/** The price of a bond as a function of the par rates. */
export function makePrice(coupon, years) {
  return /* @differentiable */ (rates) => priceOnCurve(bootstrap(rates), coupon, years);
}
