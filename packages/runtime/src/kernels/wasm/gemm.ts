import type { Kernels } from '../Kernels.js';
import * as copy32 from '../generated/float32/copy.js';
import * as copy64 from '../generated/float64/copy.js';
import { SMALL_COPY, TALL_TILES } from '../thresholds.js';
import type { Exports } from './Module.js';
import type { GlobalLike } from './webAssembly.js';

/** Largest parts of matrices that the module takes at once, and what its panels hold (kernels/assembly/layout.ts). */
const ROWS = 260;
const COLS = 1024;
const TALL = 5;
const FLAT = 4;
const DEPTH = 256;
const BLOCKS = 4;

type Floats = Float64Array | Float32Array;

/** The loops that copy, for one kind of array. */
interface CopyLoops<N extends Floats> {
  // prettier-ignore
  gather(rows: number, cols: number, x: N, offset: number, row: number, col: number, to: N, at: number): void;
  // prettier-ignore
  scatter(rows: number, cols: number, from: N, at: number, y: N, offset: number, row: number, col: number): void;
  // prettier-ignore
  packSmall(width: number, rows: number, steps: number, x: N, offset: number, row: number, step: number, to: N, at: number, panel: number): void;
  // prettier-ignore
  putSums(rows: number, cols: number, from: N, at: number, alpha: number, beta: number, c: N, offset: number, row: number, col: number): void;
}

/** Products of one kind of array: the module's functions for it, its view of the memory, indices into that. */
export interface GemmKind<N extends Floats> {
  readonly memory: N;
  readonly bytes: number;
  /** Columns in a right panel. */
  readonly width: number;
  /** Elements from a left panel to the next. */
  readonly leftPanel: number;
  /** The same of right panels. */
  readonly rightPanel: number;
  /** Left panels, and what is finished of C. */
  readonly left: number;
  readonly right: number;
  readonly staging: number;
  /** Elements that fit there. */
  readonly room: number;
  readonly copy: CopyLoops<N>;
  multiply(height: number, rows: number, cols: number, steps: number): void;
  finish(rows: number, cols: number, alpha: number, beta: number, d: number, stride: number): void;
  // prettier-ignore
  pack(width: number, rows: number, steps: number, from: number, rowStride: number, stepStride: number, to: number): void;
}

/** Products of both kinds by a module. */
export interface GemmModule {
  readonly kind64: GemmKind<Float64Array>;
  readonly kind32: GemmKind<Float32Array>;
}

/** Makes the two kinds of a module that is loaded. */
export function gemmModule(exports: Exports): GemmModule {
  const { memory, multiply64, multiply32, finish64, finish32, pack64, pack32 } = exports;
  const at = (address: GlobalLike, bytes: number): number => address.value / bytes;
  const places = (bytes: number) => ({
    bytes,
    rightPanel: 8192 / bytes,
    left: at(exports.LEFT, bytes),
    staging: at(exports.STAGING, bytes),
    room: memory.buffer.byteLength / bytes - at(exports.STAGING, bytes),
  });
  return {
    kind64: {
      ...places(8),
      memory: new Float64Array(memory.buffer),
      width: 4,
      leftPanel: 12288 / 8,
      right: at(exports.RIGHT64, 8),
      copy: copy64,
      multiply: multiply64,
      finish: finish64,
      pack: pack64,
    },
    kind32: {
      ...places(4),
      memory: new Float32Array(memory.buffer),
      width: 8,
      leftPanel: 8192 / 4,
      right: at(exports.RIGHT32, 4),
      copy: copy32,
      multiply: multiply32,
      finish: finish32,
      pack: pack32,
    },
  };
}

/** The kernel `gemm` by a module; `get` gives it, or null where it cannot be used. */
export function wasmGemm(get: () => GemmModule | null): Kernels['gemm'] {
  // prettier-ignore
  return (m, n, k, alpha, a, aOffset, aRow, aCol, b, bOffset, bRow, bCol, beta, c, cOffset, cRow, cCol) => {
    if (m < 2 || n < 2 || k < 2) return false;
    if (c instanceof Float64Array && a instanceof Float64Array && b instanceof Float64Array) {
      const module = get();
      if (module === null) return false;
      multiply(module.kind64, m, n, k, alpha, a, aOffset, aRow, aCol, b, bOffset, bRow, bCol, beta, c, cOffset, cRow, cCol);
      return;
    }
    if (c instanceof Float32Array && a instanceof Float32Array && b instanceof Float32Array) {
      const module = get();
      if (module === null) return false;
      multiply(module.kind32, m, n, k, alpha, a, aOffset, aRow, aCol, b, bOffset, bRow, bCol, beta, c, cOffset, cRow, cCol);
      return;
    }
    return false;
  };
}

/** By the way that fits the size; a C whose columns stand one behind the other is computed as its transpose, BᵀAᵀ. */
// prettier-ignore
function multiply<N extends Floats>(
  kind: GemmKind<N>,
  m: number, n: number, k: number, alpha: number,
  a: N, aOffset: number, aRow: number, aCol: number,
  b: N, bOffset: number, bRow: number, bCol: number,
  beta: number,
  c: N, cOffset: number, cRow: number, cCol: number,
): void {
  if (m * k + n * k + m * n <= SMALL_COPY && k <= DEPTH && m <= ROWS && n <= COLS)
    multiplySmall(kind, m, n, k, alpha, a, aOffset, aRow, aCol, b, bOffset, bRow, bCol, beta, c, cOffset, cRow, cCol);
  else if (cCol !== 1 && cRow === 1)
    multiplyLarge(kind, n, m, k, alpha, b, bOffset, bCol, bRow, a, aOffset, aCol, aRow, beta, c, cOffset, cCol, cRow);
  else
    multiplyLarge(kind, m, n, k, alpha, a, aOffset, aRow, aCol, b, bOffset, bRow, bCol, beta, c, cOffset, cRow, cCol);
}

/** Copies element by element, which for few elements takes less time than to ask for copies of ranges. */
// prettier-ignore
function multiplySmall<N extends Floats>(
  kind: GemmKind<N>,
  m: number, n: number, k: number, alpha: number,
  a: N, aOffset: number, aRow: number, aCol: number,
  b: N, bOffset: number, bRow: number, bCol: number,
  beta: number,
  c: N, cOffset: number, cRow: number, cCol: number,
): void {
  const { memory, width, copy } = kind;
  copy.packSmall(FLAT, m, k, a, aOffset, aRow, aCol, memory, kind.left, kind.leftPanel);
  copy.packSmall(width, n, k, b, bOffset, bCol, bRow, memory, kind.right, kind.rightPanel);
  kind.multiply(FLAT, m, n, k);
  kind.finish(m, n, 1, 0, 0, 0);
  copy.putSums(m, n, memory, kind.left, alpha, beta, c, cOffset, cRow, cCol);
}

/** By parts that fit the memory of the module. */
// prettier-ignore
function multiplyLarge<N extends Floats>(
  kind: GemmKind<N>,
  m: number, n: number, k: number, alpha: number,
  a: N, aOffset: number, aRow: number, aCol: number,
  b: N, bOffset: number, bRow: number, bCol: number,
  beta: number,
  c: N, cOffset: number, cRow: number, cCol: number,
): void {
  const height = m * n * k < TALL_TILES ? FLAT : TALL;
  for (let j = 0; j < n; j += COLS) {
    const cols = Math.min(COLS, n - j);
    for (let p = 0; p < k; p += BLOCKS * DEPTH) {
      const steps = Math.min(BLOCKS * DEPTH, k - p);
      packPart(kind, kind.width, cols, steps, b, bOffset + p * bRow + j * bCol, bCol, bRow, kind.right, kind.rightPanel);
      for (let i = 0; i < m; i += ROWS) {
        const rows = Math.min(ROWS, m - i);
        packPart(kind, height, rows, steps, a, aOffset + i * aRow + p * aCol, aRow, aCol, kind.left, kind.leftPanel);
        kind.multiply(height, rows, cols, steps);
        putPart(kind, rows, cols, alpha, p === 0 ? beta : 1, c, cOffset + i * cRow + j * cCol, cRow, cCol);
      }
    }
  }
}

/** Copies a part of a factor into the memory, range by range, and lets the module arrange it in panels. */
// prettier-ignore
function packPart<N extends Floats>(
  kind: GemmKind<N>, width: number,
  rows: number, steps: number,
  x: N, offset: number, rowStride: number, stepStride: number,
  to: number, panel: number,
): void {
  const block = Math.ceil(rows / width) * panel;
  // As many steps at a time as fit, in whole blocks.
  const most = DEPTH * Math.max(1, Math.floor(kind.room / (rows * DEPTH)));
  for (let p = 0; p < steps; p += most) {
    const some = Math.min(most, steps - p);
    const from = offset + p * stepStride;
    const target = (to + (p / DEPTH) * block) * kind.bytes;
    if (stepStride === 1) {
      const stride = copyLines(kind, rows, some, x, from, rowStride);
      kind.pack(width, rows, some, kind.staging * kind.bytes, stride, 1, target);
    } else if (rowStride === 1) {
      const stride = copyLines(kind, some, rows, x, from, stepStride);
      kind.pack(width, rows, some, kind.staging * kind.bytes, 1, stride, target);
    } else {
      kind.copy.gather(rows, some, x, from, rowStride, stepStride, kind.memory, kind.staging);
      kind.pack(width, rows, some, kind.staging * kind.bytes, some, 1, target);
    }
  }
}

/** Copies lines of contiguous elements to the staging area: all in one range where few elements lie between them. Gives their distance there. */
function copyLines<N extends Floats>(
  kind: GemmKind<N>,
  lines: number,
  length: number,
  x: N,
  offset: number,
  stride: number,
): number {
  const { memory, staging } = kind;
  const span = (lines - 1) * stride + length;
  if (stride >= 0 && stride <= 2 * length && span <= kind.room) {
    memory.set(x.subarray(offset, offset + span), staging);
    return stride;
  }
  for (let i = 0; i < lines; i++) {
    const from = offset + i * stride;
    memory.set(x.subarray(from, from + length), staging + i * length);
  }
  return length;
}

/** C = αT + βC for the part that the module has computed. */
// prettier-ignore
function putPart<N extends Floats>(
  kind: GemmKind<N>,
  rows: number, cols: number,
  alpha: number, beta: number,
  c: N, offset: number, row: number, col: number,
): void {
  const { memory, staging, left } = kind;
  let stride = cols;
  if (beta !== 0) {
    if (col === 1) stride = copyLines(kind, rows, cols, c, offset, row);
    else kind.copy.gather(rows, cols, c, offset, row, col, memory, staging);
  }
  kind.finish(rows, cols, alpha, beta, staging * kind.bytes, stride);
  if (col === 1 && row === cols) c.set(memory.subarray(left, left + rows * cols) as N, offset);
  else if (col === 1 && cols >= 32)
    for (let i = 0; i < rows; i++)
      c.set(memory.subarray(left + i * cols, left + (i + 1) * cols) as N, offset + i * row);
  else kind.copy.scatter(rows, cols, memory, left, c, offset, row, col);
}
