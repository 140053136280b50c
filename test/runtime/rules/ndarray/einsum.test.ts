import { expect } from 'chai';
import fc from 'fast-check';
import {
  checkGradient,
  dot,
  einsum,
  gradient,
  imag,
  inner,
  kron,
  matmul,
  mul,
  NDArray,
  outer,
  real,
  reshape,
  slice,
  square,
  tensordot,
  transpose,
  vdot,
  vecdot,
} from '@diffjs/runtime';
import { type ArrayCase, matrix, strided, testArrayCases } from '../../../support/arrayCases';
import { codeOf } from '../../../support/codeOf';
import { naiveEinsum } from '../../../support/naiveEinsum';

const cases: Readonly<Record<string, ArrayCase>> = {
  'einsum: a product of matrices': /* @differentiable */ (a) => square(einsum('ij,kj->ik', a, square(a))),
  'einsum: a stack of products': /* @differentiable */ (a) =>
    square(einsum('bij,bjk->bki', reshape(a, [3, 2, 2]), reshape(a, [3, 2, 2]))),
  'einsum: a trace': /* @differentiable */ (a) => einsum('ii', slice(square(a), null, [1])),
  'einsum: a diagonal': /* @differentiable */ (a) => square(einsum('ii->i', slice(a, null, [1]))),
  'einsum: an axis that stands alone': /* @differentiable */ (a) => square(einsum('ij->j', a)),
  'einsum: axes that stand alone': /* @differentiable */ (a) => square(einsum('ij,ik->i', a, square(a))),
  'einsum: a transposition': /* @differentiable */ (a) => square(einsum('ij->ji', a)),
  'einsum: an outer product': /* @differentiable */ (a) => square(einsum('ij,kl->likj', a, slice(a, [1]))),
  'einsum: a product by elements': /* @differentiable */ (a) => einsum('ij,ij,ij->ij', a, a, a),
  'einsum: a bilinear form': /* @differentiable */ (a) => einsum('i,ij,j', slice(a, null, 0), a, slice(a, 1)),
  'einsum: a product with a diagonal in it': /* @differentiable */ (a) =>
    square(einsum('iij,jk->ik', reshape(a, [2, 2, 3]), a)),
  'einsum: an ellipsis': /* @differentiable */ (a) =>
    square(einsum('...ij,...jk', reshape(a, [3, 2, 2]), slice(a, [0, 2], [0, 2]))),
  'einsum: an ellipsis that is broadcast': /* @differentiable */ (a) =>
    square(einsum('...i,...i->...i', reshape(a, [3, 1, 4]), reshape(square(a), [1, 3, 4]))),
  'einsum: an ellipsis that is summed': /* @differentiable */ (a) =>
    square(einsum('...i->i', reshape(a, [3, 2, 2]))),
  'einsum: four matrices': /* @differentiable */ (a) =>
    einsum('ij,kj,kl,ml->im', a, square(a), a, mul(a, 0.5)),
  outer: /* @differentiable */ (a) => square(outer(a, slice(a, 0))),
  inner: /* @differentiable */ (a) => square(inner(a, square(a))),
  'inner with a number': /* @differentiable */ (a) => inner(square(a), slice(a, 0, 0).item()),
  dot: /* @differentiable */ (a) => square(dot(a, transpose(a))),
  'dot of stacks': /* @differentiable */ (a) => square(dot(reshape(a, [3, 2, 2]), reshape(a, [3, 2, 2]))),
  vdot: /* @differentiable */ (a) => vdot(a, reshape(square(a), [4, 3])),
  vecdot: /* @differentiable */ (a) => square(vecdot(a, slice(a, 1))),
  'vecdot along the first axis': /* @differentiable */ (a) => square(vecdot(a, square(a), 0)),
  tensordot: /* @differentiable */ (a) => square(tensordot(a, reshape(a, [4, 3]), 1)),
  'tensordot of lists of axes': /* @differentiable */ (a) =>
    square(tensordot(reshape(a, [3, 2, 2]), reshape(a, [2, 3, 2]), [[0, 1], [1, -1]])), // prettier-ignore
  'tensordot without axes': /* @differentiable */ (a) => tensordot(slice(a, 0), a, 0),
  kron: /* @differentiable */ (a) => square(kron(slice(a, [0, 2]), slice(a, 1, [1, 3]))),
};

/** Two or three operands with letters of their own, and a result with some of them. */
const contractions = fc
  .record({
    sizes: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 5, maxLength: 5 }),
    operands: fc.array(fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 }), {
      minLength: 1,
      maxLength: 4,
    }),
    kept: fc.shuffledSubarray([0, 1, 2, 3, 4]),
    seed: fc.integer({ min: 1, max: 1e6 }),
    isSingle: fc.boolean(),
  })
  .map(({ sizes, operands, kept, seed, isSingle }) => {
    const there = new Set(operands.flat());
    const letters = (list: readonly number[]): string => list.map((i) => 'abcde'[i]).join('');
    let state = seed;
    // No zeros, whose products may be −0.
    const random = (): number => {
      state = (state * 16807) % 2147483647;
      return (state % 2 === 0 ? 1 : -1) * ((state % 9) + 1);
    };
    const arrays = operands.map((labels) => {
      const shape = labels.map((i) => sizes[i]!);
      const size = shape.reduce((m, n) => m * n, 1);
      const data = isSingle ? new Float32Array(2 * size + 1) : new Float64Array(2 * size + 1);
      data.forEach((_, i) => (data[i] = random()));
      // Every second number, the first axis running fastest.
      let step = 2;
      const stride = shape.map((n) => (step *= n) / n || 2);
      return new NDArray(data, shape, stride, 1);
    });
    return {
      subscripts: `${operands.map(letters).join(',')}->${letters(kept.filter((i) => there.has(i)))}`,
      arrays,
    };
  });

describe('products of arrays by the names of their axes', () => {
  testArrayCases(cases);

  it('are what the definition says', () => {
    fc.assert(
      fc.property(contractions, ({ subscripts, arrays }) => {
        const out = einsum(subscripts, ...arrays);
        const expected = naiveEinsum(subscripts, ...arrays);
        expect(out.shape).to.deep.equal(expected.shape);
        // −0 is 0.
        expect(Array.from(out.data, (x) => x + 0)).to.deep.equal(Array.from(expected.data, (x) => x + 0));
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  it('have the gradients that differences have', () => {
    fc.assert(
      fc.property(contractions, ({ subscripts, arrays }) => {
        const f = /* @differentiable */ (...list: NDArray[]): NDArray => einsum(subscripts, ...list);
        const doubles = arrays.map(
          (a) => new NDArray(Float64Array.from(a.data), a.shape, a.stride, a.offset),
        );
        checkGradient(f, doubles, { maxComponents: 12, step: 0.5, atol: 1e-5 });
      }),
      { numRuns: 60, seed: 2 },
    );
  });

  it('agree with one another', () => {
    const [a, b] = [strided(), transpose(matrix())];
    const product = matmul(a, b).toArray();
    expect(dot(a, b).toArray()).to.deep.equal(product);
    expect(tensordot(a, b, 1).toArray()).to.deep.equal(product);
    expect(einsum('ij,jk', a, b).toArray()).to.deep.equal(product);
    expect(inner(a, transpose(b)).toArray()).to.deep.equal(product);
    expect(einsum('ba', a).toArray()).to.deep.equal(transpose(a).toArray());
  });

  it('take integers, empty arrays and such without axes', () => {
    const none = new NDArray(new Float64Array(0), [0, 3]);
    const single = new NDArray(Float64Array.of(5), []);
    expect(einsum('ij,ij->j', none, none).toArray()).to.deep.equal([0, 0, 0]);
    expect(einsum('ij,kj->ik', none, none).shape).to.deep.equal([0, 0]);
    expect(einsum('ij->', none).item()).to.equal(0);
    expect(einsum(',i->i', single, [1, 2]).toArray()).to.deep.equal([5, 10]);
    expect(einsum('', single).item()).to.equal(5);
    expect(outer(none, [1]).shape).to.deep.equal([0, 1]);
    expect(kron(none, [1, 2]).shape).to.deep.equal([0, 6]);
    expect(vdot(none, none)).to.equal(0);
    expect(dot(2, [1, 2]).toArray()).to.deep.equal([2, 4]);
    expect(tensordot(single, 3, 0).item()).to.equal(15);
    const many = new NDArray(new Uint8Array(300).fill(255), [300]);
    expect(einsum('i->', many).item()).to.equal(76500);
    expect(einsum('i,i->', many, many).dtype).to.equal('float64');
    expect(einsum('i,i->i', many, many).get(0)).to.equal(65025);
    expect(einsum('ij,j', strided(), new Float32Array(4)).dtype).to.equal('float64');
    expect(
      gradient(/* @differentiable */ (x: NDArray) => einsum('ij,ij->', x, x).item(), none)[0].shape,
    ).to.deep.equal([0, 3]);
  });

  it('give zero for a zero cotangent beside infinities only where the product does', () => {
    const f = /* @differentiable */ (x: NDArray): number => einsum('i,i->', x, [1, 0]).item();
    expect(gradient(f, new NDArray(Float64Array.of(1, 2)))[0].toArray()).to.deep.equal([1, 0]);
  });

  it('take complex numbers', () => {
    const z = new NDArray(
      Float64Array.of(1, 2, -3, 0.5, 2, -1, 0.25, 4, 1, 1, -2, 3),
      [2, 3],
      undefined,
      0,
      'complex128',
    );
    const products: Readonly<Record<string, (z: NDArray) => NDArray>> = {
      'with its transpose': /* @differentiable */ (a) => einsum('ij,kj->ik', a, a),
      'with real numbers': /* @differentiable */ (a) => einsum('ij,j->i', a, [1, 2, 3]),
      'of real and imaginary parts': /* @differentiable */ (a) => einsum('ij,ij,ik->jk', real(a), a, imag(a)),
      'by elements': /* @differentiable */ (a) => einsum('ij,kl->ijkl', a, a),
      'of one, summed': /* @differentiable */ (a) => einsum('ij->', a),
      'of one, a diagonal': /* @differentiable */ (a) => einsum('ii->i', slice(a, null, [1])),
      'inner products': /* @differentiable */ (a) => vecdot(a, slice(a, 1)),
    };
    for (const [name, f] of Object.entries(products)) {
      checkGradient(f, [z], { order: 2 });
      expect(f(z).dtype, name).to.equal('complex128');
    }
    expect(einsum('i,i->', slice(z, 0), slice(z, 1)).toArray()).to.deep.equal(complexDot(z));
    expect(einsum('ij,kj->ik', z, z).pick(0, 1).toArray()).to.deep.equal(complexDot(z));
  });

  it('say what is wrong', () => {
    const a = strided();
    for (const wrong of [
      () => einsum('ij,ij', a, transpose(a)),
      () => einsum('ii', a),
      () => einsum('i', a),
      () => einsum('...ijk', a),
      () => einsum('...i,...i', a, [[1, 2, 3, 4], [1, 2, 3, 4]]), // prettier-ignore
      () => inner(a, transpose(a)),
      () => dot(a, a),
      () => vdot(a, [1]),
      () => vecdot(a, [1]),
      () => tensordot(a, a, 1),
    ])
      expect(codeOf(wrong), String(wrong)).to.equal('DIFF3201');
    for (const wrong of [
      () => einsum('ij->ii', a),
      () => einsum('ij->k', a),
      () => einsum('ij->i->j', a),
      () => einsum('i.j', a),
      () => einsum('......', a),
      () => einsum('ij,jk', a),
      () => einsum('ij', a, a),
      () => tensordot(a, a, 3),
      () => tensordot(a, a, [[0], [0, 1]]),
      () => tensordot(a, a, [[2], [0]]),
      () => vecdot(a, a, 2),
    ])
      expect(codeOf(wrong), String(wrong)).to.equal('DIFF3202');
    const z = new NDArray(Float64Array.of(1, 2), [1], undefined, 0, 'complex128');
    for (const wrong of [() => vdot(z, z), () => matmul(z, z)]) expect(codeOf(wrong)).to.equal('DIFF3203');
  });
});

/** Σ z₀ⱼ·z₁ⱼ */
function complexDot(z: NDArray): [number, number] {
  const [a, b] = z.toArray() as unknown as [[number, number][], [number, number][]];
  let [re, im] = [0, 0];
  a.forEach(([x, y], j) => {
    const [u, v] = b[j]!;
    re += x * u - y * v;
    im += x * v + y * u;
  });
  return [re, im];
}
