import { gradient, jvp, pullback, zeroShadow } from '@diffjs/runtime';
import { expect } from 'chai';
import { emptyLayout } from '../../../packages/runtime/dist/cjs/shadow/Layout.cjs';

/** A function of one number, whatever else it is given. */
const square = /* @differentiable */ (x: number, _rest: unknown): number => x * x;

/** The gradient of something that the result does not depend on. */
function zerosFor(rest: unknown): unknown {
  return gradient(square, 2, rest)[1];
}

/** x² of the property, a text for what is none. */
const squareOfField = /* @differentiable */ (o: { a: unknown; b: number }): number => {
  const { a } = o;
  return typeof a === 'number' ? a * a * o.b : o.b;
};

describe('objects of one layout', () => {
  it('may have numbers, objects, text and getters at the same names, one after the other', () => {
    for (let turn = 0; turn < 3; turn++) {
      expect(gradient(squareOfField, { a: 3, b: 2 })).to.deep.equal([{ a: 12, b: 9 }]);
      expect(gradient(squareOfField, { a: 'text', b: 2 })).to.deep.equal([{ a: null, b: 1 }]);
      expect(gradient(squareOfField, { a: { c: 1 }, b: 2 })).to.deep.equal([{ a: { c: 0 }, b: 1 }]);
      expect(gradient(squareOfField, { a: [1, 'x'], b: 2 })).to.deep.equal([{ a: [0, null], b: 1 }]);
    }
  });

  it('run no getter that appears where a number was', () => {
    const o = { a: 3, b: 2 };
    expect(zerosFor({ deep: o })).to.deep.equal({ deep: { a: 0, b: 0 } });
    Object.defineProperty(o, 'a', {
      get() {
        throw new Error('the getter ran');
      },
      enumerable: true,
    });
    expect(zerosFor({ deep: o })).to.deep.equal({ deep: { a: null, b: 0 } });
    const withSetter = Object.defineProperty({ a: 1 }, 'a', { set: () => undefined, enumerable: true });
    expect(zerosFor({ deep: withSetter })).to.deep.equal({ deep: { a: null } });
  });

  it('have gradients and shadows of their own', () => {
    const o = { a: 3, b: 2 };
    const [first] = gradient(squareOfField, o);
    (first as { b: number }).b = 100;
    (first as Record<string, unknown>).extra = 1;
    delete (first as Record<string, unknown>).a;
    expect(gradient(squareOfField, o)).to.deep.equal([{ a: 12, b: 9 }]);
    const shadow = zeroShadow(o) as Record<string, number>;
    shadow.a = 7;
    expect(zeroShadow(o)).to.deep.equal({ a: 0, b: 0 });
    const [, back] = pullback(squareOfField, o);
    const [once] = back(1);
    const [twice] = back(2);
    expect(once).to.deep.equal({ a: 12, b: 9 });
    expect(twice).to.deep.equal({ a: 24, b: 18 });
  });

  it('keep the order of their names, which may be numerals and __proto__', () => {
    const o = JSON.parse(
      '{"z": 1, "2": 1, "__proto__": 1, "1": {"__proto__": {"q": 1}}, "a": "text"}',
    ) as object;
    const d = zerosFor(o) as Record<string, unknown>;
    expect(Object.keys(d)).to.deep.equal(['1', '2', 'z', '__proto__', 'a']);
    expect(Object.getPrototypeOf(d)).to.equal(Object.prototype);
    expect(JSON.stringify(d)).to.equal('{"1":{"__proto__":{"q":0}},"2":0,"z":0,"__proto__":0,"a":null}');
  });

  it('are told from those with other names and another order', () => {
    const ofB = /* @differentiable */ (o: { b: number }): number => o.b * o.b;
    const objects = [{ b: 3 }, { a: 1, b: 3 }, { b: 3, a: 1 }, { a: 'x', b: 3, c: [1] }, { b: 3, c: null }];
    for (let turn = 0; turn < 2; turn++) {
      expect(objects.map((o) => gradient(ofB, o)[0])).to.deep.equal([
        { b: 6 },
        { a: 0, b: 6 },
        { b: 6, a: 0 },
        { a: null, b: 6, c: [0] },
        { b: 6, c: null },
      ]);
    }
  });
});

describe('objects that are no plain ones', () => {
  it('have gradients of what they have themselves, not of what everything inherits', () => {
    const shared = Object.prototype as unknown as Record<string, unknown>;
    shared.everywhere = 5;
    try {
      expect(Object.keys(zerosFor({ a: 1, b: { c: 2 }, l: [1, { d: 1 }] }) as object)).to.deep.equal([
        'a',
        'b',
        'l',
      ]);
    } finally {
      delete shared.everywhere;
    }
  });

  it('are mirrored by what is enumerable, whatever their prototype is', () => {
    class Base {
      w = 1;
      get twice(): number {
        return 2 * this.w;
      }
    }
    class Net extends Base {
      b = 'text';
    }
    expect(zerosFor(new Net())).to.deep.equal({ w: 0, b: null });
    expect(zerosFor(Object.assign(Object.create(null) as object, { a: 1 }))).to.deep.equal({ a: 0 });
    expect(zerosFor(Object.assign(Object.create({ inherited: 1 }) as object, { a: 1 }))).to.deep.equal({
      a: 0,
    });
    expect(zerosFor(Object.freeze({ a: 1, b: Object.freeze([1, 'x']) }))).to.deep.equal({
      a: 0,
      b: [0, null],
    });
    const hidden = Object.defineProperty({ a: 1 }, 'h', { value: 3, enumerable: false });
    expect(zerosFor(hidden)).to.deep.equal({ a: 0 });
    expect(zerosFor({ a: 1, [Symbol('s')]: 2 })).to.deep.equal({ a: 0 });
  });

  it('are known for what they are under the prototype of a plain one', () => {
    const floats = Object.setPrototypeOf(Float64Array.of(1, 2), Object.prototype) as object;
    const list = Object.setPrototypeOf([1, 'x'], Object.prototype) as object;
    const call = Object.setPrototypeOf((): number => 1, Object.prototype) as object;
    expect(zerosFor({ floats, list, call })).to.deep.equal({
      floats: null,
      list: [0, null],
      call: null,
    });
  });

  it('may have a length, which others cannot see', () => {
    expect(zerosFor({ a: 1, length: 2 })).to.deep.equal({ a: 0, length: 0 });
    expect(zerosFor(Object.defineProperty({ a: 1 }, 'length', { value: 3 }))).to.deep.equal({ a: 0 });
  });

  it('may be proxies that hide what they list', () => {
    const { proxy } = Proxy.revocable({ a: 1, b: 2 }, { getOwnPropertyDescriptor: () => undefined });
    expect(zerosFor({ deep: proxy })).to.satisfy((d: unknown) => typeof d === 'object');
    const throwing = new Proxy(
      { a: 1, b: 2 },
      {
        getOwnPropertyDescriptor(target, key) {
          if (key === 'b') throw new Error('mine');
          return Reflect.getOwnPropertyDescriptor(target, key);
        },
      },
    );
    expect(zerosFor({ deep: throwing, x: 1 })).to.satisfy((d: { x: number }) => d.x === 0);
  });
});

describe('many objects', () => {
  it('of ever new names', () => {
    for (let i = 0; i < 3000; i++) {
      const o = { [`name${i}`]: 3, b: 2 };
      expect(zerosFor(o)).to.deep.equal({ [`name${i}`]: 0, b: 0 });
    }
    expect(gradient(squareOfField, { a: 3, b: 2 })).to.deep.equal([{ a: 12, b: 9 }]);
  });

  it('with more names than a layout has', () => {
    const sumOfSquares = /* @differentiable */ (o: Record<string, number>): number => {
      let s = 0;
      for (const key of Object.keys(o)) s += o[key] * o[key];
      return s;
    };
    const many = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`k${i}`, i]));
    const expected = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`k${i}`, 2 * i]));
    expect(gradient(sumOfSquares, many)).to.deep.equal([expected]);
    expect(zerosFor({ ...many, o: many, l: [many, 'x'] })).to.deep.equal({
      ...Object.fromEntries(Object.keys(many).map((key) => [key, 0])),
      o: Object.fromEntries(Object.keys(many).map((key) => [key, 0])),
      l: [Object.fromEntries(Object.keys(many).map((key) => [key, 0])), null],
    });
  });

  it('that share some, and hold one another', () => {
    const shared = { v: 3 };
    const owners = Array.from({ length: 30 }, (_, i) => ({ i, shared, next: undefined as unknown }));
    owners.forEach((owner, i) => (owner.next = owners[(i + 1) % owners.length]));
    const total = /* @differentiable */ (list: { shared: { v: number } }[]): number => {
      let s = 0;
      for (const { shared: held } of list) s += held.v * held.v;
      return s;
    };
    const [d] = gradient(total, owners) as unknown as [{ shared: object; next: object }[]];
    expect(d[0].shared).to.deep.equal({ v: 180 });
    for (let i = 0; i < 30; i++) {
      expect(d[i].shared).to.equal(d[0].shared);
      expect(d[i].next).to.equal(d[(i + 1) % 30]);
    }
  });

  it('are found by what captures one of them', () => {
    const objects = Array.from({ length: 20 }, (_, i) => ({ v: i + 1 }));
    const captured = objects[12];
    const viaCaptured = /* @differentiable */ (list: { v: number }[]): number =>
      list[0].v * captured.v * captured.v;
    const [d] = gradient(viaCaptured, objects);
    expect(d[0]).to.deep.equal({ v: 169 });
    expect(d[12]).to.deep.equal({ v: 26 });
    const direction = objects.map((_, i) => ({ v: i === 12 ? 1 : 0 }));
    expect(jvp(viaCaptured, [objects], [direction])[1]).to.equal(26);
  });
});

describe('layouts', () => {
  it('are the same for the same names and kinds', () => {
    const start = emptyLayout();
    const ab = start.with('a', true)?.with('b', false);
    expect(ab).to.equal(start.with('a', true)?.with('b', false));
    expect(ab).to.not.equal(start.with('a', false)?.with('b', false));
    expect(start.with('a', true)?.with('c', true)).to.not.equal(ab);
    expect(start.with('a', true)?.with('b', false)).to.equal(ab);
    expect(ab?.keys).to.deep.equal(['a', 'b']);
    expect(ab?.newShadow()).to.deep.equal({ a: 0, b: undefined });
    expect(ab?.newGradient()).to.deep.equal({ a: 0, b: null });
  });
});
