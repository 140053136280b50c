import type { AccumulateOperation, BinaryOperation, Elements, UnaryOperation } from '@diffjs/runtime';
import { expect } from 'chai';
import { accumulate, axpy, binary, unary } from '../../../packages/runtime/dist/cjs/kernels/dispatch.cjs';
import { erf, sigmoid, softplus } from '../../../packages/runtime/dist/cjs/kernels/special.cjs';
import { accumulate as accumulateTable } from '../../../packages/runtime/dist/cjs/kernels/generated/any/accumulate.cjs';
import { binary as binaryTable } from '../../../packages/runtime/dist/cjs/kernels/generated/any/binary.cjs';
import { unary as unaryTable } from '../../../packages/runtime/dist/cjs/kernels/generated/any/unary.cjs';

/** What the operations beyond those of `Math` are. */
const unaryFunctions: Partial<Record<UnaryOperation, (x: number) => number>> = {
  copy: (x) => x,
  neg: (x) => -x,
  square: (x) => x * x,
  reciprocal: (x) => 1 / x,
  exp2: (x) => 2 ** x,
  sigmoid,
  softplus,
  relu: (x) => Math.max(x, 0),
  erf,
};

const unaryFunction = (name: UnaryOperation): ((x: number) => number) =>
  unaryFunctions[name] ?? (Math as unknown as Record<string, (x: number) => number>)[name]!;

const binaryFunctions: Record<BinaryOperation, (a: number, b: number) => number> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  mod: (a, b) => a % b,
  pow: (a, b) => a ** b,
  max: Math.max,
  min: Math.min,
  atan2: Math.atan2,
  hypot: Math.hypot,
  less: (a, b) => Number(a < b),
  lessEqual: (a, b) => Number(a <= b),
  greater: (a, b) => Number(a > b),
  greaterEqual: (a, b) => Number(a >= b),
  equal: (a, b) => Number(a === b),
  notEqual: (a, b) => Number(a !== b),
};

/** Operations of `accumulate` whose v is the result. */
const fromResult: ReadonlySet<string> = new Set([
  'reciprocal', 'sqrt', 'cbrt', 'expm1', 'exp2', 'tan', 'tanh', 'sigmoid',
]); // prettier-ignore

const kinds: Record<string, (values: number[]) => Elements> = {
  Float64Array: (values) => Float64Array.from(values),
  Float32Array: (values) => Float32Array.from(values),
  'number[]': (values) => values.slice(),
};

const specials = [0, -0, 1, -1, 0.5, -0.75, 2.5, -3, 1e-300, 1e300, Infinity, -Infinity, NaN];
const unaryNames = Object.keys(unaryTable) as UnaryOperation[];
const binaryNames = Object.keys(binaryTable) as BinaryOperation[];
const accumulateNames = Object.keys(accumulateTable) as AccumulateOperation[];

/** The number as an array of this kind holds it. */
const rounded = (like: Elements, value: number): number =>
  like instanceof Float32Array ? Math.fround(value) : value;

/** Within a few units in the last place, special values exactly. */
function expectNear(actual: number, expected: number, unit: number, what: string): void {
  if (!Number.isFinite(expected) || expected === 0) expect(actual, what).to.deep.equal(expected);
  else expect(Math.abs(actual - expected), what).to.be.at.most(4 * unit * Math.abs(expected) + 1e-320);
}

describe('elementwise kernels', () => {
  for (const [kind, make] of Object.entries(kinds)) {
    const unit = kind === 'Float32Array' ? 2 ** -24 : 2 ** -53;

    for (const name of unaryNames) {
      it(`unary ${name} of ${kind}, in strides and in place`, () => {
        const x = make(specials.flatMap((value) => [value, 77]));
        const y = make(specials.map(() => 5));
        unary(name, specials.length, x, 0, 2, y, specials.length - 1, -1);
        const f = unaryFunction(name);
        specials.forEach((_, i) => {
          const expected = rounded(y, f(x[2 * i]!));
          expectNear(y[specials.length - 1 - i]!, expected, unit, `${name}(${x[2 * i]!})`);
        });
        const z = make(specials);
        unary(name, specials.length, z, 0, 1, z, 0, 1);
        specials.forEach((value, i) => {
          expectNear(z[i]!, rounded(z, f(rounded(z, value))), unit, `${name}(${value})`);
        });
      });
    }

    for (const name of binaryNames) {
      it(`binary ${name} of ${kind}, with a scalar and in place`, () => {
        const n = specials.length;
        const f = binaryFunctions[name];
        for (const scalar of specials) {
          const a = make(specials);
          const b = make([scalar]);
          const y = make(specials);
          binary(name, n, a, 0, 1, b, 0, 0, y, 0, 1);
          const z = make(specials);
          binary(name, n, b, 0, 0, z, n - 1, -1, z, n - 1, -1);
          for (let i = 0; i < n; i++) {
            expectNear(y[i]!, rounded(y, f(a[i]!, b[0]!)), unit, `${name}(${a[i]!}, ${scalar})`);
            expectNear(z[i]!, rounded(z, f(b[0]!, a[i]!)), unit, `${name}(${scalar}, ${a[i]!})`);
          }
        }
      });
    }

    it(`axpy of ${kind}`, () => {
      const x = make([1, 2, 3, 4, 5, 6]);
      const y = make([10, 20, 30]);
      axpy(3, 0.5, x, 5, -2, y, 0, 1);
      expect([...y]).to.deep.equal([13, 22, 31]);
    });
  }

  it('arrays of several kinds in one call', () => {
    const y = new Int32Array(3);
    binary('add', 3, new Float32Array([1, 2, 3]), 0, 1, new Float64Array([0.75]), 0, 0, y, 0, 1);
    expect([...y]).to.deep.equal([1, 2, 3]);
    const z = new Float64Array(3);
    unary('sqrt', 3, [1, 4, 9], 0, 1, z, 0, 1);
    expect([...z]).to.deep.equal([1, 2, 3]);
  });

  for (const name of accumulateNames) {
    it(`accumulate ${name}: adds g times the derivative`, () => {
      const operands = name === 'acosh' ? [1.5, 2, 7] : name === 'atanh' || name === 'asin' || name === 'acos' ? [0.3, -0.6, 0.9] : [0.3, 1.7, 2.2]; // prettier-ignore
      for (const x of operands) {
        for (const [kind, make] of Object.entries(kinds)) {
          const f = name === 'mul' || name === 'div' ? Math.sin : unaryFunction(name);
          const v = fromResult.has(name) ? f(x) : x;
          const h = 1e-5;
          const slope = name === 'mul' ? v : name === 'div' ? 1 / v : (f(x + h) - f(x - h)) / (2 * h);
          const y = make([100, 1, 100, 1]);
          accumulate(name, 2, make([2, 0, 3]), 0, 2, make([v]), 0, 0, y, 1, 2);
          expect(y[0]).to.equal(100);
          expect(y[1], `${kind} at ${x}`).to.be.closeTo(1 + 2 * slope, 3e-6 * (1 + Math.abs(slope)));
          expect(y[3], `${kind} at ${x}`).to.be.closeTo(1 + 3 * slope, 3e-6 * (1 + Math.abs(slope)));
        }
      }
    });

    it(`accumulate ${name}: no cotangent adds nothing, whatever the derivative`, () => {
      for (const make of Object.values(kinds)) {
        const y = make([7, 7, 7, 7]);
        accumulate(name, 4, make([0, -0, 0, 0]), 0, 1, make([0, Infinity, NaN, 1]), 0, 1, y, 0, 1);
        expect([...y]).to.deep.equal([7, 7, 7, 7]);
      }
    });
  }

  it('kinks have the derivatives that the documentation says', () => {
    const y = new Float64Array(1);
    accumulate('abs', 1, Float64Array.of(1), 0, 1, Float64Array.of(0), 0, 1, y, 0, 1);
    accumulate('relu', 1, Float64Array.of(1), 0, 1, Float64Array.of(0), 0, 1, y, 0, 1);
    expect(y[0]).to.equal(0);
  });
});
