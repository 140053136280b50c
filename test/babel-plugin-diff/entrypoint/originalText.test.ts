import { SourceMap } from 'node:module';
import path from 'node:path';
import vm from 'node:vm';
import { transformSync, type TransformOptions } from '@babel/core';
import { expect } from 'chai';
import plugin from 'babel-plugin-diff';
import * as runtime from '@diffjs/runtime/compiled';
import { Fixture } from '../../support/Fixture.js';
import { compileWithPlugin } from '../../support/compileWithPlugin.js';
import { type Difference, differingText } from '../../support/functionTexts.js';

/** What is rewritten inside of functions, in places where the printer needs parentheses, blank lines or spaces. */
const programs: Record<string, string> = {
  'functions as operands': `function f(a, b) {
    const g = a || (x => x), h = (x => x) || a, i = a ? (x => x) : function () {}, j = (x => x) ? 1 : 2;
    (function () { return this; }).call(a);
    (() => a)();
    (async () => { await (async () => b)(); })();
    !function () { b(); }();
    (class { m() {} }).name;
    ({ m() { return a; } }).m();
    a = (x => x) + (y => y), b = [...(() => [])()], typeof (() => a);
    throw x => x;
  }`,
  operators: `const f = (a, b, c) => (a + b) * c - (a - (b - c)) / (-(b * c)) ** 2 + (-a) ** b ** (c, a);
    function g(a, b) {
      let c = (a ? b : a) * (a || b) + (a && b), d = - -a - -b + +b - (-a - b) - (a - b), e = a-- - --b;
      (a * b).toFixed(2), (a + b)(), new (a + b)(), (a * b)\`x\`, (a * b)?.x, typeof (a + b), !(a === b), void -a;
      let s = (a += b) * (b -= a);
      s = s *= a / b;
      a.x += b, a[b] -= c * 2, (a || b).y **= 2, a.b[c + 1]['z'] /= (b, c), this.k += a, ({}).x += (a + b);
      for (let i = 0; i < a * 2 && a !== b; i++) s += i * a % 3 + (i & a) * b;
      ({}) + a, [a + b, ...(a + b)], { k: a * b, [a + 1]: -a };
      /* one */ a /* two */ * /* three */ b; // four
      if (a == b || (a != c) === (b !== d)) return a === b ? a + 1 : -(a + 1);
      return (x => x) + a, a + (x => x * a), async () => (await a) + await b;
    }
    class A { x = 1 + this.y; #p = 2; m(a) { this.#p += a * 2; super.x += a; super.y(); return this.#p * a; } static [1 + A.k] = 3; }
    const h = (a) => ({}) + a, i = (a) => ({ k: 1 }).k * a, j = (a, b) => (a, b) * a, k = (a) => a * 'x' + \`\${a * 2}\`;`,
  'functions that begin a body': `const f = (a) => ({ m() { return a; } });
    const g = (a) => ({ m() { return a; } }).m;
    const h = (a) => (b) => (c) => a;
    const i = (a) => function () {};
    const j = (a) => (function () {}, { m() {} });
    const k = (a) => class { m() {} };
    const l = (a) => ({ m() {} }, a);`,
  constructed: `function f(a, b) {
    new (class { m() {} })(a);
    new (function () { this.a = a; })();
    new ({ C: class {} }).C(b);
    new (a.bind(b))(1);
    new (new Proxy(a, b))(2);
    return new (x => x)();
  }`,
  'bound functions and proxies': `function f(a, b) {
    (function () { return b; }).bind(a)();
    (x => x).bind(a);
    ({ m() {} }).m.bind(b);
    ({}).toString.bind(a);
    (a || b).bind(a);
    (a?.b).bind(b);
    (await_ => 1).bind().bind(a);
    a.b.bind(a, ...b)();
    const p = new Proxy(a, { get: (t, k) => t[k] }), q = new Proxy({}, {}).x;
    return () => ({}).valueOf.bind(a);
  }
  const g = (a) => ({}).valueOf.bind(a);`,
  'variables with lanes': `function f(a) {
      let s = 0, t, u = { m() { return s; } };
      let v = {
        k: [1, 2].map((x) => { s += x * a; return x; })
      };
      for (let i = 0, j = 1; i < 2; i++) [1].forEach((x) => { i += x; j *= a; });
      for (let x of [a, a]) (() => { x *= 2; })();
      for (let x of [a]) { (() => { x *= a; })(); }
      for (const [k, w] of [[a, 1]]) if (k) (() => { s *= w; })(); else { s++; }
      try { a.x; } catch (e) { (() => { e = a; })(); }
      if (a) var z = 1, y = () => { z *= a; };
      const { p, q = (() => a)() } = { p: 1 };
      return () => { s++; t = a; v = u; };
    }
    const g = (a) => [1].map(() => (a += 1));
    const h = (a) => ({ m() { a *= 2; return a; } });
    const i = (a, b) => (a ? () => { b *= 2; } : b);`,
  'computed keys': `const f = (k) => ({ [k + 1]() { return 1; }, get [k]() { return 2; }, [(k, 3)]: 1 });
    function g(k, o = 1) {
      class A { [k]() {} static [k + 's']() {} [k + 'f'] = 1; async *['gen' + k]() {} }
      if (k) { return { async [k]() {}, 'a-b'() {}, 12() {}, ...A }; }
      switch (k) { case 1: { return { [k]() {} }; } default: return class { [k] = () => k; }; }
    }`,
  classes: `class A {}
    class B extends A { }
    class C extends B { #x = (1, 2); static #y = 1; y = x => x; constructor() { super(); this.#x++; } get #z() { return this.#x; } static { C.k = () => 1; } }
    class D { #x; constructor({ a, b: [c = (() => 1)()] = [] }, d = () => 2, ...e) { this.#x = a; } m() { return new.target; } }
    class E extends D { #x = 1; }
    class F { #x = 1; constructor() {} static async *m(a = () => 1) {} }
    class G { #x = function () {}; 'constructor'(a) { /* nothing */ } }
    class H { constructor(a) { this.a = a; /* last */ } /* after */ }
    const i = [class {}, class extends A { x; }, class { static x = 1; }];
    function j() { return class extends (class {}) { #p = () => this; }; }`,
  'methods that are replaced': `function f(o) {
      // of the literal
      return { a() { return 1; }, /* of b */ async b() { return 2; }, 'c-d'() {}, *e() {}, ...o, g() {}, [o]: 1 };
    }
    const g = { m() { return { n() {} }; }, ...{} };`,
  comments: `// of f
    function f(a) { // opens
      'use strict'; // directive

      // of g
      const g = (x) => x * a; // behind g

      /* of h */ function h(x) { // opens h
        return g(x) /* result */;
      } // behind h

      /**
       * Of k.
       */
      let k = /* value */ function () { /* nothing */ }; /* behind k */

      // of the loop

      for (const x of [1]) /* body */ k = () => x; // behind the loop
      a(/* first */ (x) => x /* its end */, /* second */ { m() {} } /* end */, // line
        function () {} // last
      );
      k = [ // list
        // of one
        (x) => x, // behind one
        // of two
        { // of the literal
          /* of m */ m() {} // behind m
          // end
        }
      ];
      k.of = function of(/* nothing */) { return { m(/* nothing */) { /* else */ } }; };
      // of the result
      return /* why */ (x) => x; // behind it
      // the end
    }
    /* of C */ class C { // opens
      // of x
      x = () => 1; // behind x

      /** Of m. */
      m() { /* empty */ } // behind m
      // the end
    }
    // behind all`,
  'functions of the file': `const a = [
      function () {
        return 'first';
      }, { m() {
        return (/* nothing */) => { /* else */ };
      } }];
    for (const x of a) use(function () {
      return [x];
    });
    const o = { a() {
      return 1;
    }, ...o };`,
  'names and texts': `function f(o) {
      o.a = () => 1; o['b-c'] = () => 2; let d; d = function () {}; const { e = () => 3, ['__proto__']: g = class {} } = o;
      ({ __proto__: () => 1, ['__proto__']: () => 2, "it's": () => 4, '\\n"': () => 5, async: async () => {}, é: () => 6 });
      const h = \`\${(() => 1)()} /* x */ \${{ m() { return '}'; } }.m()}\`, i = /[/*]\\/\\)/.test((() => 'a')()), t = ((s) => s)\`x\`;
      label: { const j = () => 7; }
      if (o) return () => 8; else return async function* () { yield () => 9; yield* (() => [])(); };
    }`,
};

const formats: Record<string, TransformOptions> = {
  default: {},
  compact: { compact: true },
  'retained lines': { retainLines: true },
  concise: { generatorOpts: { concise: true } } as TransformOptions,
  'no comments': { comments: false },
  'parentheses kept': { generatorOpts: { retainFunctionParens: true } } as TransformOptions,
  'parenthesised expressions': { parserOpts: { createParenthesizedExpressions: true } },
  modules: { plugins: ['@babel/plugin-transform-modules-commonjs'] },
};

/** A program where every function that can be is annotated: compiled companions stand in it. */
const annotated = (source: string): string =>
  source.replace(/^ *(?=(function|const \w = \(|class) ?)/gm, '/* @differentiable */ ');

function same(found: Difference | null): void {
  if (found) expect(found.shown).to.equal(found.plain);
}

describe('toString of functions', () => {
  for (const [what, source] of Object.entries(programs)) {
    for (const [format, babel] of Object.entries(formats)) {
      it(`gives what Babel gives without the plugin: ${what}, ${format}`, () => {
        same(differingText(source, { include: 'all' }, babel));
        same(differingText(source, { include: 'all', operators: true }, babel));
        if (format === 'default') same(differingText(annotated(source), {}, babel));
      });
    }
  }

  for (const fixture of Fixture.all(path.join(__dirname, '../fixtures'))) {
    if (fixture.isRejected) continue;
    it(`gives what Babel gives without the plugin: fixture ${fixture.name}`, () => {
      const babel: TransformOptions = { filename: 'input.ts', presets: ['@babel/preset-typescript'] };
      for (const include of ['annotated', 'all'] as const)
        // Turns of a loop that is marked are compiled, and so may not hold operators on what may be anything.
        for (const operators of fixture.name === 'loops/checkpointed' ? [false] : [false, true])
          same(differingText(fixture.source, { include, operators }, babel));
    });
  }

  it('gives types and parameter properties as Babel removes them', () => {
    const source = `/* @differentiable */ export class A<T> {
      constructor(readonly x: number, private y = () => 1) { this.m<T>(x as any); }
      m<S>(this: A<T>, k: S): void { const g = (z: number): number => z!; (g as any).bind(k); }
    }
    class B extends A<number> { constructor(public z: number) { super(z); this.z; } }`;
    const babel: TransformOptions = { filename: 'model.ts', presets: ['@babel/preset-typescript'] };
    same(differingText(source, { include: 'all' }, babel));
  });

  it('gives the text of functions that are there only at run time', () => {
    const source = `function make(a) { class A { #p = a; [a]() { return this.#p; } } return { f: (x) => (y) => x * y * a, A, g() { return () => a; } }; } make;`;
    const plain = vm.runInThisContext(
      transformSync(source, { configFile: false, sourceType: 'script' })?.code ?? '',
    ) as typeof shown;
    const code = compileWithPlugin(source, { include: 'all' }, { sourceType: 'script' });
    const load = vm.runInThisContext(`(require) => eval(${JSON.stringify(code)})`) as (
      require: () => object,
    ) => (a: string) => { f: (x: number) => unknown; A: new () => { k(): unknown }; g: () => unknown };
    const shown = load(() => runtime);
    const of = (make: typeof shown): string[] => {
      const { f, A, g } = make('k');
      return [make, f, f(1), A, Reflect.get(A.prototype, 'k') as object, g, g()].map(String);
    };
    expect(of(shown)).to.deep.equal(of(plain));
  });

  it('is left alone by files in which no function has changed', () => {
    expect(compileWithPlugin('/* @differentiable */ function f(x) { return x * x; }')).to.not.include(
      'showOriginals',
    );
  });

  it('shows what was put in where nothing else can be: trees, small code, files with marks of their own', () => {
    const source = '/* @differentiable */ function f(x) { return [x].map((y) => y * x); }';
    for (const babel of [{ ast: true }, { minified: true }])
      expect(compileWithPlugin(source, {}, babel))
        .to.include('_attach(')
        .and.not.include('/*~');
    expect(compileWithPlugin(`${source}\n'/*~<*/';`))
      .to.include('_attach(y')
      .and.not.include('/*~<*/_');
  });

  it('leaves source maps right', () => {
    const source = [
      '/* @differentiable */',
      'function f(x) {',
      '  const g = (y) => y * missing;',
      '  return [x].map((z) => absent + z);',
      '}',
    ].join('\n');
    const result = transformSync(source, {
      configFile: false,
      filename: 'model.js',
      sourceMaps: true,
      plugins: [plugin],
    });
    const map = new SourceMap(result!.map as unknown as ConstructorParameters<typeof SourceMap>[0]);
    const lines = result!.code!.split('\n');
    for (const [word, line, column] of [
      ['missing;', 2, 23],
      ['absent', 3, 24],
    ] as const) {
      const at = lines.findIndex((each) => /=> (y \* missing|absent)/.test(each) && each.includes(word));
      const entry = map.findEntry(at, lines[at]!.indexOf(word)) as {
        originalLine: number;
        originalColumn: number;
      };
      expect([entry.originalLine, entry.originalColumn], word).to.deep.equal([line, column]);
    }
    expect((result!.map as { names: string[] }).names.filter((name) => name.includes('/*'))).to.deep.equal(
      [],
    );
  });
});
