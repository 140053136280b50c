import { mirroringOf } from '../complex/protocol.js';
import { DiffError } from '../errors/DiffError.js';
import { describe } from '../errors/describe.js';
import { checkOptions } from '../errors/checkOptions.js';
import { cloneTree } from '../tree/cloneTree.js';
import { leafPath } from '../tree/leafPath.js';
import { ravel, unravel } from '../tree/ravel.js';
import { zerosLike } from '../tree/zerosLike.js';
import { centralDifference } from './centralDifference.js';
import { companionsOf } from './differentiable.js';
import { jvp } from './jvp.js';
import { pullback } from './pullback.js';
import { secondDifferences } from './secondDifferences.js';

/** The options of `checkGradient`. */
export interface CheckGradientOptions {
  /** Relative tolerance, dimensionless. Default 1e-6. */
  readonly rtol?: number;
  /** Absolute tolerance, in units of the derivative. Default 1e-8. */
  readonly atol?: number;
  /** First step of the differences, relative to max(1, |x|); it is halved from there. Default 1e-2. */
  readonly step?: number;
  /** Which derivatives are checked. Default both. */
  readonly modes?: readonly ('reverse' | 'forward')[];
  /** 2: the derivative of the gradient in one random direction is checked as well, in each mode over reverse mode. Default 1. */
  readonly order?: 1 | 2;
  /** At most this many numbers among the arguments are checked, chosen at random. Default 64. */
  readonly maxComponents?: number;
  /** Seed of the random choices: of the components, and of the weights of a result that is no number. Default 1. */
  readonly seed?: number;
  /** Whether a failed check throws. Default true. */
  readonly throws?: boolean;
}

/** One derivative that was compared. */
export interface ComponentCheck {
  readonly mode: 'reverse' | 'forward' | 'reverse over reverse' | 'forward over reverse';
  /** Which number, as `argument 0[2].w`. */
  readonly path: string;
  /** What the compiled derivative gave. */
  readonly analytic: number;
  /** What the differences gave. */
  readonly numeric: number;
  /** |analytic − numeric| / (atol + rtol·max(|analytic|, |numeric|)); above 1 fails. */
  readonly error: number;
}

/** What `checkGradient` found. */
export interface GradientCheck {
  readonly ok: boolean;
  /** How many comparisons were made. */
  readonly checked: number;
  /** The comparison with the greatest error; undefined if there was none. */
  readonly worst: ComponentCheck | undefined;
  /** Whether `pullback` and `jvp` gave the value of the plain call, bit for bit. */
  readonly sameValue: boolean;
}

const defaults: Required<CheckGradientOptions> = {
  rtol: 1e-6,
  atol: 1e-8,
  step: 1e-2,
  modes: ['reverse', 'forward'],
  order: 1,
  maxComponents: 64,
  seed: 1,
  throws: true,
};

/**
 * Compares the derivatives of `f` at `args` with central differences, extrapolated to step zero, in both modes.
 *
 * With `order: 2` it also compares the derivative of the gradient in a random direction with differences of gradients.
 *
 * A result that is no number is first reduced to one, ⟨w, f(x)⟩, with random weights. `f` is evaluated many times, on copies of the
 * arguments. A `Float32Array` in the way needs tolerances of single precision.
 *
 * @param f  a differentiable function without side effects
 * @param args  the array of its arguments, away from kinks
 * @param options  see `CheckGradientOptions`
 * @returns the report; `worst` says where the greatest error is
 * @throws DIFF3008 if the check fails, unless `throws` is false; DIFF3001; DIFF3003 for wrong options
 * @example
 * checkGradient(Math.sin, [0.5]).ok   // true
 */
export function checkGradient<A extends readonly unknown[]>(
  f: (...args: A) => unknown,
  args: A,
  options: CheckGradientOptions = {},
): GradientCheck {
  const c = companionsOf(f, 'checkGradient');
  if (!Array.isArray(args)) {
    throw new DiffError(
      'DIFF3003',
      `checkGradient needs an array of arguments, and was given ${describe(args)}: checkGradient(f, [x, y]).`,
    );
  }
  const settings = { ...defaults, ...checkOptions('checkGradient', options, defaults, validate) };
  const report = compare(f as unknown as (...args: unknown[]) => unknown, args, settings);
  if (!report.ok && settings.throws) throw failure(c.name, report);
  return report;
}

function compare(
  f: (...args: unknown[]) => unknown,
  args: readonly unknown[],
  settings: Required<CheckGradientOptions>,
): GradientCheck {
  const random = seeded(settings.seed);
  const copy = (): unknown[] => cloneTree(args, 'copy', 'the arguments') as unknown[];
  const value = ravel(f(...copy()));
  const shape = zerosLike(args as unknown[]) as unknown[];
  const x0 = ravel(args);
  const [pulled, back] = pullback(f, ...copy());
  let sameValue = sameNumbers(ravel(pulled), value);
  const weights =
    typeof pulled === 'number'
      ? Float64Array.of(1)
      : value.map(() => (random() < 0.5 ? -1 : 1) * (0.5 + random()));
  const reverse = settings.modes.includes('reverse')
    ? ravel(back((typeof pulled === 'number' ? 1 : unravel(weights, zerosLike(pulled))) as never))
    : undefined;
  let checked = 0;
  let worst: ComponentCheck | undefined;
  const note = (mode: ComponentCheck['mode'], i: number, analytic: number, numeric: number): void => {
    const gap =
      Math.abs(analytic - numeric) /
      (settings.atol + settings.rtol * Math.max(Math.abs(analytic), Math.abs(numeric)));
    const error = Number.isNaN(gap) ? Infinity : gap;
    checked++;
    if (worst === undefined || error > worst.error) {
      worst = { mode, path: leafPath(args, i, 'arguments'), analytic, numeric, error };
    }
  };
  const unit = new Float64Array(x0.length);
  const components = choose(x0.length, settings.maxComponents, random);
  for (const i of components) {
    const along = (x: number): number => {
      const moved = copy();
      const restore = setNumber(moved, i, x);
      try {
        return dot(weights, ravel(f(...moved)));
      } finally {
        restore();
      }
    };
    const numeric = centralDifference(along, x0[i], settings.step * Math.max(1, Math.abs(x0[i])));
    if (reverse !== undefined) note('reverse', i, reverse[i], numeric);
    if (settings.modes.includes('forward')) {
      unit[i] = 1;
      const [y, y_] = jvp(f, copy(), unravel(unit, shape) as never);
      unit[i] = 0;
      sameValue &&= sameNumbers(ravel(y), value);
      note('forward', i, dot(weights, ravel(y_)), numeric);
    }
  }
  back.release();
  if (settings.order === 2) {
    const v = x0.map((x) => (random() - 0.5) * Math.max(1, Math.abs(x)));
    const moved = (step: number): unknown[] => {
      const given = copy();
      for (let i = 0; i < x0.length; i++) setNumber(given, i, x0[i] + step * v[i]);
      return given;
    };
    const cotangent = typeof pulled === 'number' ? 1 : unravel(weights, zerosLike(pulled));
    const direction = unravel(v, shape) as unknown[];
    const second = secondDifferences(f, cotangent, copy, direction, moved, settings.modes, settings.step);
    for (const i of components) {
      const numeric = second.numeric(i);
      if (second.forward !== undefined) note('forward over reverse', i, second.forward[i], numeric);
      if (second.reverse !== undefined) note('reverse over reverse', i, second.reverse[i], numeric);
    }
  }
  return { ok: sameValue && (worst === undefined || worst.error <= 1), checked, worst, sameValue };
}

/**
 * Writes number `index` of the tree in place, so that class instances keep their kind.
 * @returns what puts the old number back, for holders that could not be copied (functions with properties)
 */
function setNumber(tree: unknown[], index: number, x: number): () => void {
  let left = index;
  let restore: (() => void) | undefined;
  const seen = new Set<object>();
  const visit = (holder: object): void => {
    if (seen.has(holder)) return;
    seen.add(holder);
    if (ArrayBuffer.isView(holder) && !(holder instanceof Float64Array || holder instanceof Float32Array))
      return;
    const mirroring = mirroringOf(holder);
    if (mirroring === null) return;
    if (mirroring?.view !== undefined) {
      const positions = mirroring.view.positions();
      left -= positions.length;
      if (left >= 0) return;
      const { data } = holder as { readonly data: Float64Array | Float32Array };
      const p = positions[left + positions.length]!;
      const before = data[p]!;
      data[p] = x;
      restore = () => (data[p] = before);
      return;
    }
    const slots: Slots =
      holder instanceof Map
        ? (holder as Map<unknown, unknown>)
        : new PropertySlots(holder as Record<string, unknown>);
    for (const key of mirroring?.keys ?? [...slots.keys()]) {
      const value = slots.get(key);
      if (typeof value === 'number') {
        if (left-- > 0) continue;
        slots.set(key, x);
        restore = () => slots.set(key, value);
      } else if ((typeof value === 'object' && value !== null) || typeof value === 'function') visit(value);
      if (restore !== undefined) return;
    }
  };
  visit(tree);
  return () => restore?.();
}

interface Slots {
  keys(): Iterable<unknown>;
  get(key: unknown): unknown;
  set(key: unknown, value: unknown): unknown;
}

/** The own properties of an object, read and written as a Map's entries are. */
class PropertySlots implements Slots {
  constructor(private readonly holder: Record<string, unknown>) {}

  keys(): string[] {
    return Object.keys(this.holder);
  }

  get(key: unknown): unknown {
    return this.holder[key as string];
  }

  set(key: unknown, value: unknown): void {
    this.holder[key as string] = value;
  }
}

function choose(count: number, most: number, random: () => number): number[] {
  const all = Array.from({ length: count }, (_, i) => i);
  for (let i = 0; i < Math.min(most, count); i++) {
    const j = i + Math.floor(random() * (count - i));
    [all[i], all[j]] = [all[j], all[i]];
  }
  return count <= most ? all.sort((a, b) => a - b) : all.slice(0, most).sort((a, b) => a - b);
}

/** The multiplicative generator of Park and Miller (CACM 31(10), 1988, with the multiplier of their 1993 note), in (0, 1). */
function seeded(seed: number): () => number {
  let state = (Math.abs(Math.trunc(seed)) % 2147483646) + 1;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

function dot(a: Float64Array, b: Float64Array): number {
  if (a.length !== b.length) {
    throw new DiffError(
      'DIFF3003',
      'checkGradient needs a function whose result keeps its shape when the arguments move a little.',
    );
  }
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function sameNumbers(a: Float64Array, b: Float64Array): boolean {
  return a.length === b.length && a.every((x, i) => Object.is(x, b[i]));
}

function validate(key: string, value: unknown): string | undefined {
  switch (key) {
    case 'modes':
      return Array.isArray(value) && value.every((mode) => mode === 'reverse' || mode === 'forward')
        ? undefined
        : "an array of 'reverse' and 'forward'";
    case 'order':
      return value === 1 || value === 2 ? undefined : '1 or 2';
    case 'throws':
      return typeof value === 'boolean' ? undefined : 'true or false';
    case 'maxComponents':
      return Number.isInteger(value) && (value as number) > 0 ? undefined : 'a positive integer';
    case 'seed':
      return Number.isInteger(value) ? undefined : 'an integer';
    default:
      return typeof value === 'number' && value >= 0 && value < Infinity && (key !== 'step' || value > 0)
        ? undefined
        : 'a finite positive number';
  }
}

function failure(name: string, { worst, sameValue, checked }: GradientCheck): DiffError {
  const where =
    worst === undefined || worst.error <= 1
      ? ''
      : ` The worst of ${checked} comparisons is in ${worst.mode} mode at ${worst.path}: the derivative is ${worst.analytic}, differences give ${worst.numeric} (${worst.error.toPrecision(3)} times the tolerance).`;
  const value = sameValue ? '' : ' The value computed on the way is not the one of a plain call.';
  return new DiffError(
    'DIFF3008',
    `the derivative of \`${name}\` does not agree with differences.${where}${value} Look for a kink near the point, a rule that is not the derivative, or state that changes between calls.`,
  );
}
