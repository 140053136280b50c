import type { TrajectoryRandom } from '@diffjs/diffeq';

/**
 * What a body does with the drug: `absorption` from the gut per day, `volume` that it is spread over in litres, `capacity`, the most that is
 * broken down in mg a day, and `halfAt`, the level in mg/l at which it is half of that.
 */
export interface Patient {
  readonly absorption: number;
  readonly volume: number;
  readonly capacity: number;
  readonly halfAt: number;
}

/** Phenytoin in adults of 70 kg, rounded; see README. */
export const typical: Patient = { absorption: 20, volume: 45, capacity: 490, halfAt: 4 };

/** How far patients differ: standard deviations of logarithms. */
const spread: Patient = { absorption: 0.3, volume: 0.15, capacity: 0.15, halfAt: 0.3 };

/** Somebody. */
export function drawPatient(random: TrajectoryRandom): Patient {
  const draw = (name: keyof Patient): number => typical[name] * Math.exp(random.normal(0, spread[name]));
  return {
    absorption: draw('absorption'),
    volume: draw('volume'),
    capacity: draw('capacity'),
    halfAt: draw('halfAt'),
  };
}

/** du/dt of u = (drug in the gut in mg, level in the blood in mg/l), with time in days. */
/* @differentiable */
export function kinetics(du: Float64Array, u: Float64Array, patient: Patient, _t: number): void {
  const absorbed = patient.absorption * u[0];
  du[0] = -absorbed;
  du[1] = (absorbed - (patient.capacity * u[1]) / (patient.halfAt + u[1])) / patient.volume;
}
