import { describeExample } from './describeExample.js';

describeExample('18-bouncing-ball', {
  args: ['--height', '1'],
  prints: [/40 % +\d+ +0\.451524 s/, /stop +EventAccumulation/, /hold +Success/],
  figures: ['balls', 'stairs'],
});
