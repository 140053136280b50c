import { gradient, isDifferentiable } from '@diffjs/runtime';
import type { CompanionFunctions } from '@diffjs/runtime/compiled';
import { attach, carriedRecord, COMPANIONS, Tape } from '@diffjs/runtime/compiled';
import { expect } from 'chai';
import { expectDiffError } from '../support/expectDiffError';

const companions: CompanionFunctions = {
  forward: (t, _self, _self$, x) => {
    t.ret = undefined;
    return x;
  },
  reverse: (_t, dy) => dy,
  tangent: (t, _self, _self_, x, x_) => {
    t.ret_ = x_;
    return x;
  },
};

describe('attach', () => {
  it('leaves no trace that a program could meet', () => {
    const f = attach(
      (x: number) => x,
      'f',
      1,
      () => companions,
    );
    expect(Object.keys(f)).to.deep.equal([]);
    expect({ ...f }).to.deep.equal({});
    expect(Reflect.ownKeys(f)).to.deep.equal(['length', 'name']);
    expect(isDifferentiable(f)).to.equal(true);
  });

  it('makes the companions at the first use, once', () => {
    let made = 0;
    const f = attach(
      (x: number) => x,
      'f',
      1,
      () => {
        made++;
        return companions;
      },
    );
    expect(made).to.equal(0);
    gradient(f, 1);
    gradient(f, 1);
    expect(made).to.equal(1);
    expect(carriedRecord(f)).to.include({ fn: f, name: 'f', version: 1 });
  });

  it('works for a function frozen before its first use', () => {
    let made = 0;
    const f = Object.freeze(
      attach(
        (x: number) => x,
        'f',
        1,
        () => {
          made++;
          return companions;
        },
      ),
    );
    expect(gradient(f, 1)).to.deep.equal([1]);
    expect(gradient(f, 1)).to.deep.equal([1]);
    expect(made).to.equal(1);
  });

  it('refuses another version by name', () => {
    expectDiffError(
      () =>
        attach(
          () => 1,
          'old',
          2,
          () => companions,
        ),
      'DIFF3007',
      /`old` was compiled for version 2/,
    );
    const f = (x: number): number => x;
    Object.defineProperty(f, COMPANIONS, { value: { ...companions, version: 7, fn: f, name: 'f' } });
    expectDiffError(() => gradient(f, 1), 'DIFF3007', /version 7/);
  });

  it('takes a record only if it names the function called', () => {
    class Base {}
    attach(Base, 'Base', 1, () => companions);
    class Derived extends Base {}
    expect(isDifferentiable(Base)).to.equal(true);
    expect(isDifferentiable(Derived)).to.equal(false);
    const f = attach(
      (x: number) => x,
      'f',
      1,
      () => companions,
    );
    expect(isDifferentiable(new Proxy(f, {}))).to.equal(false);
    gradient(f, 1);
    expect(isDifferentiable(new Proxy(f, {}))).to.equal(false);
    expect(isDifferentiable(Base)).to.equal(true);
    expect(isDifferentiable(Derived)).to.equal(false);
  });

  it('takes records left in a property, by hand or by another tool', () => {
    expect(COMPANIONS).to.equal(Symbol.for('diffjs.companions'));
    const f = (x: number): number => x;
    Object.defineProperty(f, Symbol.for('diffjs.companions'), {
      value: { version: 1, owner: f, name: 'f', make: () => companions },
      writable: true,
      configurable: true,
    });
    expect(gradient(f, 1)).to.deep.equal([1]);
  });

  it('resolves constructors only where a rule or record is for them', () => {
    const t = new Tape();
    class Foo {
      constructor(readonly x: number) {}
    }
    const record = t.resolveNew(Foo, 'Foo (a.ts:1:2)');
    expectDiffError(
      () => record.forward(t, undefined, undefined, 1, undefined),
      'DIFF3101',
      /`Foo\(…\)` \(a\.ts:1:2\)/,
    );
    expect(record.forward(t, undefined, undefined, 1, null))
      .to.be.instanceOf(Foo)
      .and.to.include({ x: 1 });
    expect(() => t.resolveNew(3, 'x (a.ts:1:2)')).to.throw(TypeError, 'x is not a constructor');
  });
});
