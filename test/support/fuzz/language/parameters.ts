import fc from 'fast-check';
import type { Scope } from './Scope.js';

type ParameterKind =
  'number' | 'array' | 'floats' | 'point' | 'instance' | 'map' | 'matrix' | 'points' | 'nested';

/** A parameter of the main function and the numbers in its argument. */
export interface Parameter {
  readonly kind: ParameterKind;
  readonly values: readonly number[];
  /** Whether it is taken apart where it is declared. */
  readonly isPattern: boolean;
}

/** Numbers without a meaning, of the size of one. */
const value: fc.Arbitrary<number> = fc
  .nat(2800)
  .map((n) => (n <= 1400 ? 3137 + 10 * n : 13427 - 10 * n) / 1e4);

const kinds: ParameterKind[] = ['number', 'number', 'array', 'floats', 'point', 'instance', 'map', 'matrix', 'points', 'nested']; // prettier-ignore

export const parameters: fc.Arbitrary<Parameter[]> = fc.array(
  fc.record({
    kind: fc.constantFrom(...kinds),
    values: fc.array(value, { minLength: 4, maxLength: 4 }),
    isPattern: fc.integer({ min: 0, max: 3 }).map((n) => n === 3),
  }),
  { minLength: 1, maxLength: 4 },
);

/** What is written for a parameter: its place in the list, and statements that take it apart. */
export interface DeclaredParameter {
  readonly text: string;
  readonly setup: string;
}

/** Declares a parameter and what can be named of it. */
export function declareParameter(scope: Scope, { kind, isPattern }: Parameter): DeclaredParameter {
  const whole = (stem: string, as: 'number' | 'array' | 'floats' | 'point' | 'map'): DeclaredParameter => {
    const text = scope.declare(scope.fresh(stem), as);
    return { text: kind === 'number' && isPattern ? `${text} = 0.4` : text, setup: '' };
  };
  const apart = (pattern: string): DeclaredParameter => {
    if (isPattern) return { text: pattern, setup: '' };
    const name = scope.fresh('q');
    return { text: name, setup: `const ${pattern} = ${name};` };
  };
  const inner = (stem: string, as: 'number' | 'array' | 'floats' | 'point'): string =>
    scope.declare(scope.fresh(stem), as, { isAssignable: isPattern });
  switch (kind) {
    case 'number':
      return whole('a', 'number');
    case 'array':
      return isPattern
        ? apart(`[${inner('a', 'number')}, ${inner('a', 'number')} = 0.3]`)
        : whole('xs', 'array');
    case 'floats':
      return whole('v', 'floats');
    case 'instance':
      scope.declarations.need('Point');
      return whole('p', 'point');
    case 'point':
      return isPattern
        ? apart(`{ x: ${inner('a', 'number')}, y: ${inner('a', 'number')} }`)
        : whole('p', 'point');
    case 'map':
      return whole('m', 'map');
    case 'matrix':
      return apart(`[${inner('xs', 'array')}, ${inner('xs', 'array')}]`);
    case 'points':
      return apart(`[${inner('p', 'point')}, ${inner('p', 'point')}]`);
    case 'nested':
      return apart(
        `{ p: ${inner('p', 'point')}, xs: ${inner('xs', 'array')}, k: [${inner('a', 'number')}] }`,
      );
  }
}

/** The arguments; those of one kind may be one object, or views of one buffer, and parts of others. */
export function writeArguments(list: readonly Parameter[], isShared: boolean): string {
  if (!isShared) return `[${list.map((each) => writeArgument(each, new Map())).join(', ')}]`;
  const names = new Map<ParameterKind, string>();
  const declared: string[] = [];
  for (const each of list) {
    if (each.kind === 'number' || names.has(each.kind)) continue;
    const text = writeArgument(each, names);
    names.set(each.kind, `s${names.size}`);
    declared.push(`const ${names.get(each.kind)!} = ${text};`);
  }
  const seen = new Set<ParameterKind>();
  const texts = list.map((each) => {
    const name = names.get(each.kind);
    if (name === undefined) return writeArgument(each, names);
    const isFirst = !seen.has(each.kind);
    seen.add(each.kind);
    return each.kind === 'floats' && !isFirst ? `new Float64Array(${name}.buffer, 8, 2)` : name;
  });
  return `{ ${declared.join(' ')} return [${texts.join(', ')}]; }`;
}

function writeArgument({ kind, values }: Parameter, shared: ReadonlyMap<ParameterKind, string>): string {
  const [a, b, c, d] = values;
  const point = shared.get('point') ?? shared.get('instance') ?? `{ x: ${a}, y: ${b} }`;
  const array = shared.get('array') ?? `[${c}, ${d}]`;
  switch (kind) {
    case 'number':
      return String(a);
    case 'array':
      return `[${a}, ${b}, ${c}]`;
    case 'floats':
      return `Float64Array.of(${a}, ${b}, ${c})`;
    case 'point':
      return `{ x: ${a}, y: ${b} }`;
    case 'instance':
      return `new Point(${a}, ${b})`;
    case 'map':
      return `new Map([['a', ${a}], ['b', ${b}]])`;
    case 'matrix':
      return `[[${a}, ${b}], ${array}]`;
    case 'points':
      return `[${point}, { x: ${c}, y: ${d} }]`;
    case 'nested':
      return `{ p: ${point}, xs: ${array}, k: [${b}] }`;
  }
}
