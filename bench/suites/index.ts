import type { Suite } from '../support/Case';
import { adbenchHandSuite, adbenchSuite } from './adbench';
import { arrayNetworkSuite, arrayRecordingSuite } from './arrayNetworks';
import { arraySuite } from './arrays';
import { checkpointsSuite } from './checkpoints';
import { forwardSuite } from './forward';
import { jacobianSuite } from './jacobian';
import { elementwiseSuite, gemmSuite } from './kernels';
import { objectSuite } from './objects';
import { overheadSuite } from './overhead';
import { scalarSuite } from './scalar';
import { secondOrderSuite } from './secondOrder';
import { solverSuite } from './solver';

export const suites: readonly Suite[] = [
  scalarSuite,
  arraySuite,
  objectSuite,
  solverSuite,
  adbenchSuite,
  adbenchHandSuite,
  forwardSuite,
  jacobianSuite,
  checkpointsSuite,
  secondOrderSuite,
  overheadSuite,
  gemmSuite,
  elementwiseSuite,
  arrayNetworkSuite,
  arrayRecordingSuite,
];
