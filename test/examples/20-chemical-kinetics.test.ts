import { describeExample } from './describeExample.js';

describeExample('20-chemical-kinetics', {
  args: ['--iterations', '15'],
  prints: [/Rodas5P +\d+ +\d+ +\d+ +\d+ +\de-1?\d/, /NO2 \+ OH → HNO3 +1\.649 +(1\.0|0\.9)/],
  figures: ['smog'],
});
