import fc from 'fast-check';
import type { Scope } from './Scope.js';

/** A part of a program: written once it is known where it stands. */
export type Part = (scope: Scope) => string;
export type Draw = fc.Arbitrary<Part>;
/** How often a part is chosen among others. */
export type Weighted = readonly [weight: number, draw: Draw];

type Hole = Draw | Part | string;

/** A part made of others, which are drawn apart from one another; so fast-check can make each smaller. */
export function make<A extends readonly unknown[]>(
  arbitraries: { [K in keyof A]: fc.Arbitrary<A[K]> },
  write: (scope: Scope, ...drawn: A) => string,
): Draw {
  return fc
    .tuple(...(arbitraries as unknown as fc.Arbitrary<unknown>[]))
    .map((drawn) => (scope: Scope) => write(scope, ...(drawn as unknown as A)));
}

const templates = new WeakMap<Draw, string>();

/** A part written as a template: parts stand in the holes, `$name` is a new name, the same throughout. */
export function form(texts: TemplateStringsArray, ...holes: Hole[]): Draw {
  const isDrawn = (hole: Hole): hole is Draw => typeof hole === 'object';
  const draw = make([fc.tuple(...holes.filter(isDrawn))], (scope, drawn) => {
    const names = new Map<string, string>();
    const rename = (text: string): string =>
      text.replace(/\$([a-zA-Z]+)/g, (_, stem: string) => {
        if (!names.has(stem)) names.set(stem, scope.fresh(stem));
        return names.get(stem)!;
      });
    let [text, next] = ['', 0];
    texts.raw.forEach((piece, i) => {
      text += rename(piece.replace(/\\([`$])/g, '$1'));
      const hole = holes[i];
      if (hole === undefined) return;
      if (typeof hole === 'string') text += rename(hole);
      else text += (isDrawn(hole) ? drawn[next++]! : hole)(scope);
    });
    return text;
  });
  templates.set(draw, texts.raw.join('…'));
  return draw;
}

/** One of some texts. */
export function among(...texts: string[]): Draw {
  return fc.constantFrom(...texts).map((text) => () => text);
}

/** A choice that is made where the part stands: one of what is there. */
export const pick: fc.Arbitrary<number> = fc.nat(59);

export function picked<T>(from: readonly T[], choice: number): T {
  return from[choice % from.length]!;
}

/** One of some parts, the first of which is the smallest; without those with a text that is to be avoided. */
export function oneOf(
  name: string,
  maxDepth: number,
  parts: readonly Weighted[],
  except: RegExp | null,
): Draw {
  const isWanted = (draw: Draw, i: number): boolean => i === 0 || !except?.test(templates.get(draw) ?? '');
  return fc.oneof(
    { maxDepth, depthIdentifier: name, withCrossShrink: true },
    ...parts
      .filter(([, draw], i) => isWanted(draw, i))
      .map(([weight, arbitrary]) => ({ weight: Math.round(10 * weight), arbitrary })),
  );
}
