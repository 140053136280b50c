import { projectShadow, zeroShadow } from '@diffjs/runtime';
import { clearShadow } from '@diffjs/runtime/compiled';
import { expect } from 'chai';
import { expectDiffError } from '../support/expectDiffError';

describe('zeroShadow', () => {
  it('mirrors every kind of value', () => {
    expect(zeroShadow(3)).to.equal(undefined);
    expect(zeroShadow('a')).to.equal(undefined);
    expect(zeroShadow(null)).to.equal(undefined);
    expect(zeroShadow([1, [2], 'a', null])).to.deep.equal([0, [0], undefined, undefined]);
    expect(zeroShadow(Float32Array.of(1, 2))).to.deep.equal(new Float64Array(2));
    expect(zeroShadow(Int8Array.of(1))).to.equal(undefined);
    expect(
      zeroShadow(
        new Map<string, unknown>([
          ['a', 1],
          ['b', [2]],
        ]),
      ),
    ).to.deep.equal(
      new Map<string, unknown>([
        ['a', [0]],
        ['b', [0]],
      ]),
    );
    expect(zeroShadow({ x: 1, y: { z: 2 } })).to.deep.equal({ x: 0, y: { z: 0 } });
    expect(zeroShadow(() => 1)).to.equal(undefined);
    expect(zeroShadow(Object.assign(() => 1, { w: [1] }))).to.deep.equal({ w: [0] });
  });

  it('keeps ties, cycles and overlaps', () => {
    const a = [1];
    const s = zeroShadow({ a, b: a }) as { a: unknown; b: unknown };
    expect(s.a).to.equal(s.b);
    const loop: unknown[] = [];
    loop.push(loop);
    const loop$ = zeroShadow(loop) as unknown[];
    expect(loop$[0]).to.equal(loop$);
    const all = new Float32Array(4);
    const [all$, part$] = zeroShadow([all, all.subarray(2)]) as Float64Array[];
    part$[0] = 7;
    expect(all$[2]).to.equal(7);
  });
});

describe('projectShadow', () => {
  it('mirrors the value and shares nothing with the shadow', () => {
    const x = { w: [1, 2], f: Float32Array.of(3), n: 'a', m: new Map([['k', 4]]) };
    const x$ = zeroShadow(x) as { w: number[]; f: Float64Array; m: Map<string, number[]> };
    x$.w[1] = 5;
    x$.f[0] = 0.1;
    (x$.m.get('k') as number[])[0] = 6;
    const d = projectShadow(x, x$) as typeof x;
    expect(d).to.deep.equal({ w: [0, 5], f: Float32Array.of(0.1), n: null, m: new Map([['k', 6]]) });
    expect(d.w).to.not.equal(x$.w);
    expect(projectShadow(3, 2)).to.equal(2);
    expect(projectShadow(3, undefined)).to.equal(0);
    expect(projectShadow([1, [2]], undefined)).to.deep.equal([0, [0]]);
    expect(projectShadow('a', undefined)).to.equal(null);
  });

  it('never lets a lost slot pass for zero', () => {
    for (const [x, x$] of [
      [[1, 2], [0]],
      [{ a: 1 }, {}],
      [{ a: 1 }, { a: [0] }],
      [
        [1, 'a'],
        [undefined, undefined],
      ],
    ]) {
      expectDiffError(() => projectShadow(x, x$), 'DIFF3900', /please report/);
    }
  });
});

describe('clearShadow', () => {
  it('clears the numbers of one object, and not what it refers to', () => {
    const inner = [1];
    const s = { x: 2, inner };
    clearShadow(s);
    expect(s).to.deep.equal({ x: 0, inner: [1] });
    const list = [3, inner];
    clearShadow(list);
    expect(list).to.deep.equal([0, [1]]);
    const typed = Float64Array.of(1, 2);
    clearShadow(typed);
    expect(typed).to.deep.equal(new Float64Array(2));
    clearShadow(undefined);
  });
});
