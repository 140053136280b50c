import type { Stepper } from '../stepper/Stepper.js';

/** What a stepper looks like to whoever reads a step in which the state does not change. */
export function heldStepper({ n, u, stages }: Stepper): Stepper {
  const still = stages.map(() => new Float64Array(n));
  const nothing = (): void => undefined;
  return {
    n,
    u,
    next: u,
    stages: still,
    slope: new Float64Array(n),
    restart: nothing,
    attempt: () => true,
    errorNorm: () => 0,
    finish: nothing,
    shift: nothing,
  };
}
