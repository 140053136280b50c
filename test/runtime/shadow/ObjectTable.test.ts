import { expect } from 'chai';
import { ObjectTable } from '../../../packages/runtime/dist/cjs/shadow/ObjectTable.cjs';

describe('ObjectTable', () => {
  for (const count of [0, 1, 8, 9, 40]) {
    it(`is a Map of ${count} objects`, () => {
      const keys = Array.from({ length: count }, (_, i) => ({ i }));
      const table = new ObjectTable<object, number>();
      for (let turn = 0; turn < 2; turn++) {
        keys.forEach((key, i) => {
          expect(table.has(key)).to.equal(false);
          table.set(key, i);
          table.set(key, i + 0.5);
        });
        expect(table.size).to.equal(count);
        keys.forEach((key, i) => {
          expect(table.has(key)).to.equal(true);
          expect(table.get(key)).to.equal(i + 0.5);
        });
        expect(table.get({})).to.equal(undefined);
        expect(table.values()).to.deep.equal(keys.map((_, i) => i + 0.5));
        table.clear();
        expect(table.size).to.equal(0);
        for (const key of keys) expect(table.get(key)).to.equal(undefined);
      }
    });
  }

  it('holds undefined as a value', () => {
    const table = new ObjectTable<object, undefined>();
    const key = {};
    table.set(key, undefined);
    expect(table.has(key)).to.equal(true);
    expect(table.size).to.equal(1);
  });
});
