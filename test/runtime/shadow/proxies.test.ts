import { pullback, jvp } from '@diffjs/runtime';
import { expect } from 'chai';

const same = /* @differentiable */ (a: unknown, b: unknown, x: number): number => (a === b ? x * x : x);

describe('proxies that are arguments', () => {
  it('runs no trap of one whose making was seen', () => {
    const log: string[] = [];
    const told = new Proxy(
      {},
      {
        get:
          (_t, name) =>
          (...args: unknown[]) => {
            log.push(String(name));
            return Reflect.apply(Reflect[name as 'get'] as () => unknown, undefined, args) as unknown;
          },
      },
    );
    const p = new Proxy({ a: 1, nested: new Map([['k', new Proxy([1], told)]]) }, told);
    const [y, back] = pullback(same, p, [p], 3);
    expect(y).to.equal(3);
    expect(back(1)[0]).to.deep.equal({ a: 0, nested: new Map([['k', [0]]]) });
    expect(jvp(same, [p, p, 3], [null, null, 1])).to.deep.equal([9, 6]);
    expect(log).to.deep.equal([]);
  });

  it('takes one that nobody may look at for something without a derivative', () => {
    // Made where no compiler sees it.
    const makeProxy = globalThis.Proxy;
    const refuse = (): never => {
      throw new Error('no');
    };
    const p = Reflect.construct(makeProxy, [
      { a: 1 },
      { get: refuse, ownKeys: refuse, getPrototypeOf: refuse, getOwnPropertyDescriptor: refuse },
    ]) as object;
    const [y, back] = pullback(same, p, p, 3);
    expect(y).to.equal(9);
    expect(back(1)).to.deep.equal([null, null, 6]);
    expect(jvp(same, [{ p }, p, 3], [null, null, 1])).to.deep.equal([3, 1]);
  });
});
