import { ExpressionWriter } from './ExpressionWriter.js';
import {
  annotationOf,
  numberKind,
  type Counter,
  type FunctionSignature,
  type ObjectKind,
  type Scope,
  type ValueKind,
  type Variable,
} from './Scope.js';

/** A statement and what it declares for those behind it. */
export interface Written {
  readonly text: string;
  readonly variables?: readonly Variable[];
  readonly functions?: readonly FunctionSignature[];
}

/** Writes random statements; every loop ends after a few turns. */
export class StatementWriter extends ExpressionWriter {
  private names = 0;
  protected hints = false;

  protected name(stem: string): string {
    return `${stem}${this.names++}`;
  }

  /** Some statements; the scope at their end goes to `finish`, whose text comes last. */
  statements(scope: Scope, depth: number, finish: (end: Scope) => string = () => ''): string {
    const parts: string[] = [];
    let inner = scope;
    for (let i = 1 + this.choices.below(depth > 1 ? 5 : 3); i > 0; i--) {
      const { text, variables = [], functions = [] } = this.statement(inner, depth);
      parts.push(text);
      inner = {
        ...inner,
        variables: [...inner.variables, ...variables],
        functions: [...inner.functions, ...functions],
      };
    }
    parts.push(finish(inner));
    return parts.filter((part) => part !== '').join('\n');
  }

  private statement(scope: Scope, depth: number): Written {
    const makers: [number, () => Written][] = [
      [3, () => this.declareNumber(scope)],
      [6, () => this.assign(scope)],
      [1, () => this.leave(scope)],
      [1, () => this.swapNumbers(scope)],
    ];
    if (this.has('objects')) {
      makers.push([2, () => this.declareObject(scope)]);
      if (this.has('memory')) makers.push([2, () => this.storeObject(scope)]);
      makers.push([1, () => this.destructure(scope)]);
    }
    const effects = scope.load < 3 ? this.callable(scope, null) : [];
    if (effects.length > 0)
      makers.push([5, () => ({ text: `${this.call(this.choices.pick(effects), scope, 1)};` })]);
    if (depth > 0) {
      makers.push([4, () => this.ifStatement(scope, depth)]);
      if (this.has('switch')) makers.push([0.5, () => this.switchStatement(scope, depth)]);
      if (scope.load < 3) makers.push([6, () => this.loop(scope, depth)]);
      if (this.has('closures') && scope.load < 2) makers.push([1.5, () => this.closure(scope, depth)]);
      makers.push([0.4, () => this.labelledBlock(scope, depth)]);
    }
    makers.push(...this.extraStatements(scope, depth));
    return this.choices.weighted(makers);
  }

  protected extraStatements(_scope: Scope, _depth: number): [number, () => Written][] {
    return [];
  }

  // --- straight-line statements -----------------------------------------------------------------------------------

  private declareNumber(scope: Scope): Written {
    const name = this.name('k');
    const isConst = this.choices.chance(0.4);
    return {
      text: `${isConst ? 'const' : 'let'} ${name} = ${this.number(scope, 3)};`,
      variables: [{ name, type: numberKind, assignable: !isConst }],
    };
  }

  private declareObject(scope: Scope): Written {
    const type = this.objectKind();
    const name = this.name(stems[type.kind]);
    const assignable = this.choices.chance(0.3);
    const value = this.has('aliases') ? this.object(type, scope, 2) : this.literal(type, scope, 1);
    return {
      text: `${assignable ? 'let' : 'const'} ${name} = ${value};`,
      variables: [{ name, type, assignable }],
    };
  }

  protected objectKind(): ObjectKind {
    const { choices } = this;
    const length = choices.pick([2, 3]);
    return choices.weighted<ObjectKind>([
      [4, () => ({ kind: 'array', length, typed: this.has('typedArrays') && choices.chance(0.4) })],
      [1.5, () => ({ kind: 'matrix', rows: 2, columns: length })],
      [3, () => ({ kind: 'point' })],
      [1, () => ({ kind: 'body' })],
      [1, () => ({ kind: 'points', length: 2 })],
    ]);
  }

  private assign(scope: Scope): Written {
    const target = this.target(scope);
    if (!target) return { text: '' };
    const operator = this.choices.weighted<string>([
      [5, () => '='],
      [2, () => '+='],
      [1, () => '-='],
      [0.6, () => '*='],
      [0.2, () => '/='],
    ]);
    const value = this.squashed(scope, 3);
    return { text: `${target} ${operator} ${operator === '/=' ? `1.4 + (${value}) ** 2` : value};` };
  }

  private swapNumbers(scope: Scope): Written {
    const [a, b] = [this.target(scope), this.target(scope)];
    if (!a || !b) return { text: '' };
    const [x, y] = this.choices.chance(0.5) ? [b, a] : [this.number(scope, 1), this.number(scope, 1)];
    return { text: `[${a}, ${b}] = [${x}, ${y}];` };
  }

  /** Stores a reference: into a variable, an element or a field. */
  private storeObject(scope: Scope): Written {
    const { choices } = this;
    const makers: (() => string)[] = [];
    for (const { name, type, assignable } of scope.variables) {
      if (type.kind === 'number') continue;
      if (assignable) makers.push(() => `${name} = ${this.object(type, scope, 1)};`);
      if (type.kind === 'matrix') {
        const row: ObjectKind = { kind: 'array', length: type.columns, typed: false };
        makers.push(() => `${name}[${this.index(scope, type.rows)}] = ${this.object(row, scope, 1)};`);
      }
      if (type.kind === 'points')
        makers.push(
          () => `${name}[${this.index(scope, type.length)}] = ${this.object({ kind: 'point' }, scope, 1)};`,
        );
      if (type.kind === 'body') {
        makers.push(() => `${name}.p = ${this.object({ kind: 'point' }, scope, 1)};`);
        makers.push(
          () => `${name}.w = ${this.object({ kind: 'array', length: 3, typed: false }, scope, 1)};`,
        );
      }
    }
    const references = scope.variables.filter((v) => v.assignable && v.type.kind !== 'number');
    if (references.length > 0) {
      makers.push(() => {
        const first = choices.pick(references);
        const others = references.filter((v) => JSON.stringify(v.type) === JSON.stringify(first.type));
        const second = choices.pick(others);
        return `[${first.name}, ${second.name}] = [${second.name}, ${first.name}];`;
      });
    }
    return { text: makers.length > 0 ? choices.pick(makers)() : '' };
  }

  private destructure(scope: Scope): Written {
    const { choices } = this;
    const [a, b] = [this.name('d'), this.name('d')];
    const number = (name: string): Variable => ({ name, type: numberKind, assignable: true });
    const point: ObjectKind = { kind: 'point' };
    const array: ObjectKind = { kind: 'array', length: 3, typed: false };
    return choices.weighted<Written>([
      [2, () => ({ text: `let { x: ${a}, y: ${b} } = ${this.object(point, scope, 1)};`, variables: [number(a), number(b)] })],
      [1, () => ({ text: `let { y: ${a}, z: ${b} = ${this.number(scope, 1)} } = ${this.object(point, scope, 1)};`, variables: [number(a), number(b)] })],
      [2, () => ({ text: `let [${a}, , ${b}] = ${this.object(array, scope, 1)};`, variables: [number(a), number(b)] })],
      [1, () => ({ text: `let { p: { x: ${a} }, w: [${b}] } = ${this.object({ kind: 'body' }, scope, 1)};`, variables: [number(a), number(b)] })],
    ]); // prettier-ignore
  }

  /** Leaves something early, on a condition. */
  private leave(scope: Scope): Written {
    const ways: string[] = [];
    if (scope.canBreak) ways.push('break;');
    if (scope.inLoop) ways.push('continue;', `continue ${this.choices.pick(scope.loops)};`);
    if (scope.loops.length > 0) ways.push(`break ${this.choices.pick(scope.loops)};`);
    const { result } = scope;
    if (result !== undefined)
      ways.push(result === null ? 'return;' : `return ${this.value(result, scope, 1)};`);
    if (this.has('throws') && this.choices.chance(0.06)) ways.push(`throw new RangeError('left');`);
    return { text: ways.length > 0 ? `if (${this.test(scope, 1)}) ${this.choices.pick(ways)}` : '' };
  }

  // --- statements with parts --------------------------------------------------------------------------------------

  private ifStatement(scope: Scope, depth: number): Written {
    const arm = (): string => `{\n${this.statements(scope, depth - 1)}\n}`;
    return {
      text: `if (${this.test(scope, 1)}) ${arm()}${this.choices.chance(0.5) ? ` else ${arm()}` : ''}`,
    };
  }

  private switchStatement(scope: Scope, depth: number): Written {
    const inner: Scope = { ...scope, canBreak: true };
    const on =
      scope.counters.length > 0
        ? this.choices.pick(scope.counters).name
        : `Math.floor(${this.number(scope, 1)})`;
    const arms = ['case 0:', 'case 1:', 'default:'].map(
      (label) =>
        `${label} {\n${this.statements(inner, depth - 1)}\n} ${this.choices.pick(['break;', 'break;', ''])}`,
    );
    return { text: `switch (${on}) {\n${arms.join('\n')}\n}` };
  }

  private labelledBlock(scope: Scope, depth: number): Written {
    const label = this.name('B');
    const body = this.statements(scope, depth - 1);
    const rest = this.statements(scope, depth - 1);
    return { text: `${label}: {\n${body}\nif (${this.test(scope, 1)}) break ${label};\n${rest}\n}` };
  }

  private loop(scope: Scope, depth: number): Written {
    const label = this.name('L');
    const inner: Scope = {
      ...scope,
      loops: [...scope.loops, label],
      inLoop: true,
      canBreak: true,
      load: scope.load + 1,
    };
    const body = (more: Partial<Scope> = {}): string => this.statements({ ...inner, ...more }, depth - 1);
    const { choices } = this;
    const makers: [number, () => string][] = [
      [6, () => this.forLoop(scope, body)],
      [2, () => this.whileLoop(scope, body)],
      [1, () => this.doWhileLoop(scope, body)],
    ];
    if (this.has('objects')) {
      makers.push([2, () => this.forOfLoop(scope, body)]);
      makers.push([1, () => this.forInLoop(scope)]);
    }
    return { text: `${label}: ${choices.weighted(makers)}` };
  }

  private forLoop(scope: Scope, body: Body): string {
    const { choices } = this;
    const i = this.name('i');
    const limit = choices.pick([2, 2, 3, 4]);
    const counter = (to: number): Partial<Scope> => ({
      counters: [...scope.counters, { name: i, limit: to }],
    });
    const arrays = scope.variables.filter(({ type }) => type.kind === 'array' || type.kind === 'points');
    const makers: [number, () => string][] = [
      [5, () => `for (let ${i} = 0; ${i} < ${limit}; ${i}++) {\n${body(counter(limit - 1))}\n}`],
      [1, () => `for (let ${i} = ${limit}; ${i} >= 0; ${i}--) {\n${body(counter(limit))}\n}`],
      [1, () => `for (let ${i} = 0; ${i} <= ${limit}; ${i} += 2) {\n${body(counter(limit))}\n}`],
      [1, () => `for (let ${i} = 0; ${i} < ${limit} && (${this.test(scope, 1)}); ${i}++) {\n${body(counter(limit - 1))}\n}`],
      [0.5, () => `for (let ${i} = 0; ; ${i}++) {\nif (${i} > ${limit}) break;\n${body(counter(limit))}\n}`],
      [0.5, () => `for (let ${i} = 0.1; ${i} < 1; ${i} += 0.4) {\n${body({ variables: [...scope.variables, { name: i, type: numberKind, assignable: false }] })}\n}`],
    ]; // prettier-ignore
    if (arrays.length > 0) {
      const { name, type } = choices.pick(arrays);
      const length = type.kind === 'array' || type.kind === 'points' ? type.length : 1;
      makers.push([
        3,
        () => `for (let ${i} = 0; ${i} < ${name}.length; ${i}++) {\n${body(counter(length - 1))}\n}`,
      ]);
    }
    if (scope.counters.length > 0) {
      const { name, limit: to } = choices.pick(scope.counters);
      makers.push([1, () => `for (let ${i} = 0; ${i} <= ${name}; ${i}++) {\n${body(counter(to))}\n}`]);
    }
    return choices.weighted(makers);
  }

  private whileLoop(scope: Scope, body: Body): string {
    const n = this.name('n');
    const counters: Counter[] = [...scope.counters, { name: n, limit: 3 }];
    return this.choices.weighted<string>([
      [2, () => `while (${this.test(scope, 1)}) {\nif (turns++ > 6) break;\n${body()}\n}`],
      [1, () => `for (let ${n} = 0; ${n} < 3; ) {\n${n}++;\n${body({ counters })}\n}`],
      [1, () => this.contraction(scope, body)],
    ]);
  }

  /** A loop whose number of turns depends on the data. */
  private contraction(scope: Scope, body: Body): string {
    const r = this.name('r');
    const variables: Variable[] = [...scope.variables, { name: r, type: numberKind, assignable: false }];
    return `for (let ${r} = Math.sin(${this.number(scope, 1)}); Math.abs(${r}) > 0.23; ${r} *= 0.45) {\n${body({ variables })}\n}`;
  }

  private doWhileLoop(scope: Scope, body: Body): string {
    return `do {\nif (turns++ > 6) break;\n${body()}\n} while (${this.test(scope, 1)});`;
  }

  private forOfLoop(scope: Scope, body: Body): string {
    const { choices } = this;
    const v = this.name('v');
    const element = (type: ValueKind): Partial<Scope> => ({
      variables: [...scope.variables, { name: v, type, assignable: false }],
    });
    return choices.weighted<string>([
      [3, () => `for (const ${v} of ${this.object({ kind: 'array', length: 3, typed: false }, scope, 1)}) {\n${body(element(numberKind))}\n}`],
      [1, () => `for (const ${v} of ${this.object({ kind: 'points', length: 2 }, scope, 1)}) {\n${body(element({ kind: 'point' }))}\n}`],
      [1, () => `for (const ${v} of ${this.object({ kind: 'matrix', rows: 2, columns: 3 }, scope, 1)}) {\n${body(element({ kind: 'array', length: 3, typed: false }))}\n}`],
    ]); // prettier-ignore
  }

  private forInLoop(scope: Scope): string {
    const key = this.name('key');
    const points = this.objectsAtHand(scope, { kind: 'point' });
    const target = this.target(scope);
    if (points.length === 0 || !target) return 'for (;;) break;';
    const o = this.choices.pick(points)();
    return this.choices.pick([
      `for (const ${key} in ${o}) ${target} += 0.3 * ${o}[${key}];`,
      `for (const ${key} in ${o}) { ${o}[${key}] *= ${this.squashed(scope, 1)}; }`,
      `for (const ${key} in ${o}) { ${target} = ${this.squashed(scope, 1)}; ${o}[${key}] = ${o}.x - ${this.number(scope, 1)}; }`,
    ]);
  }

  /** A function nested in this one, that reads and perhaps assigns the variables around it. */
  private closure(scope: Scope, depth: number): Written {
    const { choices } = this;
    const name = this.name('g');
    const p = this.name('p');
    const reads = choices.chance(0.5);
    const variables = scope.variables.map((v) => (reads ? { ...v, assignable: false } : v));
    const inner: Scope = {
      ...scope,
      variables: [...variables, { name: p, type: numberKind, assignable: choices.chance(0.5) }],
      functions: scope.functions.filter((fn) => !fn.recursive),
      loops: [],
      inLoop: false,
      canBreak: false,
      result: numberKind,
      load: scope.load + 1,
    };
    const param = this.hints ? `(${p}: number)` : `(${p})`;
    const text = choices.chance(0.5)
      ? `const ${name} = ${param} => ${this.number(inner, 2)};`
      : `const ${name} = ${param} => {\n${this.statements(inner, Math.min(depth - 1, 1), (end) => `return ${this.number(end, 1)};`)}\n};`;
    const signature: FunctionSignature = { name, params: [numberKind], result: numberKind, recursive: false };
    return { text, functions: [signature] };
  }

  /** The parameter list of a function. */
  protected parameters(variables: readonly Variable[]): string {
    return variables
      .map(({ name, type }) => (this.hints ? `${name}: ${annotationOf(type)}` : name))
      .join(', ');
  }
}

/** Writes the body of a loop, given what the loop adds to the scope. */
type Body = (more?: Partial<Scope>) => string;

const stems: Readonly<Record<ObjectKind['kind'], string>> = {
  array: 'xs',
  matrix: 'M',
  point: 'q',
  body: 'b',
  points: 'ps',
};
