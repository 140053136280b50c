import { Solver } from 'odex';

export const packages = ['odex'];
export const style =
  'CommonJS from TypeScript, Fortran in origin: arrays from 1, closures over a solver’s state';

export const cases = {
  'predators and prey': {
    f: (start, a, b) => {
      const solver = new Solver(2);
      solver.absoluteTolerance = solver.relativeTolerance = 1e-8;
      const lotka = (_t, [x, y]) => [a * x - 0.4 * x * y, 0.1 * x * y - b * y];
      const { y } = solver.solve(lotka, 0, start, 4);
      return y[0] + 2 * y[1];
    },
    args: () => [[8, 3], 0.9, 0.5],
  },
  'dense output': {
    f: (mu, end) => {
      const solver = new Solver(2);
      solver.denseOutput = true;
      let sum = 0;
      const oscillator = (_t, [x, v]) => [v, mu * (1 - x * x) * v - x];
      solver.solve(
        oscillator,
        0,
        [1, 0.5],
        3,
        solver.grid(0.5, (t, y) => {
          sum += y[0] * Math.cos(t) + y[1] * end;
        }),
      );
      return sum;
    },
    args: () => [0.7, 0.2],
  },
};
