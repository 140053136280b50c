import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { runExample } from './runExample.js';

describe('examples/10-newton-fractal', () => {
  let folder: string;
  before(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fractal-'))));
  after(() => fs.rmSync(folder, { recursive: true }));

  it('finds the zeros from every pixel, prints its tables and paints its pictures', function () {
    this.timeout(120_000);
    const { status, output, errors } = runExample('10-newton-fractal', ['--width', '100', '--out', folder]);
    expect(errors).to.equal('');
    expect(status).to.equal(0);
    expect(output).to.match(/^ +z³ − 1 +3 +\d\.\d\d +\d\d\.\d\d % +0$/m);
    expect(output).to.match(/^ +z⁸ \+ 15 z⁴ − 16 +8 /m);
    expect(output).to.contain('all checks passed');
    expect(fs.readFileSync(path.join(folder, 'fractals.svg'), 'utf8')).to.match(/^<svg /);
    expect(fs.readFileSync(path.join(folder, 'fractals.png')).toString('latin1', 1, 4)).to.equal('PNG');
  });

  it('ends with an error for bad options', () => {
    const narrow = runExample('10-newton-fractal', ['--width', '8']);
    expect(narrow.status).to.equal(2);
    expect(narrow.errors).to.contain("--width must be an integer from 40 to 1600, and is '8'");
    expect(runExample('10-newton-fractal', ['--help'])).to.include({ status: 0, errors: '' });
  }).timeout(60_000);
});
