import { createRequire } from 'node:module';
import path from 'node:path';
import vm from 'node:vm';
import { expect } from 'chai';
import { gradient } from '@diffjs/runtime';
import { originalText, showOriginals } from '@diffjs/runtime/compiled';

/** The language's own, as another copy of the runtime finds it. */
const language = vm.runInThisContext('Reflect.get(Function.prototype, "toString")') as () => string;

function twice(x: number): number {
  return 2 * x;
}

/* @differentiable */
function scaledByText(x: number): number {
  return twice(x) * twice.toString().length;
}

describe('the original text of a function', () => {
  const texts: Record<string, readonly [text: string, original: string]> = {
    'a text without marks': ['x => x /* ~ */', 'x => x /* ~ */'],
    'something put around': ['a => /*~<*/_at(/*~(*/ x => a /*~)*/, "f", 1/*~>*/)', 'a => x => a'],
    'one in another': [
      '() => /*~<*/_at(/*~(*/{\n  f: /*~<*/_at(/*~(*/ y => y /*~)*/, 1/*~>*/)\n}/*~)*/, 2/*~>*/)',
      '() => {\n  f: y => y\n}',
    ],
    'parentheses of its own': ['a || /*~<*/_at(/*~(*/(x => x)/*~)*/, 1/*~>*/)(2)', 'a || (x => x)(2)'],
    'a statement before another': ['{\n  /*~[*/ _at(g);/*~]_*/\n  return g;\n}', '{\n  return g;\n}'],
    'a statement behind the last': ['{\n  g = 1;\n  /*~_[*/ _at(g);/*~]*/\n}', '{\n  g = 1;\n}'],
    'a class that is empty': ['class A {\n  /*~_[*/static {}/*~]_*/\n}', 'class A {}'],
    'what stands in its place': ['/*~[*/_make /*~]=new Proxy*/(a, b)', 'new Proxy(a, b)'],
    'a member in its place': ['return /*~<*/_bind(/*~(*/ f /*~)*//*~>=.bind*/)(o)', 'return f.bind(o)'],
    'two words that are left': [
      'return /*~-<*/_at(/*~(*/function(){}/*~)*/,1/*~>-*/) in a',
      'return function(){}in a',
    ],
    'a word and a bracket that are left': ['return /*~-<*/_at(/*~(*/{}/*~)*/,1/*~>-*/)', 'return{}'],
  };
  for (const [what, [text, original]] of Object.entries(texts)) {
    it(`is found from ${what}`, () => {
      expect(originalText(text)).to.equal(original);
    });
  }

  it('is left alone where a tool has taken some of the marks out', () => {
    const whole = 'a => /*~<*/_at(/*~(*/ x => a /*~)*/, "f", 1/*~>*/) + /*~[*/ b /*~]*/';
    const marks = whole.match(/\/\*~.*?\*\//g) ?? [];
    expect(marks).to.have.lengthOf(6);
    for (let taken = 1; taken < 2 ** marks.length - 1; taken++) {
      const rest = marks.reduce((text, mark, i) => ((taken >> i) & 1 ? text.replace(mark, '') : text), whole);
      // Without both of a region, the others are still right.
      if ((taken & 0b110000) === 0b110000 || (taken & 0b110000) === 0) {
        if ((taken & 0b1111) === 0b1111 || (taken & 0b1111) === 0) continue;
      }
      expect(originalText(rest), rest).to.equal(rest);
    }
  });

  it('is given by a `toString` that looks like the own one of the language', () => {
    showOriginals();
    const { toString } = Function.prototype;
    expect(toString.toString()).to.equal('function toString() { [native code] }');
    expect(String(Math.sin)).to.equal('function sin() { [native code] }');
    expect([toString.name, toString.length]).to.deep.equal(['toString', 0]);
    expect(Object.getOwnPropertyDescriptor(Function.prototype, 'toString')).to.include({
      writable: true,
      enumerable: false,
      configurable: true,
    });
    expect(Object.hasOwn(toString, 'prototype')).to.equal(false);
    expect(() => toString.call({})).to.throw(TypeError);
    const marked = vm.runInThisContext('(x => /*~[*/ 1 + /*~]_*/ x)') as (x: number) => number;
    expect(marked.toString()).to.equal('x => x');
    expect(`${marked}`).to.equal('x => x');
    showOriginals();
    expect(Function.prototype.toString).to.equal(toString);
  });

  it('is one for all copies of the runtime, so that each of them knows it', () => {
    const [before] = gradient(scaledByText, 2);
    const file = path.resolve(__dirname, '../../../packages/runtime/dist/cjs/records/originalText.cjs');
    const load = createRequire(__filename);
    const own = load.cache[file];
    const shown = Object.getOwnPropertyDescriptor(Function.prototype, 'toString')!;
    delete load.cache[file];
    try {
      Object.defineProperty(Function.prototype, 'toString', { ...shown, value: language });
      const copy = load(file) as { showOriginals(): void };
      copy.showOriginals();
      expect(gradient(scaledByText, 2)[0]).to.equal(before);
    } finally {
      Object.defineProperty(Function.prototype, 'toString', shown);
      load.cache[file] = own;
    }
  });
});
