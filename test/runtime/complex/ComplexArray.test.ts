import {
  checkGradient,
  Complex,
  complex,
  ComplexArray,
  gradient,
  jvp,
  pullback,
  ravel,
  zerosLike,
} from '@diffjs/runtime';
import { expect } from 'chai';

const values = [complex(1, 2), complex(-0.5, 0.25), complex(0.3, -1), complex(2, 0.1)];

/* @differentiable */
function energy(a: ComplexArray): number {
  let sum = complex(0, 0);
  for (let k = 0; k < a.size; k++)
    sum = sum.add(
      a
        .at(k)
        .mul(a.at(-1 - k))
        .exp(),
    );
  return sum.norm2();
}

/** The discrete Fourier transform, by its definition. */
/* @differentiable */
function transform(a: ComplexArray): ComplexArray {
  const result = ComplexArray.zeros(a.size);
  for (let k = 0; k < a.size; k++) {
    let sum = complex(0, 0);
    for (let n = 0; n < a.size; n++)
      sum = sum.add(a.at(n).mul(Complex.polar(1, (-2 * Math.PI * k * n) / a.size)));
    result.set(k, sum);
  }
  return result;
}

describe('ComplexArray', () => {
  it('holds interleaved parts, of a shape', () => {
    const a = ComplexArray.from([complex(1, 2), 3, 'i', [4, 5]], [2, 2]);
    expect(a.data).to.deep.equal(Float64Array.of(1, 2, 3, 0, 0, 1, 4, 5));
    expect(a.size).to.equal(4);
    expect(a.get(1, 0)).to.deep.equal(complex(0, 1));
    a.set(1, 0, complex(7, 8));
    a.set(0, 0, 9);
    expect(a.toArray().map(String)).to.deep.equal(['9+0i', '3+0i', '7+8i', '4+5i']);
    expect(a.at(-1)).to.deep.equal(complex(4, 5));
    const view = new ComplexArray(Float32Array.of(1, 2));
    expect(view.shape).to.deep.equal([1]);
    expect(ComplexArray.zeros([2, 3], 'float32').data).to.deep.equal(new Float32Array(12));
  });

  it('refuses what does not fit', () => {
    expect(() => new ComplexArray(new Float64Array(3))).to.throw('DIFF3003');
    expect(() => new ComplexArray(new Float64Array(4), [3])).to.throw('DIFF3003');
    const a = ComplexArray.zeros([2, 2]);
    for (const run of [
      () => a.get(2, 0),
      () => a.get(0),
      () => a.get(0.5, 0),
      () => a.set(0, -1, 1),
      () => a.at(4),
      () => a.at(-5),
    ])
      expect(run).to.throw('DIFF3003');
  });

  it('has gradients of its shape and element type', () => {
    const a = ComplexArray.from(values, [2, 2]);
    checkGradient(energy, [a]);
    const [d] = gradient(energy, a);
    expect(d).to.be.instanceOf(ComplexArray);
    expect(d.shape).to.deep.equal([2, 2]);
    expect(d.get(1, 1)).to.be.instanceOf(Complex);
    const single = new ComplexArray(Float32Array.of(1, 2, 0.5, 0.25));
    const [dSingle] = gradient(energy, single);
    expect(dSingle.data).to.be.instanceOf(Float32Array);
    const unused = /* @differentiable */ (b: ComplexArray, x: number): number => x * b.shape[0]! * b.size;
    const [none, dx] = gradient(unused, a, 2);
    expect(none).to.deep.equal(ComplexArray.zeros([2, 2]));
    expect(dx).to.equal(8);
  });

  it('is stored into and given back', () => {
    const a = ComplexArray.from(values);
    checkGradient(transform, [a]);
    const [b, back] = pullback(transform, a);
    const unit = ComplexArray.zeros(4);
    unit.set(1, 1);
    const [d] = back(unit);
    // The transform is linear: its pullback is its conjugate transpose.
    expect(
      d
        .at(1)
        .sub(Complex.polar(1, Math.PI / 2))
        .abs(),
    ).to.be.lessThan(1e-15);
    const [, tangent] = jvp(transform, [a], [a]);
    expect(tangent).to.be.instanceOf(ComplexArray);
    for (let k = 0; k < 4; k++) expect(tangent.at(k).sub(b.at(k)).abs()).to.be.lessThan(1e-14);
    const parseval = /* @differentiable */ (x: ComplexArray): number =>
      transform(x)
        .toArray()
        .reduce((sum, z) => sum + z.norm2(), 0);
    const [dp] = gradient(parseval, a);
    for (let k = 0; k < 4; k++) expect(dp.at(k).sub(a.at(k).mul(8)).abs()).to.be.lessThan(1e-12);
  });

  it('is a tree of its parts', () => {
    const a = ComplexArray.from(values.slice(0, 2));
    expect([...ravel({ a, x: 5 })]).to.deep.equal([1, 2, -0.5, 0.25, 5]);
    expect(zerosLike(a)).to.deep.equal(ComplexArray.zeros(2));
  });
});
