import { describeExample } from './describeExample.js';

describeExample('21-double-pendulum', {
  args: ['--passages', '20'],
  prints: [
    /apart by a factor of [5-8]\.\d each second/,
    /Tsit5, projected +\d+ +\de-1\d J +\de-1\d J/,
    /3 J +5 +100/,
  ],
  figures: ['apart', 'energy', 'sections'],
});
