/** Methods of @diffjs/diffeq by what they are for. They are found among its exports, so that each one that appears takes part. */
import * as diffeq from '@diffjs/diffeq';
import type { Algorithm } from '@diffjs/diffeq';

/** The families in which methods are shown together. */
export type Family =
  | 'explicit'
  | 'multistep'
  | 'Rosenbrock'
  | 'SDIRK'
  | 'implicit Runge–Kutta'
  | 'implicit extrapolation'
  | 'BDF'
  | 'automatic';

export interface Method {
  readonly name: string;
  readonly family: Family;
  /** Whether it is a first choice of its family, shown beside the peers. */
  readonly leads: boolean;
}

/** The first pattern that fits a name tells its family; whatever fits none is explicit. */
const families: readonly (readonly [pattern: RegExp, family: Family])[] = [
  [/^(Auto|Composite|DefaultODE)/, 'automatic'],
  [/^Implicit.*(Extrapolation|Deuflhard|HairerWanner)/, 'implicit extrapolation'],
  [/^(VC|ABM?\d|Adams)/, 'multistep'],
  [/^(Rosenbrock|Ros|ROS|Rodas|GRK|Veldd|Velds)/, 'Rosenbrock'],
  [/^(TRBDF|SDIRK|ESDIRK|Kvaerno|KenCarp|Cash4|Hairer|SFSDIRK|ImplicitEuler|ImplicitMid|Trapezoid)/, 'SDIRK'],
  [/^(Radau|Gauss|Lobatto)/, 'implicit Runge–Kutta'],
  [/^(Q?NDF|FBDF|Q?BDF|ABDF|MEBDF|SBDF|DFBDF|DABDF)/, 'BDF'],
];

const forNonStiff: ReadonlySet<Family> = new Set(['explicit', 'multistep', 'automatic']);

/** What is exported and makes an adaptive method when called without arguments, by name. */
export function exportedMethods(): ReadonlyMap<string, () => Algorithm> {
  const found = new Map<string, () => Algorithm>();
  for (const [name, value] of Object.entries(diffeq as Readonly<Record<string, unknown>>)) {
    if (typeof value === 'function' && /^[A-Z]/.test(name) && isMethod(value as () => unknown))
      found.set(name, value as () => Algorithm);
  }
  return found;
}

function isMethod(make: () => unknown): boolean {
  try {
    const made = make() as Partial<Algorithm> | null | undefined;
    return typeof made?.createStepper === 'function' && made.adaptive === true && made.needs === undefined;
  } catch {
    return false; // needs arguments, or is a class
  }
}

function familyOf(name: string): Family {
  return families.find(([pattern]) => pattern.test(name))?.[1] ?? 'explicit';
}

/** First choices; they stand first in the table. */
const defaults: ReadonlySet<string> = new Set([
  'Tsit5',
  'DP8',
  'Vern7',
  'Vern9',
  'VCABM',
  'Rosenbrock23',
  'Rodas5P',
  'KenCarp4',
  'RadauIIA5',
  'QNDF',
  'FBDF',
]);

/** The methods that take part on problems that are stiff, or on those that are not. */
export function methodsFor(stiff: boolean): Method[] {
  return [...exportedMethods().keys()]
    .sort((a, b) => Number(defaults.has(b)) - Number(defaults.has(a)))
    .map((name) => ({ name, family: familyOf(name) }))
    .filter(({ family }) => family === 'automatic' || forNonStiff.has(family) !== stiff)
    .map((method) => ({ ...method, leads: defaults.has(method.name) }));
}
