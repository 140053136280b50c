import type { Kernels } from '../Kernels.js';
import type { UnaryOperation } from '../operations.js';
import * as copy32 from '../generated/float32/copy.js';
import * as copy64 from '../generated/float64/copy.js';
import { RANGE_COPY } from '../thresholds.js';
import type { Exports } from './Module.js';

/** Elements at a time: what goes in and what comes out stay in the first cache. */
const CHUNK = 2048;

/** Greatest angle that the module reduces (kernels/assembly/functions.ts). */
const LARGEST_ANGLE = 823549;

/** y = f(x) for n elements at addresses of the memory; sine and cosine say whether all angles were within reach (1) or not (0). */
type Loop = (n: number, x: number, y: number) => number | void;

type Loops = Readonly<Partial<Record<UnaryOperation, Loop>>>;

/** Elementary functions of both kinds of arrays by a module. */
export interface UnaryModule {
  readonly loops64: Loops;
  readonly loops32: Loops;
  readonly memory64: Float64Array;
  readonly memory32: Float32Array;
  /** Where operands and results stand, in bytes. */
  readonly operand: number;
  readonly result: number;
}

/** Takes the functions from a module that is loaded. */
export function unaryModule(exports: Exports): UnaryModule {
  const operand = exports.STAGING.value;
  return {
    loops64: {
      exp: exports.exp64,
      expm1: exports.expm164,
      log: exports.log64,
      log1p: exports.log1p64,
      tanh: exports.tanh64,
      sigmoid: exports.sigmoid64,
      softplus: exports.softplus64,
      sin: exports.sin64,
      cos: exports.cos64,
    },
    loops32: {
      exp: exports.exp32,
      expm1: exports.expm132,
      log: exports.log32,
      log1p: exports.log1p32,
      tanh: exports.tanh32,
      sigmoid: exports.sigmoid32,
      softplus: exports.softplus32,
      sin: exports.sin32,
      cos: exports.cos32,
    },
    memory64: new Float64Array(exports.memory.buffer),
    memory32: new Float32Array(exports.memory.buffer),
    operand,
    result: operand + 8 * CHUNK,
  };
}

/** The kernel `unary` by a module; `get` gives it, or null where it cannot be used. */
export function wasmUnary(get: () => UnaryModule | null): Kernels['unary'] {
  return (operation, n, x, xOffset, xStride, y, yOffset, yStride) => {
    if (x instanceof Float64Array && y instanceof Float64Array) {
      const module = get();
      const loop = module?.loops64[operation];
      if (module == null || loop === undefined) return false;
      map64(module, operation, loop, n, x, xOffset, xStride, y, yOffset, yStride);
      return;
    }
    if (x instanceof Float32Array && y instanceof Float32Array) {
      const module = get();
      const loop = module?.loops32[operation];
      if (module == null || loop === undefined) return false;
      map32(module, operation, loop, n, x, xOffset, xStride, y, yOffset, yStride);
      return;
    }
    return false;
  };
}

// The two are alike, and have texts of their own for the sake of V8, which compiles for the kinds of arrays that a text has met.

// prettier-ignore
function map64(
  { memory64: memory, operand, result }: UnaryModule, operation: UnaryOperation, loop: Loop, n: number,
  x: Float64Array, xOffset: number, xStride: number, y: Float64Array, yOffset: number, yStride: number,
): void {
  const [from, to] = [operand / 8, result / 8];
  for (let i = 0; i < n; i += CHUNK) {
    const count = Math.min(CHUNK, n - i);
    const xi = xOffset + i * xStride;
    const yi = yOffset + i * yStride;
    if (xStride === 1 && count >= RANGE_COPY) memory.set(x.subarray(xi, xi + count), from);
    else copy64.gather(1, count, x, xi, 0, xStride, memory, from);
    if (loop(count, operand, result) === 0) repair(operation, count, memory, from, to);
    if (yStride === 1 && count >= RANGE_COPY) y.set(memory.subarray(to, to + count), yi);
    else copy64.scatter(1, count, memory, to, y, yi, 0, yStride);
  }
}

// prettier-ignore
function map32(
  { memory32: memory, operand, result }: UnaryModule, operation: UnaryOperation, loop: Loop, n: number,
  x: Float32Array, xOffset: number, xStride: number, y: Float32Array, yOffset: number, yStride: number,
): void {
  const [from, to] = [operand / 4, result / 4];
  for (let i = 0; i < n; i += CHUNK) {
    const count = Math.min(CHUNK, n - i);
    const xi = xOffset + i * xStride;
    const yi = yOffset + i * yStride;
    if (xStride === 1 && count >= RANGE_COPY) memory.set(x.subarray(xi, xi + count), from);
    else copy32.gather(1, count, x, xi, 0, xStride, memory, from);
    if (loop(count, operand, result) === 0) repair(operation, count, memory, from, to);
    if (yStride === 1 && count >= RANGE_COPY) y.set(memory.subarray(to, to + count), yi);
    else copy32.scatter(1, count, memory, to, y, yi, 0, yStride);
  }
}

/** Sine and cosine of angles beyond what the module reduces. */
// prettier-ignore
function repair(operation: UnaryOperation, n: number, memory: Float64Array | Float32Array, from: number, to: number): void {
  const f = operation === 'sin' ? Math.sin : Math.cos;
  for (let i = 0; i < n; i++) {
    const angle = memory[from + i]!;
    if (!(Math.abs(angle) <= LARGEST_ANGLE)) memory[to + i] = f(angle);
  }
}
