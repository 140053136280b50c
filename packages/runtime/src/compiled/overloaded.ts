import { hasOperators, OPERATORS, type WithOperators } from '../complex/protocol.js';
import { keyOf } from '../trace/toPrimitive.js';

/*
 * Operators of ordinary code in files that ask for them: they do what the language does, but for objects that have operators of their own.
 *
 * Those on numbers are kept to what V8 inlines whatever else it has inlined: functions of at most 27 bytes of bytecode.
 */

type Any = never;

export function addOperands(a: unknown, b: unknown): unknown {
  if (typeof a === 'number' && typeof b === 'number') return a + b;
  return addOthers(a, b);
}

export function subtractOperands(a: unknown, b: unknown): unknown {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return subtractOthers(a, b);
}

export function multiplyOperands(a: unknown, b: unknown): unknown {
  if (typeof a === 'number' && typeof b === 'number') return a * b;
  return multiplyOthers(a, b);
}

export function divideOperands(a: unknown, b: unknown): unknown {
  if (typeof a === 'number' && typeof b === 'number') return a / b;
  return divideOthers(a, b);
}

export function raiseOperands(a: unknown, b: unknown): unknown {
  if (typeof a === 'number' && typeof b === 'number') return a ** b;
  return raiseOthers(a, b);
}

export function negateOperand(a: unknown): unknown {
  if (typeof a === 'number') return -a;
  return negateOther(a);
}

function addOthers(a: unknown, b: unknown): unknown {
  const owner = ownerOf(a, b);
  return owner === undefined ? (a as Any) + (b as Any) : owner[OPERATORS]('add')(a, b);
}

function subtractOthers(a: unknown, b: unknown): unknown {
  const owner = ownerOf(a, b);
  return owner === undefined ? (a as Any) - (b as Any) : owner[OPERATORS]('sub')(a, b);
}

function multiplyOthers(a: unknown, b: unknown): unknown {
  const owner = ownerOf(a, b);
  return owner === undefined ? (a as Any) * (b as Any) : owner[OPERATORS]('mul')(a, b);
}

function divideOthers(a: unknown, b: unknown): unknown {
  const owner = ownerOf(a, b);
  return owner === undefined ? (a as Any) / (b as Any) : owner[OPERATORS]('div')(a, b);
}

function raiseOthers(a: unknown, b: unknown): unknown {
  const owner = ownerOf(a, b);
  return owner === undefined ? (a as Any) ** (b as Any) : owner[OPERATORS]('pow')(a, b);
}

function negateOther(a: unknown): unknown {
  return hasOperators(a) ? a[OPERATORS]('neg')(a) : -(a as Any);
}

export function equalOperands(a: unknown, b: unknown): boolean {
  return a === b ? !hasOperators(a) || areEqual(a, b) : areEqual(a, b);
}

export function unequalOperands(a: unknown, b: unknown): boolean {
  return !equalOperands(a, b);
}

/** `==`, which converts. */
export function looselyEqualOperands(a: unknown, b: unknown): boolean {
  // eslint-disable-next-line eqeqeq -- it is the operator that is meant
  return ownerOf(a, b) === undefined ? a == b : areEqual(a, b);
}

export function looselyUnequalOperands(a: unknown, b: unknown): boolean {
  return !looselyEqualOperands(a, b);
}

/** Are they equal by operators of their own? */
function areEqual(a: unknown, b: unknown): boolean {
  return ownerOf(a, b)?.[OPERATORS]('eq')(a, b) === true;
}

/** The operand whose operators are used: the other one is a number, or has operators too. */
export function ownerOf(a: unknown, b: unknown): WithOperators | undefined {
  if (hasOperators(a)) return typeof b === 'number' || hasOperators(b) ? a : undefined;
  return typeof a === 'number' && hasOperators(b) ? b : undefined;
}

/** A property that a compound assignment reads and then writes, `o[k] += v`: what it held, before `v` is evaluated. */
export class OperatedPlace {
  private readonly key: PropertyKey;
  private readonly before: unknown;

  constructor(
    private readonly holder: unknown,
    key: unknown,
    private readonly strict: boolean,
  ) {
    this.key = keyOf(holder, key) as PropertyKey;
    this.before = (holder as Record<PropertyKey, unknown>)[this.key];
  }

  /** Operates with `v` and stores the result. */
  store(operate: (a: unknown, b: unknown) => unknown, v: unknown): unknown {
    const result = operate(this.before, v);
    if (this.strict) (this.holder as Record<PropertyKey, unknown>)[this.key] = result;
    else Reflect.set(Object(this.holder) as object, this.key, result, this.holder);
    return result;
  }
}
