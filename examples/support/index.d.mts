import type { PlotOptions } from '@observablehq/plot';

export declare const colours: Readonly<
  Record<'ink' | 'faint' | 'blue' | 'vermilion' | 'green' | 'purple' | 'orange' | 'sky', string>
>;

/** An entry of a page's legend: a line, dashed if `dashes` is given, or a dot. */
export interface LegendEntry {
  readonly text: string;
  readonly colour: string;
  readonly dashes?: string;
  readonly dot?: 'full' | 'hollow';
}

/** A figure: a title, a legend, and rows of panels that stand beside one another. */
export interface Page {
  readonly title: string;
  readonly subtitle: string;
  readonly legend?: readonly LegendEntry[];
  readonly rows: readonly (readonly Element[])[];
}

export declare function plot(options: PlotOptions & { readonly heading?: string }): Element;

export declare function savePage(name: string, page: Page): string[];

/** Writes drawings of `@diffjs/diffeq/plot` as `name.svg` and `name.png` into a folder, and prints what it wrote. */
export declare function saveDrawings(
  folder: string,
  drawings: Readonly<Record<string, (format: 'svg' | 'png') => Promise<string | Uint8Array>>>,
): Promise<void>;

/** Prints which figures were written. */
export declare function printFiles(files: readonly string[]): void;

export declare function printTable(rows: readonly (readonly string[])[]): void;

export declare function signed(x: number, digits: number): string;

/** Throws an Error that lists the claims that are not so. */
export declare function requireAll(claims: Readonly<Record<string, boolean>>): void;

type OptionValue<T> = T extends number ? number : string;

export declare function readOptions<Defaults extends Readonly<Record<string, number | string>>>(
  args: string[],
  defaults: Defaults,
  ranges?: { readonly [Name in keyof Defaults]?: readonly [number, number] },
  integers?: readonly (keyof Defaults)[],
): { readonly [Name in keyof Defaults]: OptionValue<Defaults[Name]> } & { readonly help: boolean };

type ErrorClass = new (...args: never[]) => Error;

export declare function runMain<Options extends { readonly help: boolean }>(
  name: string,
  usage: string,
  read: (args: string[]) => Options,
  main: (options: Options) => void | Promise<void>,
  errors?: { readonly mistaken?: ErrorClass; readonly known?: readonly ErrorClass[] },
): Promise<void>;
