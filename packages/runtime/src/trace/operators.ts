import { LINEAR, PRODUCT, QUOTIENT } from './Curvature.js';
import type { Lane } from './Lane.js';
import { registers as r } from './registers.js';
import { toNumeric, toPrimitive } from './toPrimitive.js';

/*
 * The arithmetic of traced code: each function computes what the operator computes and leaves the lane of the result. Operands
 * come with their lanes. What is no number goes the language's own way: objects are converted by their (traced) methods, text is
 * joined, BigInts stay BigInts.
 */

type Any = never;

/** a + b */
export function add(a: unknown, la: Lane, b: unknown, lb: Lane): unknown {
  if (typeof a === 'number' && typeof b === 'number') {
    r.m = la === undefined && lb === undefined ? undefined : r.trace?.two(la, 1, lb, 1, LINEAR);
    return a + b;
  }
  return addSlowly(a, la, b, lb);
}

function addSlowly(a: unknown, la: Lane, b: unknown, lb: Lane): unknown {
  if (r.trace === null) {
    r.m = undefined;
    return (a as Any) + (b as Any);
  }
  const x = toPrimitive(a, la, 'default');
  const lx = r.m;
  const y = toPrimitive(b, lb, 'default');
  const ly = r.m;
  r.m = undefined;
  const sum = (x as Any) + (y as Any);
  if (typeof sum === 'number') r.m = r.trace.two(lx, 1, ly, 1, LINEAR);
  return sum;
}

/** a − b */
export function sub(a: unknown, la: Lane, b: unknown, lb: Lane): unknown {
  if (typeof a === 'number' && typeof b === 'number') {
    r.m = la === undefined && lb === undefined ? undefined : r.trace?.two(la, 1, lb, -1, LINEAR);
    return a - b;
  }
  return slowly(minus, a, la, b, lb);
}

/** a · b */
export function mul(a: unknown, la: Lane, b: unknown, lb: Lane): unknown {
  if (typeof a === 'number' && typeof b === 'number') {
    r.m = la === undefined && lb === undefined ? undefined : r.trace?.two(la, b, lb, a, PRODUCT);
    return a * b;
  }
  return slowly(times, a, la, b, lb);
}

/** a / b;  ∂a = 1/b,  ∂b = −out/b */
export function div(a: unknown, la: Lane, b: unknown, lb: Lane): unknown {
  if (typeof a === 'number' && typeof b === 'number') {
    const out = a / b;
    r.m = la === undefined && lb === undefined ? undefined : r.trace?.two(la, 1 / b, lb, -out / b, QUOTIENT);
    return out;
  }
  return slowly(over, a, la, b, lb);
}

/** a % b;  ∂a = 1,  ∂b = −trunc(a/b), found from the result */
export function mod(a: unknown, la: Lane, b: unknown, lb: Lane): unknown {
  if (typeof a === 'number' && typeof b === 'number') {
    const out = a % b;
    r.m =
      la === undefined && lb === undefined
        ? undefined
        : r.trace?.two(la, 1, lb, Math.round((out - a) / b), LINEAR);
    return out;
  }
  return slowly(modulo, a, la, b, lb);
}

/** a ** b;  ∂a = b·aᵇ⁻¹ (0 for b = 0),  ∂b = out·ln a (0 at a = 0) */
export function pow(a: unknown, la: Lane, b: unknown, lb: Lane): unknown {
  if (typeof a === 'number' && typeof b === 'number') {
    const out = a ** b;
    r.m = la === undefined && lb === undefined ? undefined : power(a, la, b, lb, out);
    return out;
  }
  return slowly(toThe, a, la, b, lb);
}

/** The lane of `a ** b`; a logarithm of a negative base is asked for only where the exponent is active. */
export function power(a: number, la: Lane, b: number, lb: Lane, out: number): Lane {
  const { trace } = r;
  if (trace === null) return undefined;
  const p = trace.owns(la) && b !== 0 ? b * a ** (b - 1) : 0;
  const q = trace.owns(lb) && a !== 0 ? out * Math.log(a) : 0;
  return trace.two(la, p, lb, q);
}

/** −a */
export function neg(a: unknown, la: Lane): unknown {
  if (typeof a === 'number') {
    r.m = la === undefined ? undefined : r.trace?.one(la, -1, LINEAR);
    return -a;
  }
  const x = toNumeric(a, la);
  if (typeof x === 'number') r.m = r.trace?.one(r.m, -1, LINEAR);
  return -(x as Any);
}

/** +a */
export function plus(a: unknown, la: Lane): unknown {
  if (typeof a === 'number') {
    r.m = la;
    return a;
  }
  if (r.trace === null) {
    r.m = undefined;
    return +(a as Any);
  }
  const x = toPrimitive(a, la, 'number');
  if (typeof x !== 'number') r.m = undefined;
  return +(x as Any);
}

/** What `++` and `--` take the old value for: a number or BigInt. */
export function num(a: unknown, la: Lane): unknown {
  if (typeof a === 'number') {
    r.m = la;
    return a;
  }
  return toNumeric(a, la);
}

/** a + 1 or a − 1, for a number or BigInt; a derivative passes unchanged. */
export function step(a: unknown, la: Lane, by: 1 | -1): unknown {
  if (typeof a === 'number') {
    r.m = la;
    return a + by;
  }
  const x = toNumeric(a, la);
  return typeof x === 'bigint' ? x + BigInt(by) : (x as number) + by;
}

type Operation = (a: Any, b: Any) => unknown;
const minus: Operation = (a, b) => a - b;
const times: Operation = (a, b) => a * b;
const over: Operation = (a, b) => a / b;
const modulo: Operation = (a, b) => a % b;
const toThe: Operation = (a, b) => a ** b;

/** An operator on something that is no number: both operands become numbers or BigInts, in order. */
function slowly(operation: Operation, a: unknown, la: Lane, b: unknown, lb: Lane): unknown {
  if (r.trace === null) {
    r.m = undefined;
    return operation(a as Any, b as Any);
  }
  const x = toNumeric(a, la);
  const lx = r.m;
  const y = toNumeric(b, lb);
  const ly = r.m;
  if (typeof x === 'number' && typeof y === 'number' && (lx !== undefined || ly !== undefined)) {
    switch (operation) {
      case minus:
        return sub(x, lx, y, ly);
      case times:
        return mul(x, lx, y, ly);
      case over:
        return div(x, lx, y, ly);
      case modulo:
        return mod(x, lx, y, ly);
      default:
        return pow(x, lx, y, ly);
    }
  }
  r.m = undefined;
  return operation(x as Any, y as Any);
}
