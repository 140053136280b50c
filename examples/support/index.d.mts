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

type ErrorClass = new (...args: never[]) => Error;

export declare function runMain<Options extends { readonly help: boolean }>(
  name: string,
  usage: string,
  read: (args: string[]) => Options,
  main: (options: Options) => void | Promise<void>,
  errors?: { readonly mistaken?: ErrorClass; readonly known?: readonly ErrorClass[] },
): Promise<void>;
