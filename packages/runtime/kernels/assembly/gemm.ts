// Products of matrices by panels (Goto & van de Geijn, ACM TOMS 34(3), 2008).
//
// A left panel holds five rows or, where matrices are small, four, a right one two vectors of columns, each step by step of the inner dimension. A tile of
// C, so many rows by two vectors, stays in registers while the panels are read in order (kernels/tile.mjs).

import {
  DEPTH,
  LEFT,
  MC_PANELS,
  NR_BYTES,
  RESULT,
  RIGHT32,
  RIGHT64,
  RIGHT_PANEL,
  TALL,
  TILE,
  ZEROS,
  leftPanel,
} from './layout';
import { flat32, flat64, tall32, tall64 } from './tile';

// Exported, so that the compiler does not put them into `multiply`, where V8 has fewer registers left for them. The flat ones it may: calls take longer.
export { tall32, tall64 } from './tile';

/** Rows of the tiles that `multiply` has made last, and the distance of those that lie side by side in C. */
let height: i32 = TALL;
let column: usize = 0;

/** Bytes of right panels that the second cache may hold. */
const NEAR: usize = 1 << 19;
/** Bytes of the next right panel that each tile brings near otherwise: the panel in MC_PANELS tiles. */
const TOUCHED: usize = 320;

/**
 * C = A·B for `rows` × `cols` elements and `steps` terms, from the panels, whose left ones have `tall` rows. The tiles of C stand in the order
 * in which they are computed, those of a right panel one behind the other: rows far apart would meet in the same places of the cache.
 */
function multiply<T>(tall: i32, rows: i32, cols: i32, steps: i32): void {
  height = tall;
  const width = <i32>(NR_BYTES / sizeof<T>());
  const lefts = (rows + tall - 1) / tall;
  const rights = (cols + width - 1) / width;
  column = <usize>lefts * TILE;
  const panel = leftPanel<T>();
  let left = LEFT,
    right = sizeof<T>() == 8 ? RIGHT64 : RIGHT32;
  for (let p = 0; p < steps; p += DEPTH) {
    const k = min(DEPTH, steps - p);
    const touched: usize = <usize>(rights * k) * NR_BYTES < NEAR ? <usize>0 : TOUCHED;
    for (let i = 0; i < lefts; i += MC_PANELS) {
      const end = min(i + MC_PANELS, lefts);
      for (let j = 0; j < rights; j++) {
        const b = right + <usize>j * RIGHT_PANEL;
        let ahead = b + RIGHT_PANEL;
        let c = RESULT + <usize>(j * lefts + i) * TILE;
        for (let r = i; r < end; r++) {
          // A part of the next right panel, so that it is in the first cache when its turn comes.
          for (let line: usize = 0; line < touched; line += 64) load<u8>(ahead + line);
          ahead += touched;
          const a = left + <usize>r * panel;
          const sum = p == 0 ? ZEROS : c;
          if (sizeof<T>() == 8) {
            if (tall == TALL) tall64(k, a, b, sum, c);
            else flat64(k, a, b, sum, c);
          } else {
            if (tall == TALL) tall32(k, a, b, sum, c);
            else flat32(k, a, b, sum, c);
          }
          c += TILE;
        }
      }
    }
    left += <usize>lefts * panel;
    right += <usize>rights * RIGHT_PANEL;
  }
}

/** Writes αC + βD over the left panels, rows one behind the other. D: rows at a distance of `stride` elements. */
function finish<T>(rows: i32, cols: i32, alpha: T, beta: T, d: usize, stride: i32): void {
  const width = <i32>(NR_BYTES / sizeof<T>());
  const tall = height,
    next = column;
  const whole = cols - (cols % width);
  const plain = alpha == 1 && beta == 0;
  const as = v128.splat<T>(alpha),
    bs = v128.splat<T>(beta);
  let to = LEFT,
    tiles = RESULT,
    r = 0;
  for (let i = 0; i < rows; i++) {
    let from = tiles + <usize>r * NR_BYTES;
    let add = d + <usize>(i * stride) * sizeof<T>();
    for (let j = 0; j < whole; j += width) {
      let x = v128.load(from),
        y = v128.load(from, 16);
      if (!plain) {
        x = v128.mul<T>(as, x);
        y = v128.mul<T>(as, y);
        if (beta != 0) {
          x = v128.add<T>(x, v128.mul<T>(bs, v128.load(add)));
          y = v128.add<T>(y, v128.mul<T>(bs, v128.load(add, 16)));
        }
      }
      v128.store(to, x);
      v128.store(to, y, 16);
      from += next;
      add += 32;
      to += 32;
    }
    for (let j = whole; j < cols; j++) {
      let value = load<T>(from);
      if (!plain) value = alpha * value;
      if (beta != 0) value += beta * load<T>(add);
      store<T>(to, value);
      from += sizeof<T>();
      add += sizeof<T>();
      to += sizeof<T>();
    }
    r++;
    if (r == tall) {
      r = 0;
      tiles += TILE;
    }
  }
}

/**
 * Copies `rows` × `steps` elements at `from` into panels of `width` rows, left or right ones by where `to` lies. Either neighbouring rows (`rowStride` 1) or
 * neighbouring steps (`stepStride` 1) lie side by side. Blocks of as many steps as panels have follow one another.
 */
function pack<T>(
  width: i32,
  rows: i32,
  steps: i32,
  from: usize,
  rowStride: i32,
  stepStride: i32,
  to: usize,
): void {
  const panels = (rows + width - 1) / width;
  const panel = to < RIGHT32 ? leftPanel<T>() : RIGHT_PANEL;
  for (let p = 0; p < steps; p += DEPTH) {
    const k = min(DEPTH, steps - p);
    for (let i = 0; i < panels; i++) {
      const at = from + <usize>(i * width * rowStride + p * stepStride) * sizeof<T>();
      const full = min(width, rows - i * width);
      if (full < width) packEdge<T>(width, full, k, at, rowStride, stepStride, to);
      else if (rowStride == 1) packRows<T>(width, k, at, stepStride, to);
      else {
        packSteps<T>(width, k, at, rowStride, to);
        if (width == 8) packSteps<T>(width, k, at + <usize>(4 * rowStride) * sizeof<T>(), rowStride, to + 16);
      }
      to += panel;
    }
  }
}

/** Fewer rows than the panel has: zeros for the others. */
function packEdge<T>(
  width: i32,
  full: i32,
  k: i32,
  from: usize,
  rowStride: i32,
  stepStride: i32,
  to: usize,
): void {
  for (let p = 0; p < k; p++) {
    for (let r = 0; r < width; r++) {
      store<T>(to, r < full ? load<T>(from + <usize>(r * rowStride) * sizeof<T>()) : 0);
      to += sizeof<T>();
    }
    from += <usize>stepStride * sizeof<T>();
  }
}

/** Rows side by side, one vector, two, or those of a tall panel: a copy. */
function packRows<T>(width: i32, k: i32, from: usize, stepStride: i32, to: usize): void {
  const step = <usize>stepStride * sizeof<T>();
  if (width == TALL) {
    for (let p = 0; p < k; p++) {
      v128.store(to, v128.load(from));
      if (sizeof<T>() == 8) v128.store(to, v128.load(from, 16), 16);
      store<T>(to, load<T>(from, 4 * sizeof<T>()), 4 * sizeof<T>());
      from += step;
      to += TALL * sizeof<T>();
    }
  } else if (<usize>width * sizeof<T>() == 16) {
    for (let p = 0; p < k; p++) {
      v128.store(to, v128.load(from));
      from += step;
      to += 16;
    }
  } else {
    for (let p = 0; p < k; p++) {
      v128.store(to, v128.load(from));
      v128.store(to, v128.load(from, 16), 16);
      from += step;
      to += 32;
    }
  }
}

/** Four rows, or the five of a tall panel, whose steps lie side by side: a transposition in registers. */
function packSteps<T>(width: i32, k: i32, from: usize, rowStride: i32, to: usize): void {
  const row = <usize>rowStride * sizeof<T>();
  const column = <usize>width * sizeof<T>();
  const lanes = <i32>(16 / sizeof<T>());
  const five = width == TALL;
  let p = 0;
  for (; p + lanes <= k; p += lanes) {
    const x0 = v128.load(from),
      x1 = v128.load(from + row),
      x2 = v128.load(from + 2 * row),
      x3 = v128.load(from + 3 * row);
    if (sizeof<T>() == 8) {
      v128.store(to, v128.shuffle<f64>(x0, x1, 0, 2));
      v128.store(to, v128.shuffle<f64>(x2, x3, 0, 2), 16);
      v128.store(to + column, v128.shuffle<f64>(x0, x1, 1, 3));
      v128.store(to + column, v128.shuffle<f64>(x2, x3, 1, 3), 16);
      if (five) {
        const x4 = v128.load(from + 4 * row);
        v128.store64_lane(to, x4, 0, 32);
        v128.store64_lane(to, x4, 1, 72);
      }
    } else {
      const t0 = v128.shuffle<f32>(x0, x1, 0, 4, 1, 5),
        t1 = v128.shuffle<f32>(x2, x3, 0, 4, 1, 5),
        t2 = v128.shuffle<f32>(x0, x1, 2, 6, 3, 7),
        t3 = v128.shuffle<f32>(x2, x3, 2, 6, 3, 7);
      v128.store(to, v128.shuffle<f64>(t0, t1, 0, 2));
      v128.store(to + column, v128.shuffle<f64>(t0, t1, 1, 3));
      v128.store(to + 2 * column, v128.shuffle<f64>(t2, t3, 0, 2));
      v128.store(to + 3 * column, v128.shuffle<f64>(t2, t3, 1, 3));
      if (five) {
        const x4 = v128.load(from + 4 * row);
        v128.store32_lane(to, x4, 0, 16);
        v128.store32_lane(to, x4, 1, 36);
        v128.store32_lane(to, x4, 2, 56);
        v128.store32_lane(to, x4, 3, 76);
      }
    }
    from += 16;
    to += <usize>lanes * column;
  }
  for (; p < k; p++) {
    store<T>(to, load<T>(from));
    store<T>(to + sizeof<T>(), load<T>(from + row));
    store<T>(to + 2 * sizeof<T>(), load<T>(from + 2 * row));
    store<T>(to + 3 * sizeof<T>(), load<T>(from + 3 * row));
    if (five) store<T>(to + 4 * sizeof<T>(), load<T>(from + 4 * row));
    from += sizeof<T>();
    to += column;
  }
}

export function multiply64(height: i32, rows: i32, cols: i32, steps: i32): void {
  multiply<f64>(height, rows, cols, steps);
}
export function multiply32(height: i32, rows: i32, cols: i32, steps: i32): void {
  multiply<f32>(height, rows, cols, steps);
}
export function finish64(
  rows: i32,
  cols: i32,
  alpha: f64,
  beta: f64,
  d: usize,
  stride: i32,
): void {
  finish<f64>(rows, cols, alpha, beta, d, stride);
}
export function finish32(
  rows: i32,
  cols: i32,
  alpha: f32,
  beta: f32,
  d: usize,
  stride: i32,
): void {
  finish<f32>(rows, cols, alpha, beta, d, stride);
}
export function pack64(
  width: i32,
  rows: i32,
  steps: i32,
  from: usize,
  rowStride: i32,
  stepStride: i32,
  to: usize,
): void {
  pack<f64>(width, rows, steps, from, rowStride, stepStride, to);
}
export function pack32(
  width: i32,
  rows: i32,
  steps: i32,
  from: usize,
  rowStride: i32,
  stepStride: i32,
  to: usize,
): void {
  pack<f32>(width, rows, steps, from, rowStride, stepStride, to);
}
