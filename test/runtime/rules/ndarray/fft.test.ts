import fs from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import * as runtime from '@diffjs/runtime';
import { checkGradient, DiffError, gradient, jvp, NDArray, pullback } from '@diffjs/runtime';
import { seededRandom } from '../../../support/seededRandom';

interface Case {
  readonly name:
    'fft' | 'ifft' | 'fftn' | 'ifftn' | 'fft2' | 'ifft2' | 'rfft' | 'irfft' | 'fftshift' | 'ifftshift';
  readonly shape: number[];
  readonly complex: boolean;
  readonly x: readonly (number | number[])[];
  readonly options: Record<string, unknown>;
  readonly outShape: number[];
  readonly y: readonly (number | number[])[];
}

interface Frequencies {
  readonly name: 'fftfreq' | 'rfftfreq';
  readonly n: number;
  readonly y: number[];
}

const golden = JSON.parse(
  fs.readFileSync(path.join(__dirname, '../../ndarray/golden/fft.json'), 'utf8'),
) as readonly (Case | Frequencies)[];

const cases = golden.filter((c): c is Case => 'shape' in c);
const random = seededRandom(29);

function arrayOf({ x, shape, complex }: Case): NDArray {
  return new NDArray(Float64Array.from(x.flat()), shape, undefined, 0, complex ? 'complex128' : 'float64');
}

/** The same array with its first axis the fastest, backwards. */
function strided(a: NDArray): NDArray {
  const unit = a.dtype === 'complex128' ? 2 : 1;
  const stride = a.shape.map((_, i) => unit * a.shape.slice(0, i).reduce((p, n) => p * n, 1));
  const data = new Float64Array(a.data.length);
  const view = new NDArray(
    data,
    a.shape,
    [-stride[0], ...stride.slice(1)],
    stride[0] * (a.shape[0] - 1),
    a.dtype,
  );
  const walk = (axis: number, from: number, to: number): void => {
    if (axis === a.dimension) for (let i = 0; i < unit; i++) data[to + i] = a.data[from + i];
    else
      for (let i = 0; i < a.shape[axis]; i++)
        walk(axis + 1, from + i * a.stride[axis], to + i * view.stride[axis]);
  };
  walk(0, a.offset, view.offset);
  return view;
}

type Transform = (x: NDArray, options?: object) => NDArray;

describe('Fourier transforms of arrays', () => {
  it('equal those of NumPy', () => {
    for (const c of cases) {
      const what = `${c.name} of ${c.complex ? 'complex' : 'real'} [${c.shape.join()}], ${JSON.stringify(c.options)}`;
      const f = runtime[c.name] as Transform;
      for (const x of [arrayOf(c), strided(arrayOf(c))]) {
        const y = f(x, c.options);
        expect(y.shape, what).to.deep.equal(c.outShape);
        c.y.flat().forEach((v, i) => expect(y.data[i], what).to.be.closeTo(v, 1e-14));
      }
    }
    for (const c of golden.filter((c): c is Frequencies => 'n' in c))
      expect(runtime[c.name](c.n, 0.5).toArray(), c.name).to.deep.equal(c.y);
  });

  for (const c of cases.filter(({ options }) => options.norm !== 'forward')) {
    it(`derivatives of ${c.name} of ${c.complex ? 'complex' : 'real'} [${c.shape.join()}], ${JSON.stringify(c.options)}`, () => {
      const f = runtime[c.name] as Transform;
      const run = /* @differentiable */ (x: NDArray): NDArray => f(x, c.options);
      expect(checkGradient(run, [arrayOf(c)], { order: 2, maxComponents: 24 }).ok).to.equal(true);
      // Something that is not linear around it, of a view.
      const energy = /* @differentiable */ (x: NDArray): number => {
        const y = f(x, c.options);
        let s = 0;
        for (let i = 0; i < y.data.length; i++) s += (i + 1) * y.data[i] * y.data[i] * y.data[i];
        return s;
      };
      expect(checkGradient(energy, [strided(arrayOf(c))], { order: 2, maxComponents: 24 }).ok).to.equal(true);
    });
  }

  it('the gradient follows the convention for complex numbers', () => {
    // u = |X₁|², X = fft(x): the gradient is 2 X₁ exp(2πij/n).
    const x = new NDArray(
      Float64Array.from({ length: 8 }, () => random() - 0.5),
      [4],
      undefined,
      0,
      'complex128',
    );
    const u = /* @differentiable */ (z: NDArray): number => {
      const X = runtime.fft(z);
      return X.data[2] * X.data[2] + X.data[3] * X.data[3];
    };
    const [d] = gradient(u, x);
    const X = runtime.fft(x).data;
    const expected = [
      [X[2], X[3]],
      [-X[3], X[2]],
      [-X[2], -X[3]],
      [X[3], -X[2]],
    ].map(([re, im]) => [2 * re, 2 * im]);
    expect(d.dtype).to.equal('complex128');
    (d.toArray() as number[][]).forEach(([re, im], j) => {
      expect(re).to.be.closeTo(expected[j][0], 1e-14);
      expect(im).to.be.closeTo(expected[j][1], 1e-14);
    });
  });

  it('keeps the precision of its argument', () => {
    const single = new NDArray(Float32Array.of(1, 2, 3), [3]);
    expect(runtime.fft(single).dtype).to.equal('complex64');
    expect(runtime.rfft(single).dtype).to.equal('complex64');
    expect(runtime.irfft(runtime.rfft(single), { n: 3 }).dtype).to.equal('float32');
    const energy = /* @differentiable */ (x: NDArray): number => {
      const y = runtime.fft(x);
      let s = 0;
      for (let i = 0; i < 6; i++) s += y.data[i] ** 2;
      return s;
    };
    const [d] = gradient(energy, single);
    expect(d.dtype).to.equal('float32');
    expect([...d.data]).to.deep.equal([6, 12, 18]);
    expect(jvp(energy, [single], [new NDArray(Float64Array.of(1, 0, 0))])[1]).to.be.closeTo(6, 1e-5);
  });

  it('nested arrays and typed arrays', () => {
    const f = /* @differentiable */ (x: number[], y: Float64Array): number => {
      const a = runtime.rfft(x);
      const b = runtime.fft(y);
      return a.data[2] * b.data[3] + a.data[0] * b.data[0];
    };
    expect(
      checkGradient(f, [[1, 2, 4], Float64Array.of(0.5, -1, 3)], { order: 2, maxComponents: 24 }).ok,
    ).to.equal(true);
    expect(runtime.fft([runtime.complex(0, 1), runtime.complex(0, 1)]).toArray()).to.deep.equal([
      [0, 2],
      [0, 0],
    ]);
  });

  it('empty arrays', () => {
    expect(runtime.fft(new NDArray(new Float64Array(0), [0, 3])).shape).to.deep.equal([0, 3]);
    expect(runtime.irfft(new NDArray(new Float64Array(0), [0, 3])).shape).to.deep.equal([0, 4]);
    const [, back] = pullback(
      /* @differentiable */ (x: NDArray) => runtime.fft(x),
      new NDArray(new Float64Array(0), [0, 3]),
    );
    expect(
      back(new NDArray(new Float64Array(0), [0, 3], undefined, 0, 'complex128') as never)[0].shape,
    ).to.deep.equal([0, 3]);
  });

  it('says what is wrong', () => {
    expect(() => runtime.fft([])).to.throw(DiffError, 'DIFF3202');
    expect(() => runtime.fft([1, 2], { axis: 1 })).to.throw(DiffError, 'DIFF3202');
    expect(() => runtime.fft([1, 2], { n: 1.5 })).to.throw(DiffError, 'DIFF3202');
    expect(() => runtime.fft([1, 2], { norm: 'unit' as never })).to.throw(DiffError, 'DIFF3202');
    expect(() => runtime.irfft([1])).to.throw(DiffError, 'DIFF3202');
    expect(() => runtime.fft2([1, 2])).to.throw(DiffError, 'DIFF3202');
    expect(() => runtime.fftn([[1, 2]], { s: [1, 2, 3], axes: [0] })).to.throw(DiffError, 'DIFF3202');
    expect(() => runtime.fftn([[1, 2]], { axes: [0, 0] })).to.throw(DiffError, 'DIFF3202');
    expect(() => runtime.rfft(runtime.fft([1, 2]))).to.throw(DiffError, 'DIFF3203');
    expect(() => runtime.fftfreq(0)).to.throw(DiffError, 'DIFF3202');
  });
});
