import * as diffeq from '@diffjs/diffeq';
import type { Algorithm } from '@diffjs/diffeq';

/** Every method that the package exports, with default options. */
export function everyAlgorithm(): Algorithm[] {
  const algorithms: Algorithm[] = [];
  for (const [name, make] of Object.entries(diffeq)) {
    if (typeof make !== 'function' || !/^[A-Z]/.test(name) || name === 'BS3') continue;
    const made = tryMake(make as () => unknown);
    if (typeof made?.createStepper === 'function') algorithms.push(made as Algorithm);
  }
  return algorithms;
}

/** What a function makes without arguments; undefined for classes and functions that need some. */
function tryMake(make: () => unknown): Partial<Algorithm> | undefined {
  try {
    return make() as Partial<Algorithm> | undefined;
  } catch {
    return undefined;
  }
}
