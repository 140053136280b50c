import * as diffeq from '@diffjs/diffeq';
import type { Algorithm, ButcherTableau } from '@diffjs/diffeq';

export type ExplicitAlgorithm = Algorithm & { readonly tableau: ButcherTableau };

/** Every explicit Runge–Kutta method of the package, by name, so that a new one is tested without being listed. */
export const explicitMethods: ReadonlyMap<string, ExplicitAlgorithm> = new Map(
  Object.entries(diffeq).flatMap(([name, make]) => {
    if (typeof make !== 'function' || !/^[A-Z]/.test(name) || make.length > 0) return [];
    const made = tried(make as () => unknown) as Partial<ExplicitAlgorithm> | undefined;
    return made?.tableau !== undefined && made.name === name ? [[name, made as ExplicitAlgorithm]] : [];
  }),
);

/** Whether the table of a method is given in double precision, and not as it was printed. */
export function inDoublePrecision(name: string): boolean {
  return ['Euler', 'RK4', 'Bosh3', 'Tsit5'].includes(name);
}

/** Whether dense output was made from a Hermite interpolant, in double precision and with large coefficients. */
export function isBootstrapped(name: string): boolean {
  return ['TsitPap8', 'Feagin10', 'Feagin12', 'Feagin14'].includes(name);
}

function tried(make: () => unknown): unknown {
  try {
    return make();
  } catch {
    return undefined; // a class, or it needs arguments
  }
}
