import { describeExample } from './describeExample.js';

describeExample('22-work-precision', {
  args: ['--digits', '8'],
  prints: [/Tsit5 +1\d\d\d +\d+\.\d\d +\d{4} /, /Bosh3 .* – /],
  figures: ['work-precision'],
});
