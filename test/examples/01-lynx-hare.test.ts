import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { UsageError, readOptions } from '../../examples/01-lynx-hare/readOptions.js';
import { DataError, readPopulations } from '../../examples/01-lynx-hare/readPopulations.js';
import { runExample } from './runExample.js';

const data = path.resolve(__dirname, '../../examples/01-lynx-hare/data/lynx_hare.csv');

describe('examples/01-lynx-hare', () => {
  let folder: string;
  before(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lynx-hare-'))));
  after(() => fs.rmSync(folder, { recursive: true }));

  describe('readPopulations', () => {
    it('reads the data that come with the example', () => {
      const { years, logs } = readPopulations(data, 12);
      expect([years.length, years[0], years.at(-1)]).to.deep.equal([21, 1900, 1920]);
      expect(logs[1]).to.deep.equal([Math.log(47.2), Math.log(6.1)]);
    });

    for (const [what, text, place, message] of [
      ['an empty file', '', '1:1', 'empty'],
      ['a wrong header', 'year,hares,lynx\n', '1:6', 'must be called hare'],
      ['a missing column', 'year,hare\n', '1:10', 'lynx should follow'],
      ['a text for a number', 'year,hare,lynx\n1900,30.0,4.0\n1901, many,6.1\n', '3:7', '"many"'],
      ['an empty field', 'year,hare,lynx\n1900,,4.0\n', '2:6', 'an empty field'],
      ['a number that is not positive', 'year,hare,lynx\n1900,30,0\n', '2:9', 'positive'],
      ['a hexadecimal number', 'year,hare,lynx\n1900,0x10,4\n', '2:6', '"0x10"'],
      ['a row that ends too early', 'year,hare,lynx\n1900,30.0\n', '2:10', 'lynx should follow'],
      ['a row that is too long', 'year,hare,lynx\n1900,30.0,4.0,1\n', '2:15', '4 fields'],
      ['a blank line between rows', 'year,hare,lynx\n\n1900,30.0,4.0\n', '2:1', 'hare should follow'],
      ['a year that is no integer', 'year,hare,lynx\n1900.5,30,4\n', '2:1', 'a year'],
      ['years out of order', 'year,hare,lynx\n1900,30,4\n1899,30,4\n', '3:1', 'does not come after 1900'],
      ['too few years', 'year,hare,lynx\n1900,30,4\n', '2:1', 'at least 12'],
    ] as const) {
      it(`names file, line and column of ${what}`, () => {
        const file = path.join(folder, 'table.csv');
        fs.writeFileSync(file, text);
        expect(() => readPopulations(file, 12)).to.throw(DataError, `${file}:${place}: `);
        expect(() => readPopulations(file, 12)).to.throw(DataError, message);
      });
    }

    it('takes the line ends and the byte-order mark of other systems', () => {
      const file = path.join(folder, 'windows.csv');
      fs.writeFileSync(file, '\uFEFF' + fs.readFileSync(data, 'utf8').replace(/\n/g, '\r\n'));
      expect(readPopulations(file, 12)).to.deep.equal(readPopulations(data, 12));
    });

    it('says that a file is missing', () => {
      expect(() => readPopulations('no-such.csv', 12)).to.throw(
        DataError,
        'no-such.csv:1:1: cannot be read: there is no such file',
      );
    });
  });

  describe('readOptions', () => {
    it('has defaults and reads what it is given', () => {
      expect(readOptions([])).to.include({ seed: 1, data: null, help: false });
      expect(readOptions(['--steps', '5', '--seed=2', '--data', 'x.csv'])).to.include({
        steps: 5,
        seed: 2,
        data: 'x.csv',
      });
    });

    it('rejects what it does not know', () => {
      expect(() => readOptions(['--step', '5'])).to.throw(UsageError, '--step');
      expect(() => readOptions(['--steps', '0'])).to.throw(UsageError, '--steps');
      expect(() => readOptions(['--seed', 'x'])).to.throw(UsageError, '--seed');
      expect(() => readOptions(['file.csv'])).to.throw(UsageError);
    });
  });

  describe('main', () => {
    it('fits, prints its tables and writes its figures, the same for the same seed', function () {
      this.timeout(60_000);
      const run = () => {
        const { status, output, errors } = runExample('01-lynx-hare', ['--steps', '2', '--out', folder]);
        expect(status, errors).to.equal(0);
        return output.replace(/\d+\.\d s/g, '');
      };
      const output = run();
      expect(output).to.contain('0.545 ± 0.064').and.to.contain('all checks passed');
      expect(output)
        .to.match(/universal DE +46 /)
        .and.to.match(/neural ODE +44 /);
      for (const name of ['populations', 'losses']) {
        expect(fs.readFileSync(path.join(folder, `${name}.svg`), 'utf8')).to.match(/^<svg /);
        expect(
          fs
            .readFileSync(path.join(folder, `${name}.png`))
            .subarray(1, 4)
            .toString(),
        ).to.equal('PNG');
      }
      expect(run()).to.equal(output);
    });

    it('ends with an error for bad data and bad options', () => {
      const file = path.join(folder, 'bad.csv');
      fs.writeFileSync(file, 'year,hare,lynx\n1900,30.0\n');
      const bad = runExample('01-lynx-hare', ['--data', file]);
      expect(bad.status).to.equal(1);
      expect(bad.errors).to.contain(`${file}:2:10: the line ends where lynx should follow`);
      const unknown = runExample('01-lynx-hare', ['--stpes', '5']);
      expect(unknown.status).to.equal(2);
      expect(unknown.errors).to.contain('--stpes').and.to.contain('--steps N');
      expect(runExample('01-lynx-hare', ['--help'])).to.include({ status: 0, errors: '' });
    });
  });
});
