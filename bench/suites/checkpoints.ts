import { gradient } from '@diffjs/runtime';
import { driftLoop, driftMarked, driftSteps, driftStretches } from '../objectives/longLoops';
import type { Case, Suite } from '../support/Case';
import { rotated } from '../support/operands';

type CheckpointColumn = 'primal' | 'gradient' | 'marked loop' | 'steps' | 'calls';

function cases(): Case<CheckpointColumn>[] {
  return [1e4, 1e6].map((n) => ({
    name: `slow drift, ${n.toExponential(0)} steps`,
    contenders: {
      primal: (turn) => driftLoop(rotated(0.3, turn), n),
      gradient: (turn) => gradient(driftLoop, rotated(0.3, turn), n)[0],
      'marked loop': (turn) => gradient(driftMarked, rotated(0.3, turn), n)[0],
      steps: (turn) => gradient(driftSteps, rotated(0.3, turn), n)[0],
      calls: (turn) => gradient(driftStretches, rotated(0.3, turn), n)[0],
    },
  }));
}

/** What it costs to run again what is not kept. */
export const checkpointsSuite: Suite<CheckpointColumn> = {
  name: 'checkpoints',
  columns: ['primal', 'gradient', 'marked loop', 'steps', 'calls'],
  ratios: [
    { heading: 'gradient ×', of: 'gradient', over: 'primal' },
    { heading: 'marked ×', of: 'marked loop', over: 'gradient' },
    { heading: 'steps ×', of: 'steps', over: 'gradient' },
    { heading: 'calls ×', of: 'calls', over: 'gradient' },
  ],
  cases,
};
