import fc from 'fast-check';
import { Declarations } from './Declarations.js';
import type { Grammar } from './grammar/Grammar.js';
import { languageGrammar } from './grammar/languageGrammar.js';
import { parameters, writeArguments, type Parameter } from './parameters.js';
import { pick, picked, type Part } from './parts.js';
import { Scope } from './Scope.js';
import { writeHelper, writeMain } from './writeFunctions.js';

/** How a program is compiled. */
export type Compilation =
  /** `include: 'all'` */
  | 'all'
  /** only the main function and what it refers to */
  | 'annotated'
  /** traced code alone */
  | 'traced';

/** A random program in its text; it has a function `f`, its arguments and the state around it. */
export interface LanguageProgram {
  readonly source: string;
  readonly compilation: Compilation;
  readonly isAsync: boolean;
}

/** What compiled companions do not know: programs without it are compiled to them as a whole more often. */
const unusual =
  /^(conversions|ofObjects|ofIterables|iterables|exceptions|classes|asyncs|yields|state|oddNumbers|order)$|function\*|Map|Set|Proxy|Reflect|Symbol|arguments|delete|flat|entries|DataView|Array\.from|Int32|Object\.|this|KEY|\.test\(|\.bind|\.call|\.apply|(?<!\[)\.\.\./;

/** What stands before and behind names. */
const namings = [['', ''], ['', ''], ['', ''], ['', '$'], ['$', ''], ['_', '_']] as const; // prettier-ignore

/** Whole programs over the whole language, but for what is to be avoided. */
export function languageProgram(except: RegExp | null = null): fc.Arbitrary<LanguageProgram> {
  const plain = except === null ? unusual : new RegExp(`${unusual.source}|${except.source}`);
  return fc
    .oneof(
      { arbitrary: drawn(languageGrammar(except)), weight: 4 },
      { arbitrary: drawn(languageGrammar(plain)), weight: 1 },
    )
    .map(writeProgram);
}

function drawn(g: Grammar): fc.Arbitrary<Drawn> {
  return fc.record({
    parameters,
    helpers: fc.array(
      fc.record({
        takes: fc.constantFrom(null, ...objectKinds),
        body: fc.option(g.body, { freq: 2 }),
        result: g.number,
      }),
      {
        maxLength: 3,
      },
    ),
    body: fc.array(g.statement, { minLength: 1, maxLength: 6, size: 'max' }),
    end: fc.tuple(pick, g.number, g.number),
    isShared: fc.boolean(),
    compilation: fc.constantFrom<Compilation>('all', 'annotated', 'all', 'annotated', 'traced'),
    isSloppy: fc.integer({ min: 0, max: 4 }).map((n) => n === 4),
    isAsync: fc.integer({ min: 0, max: 9 }).map((n) => n === 9),
    style: pick,
    naming: pick,
  });
}

const objectKinds = ['array', 'floats', 'point'] as const;

/** A function of the module from a number, and perhaps a list or an object before it, to a number. */
export interface DrawnHelper {
  readonly takes: (typeof objectKinds)[number] | null;
  readonly body: Part | null;
  readonly result: Part;
}

/** A program as it is drawn. */
export interface Drawn {
  readonly parameters: readonly Parameter[];
  readonly helpers: readonly DrawnHelper[];
  readonly body: readonly Part[];
  readonly end: readonly [number, Part, Part];
  readonly isShared: boolean;
  readonly compilation: Compilation;
  readonly isSloppy: boolean;
  readonly isAsync: boolean;
  readonly style: number;
  readonly naming: number;
}

function writeProgram(drawn: Drawn): LanguageProgram {
  const { isAsync, compilation, isSloppy } = drawn;
  const declarations = new Declarations(picked(namings, drawn.naming));
  const module = Scope.module(declarations);
  const helpers = drawn.helpers.map((helper) => writeHelper(module, helper));
  const main = writeMain(module, drawn);
  const source = [
    ...(isSloppy ? [] : ["'use strict';"]),
    declarations.text(),
    ...helpers,
    main,
    'exports.f = f;',
    `exports.args = () => ${writeArguments(drawn.parameters, drawn.isShared)};`,
  ].join('\n');
  return { source, compilation, isAsync };
}
