// Products of matrices by panels (Goto & van de Geijn, ACM TOMS 34(3), 2008).
//
// A left panel holds four rows, a right one two vectors of columns, each step by step of the inner dimension. A tile of C, four rows by two
// vectors, stays in registers while the panels are read in order.
//
// V8's order of instructions follows from the form of the inner loop, and one register too many makes it wait for the memory in each turn: the
// loop is tested at its top, and two steps are parted by a branch, and
// the rows come from the last to the first. Distances stand in the loads as constants: sums of addresses would be computed.

import { LEFT, MC_PANELS, MR, NR_BYTES, PANEL, RESULT, RIGHT, TILE, stepsInPanel } from './layout';

// @ts-ignore: decorator
@inline
function madd<T>(sum: v128, x: v128, y: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return v128.relaxed_madd<T>(x, y, sum);
  return v128.add<T>(sum, v128.mul<T>(x, y));
}

/** C += A·B for a tile, whose rows stand one behind the other. */
function tile<T>(k: i32, a: usize, b: usize, c: usize): void {
  let s00 = v128.load(c),
    s01 = v128.load(c, 16);
  let s10 = v128.load(c, 32),
    s11 = v128.load(c, 48);
  let s20 = v128.load(c, 64),
    s21 = v128.load(c, 80);
  let s30 = v128.load(c, 96),
    s31 = v128.load(c, 112);
  while (k > 0) {
    const b0 = v128.load(b),
      b1 = v128.load(b, 16);
    const x3 = sizeof<T>() == 8 ? v128.load64_splat(a, 24) : v128.load32_splat(a, 12);
    s31 = madd<T>(s31, x3, b1);
    s30 = madd<T>(s30, x3, b0);
    const x2 = sizeof<T>() == 8 ? v128.load64_splat(a, 16) : v128.load32_splat(a, 8);
    s21 = madd<T>(s21, x2, b1);
    s20 = madd<T>(s20, x2, b0);
    const x1 = sizeof<T>() == 8 ? v128.load64_splat(a, 8) : v128.load32_splat(a, 4);
    s11 = madd<T>(s11, x1, b1);
    s10 = madd<T>(s10, x1, b0);
    const x0 = sizeof<T>() == 8 ? v128.load64_splat(a) : v128.load32_splat(a);
    s01 = madd<T>(s01, x0, b1);
    s00 = madd<T>(s00, x0, b0);
    if (k == 1) break;
    const d0 = v128.load(b, 32),
      d1 = v128.load(b, 48);
    const y3 = sizeof<T>() == 8 ? v128.load64_splat(a, 56) : v128.load32_splat(a, 28);
    s31 = madd<T>(s31, y3, d1);
    s30 = madd<T>(s30, y3, d0);
    const y2 = sizeof<T>() == 8 ? v128.load64_splat(a, 48) : v128.load32_splat(a, 24);
    s21 = madd<T>(s21, y2, d1);
    s20 = madd<T>(s20, y2, d0);
    const y1 = sizeof<T>() == 8 ? v128.load64_splat(a, 40) : v128.load32_splat(a, 20);
    s11 = madd<T>(s11, y1, d1);
    s10 = madd<T>(s10, y1, d0);
    const y0 = sizeof<T>() == 8 ? v128.load64_splat(a, 32) : v128.load32_splat(a, 16);
    s01 = madd<T>(s01, y0, d1);
    s00 = madd<T>(s00, y0, d0);
    a += 8 * sizeof<T>();
    b += 64;
    k -= 2;
  }
  v128.store(c, s00);
  v128.store(c, s01, 16);
  v128.store(c, s10, 32);
  v128.store(c, s11, 48);
  v128.store(c, s20, 64);
  v128.store(c, s21, 80);
  v128.store(c, s30, 96);
  v128.store(c, s31, 112);
}

/**
 * C = A·B for `rows` × `cols` elements and `steps` terms, from the panels. The tiles of C stand in the order in which they are computed, those of a
 * right panel one behind the other: rows far apart would meet in the same places of the cache.
 */
function multiply<T>(rows: i32, cols: i32, steps: i32): void {
  const width = <i32>(NR_BYTES / sizeof<T>());
  const lefts = (rows + MR - 1) / MR;
  const rights = (cols + width - 1) / width;
  memory.fill(RESULT, 0, <usize>(lefts * rights) * TILE);
  const most = stepsInPanel<T>();
  let left = LEFT,
    right = RIGHT;
  for (let p = 0; p < steps; p += most) {
    const k = min(most, steps - p);
    for (let i = 0; i < lefts; i += MC_PANELS) {
      const end = min(i + MC_PANELS, lefts);
      for (let j = 0; j < rights; j++) {
        const b = right + <usize>j * PANEL;
        let c = RESULT + <usize>(j * lefts + i) * TILE;
        for (let r = i; r < end; r++) {
          tile<T>(k, left + <usize>r * PANEL, b, c);
          c += TILE;
        }
      }
    }
    left += <usize>lefts * PANEL;
    right += <usize>rights * PANEL;
  }
}

/** Writes αC + βD over the left panels, rows one behind the other. D: rows at a distance of `stride` elements. */
function finish<T>(rows: i32, cols: i32, alpha: T, beta: T, d: usize, stride: i32): void {
  const width = <i32>(NR_BYTES / sizeof<T>());
  const column = <usize>((rows + MR - 1) / MR) * TILE;
  const whole = cols - (cols % width);
  const plain = alpha == 1 && beta == 0;
  const as = v128.splat<T>(alpha),
    bs = v128.splat<T>(beta);
  let to = LEFT;
  for (let i = 0; i < rows; i++) {
    let from = RESULT + <usize>(i / MR) * TILE + <usize>(i % MR) * NR_BYTES;
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
      from += column;
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
  }
}

/**
 * Copies `rows` × `steps` elements at `from` into panels of `width` rows. Either neighbouring rows (`rowStride` 1) or neighbouring steps
 * (`stepStride` 1) lie side by side. `first` is the first step that the panels have at `to`; blocks of as many steps as panels have follow one another.
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
  const most = stepsInPanel<T>();
  for (let p = 0; p < steps; p += most) {
    const k = min(most, steps - p);
    for (let i = 0; i < panels; i++) {
      const at = from + <usize>(i * width * rowStride + p * stepStride) * sizeof<T>();
      const full = min(width, rows - i * width);
      if (full < width) packEdge<T>(width, full, k, at, rowStride, stepStride, to);
      else if (rowStride == 1) packRows<T>(width, k, at, stepStride, to);
      else {
        for (let r = 0; r < width; r += 4)
          packSteps<T>(
            width,
            k,
            at + <usize>(r * rowStride) * sizeof<T>(),
            rowStride,
            to + <usize>r * sizeof<T>(),
          );
      }
      to += PANEL;
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

/** Rows side by side: a copy. */
function packRows<T>(width: i32, k: i32, from: usize, stepStride: i32, to: usize): void {
  const step = <usize>stepStride * sizeof<T>();
  if (<usize>width * sizeof<T>() == 16) {
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

/** Four rows whose steps lie side by side: a transposition in registers. */
function packSteps<T>(width: i32, k: i32, from: usize, rowStride: i32, to: usize): void {
  const row = <usize>rowStride * sizeof<T>();
  const column = <usize>width * sizeof<T>();
  const lanes = <i32>(16 / sizeof<T>());
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
    } else {
      const t0 = v128.shuffle<f32>(x0, x1, 0, 4, 1, 5),
        t1 = v128.shuffle<f32>(x2, x3, 0, 4, 1, 5),
        t2 = v128.shuffle<f32>(x0, x1, 2, 6, 3, 7),
        t3 = v128.shuffle<f32>(x2, x3, 2, 6, 3, 7);
      v128.store(to, v128.shuffle<f64>(t0, t1, 0, 2));
      v128.store(to + column, v128.shuffle<f64>(t0, t1, 1, 3));
      v128.store(to + 2 * column, v128.shuffle<f64>(t2, t3, 0, 2));
      v128.store(to + 3 * column, v128.shuffle<f64>(t2, t3, 1, 3));
    }
    from += 16;
    to += <usize>lanes * column;
  }
  for (; p < k; p++) {
    store<T>(to, load<T>(from));
    store<T>(to + sizeof<T>(), load<T>(from + row));
    store<T>(to + 2 * sizeof<T>(), load<T>(from + 2 * row));
    store<T>(to + 3 * sizeof<T>(), load<T>(from + 3 * row));
    from += sizeof<T>();
    to += column;
  }
}

export function multiply64(rows: i32, cols: i32, steps: i32): void {
  multiply<f64>(rows, cols, steps);
}
export function multiply32(rows: i32, cols: i32, steps: i32): void {
  multiply<f32>(rows, cols, steps);
}
export function finish64(rows: i32, cols: i32, alpha: f64, beta: f64, d: usize, stride: i32): void {
  finish<f64>(rows, cols, alpha, beta, d, stride);
}
export function finish32(rows: i32, cols: i32, alpha: f32, beta: f32, d: usize, stride: i32): void {
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
