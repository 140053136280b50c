import type { Algorithm, SolveOptions } from '@diffjs/diffeq';
import { ImplicitMidpoint, ManifoldProjection, RK4, Tsit5, Vern9, solve } from '@diffjs/diffeq';
import type { Swing } from './pendulum.js';
import { energy, release } from './pendulum.js';

const accurate = { rtol: 1e-11, atol: 1e-11 };

/** Angles at the start, and how many seconds the energy is watched. */
export const [angles, span] = [[2, 2.5] as const, 100];
/** The energy at the start. */
export const atStart = energy(Float64Array.of(0, 0), Float64Array.from(angles));
const keepEnergy = ManifoldProjection((out, { p, q }: Swing) => (out[0] = energy(p, q) - atStart), 1);

/** Methods, with what they are told. */
export const keepers: readonly [string, Algorithm, SolveOptions][] = [
  ['RK4, dt = 0.01', RK4(), { adaptive: false, dt: 0.01 }],
  [
    'ImplicitMidpoint, dt = 0.005',
    ImplicitMidpoint(),
    { adaptive: false, dt: 0.005, rtol: 1e-10, atol: 1e-10 },
  ],
  ['Tsit5, rtol = 1e-6', Tsit5(), { rtol: 1e-6, atol: 1e-6 }],
  ['Tsit5, projected', Tsit5(), { rtol: 1e-6, atol: 1e-6, callback: keepEnergy }],
  ['Vern9, rtol = 1e-11', Vern9(), accurate],
];

/** How far the energy was off up to each time, in joules. */
export function energyError([name, algorithm, options]: (typeof keepers)[number]) {
  const sol = solve(release(angles, span), algorithm, options);
  let most = 1e-15;
  const u = sol.u.map(({ p, q }) => (most = Math.max(most, Math.abs(energy(p, q) - atStart))));
  return { name, t: sol.t.slice(1), u: u.slice(1), evaluations: sol.stats.nf, code: sol.code };
}
