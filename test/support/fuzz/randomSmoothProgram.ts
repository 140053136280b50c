import { Choices } from './Choices.js';
import type { Feature } from './ExpressionWriter.js';
import { NestWriter } from './NestWriter.js';
import {
  numberKind,
  type FunctionSignature,
  type ObjectKind,
  type Scope,
  type ValueKind,
  type Variable,
} from './Scope.js';
import { DynamicWriter } from './DynamicWriter.js';

/**
 * The text of a random differentiable program: a module that exports `f`, `cases` (argument lists), `reset` (puts the
 * module's state back) and `memory` (what it can be seen to have changed).
 */
export function randomSmoothProgram(seed: number, without: ReadonlySet<Feature> = new Set()): string {
  const choices = new Choices(seed);
  if (!without.has('nests') && choices.chance(0.2)) return new NestWriter(choices).write();
  return new ProgramWriter(choices, without).write();
}

class ProgramWriter extends DynamicWriter {
  write(): string {
    const { choices } = this;
    this.hints = this.has('hints') && choices.chance(0.4);
    const outside = this.has('moduleState') && choices.chance(0.4) ? this.state() : [];
    const helpers: string[] = [];
    const signatures: FunctionSignature[] = [];
    for (let i = choices.below(4); i > 0; i--) {
      const { text, signature } = this.helper(outside, signatures);
      helpers.push(text);
      signatures.push(signature);
    }
    const { text, params } = this.main(outside, signatures);
    const cases = [0, 1].map(() => `[${params.map((type) => this.argument(type)).join(', ')}]`);
    if (this.has('aliases') && params.length > 1 && choices.chance(0.3)) cases.push(this.aliasedCase(params));
    return [
      ...moduleState,
      ...(this.has('mixedTypes') ? [records] : []),
      ...(this.has('functionValues') ? [applyAndMake] : []),
      ...(this.has('functionValues') && this.has('derivatives') ? [slopeOf] : []),
      ...helpers,
      text,
      `export const cases = () => [\n${cases.join(',\n')},\n];`,
      'export { f };',
    ].join('\n');
  }

  /** The variables around the functions. */
  private state(): Variable[] {
    return [
      { name: 'scratch', type: { kind: 'array', length: 3, typed: false }, assignable: false },
      { name: 'table', type: { kind: 'array', length: 2, typed: true }, assignable: false },
      { name: 'origin', type: { kind: 'point' }, assignable: false },
      { name: 'level', type: numberKind, assignable: this.has('outerAssignments') },
    ];
  }

  private helper(
    outside: readonly Variable[],
    known: readonly FunctionSignature[],
  ): { text: string; signature: FunctionSignature } {
    const { choices } = this;
    const name = this.name('h');
    const recursive = this.has('recursion') && choices.chance(0.25);
    const result = choices.weighted<ValueKind | null>([
      [4, () => numberKind],
      [this.has('objects') ? 2 : 0, () => this.objectKind()],
      [this.has('memory') && this.has('objects') ? 2 : 0, () => null],
    ]);
    const params: Variable[] = [];
    const count = 1 + choices.below(3);
    for (let i = 0; i < count; i++) {
      const isNumber = (choices.chance(0.5) && !(result === null && i === 0)) || !this.has('objects');
      const type = isNumber ? numberKind : this.objectKind();
      params.push({ name: this.name(isNumber ? 'a' : 'o'), type, assignable: choices.chance(0.6) });
    }
    const n: Variable = { name: 'n', type: numberKind, assignable: false };
    const signature: FunctionSignature = {
      name,
      params: [...(recursive ? [numberKind] : []), ...params.map(({ type }) => type)],
      result,
      recursive,
    };
    const scope: Scope = {
      variables: [...outside, ...params],
      counters: recursive ? [{ name: 'n', limit: 3 }] : [],
      functions: choices.chance(0.5) ? known : [],
      loops: [],
      inLoop: false,
      canBreak: false,
      result,
      load: 1,
    };
    const finish = (end: Scope): string => {
      const again = recursive ? this.recursion(signature, end) : '';
      return result === null ? again : `${again}\nreturn ${this.value(result, end, 2)};`;
    };
    const stop = recursive
      ? `if (n <= 0) return${result === null ? '' : ` ${this.value(result, scope, 1)}`};\n`
      : '';
    const body = this.statements(scope, 1, finish);
    const list = this.parameters(recursive ? [n, ...params] : params);
    const annotation = choices.chance(0.5) ? '/* @differentiable */\n' : '';
    return { text: `${annotation}function ${name}(${list}) {\nlet turns = 0;\n${stop}${body}\n}`, signature };
  }

  private recursion(fn: FunctionSignature, scope: Scope): string {
    const args = fn.params.map((type, i) => (i === 0 ? 'n - 1' : this.value(type, scope, 1)));
    const call = `${fn.name}(${args.join(', ')})`;
    if (fn.result?.kind !== 'number') return `${call};`;
    const target = this.target(scope);
    return target ? `${target} = 0.5 * ${call};` : `return ${call};`;
  }

  private main(
    outside: readonly Variable[],
    signatures: readonly FunctionSignature[],
  ): { text: string; params: ValueKind[] } {
    const { choices } = this;
    const params: Variable[] = [];
    for (let i = 1 + choices.below(3); i > 0; i--) {
      const type = choices.chance(0.45) || !this.has('objects') ? numberKind : this.objectKind();
      params.push({
        name: this.name(type.kind === 'number' ? 'x' : 'o'),
        type,
        assignable: choices.chance(0.6),
      });
    }
    const result: ValueKind =
      choices.chance(0.75) || !this.has('referenceResults') ? numberKind : this.objectKind();
    const scope: Scope = {
      variables: [...outside, ...params],
      counters: [],
      functions: signatures,
      loops: [],
      inLoop: false,
      canBreak: false,
      result,
      load: 0,
    };
    const finish = (end: Scope): string =>
      `return ${result.kind === 'number' ? this.checksum(end) : this.object(result, end, 2)};`;
    const body = this.statements(scope, 3, finish);
    const text = `/* @differentiable */\nfunction f(${this.parameters(params)}) {\nlet turns = 0;\n${body}\n}`;
    return { text, params: params.map(({ type }) => type) };
  }

  /** A sum in which everything at hand has a part of its own. */
  private checksum(scope: Scope): string {
    const parts: string[] = [];
    for (const variable of scope.variables) {
      const alone = { ...scope, variables: [variable], counters: [] };
      const places = variable.type.kind === 'number' ? [() => variable.name] : this.places(alone);
      for (let i = variable.type.kind === 'number' ? 1 : 2; i > 0; i--)
        parts.push(`${this.choices.pick(['0.7', '1.3', '-0.9', '0.4'])} * ${this.choices.pick(places)()}`);
    }
    for (const fn of scope.functions) {
      if (fn.result?.kind !== 'number' || this.choices.chance(0.5)) continue;
      const useApply = this.has('functionValues') && fn.params.length === 1 && !fn.recursive;
      const isNumeric = fn.params.every(({ kind }) => kind === 'number');
      if (useApply && isNumeric && this.choices.chance(0.5))
        parts.push(`apply(${fn.name}, ${this.number(scope, 1)})`);
      else parts.push(this.call(fn, scope, 1));
    }
    return parts.length > 0 ? parts.join(' + ') : this.number(scope, 2);
  }

  // --- arguments --------------------------------------------------------------------------------------------------

  private argument(type: ValueKind): string {
    const x = (): string => String(this.choices.point());
    const times = (count: number, make: () => string): string =>
      Array.from({ length: count }, make).join(', ');
    const array = (length: number): string => `[${times(length, x)}]`;
    switch (type.kind) {
      case 'number':
        return x();
      case 'array':
        return type.typed ? `Float64Array.of(${times(type.length, x)})` : array(type.length);
      case 'matrix':
        return `[${times(type.rows, () => array(type.columns))}]`;
      case 'point':
        return `{ x: ${x()}, y: ${x()} }`;
      case 'body':
        return `{ p: ${this.argument({ kind: 'point' })}, w: ${array(3)}, m: ${x()} }`;
      case 'points':
        return `[${times(type.length, () => this.argument({ kind: 'point' }))}]`;
    }
  }

  /** Arguments of which those of one type are one object. */
  private aliasedCase(params: readonly ValueKind[]): string {
    const shared = new Map<string, string>();
    const declarations: string[] = [];
    const names = params.map((type) => {
      if (type.kind === 'number') return this.argument(type);
      const key = JSON.stringify({ ...type, typed: false });
      if (!shared.has(key)) {
        shared.set(key, `s${shared.size}`);
        declarations.push(`const ${shared.get(key)!} = ${this.argument(type as ObjectKind)};`);
      }
      return shared.get(key)!;
    });
    return `(() => { ${declarations.join(' ')} return [${names.join(', ')}]; })()`;
  }
}

/** Objects whose fields are not what arithmetic on them says. */
const records = `const records = [
  { k: 'p', n: 1, on: true, none: null },
  { k: 'q', n: '2', on: false, none: null },
  { k: 'p', n: true, on: 1, none: undefined },
];`;

const applyAndMake = `/* @differentiable */
function apply(g, x) {
return g(x) * g(0.5 * x);
}
/* @differentiable */
function make(k, b) {
const o = { k };
return (x) => o.k * x + b;
}`;

/** A function that takes derivatives of closures that compiled functions hand to it. */
const slopeOf = `import { derivative, gradient } from '@diffjs/runtime';
/* @differentiable */
function slopeOf(g, x) {
return derivative(g, x) + 0.1 * gradient((y) => g(0.5 * g(y)), x)[0];
}`;

const moduleState = [
  'const scratch = [0, 0, 0];',
  'const table = new Float64Array(2);',
  'const origin = { x: 0, y: 0 };',
  'let level = 0;',
  `export function reset() {
for (let i = 0; i < 3; i++) scratch[i] = 0.3 * i - 0.2;
for (let i = 0; i < 2; i++) table[i] = 0.8 - i;
scratch.length = 3;
delete origin.z;
origin.x = 0.45;
origin.y = -1.1;
level = 0.6;
}`,
  'export const memory = () => [scratch, table, origin, level];',
];
