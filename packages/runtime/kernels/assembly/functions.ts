// Elementary functions of a vector, of f64 (two lanes) or f32 (four).
//
// Reductions of arguments and forms of the sums as in fdlibm (Sun Microsystems, 1993); coefficients are Chebyshev interpolations of our own.
// NaN goes through everywhere: pmin and pmax give their first operand where it is NaN. docs/how-to/kernels.md has the greatest errors, which tests hold.

import {
  B,
  C,
  COSINE64,
  EXP32,
  EXP64,
  LOG32,
  LOG64,
  LOG_WIDE32,
  LOG_WIDE64,
  SINE64,
  coefficient,
  constant,
  pattern,
} from './constants';

// What the functions are made of --------------------------------------------------------------------------------------------------------------

// @ts-ignore: decorator
@inline
function zero(): v128 {
  return i64x2.splat(0);
}

/** x·y + z. */
// @ts-ignore: decorator
@inline
function madd<T>(x: v128, y: v128, z: v128): v128 {
  return v128.add<T>(v128.mul<T>(x, y), z);
}

/** z − x·y. */
// @ts-ignore: decorator
@inline
function msub<T>(x: v128, y: v128, z: v128): v128 {
  return v128.sub<T>(z, v128.mul<T>(x, y));
}

/** c₀x + c₁, c from place i of a table on. */
// @ts-ignore: decorator
@inline
function pair<T>(table: usize, i: i32, x: v128): v128 {
  return madd<T>(coefficient<T>(table, i), x, coefficient<T>(table, i + 1));
}

/**
 * The polynomial whose coefficients stand in a table, the highest first, 4 to 11 of them: by pairs (Estrin), of which several are computed at a time.
 * The table and its length are constants where it is called.
 */
// @ts-ignore: decorator
@inline
function polynomial<T>(table: usize, count: i32, x: v128): v128 {
  const x2 = v128.mul<T>(x, x);
  const last = count - 2;
  const low = madd<T>(pair<T>(table, last - 2, x), x2, pair<T>(table, last, x));
  if (count == 4) return low;
  const x4 = v128.mul<T>(x2, x2);
  if (count == 5) return madd<T>(coefficient<T>(table, 0), x4, low);
  if (count == 6) return madd<T>(pair<T>(table, 0, x), x4, low);
  if (count == 7) {
    const high = madd<T>(coefficient<T>(table, 0), x2, pair<T>(table, 1, x));
    return madd<T>(high, x4, low);
  }
  const high = madd<T>(pair<T>(table, last - 6, x), x2, pair<T>(table, last - 4, x));
  const eight = madd<T>(high, x4, low);
  if (count == 8) return eight;
  const x8 = v128.mul<T>(x4, x4);
  if (count == 9) return madd<T>(coefficient<T>(table, 0), x8, eight);
  if (count == 10) return madd<T>(pair<T>(table, 0, x), x8, eight);
  return madd<T>(madd<T>(coefficient<T>(table, 0), x2, pair<T>(table, 1, x)), x8, eight);
}

/** Lanes of a where the mask is set, of b elsewhere. */
// @ts-ignore: decorator
@inline
function select(mask: v128, a: v128, b: v128): v128 {
  return v128.bitselect(a, b, mask);
}

// @ts-ignore: decorator
@inline
function sign<T>(x: v128): v128 {
  return v128.and(x, constant<T>(C.SIGN));
}

/** 2ⁿ for whole n from −1022 (−126) to 1023 (127). */
// @ts-ignore: decorator
@inline
function power<T>(n: v128): v128 {
  // Adding 1.5·2⁵² (1.5·2²³) leaves n in the lowest bits.
  if (sizeof<T>() == 8) {
    const bits = v128.add<f64>(n, constant<f64>(C.INTEGER));
    return i64x2.shl(i64x2.add(bits, pattern<f64>(B.BIAS)), 52);
  }
  const bits = v128.add<f32>(n, constant<f32>(C.INTEGER));
  return i32x4.shl(i32x4.add(bits, pattern<f32>(B.BIAS)), 23);
}

// Exponentials --------------------------------------------------------------------------------------------------------------------------------

/** round(x/log 2). */
// @ts-ignore: decorator
@inline
function binades<T>(x: v128): v128 {
  return v128.nearest<T>(v128.mul<T>(x, constant<T>(C.LOG2_E)));
}

/** exp(x − n·log 2) − 1. */
// @ts-ignore: decorator
@inline
function reducedExpm1<T>(x: v128, n: v128): v128 {
  let r = msub<T>(n, constant<T>(C.LN2_HIGH), x);
  r = msub<T>(n, constant<T>(C.LN2_LOW), r);
  const q = madd<T>(
    sizeof<T>() == 8 ? polynomial<T>(EXP64, 10, r) : polynomial<T>(EXP32, 5, r),
    r,
    constant<T>(C.HALF),
  );
  return madd<T>(v128.mul<T>(r, r), q, r);
}

/** 2ⁿ·x for any n: by two factors, since 2ⁿ itself may be out of range; the second product rounds once where the result is subnormal. */
// @ts-ignore: decorator
@inline
function scaled<T>(x: v128, n: v128): v128 {
  const half = v128.floor<T>(v128.mul<T>(n, constant<T>(C.HALF)));
  return v128.mul<T>(v128.mul<T>(x, power<T>(half)), power<T>(v128.sub<T>(n, half)));
}

// @ts-ignore: decorator
@inline
export function exp<T>(x: v128): v128 {
  // Beyond these ends the result is ∞ or 0 all the same.
  const inside = v128.pmin<T>(v128.pmax<T>(x, constant<T>(C.EXP_LEAST)), constant<T>(C.EXP_GREATEST));
  const n = binades<T>(inside);
  return scaled<T>(v128.add<T>(reducedExpm1<T>(inside, n), constant<T>(C.ONE)), n);
}

/** exp(x) − 1 for x of a size for which 2ⁿ is a number, at most 44 in f64 and 20 in f32. */
// @ts-ignore: decorator
@inline
function moderateExpm1<T>(x: v128): v128 {
  const n = binades<T>(x);
  const scale = power<T>(n);
  return madd<T>(reducedExpm1<T>(x, n), scale, v128.sub<T>(scale, constant<T>(C.ONE)));
}

// @ts-ignore: decorator
@inline
export function expm1<T>(x: v128): v128 {
  const moderate = constant<T>(C.EXPM1_MODERATE);
  const inside = v128.pmin<T>(v128.pmax<T>(x, v128.neg<T>(moderate)), constant<T>(C.EXP_GREATEST));
  const n = binades<T>(inside);
  const p = reducedExpm1<T>(inside, n);
  const scale = power<T>(v128.pmin<T>(n, v128.add<T>(moderate, moderate)));
  const near = madd<T>(p, scale, v128.sub<T>(scale, constant<T>(C.ONE)));
  // Far away 1 is less than half a unit in the last place.
  const far = scaled<T>(v128.add<T>(p, constant<T>(C.ONE)), n);
  const result = select(v128.gt<T>(x, moderate), far, near);
  // At 0 the sign is kept.
  return select(v128.eq<T>(x, zero()), x, result);
}

// @ts-ignore: decorator
@inline
export function tanh<T>(x: v128): v128 {
  const a = v128.pmin<T>(v128.abs<T>(x), constant<T>(C.TANH_GREATEST));
  const u = moderateExpm1<T>(v128.add<T>(a, a));
  // u/(u + 2) near 0, 1 − 2/(u + 2) beyond.
  const near = v128.lt<T>(a, constant<T>(C.HALF));
  const two = constant<T>(C.TWO);
  const sum = v128.add<T>(u, two);
  let quotient = v128.div<T>(select(near, u, two), sum);
  // What rounding took from u + 2 (of which near 0 there is need): −q·lost/(u + 2), where 1/(u + 2) = (1 − q)/2.
  const lost = v128.mul<T>(v128.sub<T>(u, v128.sub<T>(sum, two)), constant<T>(C.HALF));
  const inverse = v128.sub<T>(constant<T>(C.ONE), quotient);
  quotient = msub<T>(v128.and(quotient, near), v128.mul<T>(lost, inverse), quotient);
  return v128.or(select(near, quotient, v128.sub<T>(constant<T>(C.ONE), quotient)), sign<T>(x));
}

// @ts-ignore: decorator
@inline
export function sigmoid<T>(x: v128): v128 {
  const e = exp<T>(v128.neg<T>(v128.abs<T>(x)));
  const one = constant<T>(C.ONE);
  const negative = v128.lt<T>(x, zero());
  const sum = v128.add<T>(e, one);
  const quotient = v128.div<T>(select(negative, e, one), sum);
  // What rounding took from 1 + e: −q·lost/(1 + e), where 1/(1 + e) is q, or 1 − q for negative x.
  const lost = v128.sub<T>(e, v128.sub<T>(sum, one));
  const inverse = select(negative, v128.sub<T>(one, quotient), quotient);
  return msub<T>(quotient, v128.mul<T>(lost, inverse), quotient);
}

// Logarithms ----------------------------------------------------------------------------------------------------------------------------------

/** The bits of x > 0, with the binade so moved that the mantissa lies between √½ and √2. */
// @ts-ignore: decorator
@inline
function moved<T>(x: v128): v128 {
  return sizeof<T>() == 8 ? i64x2.add(x, pattern<f64>(B.MOVE)) : i32x4.add(x, pattern<f32>(B.MOVE));
}

/** k of x = 2ᵏ·m, from the moved bits. */
// @ts-ignore: decorator
@inline
function exponent<T>(bits: v128): v128 {
  if (sizeof<T>() == 8) {
    const biased = v128.or(i64x2.shr_u(bits, 52), pattern<f64>(B.EXPONENT_BITS));
    return v128.sub<f64>(biased, constant<f64>(C.EXPONENT_OFFSET)); // 2⁵² + 1023
  }
  return v128.sub<f32>(f32x4.convert_i32x4_s(i32x4.shr_u(bits, 23)), constant<f32>(C.EXPONENT_OFFSET));
}

/** m of x = 2ᵏ·m, from the moved bits. */
// @ts-ignore: decorator
@inline
function mantissa<T>(bits: v128): v128 {
  return sizeof<T>() == 8
    ? i64x2.add(v128.and(bits, pattern<f64>(B.MANTISSA)), pattern<f64>(B.ROOT_HALF))
    : i32x4.add(v128.and(bits, pattern<f32>(B.MANTISSA)), pattern<f32>(B.ROOT_HALF));
}

/** k·log 2 + log(1 + f) + c. */
// @ts-ignore: decorator
@inline
function assembledLog<T>(k: v128, f: v128, c: v128): v128 {
  const s = v128.div<T>(f, v128.add<T>(f, constant<T>(C.TWO)));
  const z = v128.mul<T>(s, s);
  const q = sizeof<T>() == 8 ? polynomial<T>(LOG64, 7, z) : polynomial<T>(LOG32, 4, z);
  const r = v128.mul<T>(q, z);
  const halfSquare = v128.mul<T>(v128.mul<T>(f, f), constant<T>(C.HALF));
  const low = madd<T>(k, constant<T>(C.LN2_LOW), c);
  const tail = v128.sub<T>(halfSquare, madd<T>(s, v128.add<T>(halfSquare, r), low));
  const high = v128.mul<T>(k, constant<T>(C.LN2_HIGH));
  return v128.sub<T>(high, v128.sub<T>(tail, f));
}

/** What logarithms are at the ends of their domain: u = x for log, 1 + x for log1p. */
// @ts-ignore: decorator
@inline
function logAtEnds<T>(u: v128, result: v128): v128 {
  result = select(v128.lt<T>(u, constant<T>(C.INFINITE)), result, u);
  result = select(v128.eq<T>(u, zero()), constant<T>(C.MINUS_INFINITE), result);
  return select(v128.lt<T>(u, zero()), constant<T>(C.NOT_A_NUMBER), result);
}

// @ts-ignore: decorator
@inline
export function log<T>(x: v128): v128 {
  const subnormal = v128.lt<T>(x, constant<T>(C.NORMAL_LEAST));
  const scaled = select(subnormal, v128.mul<T>(x, constant<T>(C.SUBNORMAL_SCALE)), x);
  const bits = moved<T>(scaled);
  const k = v128.sub<T>(exponent<T>(bits), v128.and(subnormal, constant<T>(C.SUBNORMAL_BINADES)));
  const f = v128.sub<T>(mantissa<T>(bits), constant<T>(C.ONE));
  return logAtEnds<T>(x, assembledLog<T>(k, f, zero()));
}

// @ts-ignore: decorator
@inline
export function log1p<T>(x: v128): v128 {
  const one = constant<T>(C.ONE);
  const u = v128.add<T>(x, one);
  // What rounding took from 1 + x.
  const back = v128.sub<T>(u, one);
  const lost = v128.add<T>(v128.sub<T>(one, v128.sub<T>(u, back)), v128.sub<T>(x, back));
  const bits = moved<T>(u);
  const k = exponent<T>(bits);
  const same = v128.eq<T>(k, zero());
  const f = select(same, x, v128.sub<T>(mantissa<T>(bits), one));
  const c = v128.andnot(v128.div<T>(lost, u), same);
  const result = select(v128.eq<T>(x, zero()), x, assembledLog<T>(k, f, c));
  return logAtEnds<T>(u, result);
}

// @ts-ignore: decorator
@inline
export function softplus<T>(x: v128): v128 {
  const e = exp<T>(v128.neg<T>(v128.abs<T>(x)));
  // log(1 + e), 0 ≤ e ≤ 1, as above without k.
  const s = v128.div<T>(e, v128.add<T>(e, constant<T>(C.TWO)));
  const z = v128.mul<T>(s, s);
  const q = sizeof<T>() == 8 ? polynomial<T>(LOG_WIDE64, 11, z) : polynomial<T>(LOG_WIDE32, 6, z);
  const halfSquare = v128.mul<T>(v128.mul<T>(e, e), constant<T>(C.HALF));
  const rest = v128.sub<T>(halfSquare, v128.mul<T>(s, madd<T>(q, z, halfSquare)));
  return v128.add<T>(v128.pmax<T>(x, zero()), v128.sub<T>(e, rest));
}

// Sine and cosine, f64 ------------------------------------------------------------------------------------------------------------------------

/** Greatest |x| whose reduction by multiples of π/2 in three parts is exact enough: 2¹⁹·π/2. */
export const LARGEST_ANGLE: f64 = 823549.0;

/** sin(x) for `shift` 0, cos(x) for 1, |x| ≤ LARGEST_ANGLE. */
// @ts-ignore: decorator
@inline
export function sineOf(x: v128, shift: i64): v128 {
  const n = v128.nearest<f64>(v128.mul<f64>(x, constant<f64>(C.TWO_OVER_PI)));
  // x − n·π/2 as the sum of r and its rest.
  const a = msub<f64>(n, constant<f64>(C.HALF_PI_1), x);
  const w = v128.mul<f64>(n, constant<f64>(C.HALF_PI_2));
  const b = v128.sub<f64>(a, w);
  const error = v128.sub<f64>(v128.sub<f64>(a, b), w);
  const low = msub<f64>(n, constant<f64>(C.HALF_PI_3), error);
  const r = v128.add<f64>(b, low);
  const rest = v128.add<f64>(v128.sub<f64>(b, r), low);

  const z = v128.mul<f64>(r, r);
  const s = polynomial<f64>(SINE64, 5, z);
  // r + (r³·(−1/6 + z·s) + rest·(1 − z/2)).
  const cube = v128.mul<f64>(z, r);
  const inner = msub<f64>(cube, s, v128.mul<f64>(rest, constant<f64>(C.HALF)));
  const tail = v128.sub<f64>(
    madd<f64>(z, inner, v128.neg<f64>(rest)),
    v128.mul<f64>(cube, constant<f64>(C.MINUS_SIXTH)),
  );
  const sine = v128.sub<f64>(r, tail);

  const c = polynomial<f64>(COSINE64, 6, z);
  // 1 − z/2 rounds; what it loses comes back with the small terms.
  const half = v128.mul<f64>(z, constant<f64>(C.HALF));
  const whole = v128.sub<f64>(constant<f64>(C.ONE), half);
  const lost = v128.sub<f64>(v128.sub<f64>(constant<f64>(C.ONE), whole), half);
  const cosineTail = v128.add<f64>(lost, msub<f64>(r, rest, v128.mul<f64>(v128.mul<f64>(z, z), c)));
  const cosine = v128.add<f64>(whole, cosineTail);

  const quadrant = i64x2.add(v128.add<f64>(n, constant<f64>(C.INTEGER)), i64x2.splat(shift));
  const odd = v128.eq<i64>(v128.and(quadrant, i64x2.splat(1)), i64x2.splat(1));
  const flip = i64x2.shl(v128.and(quadrant, i64x2.splat(2)), 62);
  const result = v128.xor(select(odd, cosine, sine), flip);
  return shift == 0 ? select(v128.eq<f64>(x, zero()), x, result) : result;
}
