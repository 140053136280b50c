/** A source of random choices that gives the same ones for the same seed. */
class Choices {
  constructor(private state: number) {}

  /** Uniform in [0, 1): mulberry32. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let x = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) / 4294967296;
  }

  below(count: number): number {
    return Math.floor(this.next() * count);
  }

  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)]!;
  }
}

/** What may be used at a place of the program. */
interface Scope {
  /** Variables that may be read. */
  readonly readable: readonly string[];
  /** Those of them that may be assigned. */
  readonly writable: readonly string[];
  readonly functions: readonly string[];
  readonly loops: readonly string[];
  readonly inLoop: boolean;
  readonly canBreak: boolean;
  readonly canReturn: boolean;
}

/**
 * The text of a random function `f(a, b, xs, o)` over numbers, an array and an object, full of effects whose order
 * can be seen: it calls `log(x)` (which returns x), and `tick()` in every turn of a loop, which throws in the end.
 */
export function randomProgram(seed: number): string {
  return new ProgramWriter(new Choices(seed)).write();
}

class ProgramWriter {
  private count = 0;

  constructor(private readonly choices: Choices) {}

  write(): string {
    const scope: Scope = {
      readable: ['a', 'b', 'v'],
      writable: ['a', 'b', 'v'],
      functions: ['g', 'rec'],
      loops: [],
      inLoop: false,
      canBreak: false,
      canReturn: true,
    };
    const add = this.name('add');
    const inner = { ...scope, functions: ['lifted'], canReturn: true, readable: [...scope.readable, 'p'] };
    return [
      `function g(x, y = log(x) + 1) { if (x > y) return y; return x - y; }`,
      `function rec(n) { return n < 1 ? 1 : log(n) * rec(n - 1.5); }`,
      `function f(a, b, xs, o) {`,
      `  var v = 1;`,
      `  const start = b;`,
      `  const lifted = (n) => (n < 1 ? start : log(n) * a + lifted(n - 1.5));`,
      `  const ${add} = (p) => {${this.statements(inner, 1)}};`,
      `  ${this.statements({ ...scope, functions: ['g', 'rec', 'lifted', add] }, 3)}`,
      `  return [a, b, v, ${add}(2)];`,
      `}`,
    ].join('\n');
  }

  private name(stem: string): string {
    return `${stem}${this.count++}`;
  }

  private statements(scope: Scope, depth: number): string {
    const parts: string[] = [];
    let inner = scope;
    for (let i = 1 + this.choices.below(4); i > 0; i--) {
      if (this.choices.next() < 0.25) {
        const name = this.name('k');
        const isConst = this.choices.next() < 0.5;
        parts.push(`${isConst ? 'const' : 'let'} ${name} = ${this.number(inner, 2)};`);
        inner = {
          ...inner,
          readable: [...inner.readable, name],
          writable: isConst ? inner.writable : [...inner.writable, name],
        };
      } else parts.push(this.statement(inner, depth));
    }
    return parts.join('\n');
  }

  private statement(scope: Scope, depth: number): string {
    const kinds = ['assign', 'assign', 'call', 'store', 'swap', 'destructure', 'leave'];
    if (depth > 0)
      kinds.push('if', 'if', 'for', 'while', 'doWhile', 'forOf', 'forIn', 'switch', 'label', 'closure');
    const number = () => this.number(scope, 2);
    const block = (inner: Scope) => `{ ${this.statements(inner, depth - 1)} }`;
    const loop = (label: string): Scope => ({
      ...scope,
      loops: [...scope.loops, label],
      inLoop: true,
      canBreak: true,
    });
    switch (this.choices.pick(kinds)) {
      case 'assign':
        return `${this.choices.pick(scope.writable)} ${this.choices.pick(['=', '+=', '-=', '*=', '||=', '&&=', '??='])} ${number()};`;
      case 'call':
        return `log(${number()});`;
      case 'store':
        return `${this.element(scope)} ${this.choices.pick(['=', '+=', '-='])} ${number()};`;
      case 'swap':
        return `[${this.choices.pick(scope.writable)}, ${this.element(scope)}] = [${number()}, ${number()}];`;
      case 'destructure':
        return this.choices.pick([
          `{ const [p, , q = ${number()}] = xs; log(p); log(q); }`,
          `{ const [r, ...s] = [${number()}, ...xs, ${number()}]; log(r); log(s.length); log(s[${number()} & 3]); }`,
          `{ const { x, z: { w } = o, y = ${number()} } = o; log(x); log(w); log(y); }`,
          `({ x: ${this.choices.pick(scope.writable)}, y: ${this.element(scope)} } = o);`,
        ]);
      case 'leave':
        return this.leave(scope);
      case 'if':
        return `if (${this.test(scope)}) ${block(scope)} ${this.choices.next() < 0.5 ? `else ${block(scope)}` : ''}`;
      case 'for': {
        const [label, i] = [this.name('L'), this.name('i')];
        const inner = { ...loop(label), readable: [...scope.readable, i] };
        return `${label}: for (let ${i} = 0; ${i} < 3 && ${this.test(scope)}; ${i}++) { tick(); ${this.statements(inner, depth - 1)} }`;
      }
      case 'while': {
        const label = this.name('L');
        return `${label}: while (tick() && ${this.test(scope)}) ${block(loop(label))}`;
      }
      case 'doWhile': {
        const label = this.name('L');
        return `${label}: do { tick(); ${this.statements(loop(label), depth - 1)} } while (${this.test(scope)});`;
      }
      case 'forOf': {
        const [label, e] = [this.name('L'), this.name('e')];
        const inner = { ...loop(label), readable: [...scope.readable, e] };
        return `${label}: for (const ${e} of xs) { tick(); ${this.statements(inner, depth - 1)} }`;
      }
      case 'forIn':
        return `for (const key in o) { log(key); log(o[key] === o.z); }`;
      case 'switch': {
        const inner = { ...scope, canBreak: true };
        const cases = [0, 1, 2].map(
          (k) =>
            `case ${k}: ${this.choices.next() < 0.8 ? block(inner) : ''} ${this.choices.pick(['break;', ''])}`,
        );
        cases.splice(
          this.choices.below(4),
          0,
          `default: ${block(inner)} ${this.choices.pick(['break;', ''])}`,
        );
        return `switch (${number()} | 0) { ${cases.join('\n')} }`;
      }
      case 'label': {
        const label = this.name('B');
        return `${label}: { ${this.statements(scope, depth - 1)} if (${this.test(scope)}) break ${label}; ${this.statements(scope, depth - 1)} }`;
      }
      default: {
        const [k, fn] = [this.name('k'), this.name('h')];
        return `{ const ${k} = ${number()}; const ${fn} = (q) => log(q * ${k}); log([1, 2].map(${fn})[1] + ${fn}(${number()})); }`;
      }
    }
  }

  private leave(scope: Scope): string {
    const ways = ['log(0);'];
    if (scope.canReturn) ways.push(`return ${this.number(scope, 1)};`);
    if (scope.canBreak) ways.push('break;');
    if (scope.inLoop) ways.push('continue;', `continue ${this.choices.pick(scope.loops)};`);
    if (scope.loops.length > 0) ways.push(`break ${this.choices.pick(scope.loops)};`);
    ways.push(`throw log(${this.number(scope, 0)});`);
    return `if (${this.test(scope)}) ${this.choices.pick(ways)}`;
  }

  private element(scope: Scope, depth = 1): string {
    return this.choices.pick([
      `xs[${this.number(scope, depth)} & 3]`,
      `xs[(${this.choices.pick(scope.writable)}++) & 3]`,
      'o.x',
      "o['y']",
      'o.z.w',
      `(log(1), o).y`,
    ]);
  }

  private test(scope: Scope): string {
    const [x, y] = [this.number(scope, 1), this.number(scope, 1)];
    return this.choices.pick([
      `${x} < ${y}`,
      `${x} > 0 && ${y} > 1`,
      `${x} > 3 || log(${y}) > 2`,
      `!(${x} <= ${y})`,
      `(${x} > 0 ? ${y} > 0 : ${x} < -1)`,
      `o?.z?.u?.[log(2)] !== undefined || ${x} > ${y}`,
    ]);
  }

  private number(scope: Scope, depth: number): string {
    const leaf = () => this.choices.pick([...scope.readable, ...scope.readable, '1', '2', '0.5', '-3']);
    if (depth === 0) return leaf();
    const x = this.number(scope, depth - 1);
    const y = this.number(scope, depth - 1);
    const target = this.choices.pick(scope.writable);
    const forms = [
      leaf(),
      `(${x} + ${y})`,
      `(${x} * ${y})`,
      `(${x} - ${y})`,
      `Math.max(${x}, ${y})`,
      `Math.sin(${x})`,
      `log(${x})`,
      `(${target} = ${x})`,
      `(${target} -= ${x})`,
      `${target}++`,
      `--${target}`,
      `xs[${x} & 3]`,
      'o.x',
      'o.z.w',
      `(${x} > ${y} ? ${x} : ${y})`,
      `(${x} && ${y})`,
      `(${x} || ${y})`,
      `(${x} ?? ${y})`,
      `(${x}, ${y})`,
      `(${this.element(scope, depth - 1)} = ${x})`,
      `o?.z?.w`,
      `[${x}, ${y}][1]`,
      `({ p: ${x}, q: ${y} }).p`,
      `o.call?.(${x})`,
      `o.method(${x}, ${y})`,
    ];
    for (const fn of scope.functions) forms.push(`${fn}(${x})`, `${fn}(${x}, ${y})`);
    return this.choices.pick(forms);
  }
}
