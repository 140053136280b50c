import { expect } from 'chai';
import fc from 'fast-check';
import {
  add,
  concat,
  conj,
  type Dtype,
  expandDims,
  flip,
  gradient,
  imag,
  jvp,
  mul,
  NDArray,
  neg,
  real,
  sin,
  slice,
  sub,
  sum,
  transpose,
} from '@diffjs/runtime';

/*
 * Random programs of functions of arrays, on views of any layout: axes in any order in memory, some of them backwards, with gaps, of length 0 or
 * without any axis; of several types, broadcast against one another. Values are compared with those of loops over all indices in double precision,
 * derivatives in both modes with differences of those and with one another.
 */

type Shape = readonly number[];

/** An array by its definition: complex numbers in the order of the indices. */
interface Table {
  readonly shape: Shape;
  readonly re: readonly number[];
  readonly im: readonly number[];
}

const size = (shape: Shape): number => shape.reduce((m, n) => m * n, 1);

function indices(shape: Shape): number[][] {
  return shape.reduce<number[][]>(
    (list, n) => list.flatMap((index) => Array.from({ length: n }, (_, i) => [...index, i])),
    [[]],
  );
}

/** The table of a shape whose element at an index is that of another at the index that `source` says. */
function rearranged(x: Table, shape: Shape, source: (at: Shape) => Shape): Table {
  const from = indices(shape).map((at) => source(at).reduce((k, i, axis) => k * x.shape[axis]! + i, 0));
  return { shape, re: from.map((k) => x.re[k]!), im: from.map((k) => x.im[k]!) };
}

/** The shape that both are broadcast to; undefined if they do not fit. */
function commonShape(a: Shape, b: Shape): Shape | undefined {
  const rank = Math.max(a.length, b.length);
  const shape: number[] = [];
  for (let i = 0; i < rank; i++) {
    const m = a[i - rank + a.length] ?? 1;
    const n = b[i - rank + b.length] ?? 1;
    if (m !== n && m !== 1 && n !== 1) return undefined;
    shape.push(m === 1 ? n : m);
  }
  return shape;
}

function broadcast(x: Table, shape: Shape): Table {
  return rearranged(x, shape, (at) =>
    at.slice(at.length - x.shape.length).map((i, axis) => (x.shape[axis] === 1 ? 0 : i)),
  );
}

/** One step: what is done to which values there are already. */
interface Step {
  readonly kind: (typeof kinds)[number];
  readonly x: number;
  readonly y: number;
  readonly axis: number;
}

const kinds = [
  ...(['add', 'sub', 'mul', 'mul'] as const),
  ...(['neg', 'conj', 'real', 'imag', 'sin'] as const),
  ...(['transpose', 'flip', 'slice', 'expandDims', 'concat', 'sum', 'sumKept'] as const),
] as const;

const binary = (kind: Step['kind']): boolean => kind === 'add' || kind === 'sub' || kind === 'mul';

/** One step by its definition; undefined where it cannot be. */
function defined({ kind, axis }: Step, x: Table, y: Table): Table | undefined {
  const { shape, re, im } = x;
  const rank = shape.length;
  if (binary(kind)) {
    const to = commonShape(shape, y.shape);
    if (to === undefined) return undefined;
    const [a, b] = [broadcast(x, to), broadcast(y, to)];
    if (kind === 'mul')
      return {
        shape: to,
        re: a.re.map((v, k) => v * b.re[k]! - a.im[k]! * b.im[k]!),
        im: a.re.map((v, k) => v * b.im[k]! + a.im[k]! * b.re[k]!),
      };
    const sign = kind === 'add' ? 1 : -1;
    return {
      shape: to,
      re: a.re.map((v, k) => v + sign * b.re[k]!),
      im: a.im.map((v, k) => v + sign * b.im[k]!),
    };
  }
  if (kind === 'neg') return { shape, re: re.map((v) => -v), im: im.map((v) => -v) };
  if (kind === 'conj') return { shape, re, im: im.map((v) => -v) };
  if (kind === 'real') return { shape, re, im: im.map(() => 0) };
  if (kind === 'imag') return { shape, re: im, im: im.map(() => 0) };
  if (kind === 'sin')
    return {
      shape,
      re: re.map((v, k) => Math.sin(v) * Math.cosh(im[k]!)),
      im: re.map((v, k) => Math.cos(v) * Math.sinh(im[k]!)),
    };
  if (kind === 'transpose') return rearranged(x, [...shape].reverse(), (at) => [...at].reverse());
  if (kind === 'expandDims') return rank > 2 ? undefined : rearranged(x, [1, ...shape], (at) => at.slice(1));
  if (rank === 0) return undefined;
  const a = axis % rank;
  const n = shape[a]!;
  const along = (length: number, source: (i: number) => number): Table =>
    rearranged(
      x,
      shape.map((m, i) => (i === a ? length : m)),
      (at) => at.map((i, k) => (k === a ? source(i) : i)),
    );
  if (kind === 'flip') return along(n, (i) => n - 1 - i);
  if (kind === 'slice') return along((n + 1) >> 1, (i) => n - 1 - 2 * i);
  if (kind === 'concat') return n > 4 ? undefined : along(2 * n, (i) => (i < n ? i : 2 * n - 1 - i));
  const kept = shape.map((m, i) => (i === a ? 1 : m));
  const totals = indices(kept).map((at) => {
    let [u, v] = [0, 0];
    for (let i = 0; i < n; i++) {
      const k = at.reduce((p, j, other) => p * shape[other]! + (other === a ? i : j), 0);
      u += re[k]!;
      v += im[k]!;
    }
    return [u, v] as const;
  });
  return {
    shape: kind === 'sumKept' ? kept : shape.filter((_, i) => i !== a),
    re: totals.map(([u]) => u),
    im: totals.map(([, v]) => v),
  };
}

/* @differentiable */
function computed({ kind, axis }: Step, x: NDArray, y: NDArray): NDArray {
  if (kind === 'add') return add(x, y);
  if (kind === 'sub') return sub(x, y);
  if (kind === 'mul') return mul(x, y);
  if (kind === 'neg') return neg(x);
  if (kind === 'conj') return conj(x);
  if (kind === 'real') return real(x);
  if (kind === 'imag') return imag(x);
  if (kind === 'sin') return sin(x);
  if (kind === 'transpose') return transpose(x);
  if (kind === 'expandDims') return expandDims(x, 0);
  const rank = x.dimension;
  const a = axis % rank;
  if (kind === 'flip') return flip(x, a);
  if (kind === 'slice') return slice(x, ...x.shape.map((_, i) => (i === a ? [null, null, -2] : null)));
  if (kind === 'concat') return concat([x, flip(x, a)], a);
  const whole = sum(x, { axis: [a], keepdims: kind === 'sumKept' }) as NDArray | number;
  // Over the only axis it is a number.
  return typeof whole === 'number' ? add(whole, zero) : whole;
}

const zero = new NDArray(Float64Array.of(0), []);

/** The steps that can be done, with the values after each; undefined if numbers get too large for differences or for int32. */
function definedAll(
  steps: readonly Step[],
  given: readonly Table[],
):
  | { readonly done: readonly Step[]; readonly values: readonly Table[]; readonly greatest: number }
  | undefined {
  const values = [...given];
  const done: Step[] = [];
  let greatest = 1;
  for (const step of steps) {
    // The last value is always among the operands, so that nothing is computed for nothing.
    const x = done.length === 0 ? step.x % values.length : values.length - 1;
    const y = step.y % values.length;
    const value = defined(step, values[x]!, values[y]!);
    if (value === undefined || size(value.shape) > 100) continue;
    for (const v of [...value.re, ...value.im]) greatest = Math.max(greatest, Math.abs(v));
    if (!(greatest < 200)) return undefined;
    values.push(value);
    done.push({ ...step, x, y });
  }
  return { done, values, greatest };
}

/** Σ (k + 1)·re + (k + 2)·im over the last value, by its definition. */
function definedLoss(done: readonly Step[], given: readonly Table[]): number {
  const values = [...given];
  for (const step of done) values.push(defined(step, values[step.x]!, values[step.y]!)!);
  const { re, im } = values.at(-1)!;
  return re.reduce((s, v, k) => s + (1 + (k % 5)) * v + (2 - (k % 3)) * im[k]!, 0);
}

/* @differentiable */
function computedLast(done: readonly Step[], a: NDArray, b: NDArray, constant: NDArray): NDArray {
  const values = [a, b, constant];
  for (let i = 0; i < done.length; i++) {
    const step = done[i]!;
    values.push(computed(step, values[step.x]!, values[step.y]!));
  }
  return values[values.length - 1]!;
}

/** The numbers of an array as a table. */
function tableOf(a: NDArray): Table {
  const unit = a.dtype === 'complex128' ? 2 : 1;
  const at = indices(a.shape).map((index) => index.reduce((p, i, axis) => p + i * a.stride[axis]!, a.offset));
  return {
    shape: a.shape,
    re: at.map((p) => a.data[p]!),
    im: at.map((p) => (unit === 2 ? a.data[p + 1]! : 0)),
  };
}

interface Layout {
  readonly order: Shape;
  readonly backwards: readonly boolean[];
  readonly gap: number;
}

/** A view of some layout. */
function viewOf(shape: Shape, { order, backwards, gap }: Layout, dtype: Dtype, seed: number): NDArray {
  const unit = dtype === 'complex128' ? 2 : 1;
  const stride = shape.map(() => 0);
  let step = unit * gap;
  let offset = 0;
  for (const axis of order.filter((i) => i < shape.length)) {
    stride[axis] = backwards[axis] ? -step : step;
    if (backwards[axis]) offset += step * Math.max(0, shape[axis]! - 1);
    step *= Math.max(1, shape[axis]!);
  }
  const numbers = Array.from({ length: step + unit }, (_, i) => Math.sin(seed + 1.7 * i) * 1.5);
  const data =
    dtype === 'int32'
      ? Int32Array.from(numbers, (v) => 2 * v)
      : dtype === 'float32'
        ? Float32Array.from(numbers)
        : Float64Array.from(numbers);
  return new NDArray(data, [...shape], stride, offset, dtype);
}

/** A compact direction for an array. */
function directionFor({ shape, dtype }: NDArray, seed: number): NDArray {
  const type = dtype === 'complex128' ? dtype : 'float64';
  return viewOf(shape, { order: [3, 2, 1, 0], backwards: [], gap: 1 }, type, seed);
}

const layouts = fc.record({
  order: fc.shuffledSubarray([0, 1, 2], { minLength: 3 }),
  backwards: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
  gap: fc.integer({ min: 1, max: 2 }),
});
const floats = fc.constantFrom<Dtype>('float64', 'float64', 'float32', 'complex128');

/** Shapes that are broadcast to one: some lengths are 1 in them, some first axes missing. */
const shapes = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 3 }).chain((shape) => {
  const narrowed = fc
    .tuple(fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }), fc.nat(shape.length))
    .map(([ones, from]) => shape.map((n, i) => (ones[i]! ? 1 : n)).slice(from === 1 ? 1 : 0));
  return fc.tuple(narrowed, narrowed, narrowed);
});

const programs = fc.record({
  shapes,
  layouts: fc.tuple(layouts, layouts, layouts),
  dtypes: fc.tuple(floats, floats, fc.constantFrom<Dtype>('int32', 'float32', 'complex128')),
  seed: fc.nat(1000),
  steps: fc.array(
    fc.record({ kind: fc.constantFrom(...kinds), x: fc.nat(20), y: fc.nat(20), axis: fc.nat(2) }),
    { minLength: 2, maxLength: 7 },
  ),
});

describe('random programs of functions of arrays', () => {
  it('have the values that loops give, and in both modes the derivatives of these', () => {
    let checked = 0;
    fc.assert(
      fc.property(programs, ({ shapes: own, layouts: laid, dtypes, seed, steps }) => {
        const given = own.map((shape, i) => viewOf(shape, laid[i]!, dtypes[i]!, seed + 9 * i));
        const [a, b, constant] = given as [NDArray, NDArray, NDArray];
        const tables = given.map(tableOf);
        const all = definedAll(steps, tables);
        if (all === undefined) return;
        checked++;
        const { done, values, greatest } = all;
        const digits = dtypes.includes('float32') ? 1e-5 : 1e-13;
        const out = tableOf(computedLast(done, a, b, constant));
        const expected = values.at(-1)!;
        expect(out.shape).to.deep.equal(expected.shape);
        out.re.forEach((v, k) => expect(v).to.be.closeTo(expected.re[k]!, digits * greatest * 10));
        out.im.forEach((v, k) => expect(v).to.be.closeTo(expected.im[k]!, digits * greatest * 10));

        const f = /* @differentiable */ (x: NDArray, y: NDArray): number => {
          const z = computedLast(done, x, y, constant);
          return (
            (sum(mul(real(z), realWeights(z))) as number) + (sum(mul(imag(z), imagWeights(z))) as number)
          );
        };
        const directions = [directionFor(a, seed + 40), directionFor(b, seed + 50)];
        const [, tangent] = jvp(f, [a, b], directions as never);
        const along = gradient(f, a, b).reduce((s, d, i) => {
          expect(d.shape).to.deep.equal(given[i]!.shape);
          const [g, v] = [tableOf(d), tableOf(directions[i]!)];
          return s + g.re.reduce((t, u, k) => t + u * v.re[k]! + g.im[k]! * v.im[k]!, 0);
        }, 0);
        const moved = (h: number): number =>
          definedLoss(
            done,
            tables.map((x, i) => {
              if (i === 2) return x;
              const v = tableOf(directions[i]!);
              return {
                shape: x.shape,
                re: x.re.map((u, k) => u + h * v.re[k]!),
                im: x.im.map((u, k) => u + h * v.im[k]!),
              };
            }),
          );
        const h = 2e-4;
        const difference = (8 * (moved(h) - moved(-h)) - (moved(2 * h) - moved(-2 * h))) / (12 * h);
        const scale = 10 * greatest + Math.abs(difference);
        expect(along).to.be.closeTo(tangent, Math.max(1e-12, digits) * scale);
        expect(tangent).to.be.closeTo(difference, Math.max(1e-8, digits) * scale);
      }),
      { numRuns: 1500, seed: 12 },
    );
    // Most programs stay within the bounds of what can be compared.
    expect(checked).to.be.greaterThan(1200);
  });
});

/* @nondifferentiable */
function realWeights({ shape }: NDArray): NDArray {
  return new NDArray(
    Float64Array.from({ length: size(shape) }, (_, k) => 1 + (k % 5)),
    shape.slice(),
  );
}

/* @nondifferentiable */
function imagWeights({ shape }: NDArray): NDArray {
  return new NDArray(
    Float64Array.from({ length: size(shape) }, (_, k) => 2 - (k % 3)),
    shape.slice(),
  );
}
