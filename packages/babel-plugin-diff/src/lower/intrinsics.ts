import type { TypedArrayName } from '../hir/model.js';

/** Functions of `Math` that lower to `math`; `Math.random` is not one, since every call gives another value. */
const mathFunctions: ReadonlySet<string> = new Set([
  'abs', 'acos', 'acosh', 'asin', 'asinh', 'atan', 'atan2', 'atanh', 'cbrt', 'ceil', 'clz32', 'cos', 'cosh', 'exp',
  'expm1', 'floor', 'fround', 'hypot', 'imul', 'log', 'log10', 'log1p', 'log2', 'max', 'min', 'pow', 'round', 'sign',
  'sin', 'sinh', 'sqrt', 'tan', 'tanh', 'trunc',
]); // prettier-ignore

const constants: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  Math: {
    E: Math.E,
    LN10: Math.LN10,
    LN2: Math.LN2,
    LOG10E: Math.LOG10E,
    LOG2E: Math.LOG2E,
    PI: Math.PI,
    SQRT1_2: Math.SQRT1_2,
    SQRT2: Math.SQRT2,
  },
  Number: {
    EPSILON: Number.EPSILON,
    MAX_SAFE_INTEGER: Number.MAX_SAFE_INTEGER,
    MAX_VALUE: Number.MAX_VALUE,
    MIN_SAFE_INTEGER: Number.MIN_SAFE_INTEGER,
    MIN_VALUE: Number.MIN_VALUE,
    NEGATIVE_INFINITY: Number.NEGATIVE_INFINITY,
    NaN: Number.NaN,
    POSITIVE_INFINITY: Number.POSITIVE_INFINITY,
  },
};

const typedArrays: ReadonlySet<string> = new Set<TypedArrayName>([
  'Float64Array',
  'Float32Array',
  'Int8Array',
  'Uint8Array',
  'Uint8ClampedArray',
  'Int16Array',
  'Uint16Array',
  'Int32Array',
  'Uint32Array',
]);

/** Does `Math.name` lower to the operation `math`? */
export function isMathFunction(name: string): boolean {
  return mathFunctions.has(name);
}

/** Value of `object.name` if that is a constant of the language, such as `Math.PI`. */
export function intrinsicConstant(object: string, name: string): number | undefined {
  const members = Object.hasOwn(constants, object) ? constants[object] : undefined;
  return members && Object.hasOwn(members, name) ? members[name] : undefined;
}

/** Is it the name of a typed array's constructor that lowers to `newTyped`? */
export function isTypedArrayName(name: string): name is TypedArrayName {
  return typedArrays.has(name);
}
