import { describeExample } from './describeExample.js';

describeExample('17-brusselator-2d', {
  args: ['--size', '12', '--film', '32'],
  prints: ['288 equations; the Jacobian has 1728 places', /FBDF +\d+ +\d+ +\d+ +\de-\d/],
  figures: ['patterns'],
});
