import { describeExample } from './describeExample.js';

describeExample('19-dosing', {
  args: ['--patients', '12'],
  prints: [/needs 198\.\d mg twice a day/, /own doses +15\.0 +15\.0 +15\.0 +100 %/],
  figures: ['one-dose', 'own-doses'],
});
