import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import type { Form } from './checkedPlugin.js';

/** What `run.ts` of a fixture exports. */
export interface FixtureRun {
  /** Argument lists for each exported function that is to be checked; objects in them may be shared. */
  readonly points: Readonly<Record<string, readonly (readonly unknown[])[]>>;
}

/** What `options.json` of a fixture may say. */
interface FixtureOptions {
  /** The step and function of which `hir.txt` pins the HIR. */
  readonly hir?: { readonly step: string; readonly function: string; readonly role: string };
  /** Which companions `output.js` pins: `compiled` (default) or `traced`. */
  readonly form?: Form;
  /** Options of the plugin. */
  readonly plugin?: object;
  /** Syntax that Babel's parser has to be asked for. */
  readonly syntax?: readonly string[];
}

/** A folder with `input.ts` or `input.js` and what is expected of it. */
export class Fixture {
  readonly name: string;
  /** `input.ts` or `input.js`. */
  readonly inputName: string;

  constructor(
    readonly folder: string,
    root: string,
  ) {
    this.name = path.relative(root, folder);
    this.inputName = this.has('input.ts') ? 'input.ts' : 'input.js';
  }

  /** Every fixture below a folder. */
  static all(root: string): Fixture[] {
    const isCase = (folder: string): boolean =>
      ['input.ts', 'input.js'].some((name) => fs.existsSync(path.join(folder, name)));
    const found: Fixture[] = [];
    const visit = (folder: string): void => {
      if (isCase(folder)) found.push(new Fixture(folder, root));
      else
        for (const entry of fs.readdirSync(folder, { withFileTypes: true }))
          if (entry.isDirectory()) visit(path.join(folder, entry.name));
    };
    visit(root);
    return found;
  }

  get source(): string {
    return this.read(this.inputName);
  }

  get options(): FixtureOptions {
    return this.has('options.json') ? (JSON.parse(this.read('options.json')) as FixtureOptions) : {};
  }

  get isRejected(): boolean {
    return this.has('error.txt');
  }

  get run(): FixtureRun {
    return createRequire(__filename)(path.join(this.folder, 'run.ts')) as FixtureRun;
  }

  has(name: string): boolean {
    return fs.existsSync(path.join(this.folder, name));
  }

  read(name: string): string {
    return fs.readFileSync(path.join(this.folder, name), 'utf8');
  }

  /** The pinned text of a file; DIFFJS_UPDATE=1 writes it anew, to be reviewed line by line. */
  pinned(name: string, actual: string): string {
    const text = `${actual.trimEnd()}\n`;
    if (process.env['DIFFJS_UPDATE'] === '1') fs.writeFileSync(path.join(this.folder, name), text);
    return this.read(name).trimEnd();
  }
}
