import { type NodePath, transformSync, type types as t } from '@babel/core';
import { expect } from 'chai';
import { HintReader } from '../../../packages/babel-plugin-diff/dist/cjs/hints/HintReader.cjs';
import type { TypeHint } from '../../../packages/babel-plugin-diff/dist/cjs/hir/model.cjs';

/** The hints of the parameters of the last function of a program, in short. */
function hintsOf(source: string): string {
  let found: readonly TypeHint[] = [];
  transformSync(source, {
    configFile: false,
    babelrc: false,
    code: false,
    filename: 'model.ts',
    parserOpts: { plugins: ['typescript'] },
    plugins: [
      {
        visitor: {
          Program: (program: NodePath<t.Program>) => {
            const reader = new HintReader(program);
            program.traverse({ Function: (path) => void (found = reader.ofParameters(path)) });
          },
        },
      },
    ],
  });
  return found.map(shown).join(', ');
}

function shown(hint: TypeHint): string {
  switch (hint.kind) {
    case 'unknown':
      return '?';
    case 'number':
    case 'complex':
      return hint.kind;
    case 'typedArray':
      return hint.constructorName;
    case 'list':
      return `[${shown(hint.element)}…]`;
    case 'tuple':
      return `[${hint.elements.map(shown).join(' ')}]`;
    case 'object':
      return `{${[...hint.fields].map(([name, field]) => `${name} ${shown(field)}`).join(' ')}}`;
  }
}

/** A function, and what is read of its parameters. */
const cases: Record<string, Record<string, [source: string, hints: string]>> = {
  'TypeScript: what is understood': {
    numbers: ['function f(x: number, y: 1 | -2, z: (number)) {}', 'number, number, number'],
    'typed arrays': ['function f(a: Float64Array, b: Int32Array) {}', 'Float64Array, Int32Array'],
    'typed arrays that name their buffer': ['function f(a: Float64Array<ArrayBuffer>) {}', 'Float64Array'],
    lists: [
      'function f(a: number[], b: Array<number>, c: number[][]) {}',
      '[number…], [number…], [[number…]…]',
    ],
    'what is only read': [
      'function f(a: readonly number[], b: ReadonlyArray<number>, c: Readonly<Float64Array>) {}',
      '[number…], [number…], Float64Array',
    ],
    tuples: [
      'function f(a: [number, x: Float64Array, y?: number], b: [number, ...number[]]) {}',
      '[number Float64Array number], [number]',
    ],
    objects: [
      'function f(p: { x: number; readonly y?: Float32Array; m(): void }) {}',
      '{x number y Float32Array}',
    ],
    'types of the file': [
      'type Vec = Float64Array; interface P { x: number; v: Vec } export type Q = P; function f(a: Vec, p: Q) {}',
      'Float64Array, {x number v Float64Array}',
    ],
    'types of a function around it': [
      'function g() { type V = Float64Array; function f(a: V) {} }',
      'Float64Array',
    ],
    'types that contain themselves': [
      'interface Node { value: number; next: Node } function f(a: Node) {}',
      '{value number next {value number next {value number next {value number next {value ? next ?}}}}}',
    ],
    'numbers that may be absent': [
      'function f(x?: number, y: number | undefined, z: number = 1) {}',
      'number, number, number',
    ],
    'arrow functions, methods, patterns': [
      'const o = { m(a: Float64Array, { x }: { x: number }, [y]: number[]) {} }',
      'Float64Array, {x number}, [number…]',
    ],
  },
  'TypeScript: what is not': {
    'other kinds': [
      'function f(a: string, b: any, c: unknown, d: () => number, e: object, f: bigint) {}',
      '?, ?, ?, ?, ?, ?',
    ],
    unions: [
      'function f(a: Float64Array | number[], b: number | string, c: Float64Array | undefined) {}',
      '?, ?, ?',
    ],
    'arrays that may be absent': [
      'function f(a?: Float64Array, b: Float64Array = new Float64Array(1)) {}',
      '?, ?',
    ],
    'generic types': [
      'type Box<T> = { v: T }; function f<T extends number>(a: T, b: Box<number>, c: Map<string, number>) {}',
      '?, ?, ?',
    ],
    'parameters of a class around it': ['class A<Float64Array> { m(a: Float64Array) {} }', '?'],
    'names from elsewhere': [
      'import type { Vec, Float32Array } from "./types"; function f(a: Vec, b: Float32Array, c: ns.Vec) {}',
      '?, ?, ?',
    ],
    'names of other things of the file': ['class Float64Array {} function f(a: Float64Array) {}', '?'],
    'types that are declared twice': [
      'interface P { x: number } interface P { y: number } function f(p: P) {}',
      '?',
    ],
    'a local type of that name': ['type Float64Array = string; function f(a: Float64Array) {}', '?'],
    'rest parameters': ['function f(x: number, ...rest: number[]) {}', 'number, ?'],
    'conditional and mapped types': [
      'function f(a: { [k: string]: number }, b: keyof P, c: A extends B ? number : number) {}',
      '{}, ?, ?',
    ],
    'no types at all': ['function f(a, b) {}', '?, ?'],
  },
  JSDoc: {
    parameters: [
      '/** @param {number} x\n * @param {Float64Array} a - the data */ function f(x, a) {}',
      'number, Float64Array',
    ],
    'in another order, some left out': [
      '/** @param {Float64Array} c\n * @param {number} a */ function f(a, b, c) {}',
      'number, ?, Float64Array',
    ],
    'forms of its own': [
      '/** @param {?number} a\n @param {!Float64Array} b\n @param {number=} c\n @param {number} [d=1]\n @param {Array.<number>} e\n @param {...number} f */ function f(a, b, c, d, e, f) {}',
      'number, Float64Array, number, number, [number…], ?',
    ],
    'arrays that may be left out': [
      '/** @param {Float64Array=} a\n @param {Float64Array} [b] */ function f(a, b) {}',
      '?, ?',
    ],
    'what is written wrong': [
      '/** @param {number x\n @param {{} a\n @param {} b\n @param {*} c\n @param {function(): number} d */ function f(x, a, b, c, d) {}',
      '?, ?, ?, ?, ?',
    ],
    'records with braces': [
      '/** @param {{ x: number, y: number[] }} p */ function f(p) {}',
      '{x number y [number…]}',
    ],
    'patterns, in their places': [
      '/** @param {number} k\n @param {{ x: number }} options\n @param {number} options.x */ const f = (k, { x }) => {};',
      'number, {x number}',
    ],
    'before what the function is given to': [
      '/** @param {Float64Array} a */ export const f = (a) => a;',
      'Float64Array',
    ],
    'before a method': ['const o = { /** @param {Float64Array} a */ m(a) {}, }', 'Float64Array'],
    'before a property': ['const o = { /** @param {Float64Array} a */ m: (a) => a }', 'Float64Array'],
    'with an annotation in front or behind': [
      '/** @param {Float64Array} a */ /* @differentiable */ function f(a) {}',
      'Float64Array',
    ],
    'in the parameter list': [
      'function f(/** @type {Float64Array} */ a, /** @type {number} */ b = 1) {}',
      'Float64Array, number',
    ],
    'types with names': [
      '/** @typedef {Float64Array} Vec */ /** @typedef {Object} P\n * @property {number} x\n * @property {Vec} v */ /** @param {Vec} a\n * @param {P} p */ function f(a, p) {}',
      'Float64Array, {x number v Float64Array}',
    ],
    'the annotation counts more': ['/** @param {Float64Array} a */ function f(a: number) {}', 'number'],
    'comments that are no documentation': [
      '// @param {number} x\n/* @param {number} x */ function f(x) {}',
      '?',
    ],
    'documentation of something else': ['/** @param {number} x */ const a = 1, f = (x) => x;', '?'],
  },
};

describe('hints of the user', () => {
  for (const [group, members] of Object.entries(cases)) {
    describe(group, () => {
      for (const [name, [source, hints]] of Object.entries(members)) {
        it(name, () => expect(hintsOf(source)).to.equal(hints));
      }
    });
  }
});
