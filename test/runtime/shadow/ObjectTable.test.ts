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

  for (const few of [0, 3, 20]) {
    it(`enters objects when they are looked for, behind ${few} others`, () => {
      const table = new ObjectTable<object, number>();
      for (let turn = 0; turn < 2; turn++) {
        const before = Array.from({ length: few }, () => ({}));
        before.forEach((x, i) => table.set(x, -i));
        const entries = Array.from({ length: 4 }, (_, i) => ({ x: { i }, shadow: i }));
        table.setLater(entries, 1);
        entries.push({ x: { i: 4 }, shadow: 4 });
        table.setLater(entries, 4);
        entries.push({ x: { i: 5 }, shadow: 5 });
        const others = [{ x: { i: 6 }, shadow: 6 }];
        table.setLater(others, 0);
        expect(table.size).to.equal(few + 5);
        if (turn === 0) {
          expect(table.get(entries[3].x)).to.equal(3);
          expect(table.has(entries[4].x)).to.equal(true);
          expect([0, 5].map((i) => table.has(entries[i].x))).to.deep.equal([false, false]);
          expect(table.get(others[0].x)).to.equal(6);
          expect(table.size).to.equal(few + 5);
          table.set(entries[1].x, 10);
          expect(table.size).to.equal(few + 5);
          expect(table.values()).to.deep.equal([...before.map((_, i) => -i), 10, 2, 3, 4, 6]);
        }
        table.clear();
        expect(table.size).to.equal(0);
        expect(table.has(others[0].x)).to.equal(false);
        expect(before.some((x) => table.has(x))).to.equal(false);
        expect(table.values()).to.deep.equal([]);
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
