import * as diffeq from '@diffjs/diffeq';
import type { Algorithm } from '@diffjs/diffeq';

/** Names of the diagonally implicit methods, with the largest step sizes at which their order shows. */
export const dirkSteps: Readonly<Record<string, number>> = {
  ImplicitEuler: 0.05,
  ImplicitMidpoint: 0.05,
  Trapezoid: 0.05,
  SDIRK2: 0.02,
  SDIRK22: 0.05,
  TRBDF2: 0.05,
  Kvaerno3: 0.05,
  Kvaerno4: 0.02,
  Kvaerno5: 0.05,
  KenCarp3: 0.05,
  KenCarp4: 0.1,
  KenCarp47: 0.1,
  KenCarp5: 0.1,
  KenCarp58: 0.1,
  Cash4: 0.02,
  Hairer4: 0.04,
  ESDIRK436L2SA2: 0.05,
  ESDIRK54I8L2SA: 0.1,
};

/** The same of the Radau methods. */
export const radauSteps: Readonly<Record<string, number>> = {
  RadauIIA3: 0.05,
  RadauIIA5: 0.2,
  RadauIIA9: 0.5,
};

/** A method by its name. */
export function methodNamed(name: string): Algorithm {
  return (diffeq as unknown as Record<string, () => Algorithm>)[name]();
}
