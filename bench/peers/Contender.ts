import { createRequire } from 'node:module';
import type { LstmInput } from '../support/adbenchData';

/** Another package: for each case that it can express, its gradient; each gives a number made of it. */
export interface Contender {
  readonly name: string;
  /** Makes the package ready; called before its cases are made. */
  readonly start: () => Promise<void>;
  readonly taylorSine?: (x: number, terms: number) => () => number;
  readonly denseLayer?: (W: Float64Array, b: Float64Array, x: Float64Array) => () => number;
  readonly lstm?: (input: LstmInput) => () => number;
}

const requireHere = createRequire(__filename);

/** What bench/peers/package.json pins; installed by `npm run bench:peers`, so that nothing else needs it. */
export function load<T>(name: string): T {
  return requireHere(name) as T;
}
