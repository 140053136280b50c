import fs from 'node:fs';
import path from 'node:path';
import * as runtime from '@diffjs/runtime';
import { arrayFunctions } from '@diffjs/runtime/rules/manifest';
import { expect } from 'chai';

const root = path.resolve(__dirname, '../../..');
const page = fs.readFileSync(path.join(root, 'docs/reference/arrays.md'), 'utf8');
const index = fs.readFileSync(path.join(root, 'packages/runtime/src/index.ts'), 'utf8');

/** The rows of the tables of functions: the names in the first column, and what the third one says of derivatives. */
const rows = [...page.matchAll(/^\| (`\w+\(.*?) \|.*\| (both|none) \| (?:all|real) \|$/gm)].map(
  ([, calls, derivative]) => ({
    names: [...calls!.matchAll(/`(\w+)\(/g)].map((match) => match[1]!),
    derivative: derivative!,
  }),
);
const documented = rows.flatMap(({ names }) => names);

/** Functions that the package exports from the folders of arrays; classes and `ops` are described in the text. */
const exported = [...index.matchAll(/export \{([^}]*)\} from '\.\/(?:rules\/)?ndarray\/[^']*'/g)]
  .flatMap((match) => match[1]!.split(','))
  .map((name) => name.trim().replace(/^.* as /, ''))
  .filter((name) => /^[a-z]/.test(name) && typeof runtime[name as keyof typeof runtime] === 'function');

/** What calls functions of the program, which may store into arrays. */
const calling: ReadonlySet<string> = new Set(['map']);

describe('the reference of arrays', () => {
  it('names every function once', () => {
    expect(documented.filter((name, i) => documented.indexOf(name) !== i)).to.deep.equal([]);
    expect(documented.slice().sort()).to.deep.equal(exported.slice().sort());
  });

  it('is what the compiler knows of functions of arrays', () => {
    expect(arrayFunctions.slice().sort()).to.deep.equal(exported.filter((name) => !calling.has(name)).sort());
  });

  it('says which have derivatives', () => {
    const wrong: string[] = [];
    for (const { names, derivative } of rows)
      for (const name of names) {
        const f = runtime[name as keyof typeof runtime];
        if (isInactive(f as object) !== (derivative === 'none')) wrong.push(name);
      }
    expect(wrong).to.deep.equal([]);
  });
});

interface Pending {
  readonly make: (f: object) => { readonly inactive?: boolean };
}

/** Does a function say of itself that what it gives carries no derivative? */
function isInactive(f: object): boolean {
  const { [Symbol.for('diffjs.carrier')]: carrier } = globalThis as unknown as Record<
    symbol,
    { get(f: object): Pending | undefined }
  >;
  return carrier!.get(f)!.make(f).inactive === true;
}
