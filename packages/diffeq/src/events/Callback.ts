import type { Integrator } from '../solve/Integrator.js';

/** What an event does: changes `integrator.u` or `integrator.p`, adds stops, terminates. */
export type Affect = (integrator: Integrator) => void;

/** What to do about events that pile up at one time, so that integration cannot go on; a function is told which of the conditions it is. */
export type Accumulation = 'stop' | 'hold' | ((integrator: Integrator, index: number) => void);

/** An event where one of some functions of the state passes through 0, in the form that the loop reads. */
export interface ContinuousEvent {
  readonly kind: 'continuous';
  /** Number of functions. */
  readonly length: number;
  /** Writes their values at (u, t) into `out` from `at` on. */
  evaluate(out: Float64Array, at: number, u: unknown, t: number, integrator: Integrator): void;
  /** Applies function `index`'s event, which passed upwards or downwards. */
  affect(integrator: Integrator, index: number, upwards: boolean): void;
  /** Which passages count. */
  readonly upwards: boolean;
  readonly downwards: boolean;
  /** How many places within a step are looked at besides its end. */
  readonly interpPoints: number;
  readonly accumulation: Accumulation;
  readonly savePositions: readonly [before: boolean, after: boolean];
  initialize?(integrator: Integrator): void;
  finalize?(integrator: Integrator): void;
}

/** An event that is asked for at the end of each step. */
export interface DiscreteEvent {
  readonly kind: 'discrete';
  condition(u: unknown, t: number, integrator: Integrator): boolean;
  affect(integrator: Integrator): void;
  /** Says of a state whether it must not be stepped to. */
  isOutOfDomain?(u: unknown, p: unknown, t: number): boolean;
  /** Whether `affect` may change the state or the parameters. */
  readonly changes: boolean;
  readonly savePositions: readonly [before: boolean, after: boolean];
  initialize?(integrator: Integrator): void;
  finalize?(integrator: Integrator): void;
}

/** An event, made by `ContinuousCallback` and the like; several are given as an array. */
export type Callback = ContinuousEvent | DiscreteEvent;
