// Elementary functions of many elements: y = f(x) for n of them, up to the next whole vector.

import { LARGEST_ANGLE, exp, expm1, log, log1p, tanh, sigmoid, softplus, sineOf } from './functions';

function expAll<T>(n: i32, x: usize, y: usize): void {
  const end = x + <usize>n * sizeof<T>();
  for (; x < end; x += 16, y += 16) v128.store(y, exp<T>(v128.load(x)));
}
export function exp64(n: i32, x: usize, y: usize): void {
  expAll<f64>(n, x, y);
}
export function exp32(n: i32, x: usize, y: usize): void {
  expAll<f32>(n, x, y);
}

function expm1All<T>(n: i32, x: usize, y: usize): void {
  const end = x + <usize>n * sizeof<T>();
  for (; x < end; x += 16, y += 16) v128.store(y, expm1<T>(v128.load(x)));
}
export function expm164(n: i32, x: usize, y: usize): void {
  expm1All<f64>(n, x, y);
}
export function expm132(n: i32, x: usize, y: usize): void {
  expm1All<f32>(n, x, y);
}

function logAll<T>(n: i32, x: usize, y: usize): void {
  const end = x + <usize>n * sizeof<T>();
  for (; x < end; x += 16, y += 16) v128.store(y, log<T>(v128.load(x)));
}
export function log64(n: i32, x: usize, y: usize): void {
  logAll<f64>(n, x, y);
}
export function log32(n: i32, x: usize, y: usize): void {
  logAll<f32>(n, x, y);
}

function log1pAll<T>(n: i32, x: usize, y: usize): void {
  const end = x + <usize>n * sizeof<T>();
  for (; x < end; x += 16, y += 16) v128.store(y, log1p<T>(v128.load(x)));
}
export function log1p64(n: i32, x: usize, y: usize): void {
  log1pAll<f64>(n, x, y);
}
export function log1p32(n: i32, x: usize, y: usize): void {
  log1pAll<f32>(n, x, y);
}

function tanhAll<T>(n: i32, x: usize, y: usize): void {
  const end = x + <usize>n * sizeof<T>();
  for (; x < end; x += 16, y += 16) v128.store(y, tanh<T>(v128.load(x)));
}
export function tanh64(n: i32, x: usize, y: usize): void {
  tanhAll<f64>(n, x, y);
}
export function tanh32(n: i32, x: usize, y: usize): void {
  tanhAll<f32>(n, x, y);
}

function sigmoidAll<T>(n: i32, x: usize, y: usize): void {
  const end = x + <usize>n * sizeof<T>();
  for (; x < end; x += 16, y += 16) v128.store(y, sigmoid<T>(v128.load(x)));
}
export function sigmoid64(n: i32, x: usize, y: usize): void {
  sigmoidAll<f64>(n, x, y);
}
export function sigmoid32(n: i32, x: usize, y: usize): void {
  sigmoidAll<f32>(n, x, y);
}

function softplusAll<T>(n: i32, x: usize, y: usize): void {
  const end = x + <usize>n * sizeof<T>();
  for (; x < end; x += 16, y += 16) v128.store(y, softplus<T>(v128.load(x)));
}
export function softplus64(n: i32, x: usize, y: usize): void {
  softplusAll<f64>(n, x, y);
}
export function softplus32(n: i32, x: usize, y: usize): void {
  softplusAll<f32>(n, x, y);
}

// Sine and cosine say whether all angles were within reach; the results for the others are of no use. Those of f32 are computed in f64.

function within(angles: v128): v128 {
  return v128.le<f64>(v128.abs<f64>(angles), f64x2.splat(LARGEST_ANGLE));
}

function sine64(n: i32, x: usize, y: usize, shift: i64): bool {
  const end = x + ((<usize>n) << 3);
  let good = i64x2.splat(-1);
  for (; x < end; x += 16, y += 16) {
    const angle = v128.load(x);
    good = v128.and(good, within(angle));
    v128.store(y, sineOf(angle, shift));
  }
  return v128.all_true<i64>(good);
}

function sine32(n: i32, x: usize, y: usize, shift: i64): bool {
  const end = x + ((<usize>n) << 2);
  let good = i64x2.splat(-1);
  for (; x < end; x += 8, y += 8) {
    const angle = f64x2.promote_low_f32x4(v128.load64_zero(x));
    good = v128.and(good, within(angle));
    v128.store64_lane(y, f32x4.demote_f64x2_zero(sineOf(angle, shift)), 0);
  }
  return v128.all_true<i64>(good);
}

export function sin64(n: i32, x: usize, y: usize): bool {
  return sine64(n, x, y, 0);
}
export function cos64(n: i32, x: usize, y: usize): bool {
  return sine64(n, x, y, 1);
}
export function sin32(n: i32, x: usize, y: usize): bool {
  return sine32(n, x, y, 0);
}
export function cos32(n: i32, x: usize, y: usize): bool {
  return sine32(n, x, y, 1);
}
