import { describeExample } from './describeExample.js';

describeExample('15-rober', {
  args: ['--steps', '20000'],
  prints: [
    /RK4, dt = 0\.01 +no +Unstable/,
    /Tsit5 +no +MaxSteps/,
    /Rodas5P +yes +Success +1\.00e\+11/,
    'try Rodas5P() or FBDF()',
  ],
  figures: ['species', 'steps'],
});
