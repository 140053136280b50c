import { numberKind, type ObjectKind, type Scope, type Variable } from './Scope.js';
import { StatementWriter, type Written } from './StatementWriter.js';

/** Adds what makes JavaScript JavaScript: lists that grow, linked objects, methods, functions as values, conversions, odd loops. */
export class DynamicWriter extends StatementWriter {
  protected override extraStatements(scope: Scope, depth: number): [number, () => Written][] {
    const makers: [number, () => Written][] = [];
    if (this.has('growth')) {
      makers.push([0.7, () => this.grownList(scope)], [0.5, () => this.linkedList(scope)]);
      makers.push([0.4, () => this.newField(scope)]);
    }
    if (this.has('mixedTypes'))
      makers.push(
        [0.6, () => this.mixedKey(scope)],
        [0.6, () => this.mixedTest(scope)],
        [0.4, () => this.sentinel(scope)],
      );
    if (this.has('methods')) makers.push([1, () => this.arrayMethod(scope)]);
    if (this.has('functionValues')) makers.push([0.8, () => this.functionValue(scope)]);
    if (this.has('oddLoops') && depth > 0 && scope.load < 3)
      makers.push([0.8, () => this.oddLoop(scope, depth)]);
    return makers;
  }

  protected override extraNumbers(scope: Scope, depth: number): [number, () => string][] {
    const { choices } = this;
    if (!this.has('conversions')) return [];
    const e = (): string => this.number(scope, depth - 1);
    const arrays = scope.variables.filter(({ type }) => type.kind === 'array').map(({ name }) => name);
    const makers: [number, () => string][] = [
      [0.3, () => `(${e()} + (${this.test(scope, 0)}))`],
      [0.2, () => `${e()} * +(${this.test(scope, 0)})`],
      [0.2, () => `(typeof (${e()}) === 'number' ? ${e()} : 1)`],
      [0.2, () => `(${e()} ${choices.pick(['|', '&', '>>', '^'])} ${choices.below(3)})`],
      [0.1, () => `(isNaN(${e()}) ? 0.5 : ${e()})`],
      [0.1, () => `(Number.isFinite(${e()}) ? ${e()} : 0.5)`],
      [0.1, () => `\`\${${e()}}\`.length * 0`],
      [0.1, () => `(void (${e()}) ?? ${e()})`],
    ];
    if (arrays.length > 0) makers.push([0.2, () => `(${choices.pick(arrays)}[7] ?? ${e()})`]);
    return makers;
  }

  private list(name: string, length: number): Variable {
    return { name, type: { kind: 'array', length, typed: false }, assignable: false };
  }

  private grownList(scope: Scope): Written {
    const { choices } = this;
    const [xs, i] = [this.name('xs'), this.name('i')];
    const inner = { ...scope, counters: [...scope.counters, { name: i, limit: 2 }] };
    const e = this.squashed(inner, 2);
    const add = choices.pick([`${xs}.push(${e})`, `${xs}[${xs}.length] = ${e}`, `${xs}[${i}] = ${e}`]);
    const fill = `const ${xs} = [];\nfor (let ${i} = 0; ${i} < 3; ${i}++) ${add};`;
    const target = this.target(scope);
    if (!target || choices.chance(0.6)) return { text: fill, variables: [this.list(xs, 3)] };
    const take = choices.pick([
      `while (${xs}.length > 0) ${target} += 0.4 * ${xs}.pop();`,
      `${xs}.length = 2;\n${target} = ${xs}[1] - ${xs}[0];`,
      `${target} = ${xs}.shift() * 0.5 + ${xs}[0];`,
    ]);
    return { text: `${fill}\n${take}` };
  }

  private linkedList(scope: Scope): Written {
    const [head, i, p] = [this.name('head'), this.name('i'), this.name('p')];
    const target = this.target(scope);
    if (!target) return { text: '' };
    const inner = { ...scope, counters: [...scope.counters, { name: i, limit: 2 }] };
    const visit = this.choices.pick([
      `${target} = 0.5 * ${target} + ${p}.v;`,
      `if (${p}.next) ${p}.next.v *= Math.sin(${p}.v); ${target} += 0.2 * ${p}.v;`,
      `{ ${p}.v = Math.cos(${p}.v); ${target} -= 0.3 * ${p}.v; }`,
    ]);
    return {
      text: [
        `let ${head} = null;`,
        `for (let ${i} = 0; ${i} < 3; ${i}++) ${head} = { v: ${this.squashed(inner, 2)}, next: ${head} };`,
        `for (let ${p} = ${head}; ${p} !== null; ${p} = ${p}.next) { ${visit} }`,
      ].join('\n'),
    };
  }

  /** Text, booleans and null where others have numbers: `records` of the module. */
  private record(): string {
    return `records[${this.choices.below(3)}]`;
  }

  /** Keys that are joined, or something else than numbers. */
  private mixedKey(scope: Scope): Written {
    const { choices } = this;
    const target = this.target(scope);
    if (!target) return { text: '' };
    const [acc, r, k] = [this.name('acc'), this.name('r'), this.name('k')];
    const inner = { ...scope, load: 3 };
    const key = choices.pick([
      `${r}.k + ${r}.n`,
      `${r}.n + ${r}.n`,
      `${r}.on`,
      `${r}.k`,
      `${r}.n`,
      `${r}.k + 1`,
    ]);
    const use = choices.pick([
      `for (const ${k} in ${acc}) ${target} = 0.4 * ${target} + ${acc}[${k}];`,
      `${target} = 0.5 * (${acc}[${this.record()}.k + ${this.record()}.n] ?? ${this.squashed(scope, 1)});`,
    ]);
    return {
      text: [
        `const ${acc} = {};`,
        `for (const ${r} of records) { const ${k} = ${key}; ${acc}[${k}] = (${acc}[${k}] || 0.1) + ${this.squashed(inner, 2)}; }`,
        use,
      ].join('\n'),
    };
  }

  private mixedTest(scope: Scope): Written {
    const { choices } = this;
    const target = this.target(scope);
    if (!target) return { text: '' };
    const v = this.name('v');
    const e = (): string => this.squashed(scope, 2);
    const other = choices.pick([
      'true',
      '1',
      "'p'",
      'null',
      'undefined',
      `${this.record()}.on`,
      `${this.record()}.n`,
    ]);
    const test = `${v} ${choices.pick(['===', '!==', '==', '<', '>='])} ${other}`;
    const field = choices.pick(['on', 'n', 'none', 'missing']);
    const weighed = choices.chance(0.5)
      ? `${target} = 0.3 * ${target} + (+${v} > 0 ? ${v} * ${e()} : 0.2);\n`
      : '';
    const decide = choices.pick([
      `if (${test}) ${target} = ${e()}; else ${target} = ${e()};`,
      `${target} = 0.5 * (${test} ? ${e()} : ${e()});`,
      `${target} = ${v} && ${e()} ? ${e()} : ${e()};`,
      `${target} = (${v} ?? 0.5) === 0.5 ? ${e()} : ${e()};`,
    ]);
    return { text: `{\nconst ${v} = ${this.record()}.${field};\n${weighed}${decide}\n}` };
  }

  /** A variable that is no number before the first turn. */
  private sentinel(scope: Scope): Written {
    const { choices } = this;
    const target = this.target(scope);
    if (!target) return { text: '' };
    const [best, i] = [this.name('best'), this.name('i')];
    const inner = { ...scope, counters: [...scope.counters, { name: i, limit: 2 }], load: 3 };
    const none = choices.pick(['null', 'undefined', 'false', "''"]);
    const step = choices.pick([
      `if (${best} === ${none}) ${best} = ${this.squashed(inner, 2)}; else ${best} = 0.6 * ${best} - ${this.squashed(inner, 1)};`,
      `${best} = ${best} === ${none} || ${this.test(inner, 1)} ? ${this.squashed(inner, 2)} : 0.5 * ${best};`,
      `if (!${best}) ${best} = ${this.squashed(inner, 2)};`,
    ]);
    return {
      text: `let ${best} = ${none};\nfor (let ${i} = 0; ${i} < 3; ${i}++) { ${step} }\n${target} = 0.5 * ${best} + ${this.squashed(scope, 1)};`,
    };
  }

  private newField(scope: Scope): Written {
    const points = this.objectsAtHand(scope, { kind: 'point' });
    const target = this.target(scope);
    if (points.length === 0 || !target) return { text: '' };
    const o = this.choices.pick(points)();
    const use = `${o}.z = ${this.squashed(scope, 2)};\n${target} = ${o}.z * 0.7 - ${o}.x;`;
    return { text: this.choices.chance(0.5) ? `${use}\ndelete ${o}.z;` : use };
  }

  private arrayMethod(scope: Scope): Written {
    const { choices } = this;
    const array: ObjectKind = { kind: 'array', length: 3, typed: false };
    const [ys, v, i] = [this.name('xs'), this.name('v'), this.name('i')];
    const source = this.object(array, scope, 1);
    const inner: Scope = {
      ...scope,
      variables: [
        ...scope.variables.map((each) => ({ ...each, assignable: false })),
        { name: v, type: numberKind, assignable: false },
      ],
      functions: [],
      load: 3,
    };
    const e = this.without.has('memory')
      ? v
      : this.number({ ...inner, variables: inner.variables.slice(-2) }, 2);
    const target = this.target(scope);
    const makes = choices.pick([
      `${source}.map((${v}) => ${e})`,
      `${source}.map((${v}, ${i}) => ${v} * ${i} + ${e})`,
      `${source}.slice()`,
      `[...${source}]`,
      `Array.from({ length: 3 }, (_, ${i}) => ${i} * ${this.number(scope, 1)})`,
      `new Array(3).fill(${this.number(scope, 1)})`,
      `[${this.number(scope, 1)}].concat(${source}).slice(1)`,
    ]);
    const sums = [
      `${target} = 0.3 * ${source}.reduce((s, ${v}) => s + ${e}, 0.5);`,
      `${target} = ${source}.filter((${v}) => ${v} > 0.1).length + ${source}.filter((${v}) => ${v} < 0.6).reduce((s, ${v}) => s + ${v}, 0);`,
      `if (${source}.some((${v}) => ${e} > 0.7)) ${target} += ${this.squashed(scope, 1)};`,
    ];
    if (target && choices.chance(0.4)) return { text: choices.pick(sums) };
    return { text: `const ${ys} = ${makes};`, variables: [this.list(ys, 3)] };
  }

  /** A function that is stored, passed or chosen. */
  private functionValue(scope: Scope): Written {
    const { choices } = this;
    const p = this.name('p');
    const target = this.target(scope);
    if (!target) return { text: '' };
    // What a function value captures must not be assigned: it gets constants of its own.
    const held = this.name('c');
    const objects = scope.variables.filter((v) => !v.assignable && v.type.kind !== 'number');
    const inner: Scope = {
      ...scope,
      variables: [
        ...objects,
        { name: held, type: numberKind, assignable: false },
        { name: p, type: numberKind, assignable: false },
      ],
      counters: [],
      functions: [],
      load: 3,
    };
    const arrow = (): string => `(${p}) => ${this.number(inner, 2)}`;
    const arg = this.number(scope, 1);
    const name = this.name('o');
    if (this.has('derivatives') && scope.load < 2 && choices.chance(0.25)) {
      const text = choices.pick([
        () => `${target} = 0.2 * slopeOf(${arrow()}, ${arg});`,
        () =>
          `const ${name} = ${arrow()};\n${target} = 0.2 * slopeOf(${name}, ${arg}) - 0.1 * ${name}(${arg});`,
        () => `${target} = 0.2 * slopeOf(make(${held}, ${arg}), ${arg});`,
      ])();
      return { text: `const ${held} = ${this.number(scope, 1)};\n${text}` };
    }
    const use = choices.pick([
      `const ${name} = { scale: ${held}, run: ${arrow()} };\n${target} = 0.4 * ${name}.run(${arg}) * ${name}.scale;`,
      `const ${name} = [${arrow()}, ${arrow()}];\nfor (const fn of ${name}) ${target} = 0.5 * fn(${arg});`,
      `const ${name} = ${this.test(scope, 1)} ? ${arrow()} : Math.sin;\n${target} = 0.3 * ${name}(${arg});`,
      `${target} = 0.3 * apply(${arrow()}, ${arg});`,
      `const ${name} = make(${held}, ${arg});\n${target} = 0.3 * ${name}(${arg}) - ${name}(0.4);`,
    ]);
    return { text: `const ${held} = ${this.number(scope, 1)};\n${use}` };
  }

  /** Loops whose counter, bound or subject changes on the way. */
  private oddLoop(scope: Scope, depth: number): Written {
    const { choices } = this;
    const [i, j] = [this.name('i'), this.name('j')];
    const inner: Scope = {
      ...scope,
      counters: [...scope.counters, { name: i, limit: 5 }],
      loops: [],
      inLoop: false,
      canBreak: true,
      load: scope.load + 1,
    };
    const body = (): string => this.statements(inner, depth - 1);
    const c = this.test(scope, 1);
    return {
      text: choices.pick([
        () => `for (let ${i} = 0; ${i} < 5; ${i}++) {\nif (${c}) ${i}++;\n${body()}\n}`,
        () => `let ${j} = 4;\nfor (let ${i} = 0; ${i} < ${j}; ${i}++) {\n${body()}\nif (${c}) ${j}--;\n}`,
        () => `let ${i} = 0, ${j} = 4;\nwhile (${i} < ${j}) {\n${body()}\nif (${c}) ${i}++; else ${j}--;\n}`,
        () => `for (let ${i} = 4; ${i}--; ) {\n${body()}\n}`,
        () => `let ${i} = 3;\nwhile (${i}-- > 0) {\n${body()}\n}`,
        () => `let ${i} = 0;\ndo {\n${body()}\n} while (++${i} < 3);`,
        () => `for (let ${i} = 0, ${j} = 3; ${i} < ${j}; ${i}++, ${j} -= 0.5) {\n${body()}\n}`,
        () => `for (let ${i} = 1; ${i} < 6; ${i} *= 2) {\n${body()}\n}`,
        () => `for (let ${i} = 0; ${i} < Infinity; ${i}++) {\nif (${i} > 2) break;\n${body()}\n}`,
        () => `let ${i} = 0;\nfor (;;) {\n${body()}\nif (++${i} >= 3) break;\n}`,
      ])(),
    };
  }
}
