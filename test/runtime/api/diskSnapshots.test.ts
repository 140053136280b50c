import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { checkpointReport, checkpointSteps, gradient, type SnapshotStore } from '@diffjs/runtime';
import { diskSnapshots } from '@diffjs/runtime/disk-snapshots';

/* @differentiable */
function diffuse(u: Float64Array, k: number, store: SnapshotStore | undefined, report: object): number {
  const advance = (s: Float64Array, i: number): Float64Array => {
    const next = new Float64Array(s.length);
    for (let j = 1; j < s.length - 1; j++)
      next[j] = s[j]! + k * (s[j - 1]! - 2 * s[j]! + s[j + 1]!) + 1e-3 * i;
    return next;
  };
  const end = checkpointSteps(advance, u, 60, { snapshots: 6, stretch: 3, store, report: report as never });
  let sum = 0;
  for (const each of end) sum += each * each;
  return sum;
}

describe('diskSnapshots', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'diffjs-test-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const start = (): Float64Array => Float64Array.from({ length: 200 }, (_, i) => Math.sin(i / 10));

  it('gives the same gradient with numbers in a file', () => {
    const inMemory = checkpointReport();
    const expected = gradient(diffuse, start(), 0.2, undefined, inMemory);
    const store = diskSnapshots(folder);
    const report = checkpointReport();
    expect(gradient(diffuse, start(), 0.2, store, report).slice(0, 2)).to.deep.equal(expected.slice(0, 2));
    expect(gradient(diffuse, start(), 0.2, store, report).slice(0, 2)).to.deep.equal(expected.slice(0, 2));
    expect(report.peakStoredBytes).to.be.within(200 * 8, 13 * 200 * 8);
    expect(report.peakBytes).to.be.lessThan(inMemory.peakBytes);
    expect(inMemory.peakStoredBytes).to.equal(0);
    store.close();
    expect(readdirSync(folder)).to.deep.equal([]);
    expect(() => gradient(diffuse, start(), 0.2, store, report)).to.throw(/DIFF3004/);
  });

  it('leaves no file behind if a step throws', () => {
    const store = diskSnapshots(folder);
    const failing = /* @differentiable */ (u: Float64Array): number =>
      checkpointSteps(
        (s: Float64Array, i: number) => {
          if (i === 7) throw new RangeError('seven');
          return s.map((x) => x * 0.5);
        },
        u,
        10,
        { snapshots: 4, stretch: 1, store },
      )[0]!;
    expect(() => gradient(failing, start())).to.throw(RangeError);
    if (process.platform !== 'win32') expect(readdirSync(folder)).to.deep.equal([]);
    store.close();
    expect(readdirSync(folder)).to.deep.equal([]);
  });
});
