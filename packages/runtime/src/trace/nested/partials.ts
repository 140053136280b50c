import {
  binaryPartials,
  type UnaryName,
  unaryPartials,
  type VariadicName,
  variadicPartials,
} from '../../rules/math.js';
import type { Lane } from '../Lane.js';
import { countOf, type Trace } from '../Trace.js';
import { fixed, type Lifted, ONE, ZERO } from './Lifted.js';

/*
 * Partial derivatives as numbers that have derivatives themselves: the expressions of the rules, computed in the trace below.
 */

/** The arithmetic of one trace. */
class Arithmetic {
  constructor(private readonly t: Trace) {}

  plus(a: Lifted, b: Lifted): Lifted {
    return this.of(a.value + b.value, this.t.two(a.lane, 1, b.lane, 1));
  }

  minus(a: Lifted, b: Lifted): Lifted {
    return this.of(a.value - b.value, this.t.two(a.lane, 1, b.lane, -1));
  }

  times(a: Lifted, b: Lifted): Lifted {
    return this.of(a.value * b.value, this.t.product(a.value, a.lane, b.value, b.lane));
  }

  over(a: Lifted, b: Lifted): Lifted {
    const out = a.value / b.value;
    return this.of(out, this.t.quotient(a.value, a.lane, b.value, b.lane, out));
  }

  toThe(a: Lifted, b: Lifted): Lifted {
    const out = a.value ** b.value;
    return this.of(out, this.t.power(a.value, a.lane, b.value, b.lane, out));
  }

  negative(a: Lifted): Lifted {
    return this.of(-a.value, this.t.one(a.lane, -1));
  }

  call(name: UnaryName, x: Lifted): Lifted {
    const out = Math[name](x.value);
    return this.of(out, x.lane === undefined ? undefined : this.t.unary(name, x.value, x.lane, out));
  }

  private of(value: number, lane: Lane): Lifted {
    return { value, lane };
  }
}

type LiftedPartial = (o: Arithmetic, x: Lifted, out: Lifted) => Lifted;

const zero = (): Lifted => ZERO;
const reciprocal =
  (numerator: number): LiftedPartial =>
  (o, x) =>
    o.over(fixed(numerator), x);

/** (1 − x)(1 + x) */
const complement = (o: Arithmetic, x: Lifted): Lifted => o.times(o.minus(ONE, x), o.plus(ONE, x));

const unaries: { readonly [N in UnaryName]: LiftedPartial } = {
  abs: (_o, x) => fixed(Math.sign(x.value)),
  acos: (o, x) => o.over(fixed(-1), o.call('sqrt', complement(o, x))),
  acosh: (o, x) => o.over(ONE, o.times(o.call('sqrt', o.minus(x, ONE)), o.call('sqrt', o.plus(x, ONE)))),
  asin: (o, x) => o.over(ONE, o.call('sqrt', complement(o, x))),
  asinh: (o, x) => o.over(ONE, o.call('sqrt', o.plus(ONE, o.times(x, x)))),
  atan: (o, x) => o.over(ONE, o.plus(ONE, o.times(x, x))),
  atanh: (o, x) => o.over(ONE, complement(o, x)),
  cbrt: (o, _x, out) => o.over(ONE, o.times(o.times(fixed(3), out), out)),
  ceil: zero,
  cos: (o, x) => o.negative(o.call('sin', x)),
  cosh: (o, x) => o.call('sinh', x),
  exp: (_o, _x, out) => out,
  expm1: (o, x) => o.call('exp', x),
  floor: zero,
  fround: () => ONE,
  log: reciprocal(1),
  log10: reciprocal(0.4342944819032518),
  log1p: (o, x) => o.over(ONE, o.plus(ONE, x)),
  log2: reciprocal(1.4426950408889634),
  round: zero,
  sign: zero,
  sin: (o, x) => o.call('cos', x),
  sinh: (o, x) => o.call('cosh', x),
  sqrt: (o, _x, out) => o.over(fixed(0.5), out),
  tan: (o, _x, out) => o.plus(ONE, o.times(out, out)),
  tanh: (o, _x, out) => o.minus(ONE, o.times(out, out)),
  trunc: zero,
};

/** The partial derivative of a function of one argument. */
export function partialOfUnary(t: Trace, name: UnaryName, x: Lifted, out: Lifted): Lifted {
  const value = unaryPartials[name](x.value, out.value);
  // At constants there is nothing to differentiate.
  if (x.lane === undefined && out.lane === undefined) return fixed(value);
  return { value, lane: unaries[name](new Arithmetic(t), x, out).lane };
}

/** Those of a / b: 1/b and −out/b. */
export function partialsOfQuotient(t: Trace, b: Lifted, out: Lifted): readonly [Lifted, Lifted] {
  const o = new Arithmetic(t);
  return [o.over(ONE, b), o.over(o.negative(out), b)];
}

/**
 * That of a ** b by the base, b·aᵇ⁻¹. At b = 0 it is zero, but grows with b: its derivative by b is 1/a there.
 */
export function partialByBase(t: Trace, a: Lifted, b: Lifted): Lifted {
  const o = new Arithmetic(t);
  if (b.value !== 0) return o.times(b, o.toThe(a, o.minus(b, ONE)));
  return Math.abs(a.value) > 0 ? o.over(b, a) : ZERO;
}

/** That of a ** b by the exponent, out·ln a; zero at a = 0. */
export function partialByExponent(t: Trace, a: Lifted, out: Lifted): Lifted {
  if (a.value === 0) return ZERO;
  const o = new Arithmetic(t);
  return o.times(out, o.call('log', a));
}

/** Those of the angle of a point, the ordinate first: x/r² and −y/r². */
export function partialsOfAtan2(t: Trace, y: Lifted, x: Lifted, out: Lifted): readonly [Lifted, Lifted] {
  const o = new Arithmetic(t);
  const square = o.plus(o.times(y, y), o.times(x, x));
  const [p, q] = binaryPartials.atan2;
  return [
    { value: p(y.value, x.value, out.value), lane: o.over(x, square).lane },
    { value: q(y.value, x.value, out.value), lane: o.over(o.negative(y), square).lane },
  ];
}

/** That of a function of many arguments by one of them. */
export function partialOfVariadic(
  t: Trace,
  name: VariadicName,
  xs: readonly number[],
  x: Lifted,
  out: Lifted,
): Lifted {
  const value = variadicPartials[name](x.value, out.value, countOf(xs, out.value));
  if (name !== 'hypot' || out.value === 0) return fixed(value);
  return { value, lane: new Arithmetic(t).over(x, out).lane };
}
