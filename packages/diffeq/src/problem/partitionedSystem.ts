import type { PairFunction } from './pairFunction.js';
import { driftByVelocity, pairForm } from './pairFunction.js';
import type { PairLayout } from './PairLayout.js';
import type { PartitionedParts } from './ProblemParts.js';
import { ProblemSystem } from './ProblemSystem.js';
import type { StandardForm, System } from './System.js';

/** Both derivatives of a partitioned problem, over flat vectors. */
export interface PartitionedFunctions {
  /** Writes dv/dt. */
  readonly kick: PairFunction;
  /** Writes du/dt; undefined for du/dt = v. */
  readonly drift: PairFunction | undefined;
  /** Writes both, where that is cheaper than one after the other. */
  readonly both?: (
    dv: Float64Array,
    du: Float64Array,
    v: Float64Array,
    u: Float64Array,
    p: unknown,
    t: number,
  ) => void;
  /** What is differentiated; default: `kick` and `drift`. */
  readonly form?: StandardForm | undefined;
}

/** The system of dv/dt = kick(v, u, t), du/dt = drift(v, u, t) over the flat state [v, u]. */
export function partitionedSystem(functions: PartitionedFunctions, layout: PairLayout, p: unknown): System {
  const { kick, drift } = functions;
  const nv = layout.first.n;
  const { n } = layout.whole;
  return new ProblemSystem(
    {
      n,
      call: flatCall(functions, nv, n),
      form: 'form' in functions ? functions.form : pairForm(kick, drift ?? driftByVelocity, layout),
      parts: (system) => partsOf(system, kick, drift, nv),
    },
    p,
  );
}

function partsOf(
  system: System,
  kick: PairFunction,
  drift: PairFunction | undefined,
  nv: number,
): PartitionedParts {
  const { stats } = system;
  return {
    kind: 'partitioned',
    nv,
    kick(dv, v, u, t) {
      stats.nf++;
      kick(dv, v, u, system.p, t);
    },
    drift:
      drift &&
      ((du, v, u, t): void => {
        stats.nf++;
        drift(du, v, u, system.p, t);
      }),
  };
}

/** Evaluates on halves of its own, which users' functions are handed whatever vector the stepper works on. */
function flatCall({ kick, drift = driftByVelocity, both }: PartitionedFunctions, nv: number, n: number) {
  const [v, dv] = [new Float64Array(nv), new Float64Array(nv)];
  const [u, du] = [new Float64Array(n - nv), new Float64Array(n - nv)];
  return (out: Float64Array, state: Float64Array, p: unknown, t: number): void => {
    for (let j = 0; j < nv; j++) {
      v[j] = state[j];
      dv[j] = out[j];
    }
    for (let j = nv; j < n; j++) {
      u[j - nv] = state[j];
      du[j - nv] = out[j];
    }
    if (both !== undefined) both(dv, du, v, u, p, t);
    else {
      kick(dv, v, u, p, t);
      drift(du, v, u, p, t);
    }
    for (let j = 0; j < nv; j++) out[j] = dv[j];
    for (let j = nv; j < n; j++) out[j] = du[j - nv];
  };
}
