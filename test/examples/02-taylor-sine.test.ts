import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { derivative, gradient } from '@diffjs/runtime';
import { compareSine, worst } from '../../examples/02-taylor-sine/compareSine.js';
import { UsageError, readOptions } from '../../examples/02-taylor-sine/readOptions.js';
import { sumSine } from '../../examples/02-taylor-sine/sumSine.js';
import { runExample } from './runExample.js';

/* @differentiable */
const sine = (x: number): number => sumSine(x, Number.EPSILON).value;

describe('examples/02-taylor-sine', () => {
  let folder: string;
  before(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'taylor-sine-'))));
  after(() => fs.rmSync(folder, { recursive: true }));

  describe('sumSine', () => {
    for (const x of [0, 1e-300, 1e-9, 0.3, Math.PI / 4, Math.PI / 2, 3, Math.PI, 22, -1e3, 1e8]) {
      it(`gives sine and cosine of ${x}`, () => {
        expect(sine(x)).to.be.closeTo(Math.sin(x), 1e-15);
        expect(derivative(sine, x)).to.be.closeTo(Math.cos(x), 1e-15);
        expect(gradient(sine, x)[0]).to.be.closeTo(Math.cos(x), 1e-15);
      });
    }

    it('sums more terms for a larger argument and for a smaller tolerance', () => {
      expect([0, 1e-9, 0.1, 1, 1.5].map((x) => sumSine(x, Number.EPSILON).terms)).to.deep.equal([
        1, 2, 6, 10, 11,
      ]);
      expect([1e-2, 1e-4, 1e-8].map((tolerance) => sumSine(1, tolerance).terms)).to.deep.equal([3, 5, 7]);
    });

    it('has the derivative of the terms that it sums', () => {
      const { terms } = sumSine(1.5, 1e-2);
      let cosine = 0;
      for (let i = terms - 1, factorial = [1, 1, 2, 6, 24, 120, 720, 5040, 40320]; i >= 0; i--) {
        cosine += ((-1) ** i * 1.5 ** (2 * i)) / factorial[2 * i];
      }
      const cut = /* @differentiable */ (x: number): number => sumSine(x, 1e-2).value;
      expect(derivative(cut, 1.5)).to.be.closeTo(cosine, 1e-15);
      expect(Math.abs(cosine - Math.cos(1.5))).to.be.within(1e-5, 1e-2);
    });

    it('is NaN where the sine is', () => {
      expect(sine(Infinity)).to.be.NaN;
      expect(sine(NaN)).to.be.NaN;
    });
  });

  describe('compareSine', () => {
    it('finds the greatest error, and any that is not a number', () => {
      const rows = compareSine([0, 1, 2], 1e-4);
      expect(worst(rows, 'valueError').x).to.equal(2);
      expect(worst([...rows, { ...rows[0], x: 3, valueError: NaN }, rows[1]], 'valueError').x).to.equal(3);
    });
  });

  describe('readOptions', () => {
    it('has defaults and reads what it is given', () => {
      expect(readOptions([])).to.include({ from: -10, to: 10, tolerance: Number.EPSILON, help: false });
      expect(readOptions(['--from=-1', '--to', '2.5', '--points', '11', '--tolerance', '1e-4'])).to.include({
        from: -1,
        to: 2.5,
        points: 11,
        tolerance: 1e-4,
      });
    });

    it('rejects what it does not know', () => {
      for (const args of [
        ['--form', '1'],
        ['--from', 'x'],
        ['--from=-1e9'],
        ['--from', '20'],
        ['--to', ''],
        ['--points', '1'],
        ['--points', '2.5'],
        ['--tolerance', '0'],
        ['--tolerance', '1'],
        ['1'],
      ]) {
        expect(() => readOptions(args), args.join(' ')).to.throw(UsageError);
      }
    });
  });

  describe('main', () => {
    it('prints what its README says and writes its figure', function () {
      this.timeout(20_000);
      const { status, output, errors } = runExample('02-taylor-sine', ['--points', '101', '--out', folder]);
      expect(errors).to.equal('');
      expect(status).to.equal(0);
      expect(output)
        .to.match(/^ +π\/2 +12 +1\.00000000 +0\.00000000 /m)
        .and.to.match(/^ +-7 +9 +-0\.65698660 +0\.75390225 /m)
        .and.to.contain('all checks passed');
      expect(fs.readFileSync(path.join(folder, 'sine.svg'), 'utf8')).to.match(/^<svg /);
      expect(fs.readFileSync(path.join(folder, 'sine.png')).subarray(1, 4).toString()).to.equal('PNG');
    });

    it('ends with an error for bad options', () => {
      const unknown = runExample('02-taylor-sine', ['--pionts', '5']);
      expect(unknown.status).to.equal(2);
      expect(unknown.errors).to.contain('--pionts').and.to.contain('--points N');
      expect(runExample('02-taylor-sine', ['--help'])).to.include({ status: 0, errors: '' });
    });
  });
});
