import { expect } from 'chai';
import { TableCache } from '../../../../packages/runtime/dist/cjs/ndarray/fft/TableCache.cjs';

describe('tables by length', () => {
  it('are made once, and those used last are kept', () => {
    const made: number[] = [];
    const cache = new TableCache((n: number) => {
      made.push(n);
      return { n };
    }, 10);
    const three = cache.get(3);
    cache.get(4);
    expect(cache.get(3)).to.equal(three);
    // 3 was used after 4, which goes first.
    cache.get(5);
    cache.get(3);
    expect(made).to.deep.equal([3, 4, 5]);
    cache.get(4);
    expect(made).to.deep.equal([3, 4, 5, 4]);
    // One alone may be longer.
    expect(cache.get(100)).to.deep.equal({ n: 100 });
    cache.get(100);
    expect(made).to.deep.equal([3, 4, 5, 4, 100]);
  });
});
