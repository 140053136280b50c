import { gradient, NDArray } from '@diffjs/runtime';
import { attach, Tape } from '@diffjs/runtime/compiled';
import { expect } from 'chai';
import {
  type LocalCall,
  takeCall,
} from '../../../packages/runtime/dist/cjs/rules/ndarray/local/LocalCall.cjs';
import { resetTape } from '../../support/fuzz/checkProgram';
import { cube } from '../support/handWritten';

describe('Tape', () => {
  it('grows by doubling and keeps what it holds', () => {
    const t = new Tape();
    const length = t.f.length;
    t.f[3] = 7;
    const f = t.grow(length * 5);
    expect(f).to.equal(t.f);
    expect(f.length).to.equal(length * 8);
    expect(f[3]).to.equal(7);
    expect(t.grow(1).length).to.equal(length * 16);
  });

  it('gives back what it was lent when it begins another sweep', () => {
    const t = new Tape();
    const given: Float64Array[] = [];
    const [one, other] = [new Float64Array(1), new Float64Array(2)];
    t.lend(one, (array) => given.push(array));
    t.restart();
    expect(given).to.deep.equal([one]);
    t.lend(other, (array) => given.push(array));
    t.reset();
    t.reset();
    expect(given).to.have.lengthOf(2);
    expect(given[1]).to.equal(other);
  });

  it('keeps calls for other sweeps, without the arrays of the program', () => {
    const t = new Tape();
    const take = (): LocalCall => takeCall(t as never, [2], 2);
    const call = take();
    const operand = new NDArray(Float64Array.of(1, 2));
    call.x = operand as never;
    call.rows.x = operand.data as Float64Array;
    call.x$ = new Float64Array(2);
    call.data[0] = 3;
    t.reset();
    expect([call.x.size, call.rows.x.length, call.x$]).to.deep.equal([0, 0, undefined]);
    expect(take()).to.equal(call);
    // What a sweep that was given up has left there is gone.
    expect(call.data[0]).to.equal(0);
    expect(take()).to.not.equal(call);
  });

  it('keeps a long buffer for as long as sweeps need it', () => {
    const t = new Tape();
    const long = t.grow((64 << 20) / 8);
    const reset = (): void => {
      resetTape.call(t);
    };
    t.height = long.length;
    reset();
    expect(t.f === long).to.equal(true);
    t.height = 1;
    for (let i = 0; i < 7; i++) reset();
    expect(t.f === long).to.equal(true);
    reset();
    expect(t.f.length).to.be.below(long.length);
  });

  it('finds shadows of captured objects once they are activated', () => {
    const t = new Tape();
    const inner = { v: 1 };
    const o = { x: 2, inner, text: 'a' };
    expect(t.shadowOf(o)).to.equal(undefined);
    expect(t.shadowOf(3)).to.equal(undefined);
    expect(t.late$(o, undefined)).to.equal(undefined);
    const o$ = t.activate(o);
    expect(o$).to.deep.equal({ x: 0, inner: { v: 0 }, text: undefined });
    expect(t.late).to.equal(1);
    expect(t.activate(o)).to.equal(o$);
    expect(t.late).to.equal(1);
    expect(t.shadowOf(inner)).to.equal((o$ as { inner: unknown }).inner);
    expect(t.late$(o, undefined)).to.equal(o$);
    expect(t.late$(o, 'given')).to.equal('given');
    expect(t.roots).to.have.members([o$, (o$ as { inner: unknown }).inner]);
  });

  it('activates nothing that carries no derivative', () => {
    const t = new Tape();
    expect(t.activate(Int32Array.of(1))).to.equal(undefined);
    expect(t.activate(() => 1)).to.equal(undefined);
    expect(t.late).to.equal(0);
  });

  it('keeps mirrors apart from shadows', () => {
    const t = new Tape();
    const o = [1];
    const o_ = t.activateMirror(o);
    expect(o_).to.deep.equal([0]);
    expect(t.mirrorOf(o)).to.equal(o_);
    expect(t.late_(o, undefined)).to.equal(o_);
    expect(t.shadowOf(o)).to.equal(undefined);
  });

  it('gives activated views of one buffer one shadow buffer', () => {
    const t = new Tape();
    const all = new Float64Array(4);
    const part = all.subarray(1, 3);
    const all$ = t.activate(all) as Float64Array;
    const part$ = t.activate(part) as Float64Array;
    part$[0] = 5;
    expect(all$).to.deep.equal(Float64Array.of(0, 5, 0, 0));
  });

  it('forgets the sweep on reset', () => {
    const t = new Tape();
    t.o[0] = {};
    t.n = t.m = 1;
    t.activate([1]);
    t.activateMirror([1]);
    t.reset();
    expect({
      n: t.n,
      m: t.m,
      late: t.late,
      map: t.map.size,
      mirrors: t.mirrors.size,
      roots: t.roots.length,
    }).to.deep.equal({ n: 0, m: 0, late: 0, map: 0, mirrors: 0, roots: 0 });
    expect(t.o[0]).to.equal(undefined);
  });

  it('is handed to each nesting level apart', () => {
    const seen: Tape[] = [];
    const outer = attach(
      (x: number): number => gradient(cube, x)[0],
      'outer',
      1,
      () => ({
        arity: 1,
        forward(t, _self, _self$, x) {
          seen.push(t as Tape);
          t.f[t.n++] = 42;
          const [d] = gradient(cube, x as number);
          expect(t.f[0]).to.equal(42);
          t.ret = undefined;
          return d;
        },
        reverse(t) {
          expect(t.f[--t.n]).to.equal(42);
          return 0;
        },
        tangent: () => 0,
      }),
    );
    gradient(outer, 2);
    gradient(outer, 2);
    expect(seen[0]).to.equal(seen[1]);
  });
});

describe('the shadow of what has none', () => {
  it('takes everything and holds zero', () => {
    const t = new Tape();
    const sink = t.ensure(Int32Array.of(1), undefined) as number[];
    sink[3] += 5;
    expect(sink[3]).to.equal(0);
    expect(t.ensure_(7, undefined)).to.equal(sink);
    (sink as unknown as Float64Array).fill(1);
    expect(sink[0]).to.equal(0);
  });

  it('keeps derivatives out of integer arrays', () => {
    const f = /* @differentiable */ (x: number, a: Int32Array): number => {
      a[0] = x;
      return a[0] * x;
    };
    expect(gradient(f, 3, new Int32Array(2))).to.deep.equal([3, null]);
  });

  it('has zeros for the numbers of an array that has no mirror', () => {
    const t = new Tape();
    const mirror = new Float64Array(3);
    expect(t.numbers_([1, 2, 3], mirror)).to.equal(mirror);
    for (const length of [3, 1000, 2]) {
      for (const array of [new Array<number>(length).fill(1), new Float64Array(length)]) {
        const zeros = t.numbers_(array, undefined) as Float64Array;
        expect(zeros.length).to.be.at.least(length);
        expect(zeros.every((each) => each === 0)).to.equal(true);
      }
    }
    expect(t.numbers_('text', undefined)).to.be.instanceOf(Float64Array);
  });
});
