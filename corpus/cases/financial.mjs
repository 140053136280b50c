import { PaymentDueTime, fv, ipmt, irr, mirr, nper, npv, pmt, ppmt, pv, rate } from 'financial';

export const packages = ['financial'];
export const style =
  'ES module and CommonJS from TypeScript, formulas, Newton iterations, iterators compiled to ES5';

export const cases = {
  'rates of return': {
    f: (flows, finance, reinvest) =>
      10 * irr(flows) +
      5 * mirr(flows, finance, reinvest) +
      npv(finance, flows) / 1000 +
      irr(flows, 0.2, 1e-12),
    args: () => [[-1500, 120, 380.5, 640, 810], 0.08, 0.055],
  },
  'a loan': {
    f: (interest, periods, loan) => {
      const payment = pmt(interest / 12, periods, loan);
      let part = 0;
      for (let period = 1; period <= 6; period++)
        part += ipmt(interest / 12, period, periods, loan) - 2 * ppmt(interest / 12, period, periods, loan);
      return payment / 10 + part / 100 + nper(interest / 12, payment * 1.2, loan);
    },
    args: () => [0.065, 180, 20000],
  },
  'rate of an annuity': {
    f: (payment, present, future) => {
      const found = rate(10, payment, present, future, PaymentDueTime.Begin, 0.05, 1e-10);
      return (
        100 * found +
        (fv(found, 5, payment, present) + pv(found, 12, payment, future, PaymentDueTime.Begin)) / 1000
      );
    },
    args: () => [-120.5, -3500, 7200],
  },
};
