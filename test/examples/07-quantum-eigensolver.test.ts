import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { runExample } from './runExample.js';

describe('examples/07-quantum-eigensolver', () => {
  let folder: string;
  before(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'eigensolver-'))));
  after(() => fs.rmSync(folder, { recursive: true }));

  it('finds the ground state, prints its table and draws its figure', function () {
    this.timeout(120_000);
    const { status, output, errors } = runExample('07-quantum-eigensolver', [
      '--starts',
      '2',
      '--iterations',
      '250',
      '--out',
      folder,
    ]);
    expect(errors).to.equal('');
    expect(status).to.equal(0);
    expect(output).to.contain('Ground state of 4 spins by diagonalisation: −8.000000');
    expect(output).to.match(/ 1 +0\.066499 .* −8\.000000 +\de-\d+ +\d+$/m);
    expect(output).to.contain('all checks passed');
    expect(fs.readFileSync(path.join(folder, 'energy.svg'), 'utf8')).to.match(/^<svg /);
    expect(fs.readFileSync(path.join(folder, 'energy.png')).toString('latin1', 1, 4)).to.equal('PNG');
  });

  it('ends with an error for a circuit that is too short, and for bad options', () => {
    const short = runExample('07-quantum-eigensolver', ['--layers', '1', '--starts', '1', '--out', folder]);
    expect(short.status).to.equal(1);
    expect(short.errors).to.contain("more than 1e-6 above the ground state's");
    const many = runExample('07-quantum-eigensolver', ['--qubits', '9']);
    expect(many.status).to.equal(2);
    expect(many.errors).to.contain("--qubits must be an integer from 3 to 6, and is '9'");
    expect(runExample('07-quantum-eigensolver', ['--help'])).to.include({ status: 0, errors: '' });
  }).timeout(120_000);
});
