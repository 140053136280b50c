import type { AdjointColumn } from './adjointSuite';
import type { Case } from './Case';
import type { ForwardColumn } from './forward';

/** A case that stands in a suite of gradients and in the one of forward mode. */
export type DerivativeCase = Case<AdjointColumn | ForwardColumn>;
