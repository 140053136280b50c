import type { Choices } from './Choices.js';
import {
  isSameKind,
  numberKind,
  type FunctionSignature,
  type ObjectKind,
  type Scope,
  type ValueKind,
} from './Scope.js';

/** Things that a program may contain and that can be left out of the programs, to go on past a known fault. */
export const features = [
  'aliases',
  'assignmentExpressions',
  'closures',
  'conversions',
  'derivatives',
  'functionValues',
  'growth',
  'hints',
  'memory',
  'methods',
  'mixedTypes',
  'moduleState',
  'nests',
  'objects',
  'oddLoops',
  'optional',
  'outerAssignments',
  'recursion',
  'referenceResults',
  'switch',
  'throws',
  'typedArrays',
  'unknownTypes',
] as const;
export type Feature = (typeof features)[number];

const smoothUnary = ['sin', 'cos', 'tanh', 'atan', 'asinh', 'expm1(0.3 * ', 'exp(-0.5 * ', 'cbrt(2.5 + '];

/** Writes random expressions; those on numbers stay of moderate size and smooth nearly everywhere. */
export class ExpressionWriter {
  constructor(
    protected readonly choices: Choices,
    protected readonly without: ReadonlySet<Feature>,
  ) {}

  protected has(feature: Feature): boolean {
    return !this.without.has(feature);
  }

  number(scope: Scope, depth: number): string {
    const { choices } = this;
    if (depth <= 0) return this.leaf(scope);
    const e = (by = 1): string => this.number(scope, depth - by);
    const makers: [number, () => string][] = [
      [6, () => this.leaf(scope)],
      [8, () => `(${e()} ${choices.pick(['+', '-', '*'])} ${e()})`],
      [2, () => `(${e()} / (1.5 + ${this.square(e(2))}))`],
      [4, () => this.unaryCall(e())],
      [1, () => `Math.sqrt(1.2 + ${this.square(e(2))})`],
      [1, () => `Math.log(1.7 + ${this.square(e(2))})`],
      [1, () => `Math.${choices.pick(['max', 'min'])}(${e()}, ${e(2)})`],
      [0.5, () => `Math.abs(${e()})`],
      [0.5, () => `Math.hypot(${e()}, 0.4)`],
      [0.5, () => `Math.atan2(${e()}, 2.1 + ${this.square(e(2))})`],
      [0.5, () => `(${e()}) ** ${choices.pick(['2', '3'])}`],
      [0.5, () => `Math.pow(1.3 + ${this.square(e(2))}, ${e(2)} * 0.2)`],
      [0.3, () => `(${e()} % 7.3)`],
      [0.3, () => `Math.floor(${e()})`],
      [0.7, () => `-(${e()})`],
      [2, () => `(${this.test(scope, depth - 1)} ? ${e()} : ${e()})`],
      [0.5, () => `(${e(2)}, ${e()})`],
      [0.5, () => `[${e()}, ${e()}][${choices.below(2)}]`],
      [0.5, () => `({ p: ${e()}, q: ${e()} }).${choices.pick(['p', 'q'])}`],
    ];
    const calls = scope.load < 3 ? this.callable(scope, numberKind) : [];
    if (calls.length > 0) makers.push([5, () => this.call(choices.pick(calls), scope, depth - 1)]);
    if (this.has('assignmentExpressions')) {
      const target = this.target(scope);
      if (target) {
        makers.push([
          1,
          () => `(${target} ${choices.pick(['=', '+=', '-='])} ${this.squashed(scope, depth - 1)})`,
        ]);
        makers.push([0.4, () => choices.pick([`${target}++`, `--${target}`])]);
      }
    }
    if (this.has('unknownTypes')) {
      makers.push([0.4, () => `(${e()} && ${e()})`]);
      makers.push([0.4, () => `(${e()} || ${e()})`]);
      makers.push([0.4, () => `(${e()} ?? ${e()})`]);
    }
    makers.push(...this.extraNumbers(scope, depth));
    return choices.weighted(makers);
  }

  protected extraNumbers(_scope: Scope, _depth: number): [number, () => string][] {
    return [];
  }

  /** A number that stays small however often it is assigned. */
  squashed(scope: Scope, depth: number): string {
    const { choices } = this;
    const e = this.number(scope, depth);
    return choices.weighted<string>([
      [3, () => `${choices.pick(['Math.sin', 'Math.cos', 'Math.tanh', 'Math.atan'])}(${e})`],
      [2, () => `${choices.pick(['0.5', '0.3', '-0.4'])} * ${e}`],
      [1, () => `${e} / (1.1 + ${this.square(this.number(scope, 1))})`],
      [scope.inLoop ? 0 : 2, () => e],
    ]);
  }

  /** Something that can be assigned a number. */
  target(scope: Scope): string | null {
    const numbers = scope.variables
      .filter((v) => v.assignable && v.type.kind === 'number')
      .map((v) => v.name);
    const places = this.has('memory') ? this.places(scope) : [];
    if (numbers.length + places.length === 0) return null;
    if (numbers.length > 0 && (places.length === 0 || this.choices.chance(0.5)))
      return this.choices.pick(numbers);
    return this.choices.pick(places)();
  }

  test(scope: Scope, depth: number): string {
    const { choices } = this;
    const n = (): string => this.number(scope, Math.min(depth, 1));
    const simple = (): string =>
      `${n()} ${choices.pick(['<', '>', '<=', '>='])} ${choices.pick([n(), '0.21', '-0.13'])}`;
    const makers: [number, () => string][] = [
      [6, simple],
      [1, () => `${simple()} ${choices.pick(['&&', '||'])} ${simple()}`],
      [1, () => `!(${simple()})`],
      [0.15, () => choices.pick(['true', 'false', '1 < 2', '3 < 2'])],
      [0.5, () => `(${simple()} ? ${simple()} : ${simple()})`],
    ];
    if (scope.counters.length > 0) {
      const counter = choices.pick(scope.counters);
      makers.push([3, () => `${counter.name} % 2 === ${choices.below(2)}`]);
      makers.push([
        2,
        () => `${counter.name} ${choices.pick(['<', '>', '===', '!=='])} ${choices.below(counter.limit + 1)}`,
      ]);
    }
    return choices.weighted(makers);
  }

  /** An expression that gives an object: one at hand, a new one, or a call's result. */
  object(type: ObjectKind, scope: Scope, depth: number): string {
    const { choices } = this;
    const makers: [number, () => string][] = [];
    const same = this.objectsAtHand(scope, type);
    if (same.length > 0) makers.push([4, () => choices.pick(same)()]);
    makers.push([same.length > 0 ? 2 : 4, () => this.literal(type, scope, Math.max(0, depth - 1))]);
    if (depth > 0) {
      const calls = scope.load < 3 ? this.callable(scope, type) : [];
      if (calls.length > 0) makers.push([4, () => this.call(choices.pick(calls), scope, depth - 1)]);
      if (same.length > 1 && this.has('aliases')) {
        const either = (): string => this.object(type, scope, depth - 1);
        makers.push([1, () => `(${this.test(scope, 0)} ? ${either()} : ${either()})`]);
      }
    }
    return choices.weighted(makers);
  }

  value(type: ValueKind, scope: Scope, depth: number): string {
    return type.kind === 'number' ? this.number(scope, depth) : this.object(type, scope, depth);
  }

  literal(type: ObjectKind, scope: Scope, depth: number): string {
    const n = (): string => this.number(scope, depth);
    const times = (count: number, make: () => string): string =>
      Array.from({ length: count }, make).join(', ');
    switch (type.kind) {
      case 'array': {
        const list = `[${times(type.length, n)}]`;
        if (!type.typed || !this.has('typedArrays')) return list;
        return this.choices.chance(0.4) ? `new Float64Array(${type.length})` : `new Float64Array(${list})`;
      }
      case 'matrix': {
        const row: ObjectKind = { kind: 'array', length: type.columns, typed: false };
        return `[${times(type.rows, () => this.object(row, scope, 0))}]`;
      }
      case 'point':
        return `{ x: ${n()}, y: ${n()} }`;
      case 'body': {
        const w: ObjectKind = { kind: 'array', length: 3, typed: false };
        return `{ p: ${this.object({ kind: 'point' }, scope, 0)}, w: ${this.object(w, scope, 0)}, m: ${n()} }`;
      }
      case 'points':
        return `[${times(type.length, () => this.object({ kind: 'point' }, scope, 0))}]`;
    }
  }

  call(fn: FunctionSignature, scope: Scope, depth: number): string {
    const args = fn.params.map((param, i) => {
      if (fn.recursive && i === 0) return String(1 + this.choices.below(3));
      return this.value(param, { ...scope, load: scope.load + 1 }, Math.min(depth, 1));
    });
    return `${fn.name}(${args.join(', ')})`;
  }

  protected callable(scope: Scope, result: ValueKind | null): FunctionSignature[] {
    return scope.functions.filter((fn) =>
      result === null ? fn.result === null : fn.result !== null && isSameKind(fn.result, result),
    );
  }

  /** An index into `length` elements. */
  protected index(scope: Scope, length: number): string {
    const { choices } = this;
    if (scope.counters.length > 0 && choices.chance(0.7)) {
      const { name, limit } = choices.pick(scope.counters);
      if (limit < length && choices.chance(0.6)) return name;
      return choices.pick([`${name} % ${length}`, `(${name} + 1) % ${length}`]);
    }
    return String(choices.below(length));
  }

  /** Makers of expressions for the objects of a type that variables hold or reach. */
  protected objectsAtHand(scope: Scope, type: ObjectKind): (() => string)[] {
    const found: (() => string)[] = [];
    const array = (length: number): ObjectKind => ({ kind: 'array', length, typed: false });
    for (const { name, type: own } of scope.variables) {
      if (isSameKind(own, type)) found.push(() => name);
      if (own.kind === 'matrix' && isSameKind(array(own.columns), type))
        found.push(() => `${name}[${this.index(scope, own.rows)}]`);
      if (own.kind === 'body' && type.kind === 'point') found.push(() => `${name}.p`);
      if (own.kind === 'body' && isSameKind(array(3), type)) found.push(() => `${name}.w`);
      if (own.kind === 'points' && type.kind === 'point')
        found.push(() => `${name}[${this.index(scope, own.length)}]`);
    }
    return found;
  }

  /** Makers of the places in memory that hold a number. */
  protected places(scope: Scope): (() => string)[] {
    const found: (() => string)[] = [];
    const { choices } = this;
    const point = (of: string): string => choices.pick([`${of}.x`, `${of}.y`, `${of}['x']`]);
    for (const { name, type } of scope.variables) {
      switch (type.kind) {
        case 'array':
          found.push(() => `${name}[${this.index(scope, type.length)}]`);
          break;
        case 'matrix':
          found.push(() => `${name}[${this.index(scope, type.rows)}][${this.index(scope, type.columns)}]`);
          break;
        case 'point':
          found.push(() => point(name));
          break;
        case 'body':
          found.push(() =>
            choices.pick([point(`${name}.p`), `${name}.m`, `${name}.w[${this.index(scope, 3)}]`]),
          );
          break;
        case 'points':
          found.push(() => point(`${name}[${this.index(scope, type.length)}]`));
          break;
        case 'number':
          break;
      }
    }
    return found;
  }

  private leaf(scope: Scope): string {
    const { choices } = this;
    const numbers = scope.variables.filter(({ type }) => type.kind === 'number').map(({ name }) => name);
    const places = this.places(scope);
    const makers: [number, () => string][] = [[1.5, () => choices.pick(['0.5', '1.25', '-0.7', '2', '3'])]];
    if (numbers.length > 0) makers.push([6, () => choices.pick(numbers)]);
    if (places.length > 0) makers.push([5, () => choices.pick(places)()]);
    if (scope.counters.length > 0) makers.push([0.6, () => choices.pick(scope.counters).name]);
    if (this.has('optional') && places.length > 0) {
      const points = this.objectsAtHand(scope, { kind: 'point' });
      if (points.length > 0) makers.push([0.2, () => `${choices.pick(points)()}?.y`]);
    }
    return choices.weighted(makers);
  }

  private square(e: string): string {
    return /^\w+$/.test(e) ? `${e} * ${e}` : `(${e}) ** 2`;
  }

  private unaryCall(e: string): string {
    const name = this.choices.pick(smoothUnary);
    return name.includes('(') ? `Math.${name}Math.sin(${e}))` : `Math.${name}(${e})`;
  }
}
