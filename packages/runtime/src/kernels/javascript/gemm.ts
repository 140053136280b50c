import type { Elements } from '../Kernels.js';
import { gemv as gemvAny, smallGemm as smallGemmAny } from '../generated/any/gemm.js';
import * as packAny from '../generated/any/pack.js';
import { gemv as gemv32, smallGemm as smallGemm32 } from '../generated/float32/gemm.js';
import * as pack32 from '../generated/float32/pack.js';
import { gemv as gemv64, smallGemm as smallGemm64 } from '../generated/float64/gemm.js';
import * as pack64 from '../generated/float64/pack.js';
import { SMALL_GEMM } from '../thresholds.js';
import { packedGemm, type PackLoops } from './packedGemm.js';

/** What a kind of arrays computes products with. */
interface GemmLoops<N extends Elements> {
  smallGemm: Gemm<N>;
  gemv(
    m: number,
    k: number,
    alpha: number,
    a: N,
    aOffset: number,
    aRow: number,
    aCol: number,
    x: N,
    xOffset: number,
    xStride: number,
    beta: number,
    y: N,
    yOffset: number,
    yStride: number,
  ): void;
  pack: PackLoops<N>;
}

type Gemm<N> = (
  m: number,
  n: number,
  k: number,
  alpha: number,
  a: N,
  aOffset: number,
  aRow: number,
  aCol: number,
  b: N,
  bOffset: number,
  bRow: number,
  bCol: number,
  beta: number,
  c: N,
  cOffset: number,
  cRow: number,
  cCol: number,
) => void;

const loops64: GemmLoops<Float64Array> = { smallGemm: smallGemm64, gemv: gemv64, pack: pack64 };
const loops32: GemmLoops<Float32Array> = { smallGemm: smallGemm32, gemv: gemv32, pack: pack32 };
const loopsAny: GemmLoops<Elements> = { smallGemm: smallGemmAny, gemv: gemvAny, pack: packAny };

/** The kernel `gemm` in JavaScript. */
export const gemm: Gemm<Elements> = (
  m,
  n,
  k,
  alpha,
  a,
  aOffset,
  aRow,
  aCol,
  b,
  bOffset,
  bRow,
  bCol,
  beta,
  c,
  cOffset,
  cRow,
  cCol,
) => {
  // prettier-ignore
  if (a instanceof Float64Array && b instanceof Float64Array && c instanceof Float64Array) {
    if (m * n * k <= SMALL_GEMM && n > 1 && m > 1)
      smallGemm64(m, n, k, alpha, a, aOffset, aRow, aCol, b, bOffset, bRow, bCol, beta, c, cOffset, cRow, cCol);
    else
      largeGemm(loops64, m, n, k, alpha, a, aOffset, aRow, aCol, b, bOffset, bRow, bCol, beta, c, cOffset, cRow, cCol);
  } else if (a instanceof Float32Array && b instanceof Float32Array && c instanceof Float32Array) {
    if (m * n * k <= SMALL_GEMM && n > 1 && m > 1)
      smallGemm32(m, n, k, alpha, a, aOffset, aRow, aCol, b, bOffset, bRow, bCol, beta, c, cOffset, cRow, cCol);
    else
      largeGemm(loops32, m, n, k, alpha, a, aOffset, aRow, aCol, b, bOffset, bRow, bCol, beta, c, cOffset, cRow, cCol);
  } else
    largeGemm(loopsAny, m, n, k, alpha, a, aOffset, aRow, aCol, b, bOffset, bRow, bCol, beta, c, cOffset, cRow, cCol);
};

// prettier-ignore
function largeGemm<N extends Elements>(
  loops: GemmLoops<N>,
  m: number, n: number, k: number, alpha: number,
  a: N, aOffset: number, aRow: number, aCol: number,
  b: N, bOffset: number, bRow: number, bCol: number,
  beta: number,
  c: N, cOffset: number, cRow: number, cCol: number,
): void {
  if (n === 1) loops.gemv(m, k, alpha, a, aOffset, aRow, aCol, b, bOffset, bRow, beta, c, cOffset, cRow);
  else if (m === 1) loops.gemv(n, k, alpha, b, bOffset, bCol, bRow, a, aOffset, aCol, beta, c, cOffset, cCol);
  else if (m * n * k <= SMALL_GEMM)
    loops.smallGemm(m, n, k, alpha, a, aOffset, aRow, aCol, b, bOffset, bRow, bCol, beta, c, cOffset, cRow, cCol);
  else
    packedGemm(loops.pack, m, n, k, alpha, a, aOffset, aRow, aCol, b, bOffset, bRow, bCol, beta, c, cOffset, cRow, cCol);
}
