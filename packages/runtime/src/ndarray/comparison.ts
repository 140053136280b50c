import { DiffError } from '../errors/DiffError.js';
import { type ArrayInput, toArray } from './asarray.js';
import { gather } from './doubleRows.js';
import { type Dtype, isComplexDtype } from './dtype.js';
import { elementwise1, elementwise2, type RowBinary, type RowUnary } from './elementwise.js';
import { type NDArray } from './NDArray.js';
import { sameShape } from './shape.js';

/*
 * Comparisons, element by element: arrays of 0 and 1.
 */

const bool = (): Dtype => 'bool';

const CHUNK = 512;
let lefts: Float64Array | undefined;
let rights: Float64Array | undefined;

type Test1 = (
  n: number,
  x: Float64Array,
  p: number,
  ps: number,
  z: Uint8Array,
  r: number,
  rs: number,
) => void;
type Test2 = (
  n: number,
  x: Float64Array,
  p: number,
  ps: number,
  y: Float64Array,
  q: number,
  qs: number,
  z: Uint8Array,
  r: number,
  rs: number,
) => void;

/** Numbers of other kinds pass through chunks of doubles. */
function testing2(test: Test2): RowBinary {
  return (n, x, p, ps, y, q, qs, z, r, rs) => {
    const to = z as Uint8Array;
    if (x instanceof Float64Array && y instanceof Float64Array) {
      test(n, x, p, ps, y, q, qs, to, r, rs);
      return;
    }
    lefts ??= new Float64Array(CHUNK);
    rights ??= new Float64Array(CHUNK);
    for (let done = 0; done < n; done += CHUNK) {
      const m = Math.min(CHUNK, n - done);
      gather(m, x, p + done * ps, ps, lefts);
      gather(m, y, q + done * qs, qs, rights);
      test(m, lefts, 0, 1, rights, 0, 1, to, r + done * rs, rs);
    }
  };
}

function testing1(test: Test1): RowUnary {
  return (n, x, p, ps, z, r, rs) => {
    const to = z as Uint8Array;
    if (x instanceof Float64Array) {
      test(n, x, p, ps, to, r, rs);
      return;
    }
    lefts ??= new Float64Array(CHUNK);
    for (let done = 0; done < n; done += CHUNK) {
      const m = Math.min(CHUNK, n - done);
      gather(m, x, p + done * ps, ps, lefts);
      test(m, lefts, 0, 1, to, r + done * rs, rs);
    }
  };
}

/** The comparison of complex numbers from that of their parts. */
function complexTest(isTrue: (a: number, b: number, c: number, d: number) => boolean): RowBinary {
  return (n, x, p, ps, y, q, qs, z, r, rs) => {
    for (let i = 0; i < n; i++, p += ps, q += qs, r += rs)
      z[r] = isTrue(x[p]!, x[p + 1]!, y[q]!, y[q + 1]!) ? 1 : 0;
  };
}

function complexTest1(isTrue: (re: number, im: number) => boolean): RowUnary {
  return (n, x, p, ps, z, r, rs) => {
    for (let i = 0; i < n; i++, p += ps, r += rs) z[r] = isTrue(x[p]!, x[p + 1]!) ? 1 : 0;
  };
}

export const equal = /* @__PURE__ */ elementwise2(
  'equal',
  /* @__PURE__ */ testing2((n, x, p, ps, y, q, qs, z, r, rs) => {
    for (let i = 0; i < n; i++, p += ps, q += qs, r += rs) z[r] = x[p]! === y[q]! ? 1 : 0;
  }),
  bool,
  /* @__PURE__ */ complexTest((a, b, c, d) => a === c && b === d),
);
export const notEqual = /* @__PURE__ */ elementwise2(
  'notEqual',
  /* @__PURE__ */ testing2((n, x, p, ps, y, q, qs, z, r, rs) => {
    for (let i = 0; i < n; i++, p += ps, q += qs, r += rs) z[r] = x[p]! !== y[q]! ? 1 : 0;
  }),
  bool,
  /* @__PURE__ */ complexTest((a, b, c, d) => a !== c || b !== d),
);
export const less = /* @__PURE__ */ elementwise2(
  'less',
  /* @__PURE__ */ testing2((n, x, p, ps, y, q, qs, z, r, rs) => {
    for (let i = 0; i < n; i++, p += ps, q += qs, r += rs) z[r] = x[p]! < y[q]! ? 1 : 0;
  }),
  bool,
);
export const lessEqual = /* @__PURE__ */ elementwise2(
  'lessEqual',
  /* @__PURE__ */ testing2((n, x, p, ps, y, q, qs, z, r, rs) => {
    for (let i = 0; i < n; i++, p += ps, q += qs, r += rs) z[r] = x[p]! <= y[q]! ? 1 : 0;
  }),
  bool,
);
export const logicalAnd = /* @__PURE__ */ elementwise2(
  'logicalAnd',
  /* @__PURE__ */ testing2((n, x, p, ps, y, q, qs, z, r, rs) => {
    for (let i = 0; i < n; i++, p += ps, q += qs, r += rs) z[r] = x[p] !== 0 && y[q] !== 0 ? 1 : 0;
  }),
  bool,
);
export const logicalOr = /* @__PURE__ */ elementwise2(
  'logicalOr',
  /* @__PURE__ */ testing2((n, x, p, ps, y, q, qs, z, r, rs) => {
    for (let i = 0; i < n; i++, p += ps, q += qs, r += rs) z[r] = x[p] !== 0 || y[q] !== 0 ? 1 : 0;
  }),
  bool,
);
export const logicalXor = /* @__PURE__ */ elementwise2(
  'logicalXor',
  /* @__PURE__ */ testing2((n, x, p, ps, y, q, qs, z, r, rs) => {
    for (let i = 0; i < n; i++, p += ps, q += qs, r += rs) z[r] = (x[p] !== 0) !== (y[q] !== 0) ? 1 : 0;
  }),
  bool,
);
export const logicalNot = /* @__PURE__ */ elementwise1(
  'logicalNot',
  /* @__PURE__ */ testing1((n, x, p, ps, z, r, rs) => {
    for (let i = 0; i < n; i++, p += ps, r += rs) z[r] = x[p] === 0 ? 1 : 0;
  }),
  bool,
);
export const isnan = /* @__PURE__ */ elementwise1(
  'isnan',
  /* @__PURE__ */ testing1((n, x, p, ps, z, r, rs) => {
    for (let i = 0; i < n; i++, p += ps, r += rs) z[r] = Number.isNaN(x[p]!) ? 1 : 0;
  }),
  bool,
  /* @__PURE__ */ complexTest1((re, im) => Number.isNaN(re) || Number.isNaN(im)),
);
export const isfinite = /* @__PURE__ */ elementwise1(
  'isfinite',
  /* @__PURE__ */ testing1((n, x, p, ps, z, r, rs) => {
    for (let i = 0; i < n; i++, p += ps, r += rs) z[r] = Number.isFinite(x[p]!) ? 1 : 0;
  }),
  bool,
  /* @__PURE__ */ complexTest1((re, im) => Number.isFinite(re) && Number.isFinite(im)),
);
export const isinf = /* @__PURE__ */ elementwise1(
  'isinf',
  /* @__PURE__ */ testing1((n, x, p, ps, z, r, rs) => {
    for (let i = 0; i < n; i++, p += ps, r += rs) z[r] = Math.abs(x[p]!) === Infinity ? 1 : 0;
  }),
  bool,
  /* @__PURE__ */ complexTest1((re, im) => Math.abs(re) === Infinity || Math.abs(im) === Infinity),
);

/** How near numbers must be to count as equal. */
export interface ClosenessOptions {
  /** Relative to the second operand. Default 1e-5. */
  readonly rtol?: number;
  /** Default 1e-8. */
  readonly atol?: number;
  /** Whether NaN is equal to NaN. Default false. */
  readonly equalNan?: boolean;
}

/** |x − y| ≤ atol + rtol·|y|; infinities are close to themselves only. */
export function isclose(
  x: ArrayInput,
  y: ArrayInput,
  { rtol = 1e-5, atol = 1e-8, equalNan = false }: ClosenessOptions = {},
): NDArray {
  const near = (d: number, size: number): boolean => d <= atol + rtol * size && size < Infinity;
  return elementwise2(
    'isclose',
    testing2((n, a, p, ps, b, q, qs, z, r, rs) => {
      for (let i = 0; i < n; i++, p += ps, q += qs, r += rs) {
        const u = a[p]!;
        const v = b[q]!;
        const close =
          u === v || near(Math.abs(u - v), Math.abs(v)) || (equalNan && Number.isNaN(u) && Number.isNaN(v));
        z[r] = close ? 1 : 0;
      }
    }),
    bool,
    complexTest((a, b, c, d) => (a === c && b === d) || near(Math.hypot(a - c, b - d), Math.hypot(c, d))),
  )(x, y);
}

/** Are all elements close? */
export function allclose(x: ArrayInput, y: ArrayInput, options: ClosenessOptions = {}): boolean {
  return isclose(x, y, options).data.every((flag) => flag === 1);
}

/** Have two arrays one shape and the same elements? */
export function arrayEqual(x: ArrayInput, y: ArrayInput): boolean {
  const a = toArray(x, 'arrayEqual');
  const b = toArray(y, 'arrayEqual');
  return sameShape(a.shape, b.shape) && equal(a, b).data.every((flag) => flag === 1);
}

/** The truth values of a condition: those of numbers, where NaN is true as in NumPy. */
export function truth(condition: ArrayInput, name: string): NDArray {
  const a = toArray(condition, name);
  if (a.dtype === 'bool') return a;
  if (isComplexDtype(a.dtype))
    throw new DiffError(
      'DIFF3203',
      `${name} was given complex numbers for a condition. Give an array of truth values, as comparisons give them.`,
    );
  return notEqual(a, 0);
}
