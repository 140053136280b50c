// Constants of the elementary functions. They are loaded from the memory where they are used: V8 would make each constant vector that stands in the
// code anew in every turn of a loop, which takes four instructions.

/** Names of the numbers in `NUMBERS64` and `NUMBERS32`. */
export const enum C {
  HALF,
  ONE,
  TWO,
  SIGN,
  INFINITE,
  MINUS_INFINITE,
  NOT_A_NUMBER,
  LOG2_E,
  LN2_HIGH,
  LN2_LOW,
  EXP_LEAST,
  EXP_GREATEST,
  EXPM1_MODERATE,
  TANH_GREATEST,
  NORMAL_LEAST,
  SUBNORMAL_SCALE,
  SUBNORMAL_BINADES,
  INTEGER,
  EXPONENT_OFFSET,
  TWO_OVER_PI,
  HALF_PI_1,
  HALF_PI_2,
  HALF_PI_3,
  MINUS_SIXTH,
}

const NUMBERS64 = memory.data<f64>([
  0.5,
  1,
  2,
  -0.0,
  Infinity,
  -Infinity,
  NaN,
  1.4426950408889634,
  0.6931471803691238,
  1.9082149292705877e-10,
  -746,
  710,
  44,
  22,
  2.2250738585072014e-308,
  18014398509481984,
  54,
  6755399441055744,
  4503599627371519,
  0.6366197723675814,
  1.5707963267341256,
  6.077100506303966e-11,
  2.0222662487959506e-21,
  -0.16666666666666666,
]);

const NUMBERS32 = memory.data<f32>([
  0.5,
  1,
  2,
  -0.0,
  Infinity,
  -Infinity,
  NaN,
  1.4426950408889634,
  0.693115234375,
  3.194618329871446e-5,
  -104,
  89,
  20,
  10,
  1.1754943508222875e-38,
  33554432,
  25,
  12582912,
  127,
  0,
  0,
  0,
  0,
  0,
]);

/** Names of the patterns of bits in `BITS64` and `BITS32`. */
export const enum B {
  BIAS,
  MOVE,
  EXPONENT_BITS,
  MANTISSA,
  ROOT_HALF,
}

const BITS64 = memory.data<u64>([
  1023, 0x00095f6200000000, 0x4330000000000000, 0x000fffffffffffff, 0x3fe6a09e00000000,
]);
const BITS32 = memory.data<u32>([127, 0x004afb0d, 0, 0x007fffff, 0x3f3504f3]);

/** (eʳ − 1 − r − r²/2)/r³, |r| ≤ ½·log 2: errors 8e-18 and 8e-9. The highest coefficients first, as everywhere here. */
export const EXP64 = memory.data<f64>([
  2.0911236630261545e-9, 2.510038549551032e-8, 2.755728296954995e-7, 2.7557268459997064e-6, 2.4801587317144498e-5,
  0.00019841269863053618, 0.0013888888888886552, 0.008333333333330062, 0.041666666666666664, 0.16666666666666669,
]);
export const EXP32 = memory.data<f32>([
  0.0001988269796129316, 0.0013926184037700295, 0.00833332072943449, 0.041666556149721146, 0.1666666716337204,
]);

/** (log((1 + s)/(1 − s)) − 2s)/s³ in powers of s², √½ ≤ (1 + s)/(1 − s) ≤ √2: errors 3e-16 and 1e-9. */
export const LOG64 = memory.data<f64>([
  0.14616585424888623, 0.15331710618210773, 0.18182889455674947, 0.22222211130259878, 0.2857142862600327,
  0.39999999999899444, 0.666666666666667,
]);
export const LOG32 = memory.data<f32>([
  0.23330582678318024, 0.2855081558227539, 0.4000012278556824, 0.6666666865348816,
]);

/** The same for 1 ≤ (1 + s)/(1 − s) ≤ 2: errors 2e-18 and 2e-10. */
export const LOG_WIDE64 = memory.data<f64>([
  0.15631534707431224, 0.07491639460673266, 0.10845291032779812, 0.11734265179376593, 0.13335179661515711, 0.15384543917753166,
  0.1818181989926796, 0.22222222198216113, 0.28571428571600266, 0.3999999999999952, 0.6666666666666666,
]);
export const LOG_WIDE32 = memory.data<f32>([
  0.20788268744945526, 0.17464539408683777, 0.22264724969863892, 0.28570306301116943, 0.40000009536743164, 0.6666666865348816,
]);

/** (sin r − r + r³/6)/r⁵ and (cos r − 1 + r²/2)/r⁴ in powers of r², |r| ≤ π/4: errors of the functions 2e-17. */
export const SINE64 = memory.data<f64>([
  1.591810123027412e-10, -2.5051131455427946e-8, 2.755731610068303e-6, -0.0001984126983675497, 0.008333333333330946,
]);
export const COSINE64 = memory.data<f64>([
  -1.1382614868556325e-11, 2.0876146024689747e-9, -2.7557317270560326e-7, 2.4801587298763433e-5, -0.0013888888888887395,
  0.041666666666666664,
]);

// @ts-ignore: decorator
@inline
export function constant<T>(name: i32): v128 {
  return sizeof<T>() == 8
    ? v128.load64_splat(NUMBERS64 + ((<usize>name) << 3))
    : v128.load32_splat(NUMBERS32 + ((<usize>name) << 2));
}

// @ts-ignore: decorator
@inline
export function pattern<T>(name: i32): v128 {
  return sizeof<T>() == 8
    ? v128.load64_splat(BITS64 + ((<usize>name) << 3))
    : v128.load32_splat(BITS32 + ((<usize>name) << 2));
}

// @ts-ignore: decorator
@inline
export function coefficient<T>(table: usize, index: i32): v128 {
  return sizeof<T>() == 8
    ? v128.load64_splat(table + ((<usize>index) << 3))
    : v128.load32_splat(table + ((<usize>index) << 2));
}
