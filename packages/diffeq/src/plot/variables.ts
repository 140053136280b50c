import { ravel } from '@diffjs/runtime';
import { shown, solverError } from '../diagnostics/solverError.js';

/** What is drawn of a state: its number by place or by name, the time `'t'`, or a function of state and time. */
export type PlotVariable = number | string | ((u: never, t: number) => number);

/** A variable, ready to be read. */
export interface NamedVariable {
  readonly label: string;
  /** @param flat  the numbers of the state */
  read(state: unknown, flat: Float64Array, t: number): number;
}

/**
 * The variables asked for, with their names.
 *
 * @param vars  default all numbers of the state
 * @param labels  names in the order of the variables, where the state's own are not wanted
 * @param state  any state of the solution
 * @throws DIFF5034 for one that the state does not have
 */
export function variablesOf(
  vars: readonly PlotVariable[] | undefined,
  labels: readonly string[] | undefined,
  state: unknown,
  where: string,
): NamedVariable[] {
  const names = componentNames(state);
  const chosen: readonly PlotVariable[] = vars ?? names.map((_, i) => i);
  if (chosen.length === 0) {
    throw solverError('DIFF5034', `${where}: vars names nothing to draw`, 'Name at least one variable.');
  }
  return chosen.map((variable, k) => {
    const found = variableOf(variable, names, where);
    return { ...found, label: labels?.[k] ?? found.label };
  });
}

function variableOf(variable: PlotVariable, names: readonly string[], where: string): NamedVariable {
  if (typeof variable === 'function') {
    const read = variable as (u: unknown, t: number) => number;
    return { label: read.name === '' ? 'value' : read.name, read: (state, _flat, t) => read(state, t) };
  }
  if (variable === 't') return { label: 't', read: (_state, _flat, t) => t };
  const i = typeof variable === 'number' ? variable : names.indexOf(variable);
  if (Number.isInteger(i) && i >= 0 && i < names.length)
    return { label: names[i], read: (_state, flat) => flat[i] };
  throw solverError(
    'DIFF5034',
    `${where}: the state has no variable ${shown(variable)}`,
    `It has ${names.slice(0, 8).join(', ')}${names.length > 8 ? ', …' : ''}, by name or by place from 0; t is the time.`,
  );
}

/** A name for each number of a state. */
export function componentNames(state: unknown): string[] {
  if (typeof state === 'number') return ['u'];
  const names: string[] = [];
  addNames(state, '', names);
  return names;
}

function addNames(part: unknown, path: string, names: string[]): void {
  if (typeof part === 'number') {
    names.push(path);
  } else if (Array.isArray(part)) {
    part.forEach((entry, i) => addNames(entry, `${path || 'u'}[${i}]`, names));
  } else if (isPlain(part)) {
    for (const [key, entry] of Object.entries(part))
      addNames(entry, path === '' ? key : `${path}.${key}`, names);
  } else {
    const { length } = ravel(part);
    for (let i = 0; i < length; i++) names.push(`${path || 'u'}[${i}]`);
  }
}

function isPlain(x: unknown): x is object {
  return typeof x === 'object' && x !== null && Object.getPrototypeOf(x) === Object.prototype;
}
