import type { ArrayInput } from '../../ndarray/asarray.js';
import * as gaps from '../../ndarray/linalg/gaps.js';
import * as plain from '../../ndarray/linalg/parts.js';
import type { NDArray } from '../../ndarray/NDArray.js';
import type { Shape } from '../../ndarray/shape.js';
import { add, mul, neg, plus, scaled, sub } from './arithmetic.js';
import { arrayRule } from './arrayRule.js';
import { shapeOf } from './broadcast.js';
import { sum } from './reduce.js';
import { expandDims, matrixTranspose, squeeze } from './views.js';

/*
 * Linear functions from which rules of matrices are made. Each is the adjoint of another one of them.
 */

/** Numbers from `start` on of the last axis, as an array of a shape: [..., N] → [..., ...shape]. */
export const takePart: (x: NDArray, start: number, shape: Shape) => NDArray = /* @__PURE__ */ arrayRule(
  plain.takePart,
  'takePart',
  {
    saves: [],
    vjp: [
      /* @differentiable */ (d, _out, [x, start, shape]) => putPart(d, start, shape.length, lastLength(x)),
      null,
      null,
    ],
    /* @differentiable */
    jvp: ([x_], _out, [, start, shape]) => x_ && takePart(x_ as NDArray, start, shape),
  },
);

/** Zeros but for a part: [..., ...shape] → [..., total]. */
export const putPart: (x: NDArray, start: number, axes: number, total: number) => NDArray =
  /* @__PURE__ */ arrayRule(plain.putPart, 'putPart', {
    saves: [],
    vjp: [
      /* @differentiable */ (d, _out, [x, start, axes]) => takePart(d, start, lastLengths(x, axes)),
      null,
      null,
      null,
    ],
    /* @differentiable */
    jvp: ([x_], _out, [, start, axes, total]) => x_ && putPart(x_ as NDArray, start, axes, total),
  });

/* @nondifferentiable */
export function lastLength(x: ArrayInput): number {
  return shapeOf(x).at(-1)!;
}

/* @nondifferentiable */
function lastLengths(x: NDArray, axes: number): Shape {
  return x.shape.slice(x.dimension - axes);
}

/** Zeros above diagonal `k`, or below it if `upper`. */
export const triangle: (x: NDArray, k: number, upper: boolean) => NDArray = /* @__PURE__ */ arrayRule(
  plain.triangleOf,
  'triangle',
  {
    saves: [],
    vjp: [/* @differentiable */ (d, _out, [, k, upper]) => triangle(d, k, upper), null, null],
    /* @differentiable */
    jvp: ([x_], _out, [, k, upper]) => x_ && triangle(x_ as NDArray, k, upper),
  },
);

/** [..., m, n] → [..., k], the diagonals `offset` above the main ones. */
export const diagonals: (x: NDArray, offset: number) => NDArray = /* @__PURE__ */ arrayRule(
  plain.diagonalOf,
  'diagonals',
  {
    saves: [],
    vjp: [
      /* @differentiable */ (d, _out, [x, offset]) =>
        diagonalMatrix(d, shapeOf(x).at(-2)!, shapeOf(x).at(-1)!, offset),
      null,
    ],
    /* @differentiable */
    jvp: ([x_], _out, [, offset]) => x_ && diagonals(x_ as NDArray, offset),
  },
);

/** [..., k] → [..., m, n], zeros but for diagonals. */
export const diagonalMatrix: (x: NDArray, m: number, n: number, offset: number) => NDArray =
  /* @__PURE__ */ arrayRule(plain.matrixOfDiagonal, 'diagonalMatrix', {
    saves: [],
    vjp: [/* @differentiable */ (d, _out, [, , , offset]) => diagonals(d, offset), null, null, null],
    /* @differentiable */
    jvp: ([x_], _out, [, m, n, offset]) => x_ && diagonalMatrix(x_ as NDArray, m, n, offset),
  });

/** [[A, E], [0, A]]. */
export const blockTriangle: (a: NDArray, e: NDArray) => NDArray = /* @__PURE__ */ arrayRule(
  plain.blockTriangle,
  'blockTriangle',
  {
    saves: [],
    vjp: [
      /* @differentiable */ (d, _out, [a]) =>
        add(takeBlock(d, 0, 0, lastLength(a)), takeBlock(d, lastLength(a), lastLength(a), lastLength(a))),
      /* @differentiable */ (d, _out, [a]) => takeBlock(d, 0, lastLength(a), lastLength(a)),
    ],
    /* @differentiable */
    jvp: ([a_, e_], _out, [a]) => blockTriangle((a_ ?? mul(a, 0)) as NDArray, (e_ ?? mul(a, 0)) as NDArray),
  },
);

/** [..., N, N] → [..., n, n], from a row and a column on. */
export const takeBlock: (x: NDArray, row: number, column: number, n: number) => NDArray =
  /* @__PURE__ */ arrayRule(plain.takeBlock, 'takeBlock', {
    saves: [],
    vjp: [
      /* @differentiable */ (d, _out, [x, row, column]) => putBlock(d, row, column, lastLength(x)),
      null,
      null,
      null,
    ],
    /* @differentiable */
    jvp: ([x_], _out, [, row, column, n]) => x_ && takeBlock(x_ as NDArray, row, column, n),
  });

/** [..., n, n] → [..., N, N], zeros but for a block. */
export const putBlock: (x: NDArray, row: number, column: number, size: number) => NDArray =
  /* @__PURE__ */ arrayRule(plain.putBlock, 'putBlock', {
    saves: [],
    vjp: [
      /* @differentiable */ (d, _out, [x, row, column]) => takeBlock(d, row, column, lastLength(x)),
      null,
      null,
      null,
    ],
    /* @differentiable */
    jvp: ([x_], _out, [, row, column, size]) => x_ && putBlock(x_ as NDArray, row, column, size),
  });

/** The solution, or its derivative, as columns: a right side `b` that is one vector is a column. */
/* @differentiable */
export function asColumns(x: NDArray, b: ArrayInput): NDArray {
  return shapeOf(b).length === 1 ? expandDims(x, -1) : x;
}

/** The opposite. */
/* @differentiable */
export function likeRightSides(x: NDArray, b: ArrayInput): NDArray {
  return shapeOf(b).length === 1 ? squeeze(x, -1) : x;
}

/** (X + Xᵀ)/2. */
/* @differentiable */
export function symmetricPart(x: NDArray): NDArray {
  return mul(0.5, add(x, matrixTranspose(x)));
}

/** (X − Xᵀ)/2. */
/* @differentiable */
export function skewPart(x: NDArray): NDArray {
  return mul(0.5, sub(x, matrixTranspose(x)));
}

/**
 * Xᵢⱼ over vⱼ − vᵢ, or over vᵢ + vⱼ; 0 on the diagonal and where both are 0, as they are for what does not depend on the choice of vectors.
 *
 * ∂out/∂gap = −out/gap.
 */
export const overGaps: (x: NDArray, v: NDArray, kind: gaps.GapKind, what: string) => NDArray =
  /* @__PURE__ */ arrayRule(gaps.overGaps, 'overGaps', {
    saves: [1, 'out'],
    vjp: [
      /* @differentiable */ (d, _out, [, v, kind, what]) => overGaps(d, v, kind, what),
      /* @differentiable */ (d, out, [, v, kind, what]) =>
        ofGaps(neg(overGaps(scaled(d, out), v, kind, what)), kind),
      null,
      null,
    ],
    /* @differentiable */
    jvp: ([x_, v_], out, [, v, kind, what]) =>
      plus(
        x_ && overGaps(x_ as NDArray, v, kind, what),
        v_ && neg(overGaps(mul(out, gapsOf(v_ as NDArray, kind)), v, kind, what)),
      ),
  });

/** vⱼ − vᵢ, or vᵢ + vⱼ. */
/* @differentiable */
function gapsOf(v: NDArray, kind: gaps.GapKind): NDArray {
  const right = expandDims(v, -2);
  const left = expandDims(v, -1);
  return kind === 'gap' ? sub(right, left) : add(right, left);
}

/** The adjoint of `gapsOf`. */
/* @differentiable */
function ofGaps(w: NDArray, kind: gaps.GapKind): NDArray {
  const right = sum(w, { axis: -2 });
  const left = sum(w, { axis: -1 });
  return kind === 'gap' ? sub(right, left) : add(right, left);
}

/** The columns X[:, j] over vⱼ, 0/0 being 0. */
export const overValues: (x: NDArray, v: NDArray, what: string) => NDArray = /* @__PURE__ */ arrayRule(
  gaps.overValues,
  'overValues',
  {
    saves: [1, 'out'],
    vjp: [
      /* @differentiable */ (d, _out, [, v, what]) => overValues(d, v, what),
      /* @differentiable */ (d, out, [, v, what]) =>
        neg(sum(overValues(scaled(d, out), v, what), { axis: -2 })),
      null,
    ],
    /* @differentiable */
    jvp: ([x_, v_], out, [, v, what]) =>
      plus(
        x_ && overValues(x_ as NDArray, v, what),
        v_ && neg(overValues(mul(out, expandDims(v_ as NDArray, -2)), v, what)),
      ),
  },
);

/** Throws where a derivative cannot be told. */
/* @nondifferentiable */
export function expectTold(mixing: NDArray, v: NDArray, d: NDArray, what: string): void {
  gaps.expectTold(mixing, v, d, what);
}
