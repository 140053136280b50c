import type { Suite } from '../support/Case';
import { arraySuite } from './arrays';
import { forwardSuite } from './forward';
import { objectSuite } from './objects';
import { overheadSuite } from './overhead';
import { scalarSuite } from './scalar';
import { solverSuite } from './solver';

export const suites: readonly Suite[] = [
  scalarSuite,
  arraySuite,
  objectSuite,
  solverSuite,
  forwardSuite,
  overheadSuite,
];
