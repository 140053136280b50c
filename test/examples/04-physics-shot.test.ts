import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { runExample } from './runExample.js';

describe('examples/04-physics-shot', () => {
  let folder: string;
  before(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'physics-shot-'))));
  after(() => fs.rmSync(folder, { recursive: true }));

  it('aims through planck, prints its tables and draws its figure', function () {
    this.timeout(120_000);
    const { status, output, errors } = runExample('04-physics-shot', ['--grid', '6', '--out', folder]);
    expect(errors).to.equal('');
    expect(status).to.equal(0);
    expect(output).to.match(/∂\/∂angle +0\.651225 +0\.651225/);
    expect(output).to.match(/∂\/∂speed +2\.180593 +2\.18059\d/);
    expect(output).to.match(/ 0 +46\.000 +13\.0000 +1\.30126 +wall, fence/);
    expect(output).to.contain('all checks passed');
    expect(fs.readFileSync(path.join(folder, 'shot.svg'), 'utf8')).to.match(/^<svg /);
    expect(fs.readFileSync(path.join(folder, 'shot.png')).toString('latin1', 1, 4)).to.equal('PNG');
  });

  it('ends with an error for bad options and for a shot without a gradient', () => {
    const unknown = runExample('04-physics-shot', ['--angel', '40']);
    expect(unknown.status).to.equal(2);
    expect(unknown.errors).to.contain('--angel').and.to.contain('--angle A');
    const range = runExample('04-physics-shot', ['--angle', '100']);
    expect(range.status).to.equal(2);
    expect(range.errors).to.contain("--angle must be a number from 0 to 90, and is '100'");
    const short = runExample('04-physics-shot', ['--speed', '5']);
    expect(short.status).to.equal(1);
    expect(short.errors).to.contain('there is no gradient to follow');
    expect(runExample('04-physics-shot', ['--help'])).to.include({ status: 0, errors: '' });
  }).timeout(60_000);
});
