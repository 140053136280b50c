import { describeExample } from './describeExample.js';

describeExample('16-three-body', {
  args: ['--periods', '40'],
  prints: [/Vern9 +\d+ +\d+ +\de-1\d/, /KahanLi8 +\d+ +6e-9 +6e-9/],
  figures: ['arenstorf', 'eight', 'energy'],
});
