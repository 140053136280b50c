import v8 from 'node:v8';
import vm from 'node:vm';
import { expect } from 'chai';
import type { Algorithm } from '@diffjs/diffeq';
import {
  AutoTsit5,
  DP8,
  FBDF,
  KenCarp4,
  ODEProblem,
  QNDF,
  RK4,
  RadauIIA5,
  Rodas5P,
  Rosenbrock23,
  Tsit5,
  VCABM,
  Vern9,
  solve,
} from '@diffjs/diffeq';

/** A circle that is gone around for ever; the frequency changes with time, so that Jacobians do. */
function circle(du: Float64Array, u: Float64Array, p: Float64Array, t: number): void {
  const w = p[0]! * (1 + 0.1 * Math.sin(t));
  du[0] = w * u[1]!;
  du[1] = -w * u[0]!;
}

const p = Float64Array.of(1);

/** Collects garbage. */
const collect = ((): (() => void) => {
  v8.setFlagsFromString('--expose-gc');
  return vm.runInNewContext('gc') as () => void;
})();

/** Runs a number of steps without saving any. */
function run(algorithm: Algorithm, steps: number): void {
  const problem = new ODEProblem(circle, [1, 0], [0, 1e9], p);
  const options = { saveEverystep: false, maxSteps: steps, rtol: 1e-6, atol: 1e-6, dtmax: 0.1 };
  const sol = solve(
    problem,
    algorithm,
    algorithm.adaptive ? options : { ...options, adaptive: false, dt: 0.1 },
  );
  expect(sol.code).to.equal('MaxSteps');
}

/** How many typed arrays a number of steps makes. */
function arraysMade(algorithm: Algorithm, steps: number): number {
  const Original = globalThis.Float64Array;
  let made = 0;
  globalThis.Float64Array = new Proxy(Original, {
    construct(target, args, newTarget) {
      made++;
      return Reflect.construct(target, args, newTarget) as Float64Array;
    },
  });
  try {
    run(algorithm, steps);
  } finally {
    globalThis.Float64Array = Original;
  }
  return made;
}

describe('diffeq/solve: memory', () => {
  for (const [algorithm, steps] of [
    [Tsit5(), 1_000_000],
    [RK4(), 300_000],
    [Vern9(), 100_000],
    [DP8(), 100_000],
    [AutoTsit5(), 100_000],
    [VCABM(), 100_000],
    [Rosenbrock23(), 100_000],
    [Rodas5P(), 100_000],
    [KenCarp4(), 50_000],
    [RadauIIA5(), 50_000],
    [QNDF(), 100_000],
    [FBDF(), 100_000],
  ] as const) {
    it(`${algorithm.name} keeps nothing of ${steps} steps of an in-place problem`, () => {
      run(algorithm, 2000);
      collect();
      const before = process.memoryUsage().heapUsed;
      run(algorithm, steps);
      collect();
      expect(process.memoryUsage().heapUsed - before).to.be.lessThan(500_000);
    });

    it(`${algorithm.name} makes no array in a step`, () => {
      const few = arraysMade(algorithm, 100);
      expect(few).to.be.greaterThan(0);
      expect(arraysMade(algorithm, 1000)).to.equal(few);
    });
  }
});
