import type * as ObservablePlot from '@observablehq/plot';
import { missingPackage, requireOptional } from '../node/requireOptional.js';

/** What is needed of an element; the package's types do not depend on those of browsers. */
export interface Panel {
  readonly outerHTML: string;
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
  querySelector(selector: string): { remove(): void } | null;
}

/** What drawing needs: Observable Plot, and a document to draw in. */
export interface PlottingLibrary {
  readonly Plot: typeof ObservablePlot;
  readonly document: object;
}

let loaded: Promise<PlottingLibrary> | undefined;

/**
 * Loads Observable Plot and, where there is no page, a document of linkedom.
 *
 * @throws DIFF5033 if one of them is not installed
 */
export function plottingLibrary(): Promise<PlottingLibrary> {
  loaded ??= load();
  loaded.catch(() => (loaded = undefined)); // it may be installed by the next try
  return loaded;
}

async function load(): Promise<PlottingLibrary> {
  try {
    const Plot = await import('@observablehq/plot');
    return { Plot, document: ownDocument() };
  } catch (error) {
    if ((error as { code?: unknown }).code === 'DIFF5033') throw error;
    throw missingPackage('@observablehq/plot', 'pictures', error);
  }
}

function ownDocument(): object {
  const { document } = globalThis as { document?: object };
  if (document !== undefined) return document;
  const linkedom = requireOptional<{ parseHTML(html: string): { document: object } }>(
    'linkedom',
    'pictures in Node',
  );
  return linkedom.parseHTML('<html><body></body></html>').document;
}
