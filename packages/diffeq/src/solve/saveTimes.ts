import { shown, solverError } from '../diagnostics/solverError.js';

/** Spacings that divide the time span up to this share of a spacing are taken to divide it. */
const DIVIDES = 1e-9;

/** What `saveat`, `saveStart` and `saveEnd` come to: the times in the order of integration, and whether the ends are among them. */
export interface SaveTimes {
  /** All times to save at, the ends included where they are saved; undefined for every accepted step. */
  readonly times: Float64Array | undefined;
  readonly saveStart: boolean;
  readonly saveEnd: boolean;
}

/**
 * Lists the times to save at.
 *
 * @throws DIFF5007 for a spacing that is not positive, and for a time that is not in the time span or out of order
 */
export function saveTimes(
  saveat: number | ArrayLike<number> | undefined,
  saveStart: boolean | undefined,
  saveEnd: boolean | undefined,
  t0: number,
  t1: number,
): SaveTimes {
  if (saveat === undefined)
    return { times: undefined, saveStart: saveStart ?? true, saveEnd: saveEnd ?? true };
  const times = typeof saveat === 'number' ? spaced(saveat, t0, t1) : listed(saveat, t0, t1);
  const byNumber = typeof saveat === 'number';
  setEnd(times, 'start', t0, saveStart ?? (byNumber || undefined));
  setEnd(times, 'end', t1, saveEnd ?? (byNumber || undefined));
  return {
    times: Float64Array.from(times),
    saveStart: times.length > 0 && times[0] === t0,
    saveEnd: times.length > 0 && times[times.length - 1] === t1,
  };
}

/** t0, t0 + step, …; each rounded once, and the last is t1 itself if the step divides the span. */
function spaced(step: number, t0: number, t1: number): number[] {
  const span = t1 - t0;
  const count = Math.abs(span) / step;
  if (!(step > 0 && count < 1e9)) {
    throw solverError(
      'DIFF5007',
      `solve: saveat is ${shown(step)}`,
      'As a number it is the positive spacing of the save times.',
    );
  }
  const whole = Math.round(count);
  const divides = whole >= 1 && Math.abs(count - whole) <= DIVIDES;
  const times: number[] = [];
  if (divides) {
    for (let i = 0; i < whole; i++) times.push(t0 + (span * i) / whole);
    times.push(t1);
  } else {
    const signed = span < 0 ? -step : step;
    for (let i = 0; i <= Math.floor(count); i++) times.push(t0 + i * signed);
  }
  return times;
}

function listed(saveat: ArrayLike<number>, t0: number, t1: number): number[] {
  const forward = t1 >= t0;
  if (typeof saveat !== 'object' || saveat === null || !(saveat.length >= 0)) {
    throw solverError(
      'DIFF5007',
      `solve: saveat is ${shown(saveat)}`,
      'It is a spacing or an array of times.',
    );
  }
  const times = Array.from(saveat);
  for (let i = 0; i < times.length; i++) {
    const t = times[i];
    const inside = forward ? t >= t0 && t <= t1 : t <= t0 && t >= t1;
    if (!inside) {
      throw solverError(
        'DIFF5007',
        `solve: saveat[${i}] is ${shown(t)}, which is not in the time span [${t0}, ${t1}]`,
        'Leave it out, or widen tspan.',
      );
    }
    if (i > 0 && (forward ? t < times[i - 1] : t > times[i - 1])) {
      throw solverError(
        'DIFF5007',
        `solve: saveat[${i}] = ${t} comes after ${times[i - 1]}, against the direction of integration`,
        `Sort the times ${forward ? 'upwards' : 'downwards'}; the solution lists them in that order.`,
      );
    }
  }
  return times;
}

/** Adds or removes one end of the span; `undefined` leaves it as listed. */
function setEnd(times: number[], end: 'start' | 'end', t: number, wanted: boolean | undefined): void {
  if (wanted === undefined) return;
  const index = end === 'start' ? 0 : times.length - 1;
  const there = times.length > 0 && times[index] === t;
  if (wanted && !there) {
    if (end === 'start') times.unshift(t);
    else times.push(t);
  } else if (!wanted && there) {
    times.splice(index, 1);
  }
}
