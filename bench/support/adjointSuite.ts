import type { Case, Suite } from './Case';

export type AdjointColumn = 'primal' | 'gradient' | 'by hand';

/** A suite that holds gradients against the primal and against the adjoint a person would write. */
export function adjointSuite(name: string, cases: () => Case<AdjointColumn>[]): Suite<AdjointColumn> {
  return {
    name,
    columns: ['primal', 'gradient', 'by hand'],
    ratios: [
      { heading: '/ primal', of: 'gradient', over: 'primal' },
      { heading: '/ by hand', of: 'gradient', over: 'by hand' },
    ],
    cases,
  };
}
