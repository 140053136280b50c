import {
  checkGradient,
  Complex,
  complex,
  gradient,
  jacobian,
  jvp,
  pullback,
  ravel,
  treeMap,
  withGradient,
  zerosLike,
} from '@diffjs/runtime';
import { expect } from 'chai';
import { elementary } from './support.js';

/** ⟨(2, 3), f(z)⟩: sees both parts of a result. */
const weighted = (w: Complex): number => 2 * w.re + 3 * w.im;

/** Where functions have cuts, points close beside them. */
const beside: Partial<Record<(typeof elementary)[number], readonly Complex[]>> = {
  sqrt: [complex(-2, 1e-2), complex(-2, -1e-2)],
  log: [complex(-2, 1e-2), complex(-2, -1e-2)],
  log1p: [complex(-3, 1e-2), complex(-3, -1e-2), complex(1e-9, 1e-9)],
  expm1: [complex(1e-9, -1e-9)],
  asin: [complex(2, 1e-2), complex(2, -1e-2), complex(-2, 1e-2), complex(-2, -1e-2)],
  acos: [complex(2, 1e-2), complex(2, -1e-2), complex(-2, 1e-2), complex(-2, -1e-2)],
  acosh: [complex(0.5, 1e-2), complex(-2, -1e-2)],
  atanh: [complex(2, 1e-2), complex(-2, -1e-2)],
  atan: [complex(1e-2, 2), complex(-1e-2, -2)],
  asinh: [complex(1e-2, 2), complex(-1e-2, -2)],
  tan: [complex(0.3, 12)],
  tanh: [complex(12, 0.3)],
};

function randomPoints(count: number): Complex[] {
  let state = 11;
  const random = (): number => ((state = (state * 48271) % 2147483647) / 2147483647) * 4 - 2;
  return Array.from({ length: count }, () => new Complex(random(), random()));
}

function expectClose(actual: Complex, expected: Complex, tolerance = 1e-12): void {
  expect(actual.sub(expected).abs(), `${actual}, expected ${expected}`).to.be.lessThan(tolerance);
}

describe('gradients with respect to complex numbers', () => {
  for (const name of elementary) {
    it(`${name}: both modes agree with differences`, () => {
      const f = /* @differentiable */ (z: Complex): number => {
        const w = z[name]();
        return 2 * w.re + 3 * w.im;
      };
      for (const z of [...randomPoints(12), ...(beside[name] ?? [])])
        checkGradient(f, [z], { step: 1e-3, rtol: 1e-5, atol: 1e-9 });
    });
  }

  it('are ∂u/∂x + i ∂u/∂y, as a Complex', () => {
    const f = /* @differentiable */ (z: Complex): number => z.re * z.re * z.im;
    const [d] = gradient(f, complex(3, 5));
    expect(d).to.be.instanceOf(Complex);
    expect(d).to.deep.equal(complex(30, 9));
    // u = |z|²: 2z;  u = Re z̄: 1;  u = |z|: z/|z|;  u = arg z: iz/|z|²
    const norm = /* @differentiable */ (z: Complex): number => z.norm2();
    expect(gradient(norm, complex(3, -4))).to.deep.equal([complex(6, -8)]);
    const conjugate = /* @differentiable */ (z: Complex): number => z.conj().im;
    expect(gradient(conjugate, complex(3, -4))).to.deep.equal([complex(0, -1)]);
    const abs = /* @differentiable */ (z: Complex): number => z.abs();
    expectClose(gradient(abs, complex(3, -4))[0], complex(0.6, -0.8));
    expect(gradient(abs, complex(0, 0))).to.deep.equal([complex(0, 0)]);
    const arg = /* @differentiable */ (z: Complex): number => z.arg();
    expectClose(gradient(arg, complex(3, -4))[0], complex(4 / 25, 3 / 25));
    const constantOf = /* @differentiable */ (z: Complex): number => (z.re > 0 ? 1 : 2);
    expect(gradient(constantOf, complex(3, -4))).to.deep.equal([complex(0, 0)]);
  });

  it('pull the conjugate of the derivative back through a holomorphic function', () => {
    const f = /* @differentiable */ (z: Complex): Complex => z.exp();
    const z = complex(0.3, 1.1);
    const [value, back] = pullback(f, z);
    expect(value).to.deep.equal(z.exp());
    expectClose(back(complex(1, 0))[0], z.exp().conj());
    expectClose(back({ im: 1 })[0], z.exp().conj().mul(Complex.I));
    const [, tangent] = jvp(f, [z], [complex(0, 1)]);
    expect(tangent).to.be.instanceOf(Complex);
    expectClose(tangent, z.exp().mul(Complex.I));
  });

  it('of mixed expressions: Wirtinger derivatives of both kinds', () => {
    const f = /* @differentiable */ (z: Complex): Complex => z.mul(z.conj()).add(z.conj().exp());
    const z = complex(0.4, -0.7);
    const J = jacobian(f, z);
    // ∂f/∂z = z̄, ∂f/∂z̄ = z + exp(z̄): from the four real partial derivatives
    const [ux, uy, vx, vy] = [J.re.re, J.re.im, J.im.re, J.im.im];
    expectClose(complex((ux + vy) / 2, (vx - uy) / 2), z.conj());
    expectClose(complex((ux - vy) / 2, (vx + uy) / 2), z.add(z.conj().exp()));
  });

  it('are Jacobians of R² → R², and derivatives where the function is holomorphic', () => {
    const f = /* @differentiable */ (z: Complex): Complex => z.mul(z).mul(z);
    const z = complex(1, 2);
    const J = jacobian(f, z);
    expectClose(complex(J.re.re, J.im.re), z.mul(z).mul(3));
    expect(J.im.im).to.equal(J.re.re);
    expect(J.re.im).to.equal(-J.im.re);
    const plane = /* @differentiable */ (p: readonly number[]): Complex => new Complex(p[0]!, p[1]!).exp();
    const { re, im } = jacobian(plane, [0.1, 0.2]);
    const w = complex(0.1, 0.2).exp();
    expect(re).to.deep.equal([w.re, -w.im]);
    expect(im).to.deep.equal([w.im, w.re]);
  });

  it('go through arithmetic with real numbers', () => {
    const f = /* @differentiable */ (z: Complex, x: number): number => {
      const w = z
        .mul(x)
        .add(x)
        .sub(2)
        .div(x)
        .pow(x)
        .sub(new Complex(x, x * x).pow(z));
      return w.re - 2 * w.im + Complex.polar(x, 3 * x).re;
    };
    checkGradient(f, [complex(0.7, 0.4), 1.7]);
    const power = /* @differentiable */ (z: Complex, w: Complex): number => z.pow(w).re;
    checkGradient(power, [complex(-0.7, 0.4), complex(0.3, -1.2)]);
    const whole = /* @differentiable */ (z: Complex): number => z.pow(3).im + z.pow(-2).re + z.pow(0).re;
    checkGradient(whole, [complex(-0.7, 0.4)]);
  });

  it('go through arrays, objects, Maps and closures', () => {
    interface Model {
      readonly gain: Complex;
      readonly poles: readonly Complex[];
      readonly offsets: ReadonlyMap<string, Complex>;
    }
    const model: Model = {
      gain: complex(1, 0.5),
      poles: [complex(-1, 2), complex(-0.5, 0.25)],
      offsets: new Map([['a', complex(0.1, 0.2)]]),
    };
    const response = /* @differentiable */ (m: Model, s: Complex): number => {
      let h = m.gain;
      const times = (p: Complex): void => {
        h = h.div(s.sub(p));
      };
      m.poles.forEach(times);
      return h.add(m.offsets.get('a')!).norm2();
    };
    checkGradient(response, [model, complex(0.2, 1.5)]);
    const [dm] = gradient(response, model, complex(0.2, 1.5));
    expect(dm.gain).to.be.instanceOf(Complex);
    expect(dm.poles.every((each) => each instanceof Complex)).to.equal(true);
    expect(dm.offsets.get('a')).to.be.instanceOf(Complex);
  });

  it('of one object that stands at several places stand at all of them', () => {
    const f = /* @differentiable */ (zs: readonly Complex[]): number => weightedSum(zs);
    const z = complex(1, 2);
    const [[a, b]] = gradient(f, [z, z]);
    expect(a).to.equal(b);
    expect(a).to.deep.equal(complex(5, 7));
  });

  it('leave out what has no influence, even where a derivative is infinite', () => {
    const f = /* @differentiable */ (z: Complex): number => z.sqrt().re * 0 + z.im;
    expect(gradient(f, complex(0, 0))).to.deep.equal([complex(0, 1)]);
    const g = /* @differentiable */ (z: Complex): number => z.log().mul(0).re + z.asin().re * 0 + z.re;
    expect(gradient(g, complex(1, 0))).to.deep.equal([complex(1, 0)]);
    const [, tangent] = jvp(f, [complex(0, 0)], [complex(0, 0)]);
    expect(tangent).to.equal(0);
    const power = /* @differentiable */ (z: Complex): number => z.pow(2).re + z.pow(1).im;
    expect(gradient(power, complex(0, 0))).to.deep.equal([complex(0, 1)]);
    const byExponent = /* @differentiable */ (w: Complex): number => complex(0, 0).pow(w).re;
    expect(gradient(byExponent, complex(2, 1))).to.deep.equal([complex(0, 0)]);
  });

  it('are finite where functions are large', () => {
    const f = /* @differentiable */ (z: Complex): number => z.tan().re + z.mul(Complex.I).tanh().im;
    const [d] = gradient(f, complex(0.5, 800));
    expect(d.isFinite()).to.equal(true);
    const g = /* @differentiable */ (z: Complex): number => z.div(complex(3e300, 4e300)).abs();
    const [dz] = gradient(g, complex(1e300, 1e300));
    expect(dz.mul(5e300).abs()).to.be.closeTo(1, 1e-12);
    const h = /* @differentiable */ (z: Complex): number => z.asinh().re + z.atan().re;
    expect(gradient(h, complex(1e200, 1e200))[0].isFinite()).to.equal(true);
  });

  it('pass through phases that wrap', () => {
    // arg is cut, its derivative is not.
    const f = /* @differentiable */ (z: Complex): number => z.mul(z).arg();
    for (const theta of [0.1, 1.5, 1.6, 3.1, -3.1, -1.6]) {
      const z = Complex.polar(2, theta);
      expectClose(gradient(f, z)[0], z.mul(Complex.I).mul(2).div(z.norm2()));
    }
    // log exp z is z but for a multiple of 2πi
    const wrap = /* @differentiable */ (z: Complex): number => {
      const w = z.exp().log();
      return 2 * w.re + 3 * w.im;
    };
    for (const y of [0.5, 4, 10, -7]) expectClose(gradient(wrap, complex(0.3, y))[0], complex(2, 3));
  });

  it('of complex matrices on plain arrays', () => {
    type Matrix = readonly (readonly Complex[])[];
    const product = /* @differentiable */ (A: Matrix, B: Matrix): Complex[][] =>
      A.map((row) => B[0]!.map((_, j) => row.reduce((s, a, k) => s.add(a.mul(B[k]![j]!)), complex(0, 0))));
    const determinant = /* @differentiable */ (M: Matrix): Complex => {
      const A = M.map((row) => [...row]);
      let det = complex(1);
      for (let k = 0; k < A.length; k++) {
        let best = k;
        for (let i = k + 1; i < A.length; i++) if (A[i]![k]!.abs() > A[best]![k]!.abs()) best = i;
        if (best !== k) {
          [A[k], A[best]] = [A[best]!, A[k]!];
          det = det.neg();
        }
        const pivot = A[k]![k]!;
        det = det.mul(pivot);
        for (let i = k + 1; i < A.length; i++) {
          const factor = A[i]![k]!.div(pivot);
          for (let j = k; j < A.length; j++) A[i]![j] = A[i]![j]!.sub(factor.mul(A[k]![j]!));
        }
      }
      return det;
    };
    const inverse2 = /* @differentiable */ (M: Matrix): Complex[][] => {
      const det = M[0]![0]!.mul(M[1]![1]!).sub(M[0]![1]!.mul(M[1]![0]!));
      return [
        [M[1]![1]!.div(det), M[0]![1]!.neg().div(det)],
        [M[1]![0]!.neg().div(det), M[0]![0]!.div(det)],
      ];
    };
    const [a, b, c, d, e, f, g, h, i] = randomPoints(9) as [
      Complex,
      Complex,
      Complex,
      Complex,
      Complex,
      Complex,
      Complex,
      Complex,
      Complex,
    ];
    const M = [
      [a, b, c],
      [d, e, f],
      [g, h, i],
    ];
    checkGradient(product, [M, M.map((row) => row.map((z) => z.conj()))]);
    checkGradient(determinant, [M]);
    checkGradient(inverse2, [
      [
        [a, b],
        [c, d],
      ],
    ]);
    // d det/dM = det·M⁻ᵀ, of which the gradient of Re det is the conjugate
    const realDeterminant = /* @differentiable */ (A: Matrix): number => determinant(A).re;
    const [D] = gradient(realDeterminant, [
      [a, b],
      [c, d],
    ]);
    expectClose(D[0]![0]!, d.conj());
    expectClose(D[0]![1]!, c.conj().neg());
  });

  it('of a power iteration', () => {
    const eigenvalue = /* @differentiable */ (A: readonly (readonly Complex[])[]): number => {
      let v = [complex(1, 0.2), complex(0.3, -0.5)];
      for (let n = 0; n < 40; n++) {
        const w = A.map((row) => row[0]!.mul(v[0]!).add(row[1]!.mul(v[1]!)));
        const size = Math.hypot(w[0]!.re, w[0]!.im, w[1]!.re, w[1]!.im);
        v = w.map((z) => z.div(size));
      }
      const Av = A.map((row) => row[0]!.mul(v[0]!).add(row[1]!.mul(v[1]!)));
      return v[0]!.conj().mul(Av[0]!).add(v[1]!.conj().mul(Av[1]!)).abs();
    };
    const A = [
      [complex(3, 1), complex(0.5, -0.2)],
      [complex(0.1, 0.4), complex(1, -0.5)],
    ];
    checkGradient(eigenvalue, [A], { rtol: 1e-5 });
  });

  it('come with the value of the original, bit for bit', () => {
    const f = /* @differentiable */ (z: Complex): Complex => z.pow(z).div(z.sin().add(z.log())).sqrt();
    for (const z of randomPoints(20)) {
      const [value] = pullback(f, z);
      expect(value).to.deep.equal(f(z));
      expect(value).to.be.instanceOf(Complex);
    }
    const real = /* @differentiable */ (z: Complex): number => f(z).abs();
    const z = complex(0.3, 0.4);
    expect(withGradient(real, z).value).to.equal(real(z));
  });

  it('end where numbers become text', () => {
    const f = /* @differentiable */ (z: Complex): number => (z.toFixed(1) === '1.0+2.0i' ? z.re : -z.re);
    expect(gradient(f, complex(1, 2))).to.deep.equal([complex(1, 0)]);
    const g = /* @differentiable */ (z: Complex): number =>
      Complex.from({ re: z.re, im: z.im * 2 }).norm2() + `${z}`.length;
    expect(gradient(g, complex(1, 2))).to.deep.equal([complex(2, 16)]);
  });

  it('refuse cotangents of other shapes', () => {
    const f = /* @differentiable */ (z: Complex): Complex => z;
    const [, back] = pullback(f, complex(1, 2));
    expect(() => back(1 as never)).to.throw('DIFF3003');
    expect(() => back([1, 2] as never)).to.throw('DIFF3003');
    expect(() => gradient(f as never, complex(1, 2))).to.throw('DIFF3002');
  });

  it('are trees: zeros, vectors and maps of them', () => {
    const tree = { z: complex(1, 2), x: 3 };
    expect(zerosLike(tree)).to.deep.equal({ z: complex(0, 0), x: 0 });
    expect(zerosLike(tree).z).to.be.instanceOf(Complex);
    expect([...ravel(tree)]).to.deep.equal([1, 2, 3]);
    const moved = treeMap((x, d) => x - 0.5 * d, tree, { z: complex(2, 4), x: 6 });
    expect(moved).to.deep.equal({ z: complex(0, 0), x: 0 });
    expect(moved.z).to.be.instanceOf(Complex);
  });
});

/* @differentiable */
function weightedSum(zs: readonly Complex[]): number {
  return zs.reduce((sum, z, i) => sum + weighted(z) + i * (z.re + z.im), 0);
}
