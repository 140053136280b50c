import { expect } from 'chai';
import { printSizes } from '../../bench/support/sizes';

describe('bench: sizes of emitted code', () => {
  it('finds the objectives in subfolders and compares them with their source', function () {
    this.timeout(60000);
    const lines: string[] = [];
    const { log } = console;
    console.log = (line = '') => void lines.push(String(line));
    try {
      printSizes('gmm');
    } finally {
      console.log = log;
    }
    expect(lines.join('\n')).to.match(/adbench\/gmm\.ts, compiled in \d+ ms[^]*\d+\.\d ×/);
  });
});
