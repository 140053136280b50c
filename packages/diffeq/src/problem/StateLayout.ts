import { defineRule, ravel, unravel } from '@diffjs/runtime';
import { shown, solverError } from '../diagnostics/solverError.js';

/** How a state as users write it and the solver's flat vector belong together. */
export interface StateLayout {
  /** Length n of the flat vector. */
  readonly n: number;
  /** A number, a flat vector as it is, or a tree: ndarrays, complex numbers, nested arrays and plain objects. */
  readonly kind: 'number' | 'vector' | 'tree';
  /** A state that gives the shape of trees. */
  readonly like: unknown;
}

/**
 * The layout of states that look like this one.
 *
 * @param where  what it is called in messages, such as `ODEProblem: u0`
 * @throws DIFF5004 for anything but finite numbers in numbers, arrays, ndarrays, complex numbers and plain objects of these
 */
export function stateLayout(state: unknown, where: string): StateLayout {
  if (typeof state === 'number') {
    if (Number.isFinite(state)) return { n: 1, kind: 'number', like: state };
    throw solverError('DIFF5004', `${where} is ${state}`, 'The initial state must be finite.');
  }
  if (isVector(state)) {
    for (let i = 0; i < state.length; i++) requireFinite(state[i], `${where}[${i}]`);
    if (state.length > 0) return { n: state.length, kind: 'vector', like: state };
  } else if (typeof state === 'object' && state !== null) {
    checkTree(state, where);
    const n = ravel(state).length;
    if (n > 0) return { n, kind: 'tree', like: state };
  }
  throw solverError(
    'DIFF5004',
    `${where} is ${shown(state)}`,
    'It is a number, an array of at least one number, an ndarray, or a plain object or nested array of these.',
  );
}

/** A flat array, whatever its entries are; nested ones are trees. */
function isVector(x: unknown): x is ArrayLike<unknown> {
  if (typeof x !== 'object' || x === null) return false;
  if (ArrayBuffer.isView(x)) return (x as unknown as { length?: number }).length !== undefined;
  if (Array.isArray(x)) return !x.some((entry) => typeof entry === 'object' && entry !== null);
  return typeof (x as { length?: unknown }).length === 'number' && !('shape' in x);
}

function requireFinite(x: unknown, where: string): void {
  if (Number.isFinite(x)) return;
  throw solverError('DIFF5004', `${where} is ${shown(x)}`, 'Every number of the initial state is finite.');
}

/** Refuses leaves that are no finite numbers, naming their place. */
function checkTree(x: unknown, where: string): void {
  if (typeof x === 'number') return requireFinite(x, where);
  if (typeof x !== 'object' || x === null) {
    throw solverError(
      'DIFF5004',
      `${where} is ${shown(x)}`,
      'A state is made of numbers, complex numbers, arrays, ndarrays, and plain objects of these.',
    );
  }
  if (ArrayBuffer.isView(x)) {
    (x as Float64Array).forEach((entry, i) => requireFinite(entry, `${where}[${i}]`));
  } else if (Array.isArray(x)) {
    x.forEach((entry, i) => checkTree(entry, `${where}[${i}]`));
  } else if ('shape' in x) {
    ravel(x).forEach((entry, i) => requireFinite(entry, `${where}, number ${i},`));
  } else {
    for (const [key, entry] of Object.entries(x)) checkTree(entry, `${where}.${key}`);
  }
}

/** The state in a new flat vector. */
export function flatState(layout: StateLayout, state: unknown): Float64Array {
  switch (layout.kind) {
    case 'number':
      return Float64Array.of(state as number);
    case 'vector':
      return copied(state as ArrayLike<number>);
    case 'tree':
      return ravel(state);
  }
}

/** A copy, without the iterator of `Float64Array.from`, which takes longer than a step of a small system. */
function copied(values: ArrayLike<number>): Float64Array {
  const copy = new Float64Array(values.length);
  for (let j = 0; j < copy.length; j++) copy[j] = values[j];
  return copy;
}

/** A flat vector as users see it: a number, a copy, or a new tree. */
export function userState(layout: StateLayout, flat: Float64Array): unknown {
  switch (layout.kind) {
    case 'number':
      return flat[0];
    case 'vector':
      return Float64Array.from(flat);
    case 'tree':
      return unravel(flat, layout.like);
  }
}

/** Numbers of a shadow or tangent of a state, in a flat vector; what is absent is 0. */
export function flatCompanion(layout: StateLayout, companion: unknown): Float64Array {
  const flat = new Float64Array(layout.n);
  if (companion === null || companion === undefined) return flat;
  if (typeof companion === 'number') flat[0] = companion;
  else if (layout.kind === 'tree') fillFrom(flat, { at: 0 }, layout.like, companion);
  else flat.set(companion as ArrayLike<number>);
  return flat;
}

/** Walks the state, since a companion lacks what has no derivative. */
function fillFrom(flat: Float64Array, cursor: { at: number }, like: unknown, companion: unknown): void {
  if (typeof like === 'number') {
    flat[cursor.at++] = typeof companion === 'number' ? companion : 0;
    return;
  }
  if (Array.isArray(like) || (isPlain(like) && !('shape' in like))) {
    const given = companion as Record<string, unknown> | null | undefined;
    for (const key of Object.keys(like)) {
      fillFrom(flat, cursor, (like as Record<string, unknown>)[key], given?.[key]);
    }
    return;
  }
  const { length } = ravel(like);
  if (companion !== null && companion !== undefined) flat.set(ravel(companion), cursor.at);
  cursor.at += length;
}

function isPlain(x: unknown): x is object {
  const prototype: unknown = Object.getPrototypeOf(x as object);
  return prototype === Object.prototype || prototype === null;
}

/** The numbers of a state, for differentiated code; the derivative goes to the places they were read from. */
export function numbersOfState(state: unknown): Float64Array {
  return ravel(state);
}

defineRule(numbersOfState, {
  vjp: (state) => [ravel(state), (bar: ArrayLike<number>) => [unravel(bar, state)]],
  jvp: ([state], [dot]) => {
    const layout: StateLayout = { n: ravel(state).length, kind: 'tree', like: state };
    return [ravel(state), flatCompanion(layout, dot)];
  },
});

/** A state of the shape of `like` from its numbers, for differentiated code. */
export function stateOfNumbers(numbers: Float64Array, like: unknown): unknown {
  return unravel(numbers, like);
}

defineRule(stateOfNumbers, {
  vjp(numbers, like) {
    const layout: StateLayout = { n: numbers.length, kind: 'tree', like };
    return [unravel(numbers, like), (bar: unknown) => [flatCompanion(layout, bar), null]];
  },
  jvp: ([numbers, like], [dot]) => [
    unravel(numbers, like),
    dot === null || dot === undefined ? null : unravel(dot as Float64Array, like),
  ],
});
