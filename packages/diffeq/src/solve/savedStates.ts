import type { StateLayout } from '../problem/StateLayout.js';
import { flatCompanion, userState } from '../problem/StateLayout.js';
import type { SavedComponents } from './SolveOptions.js';
import type { SavedPoints, SaveLog } from './SaveLog.js';
import { pointsOfRecord } from './SaveLog.js';
import type { StepRecord } from './StepRecord.js';

/** A part of an integration over which the state keeps its length. */
export interface SavedSegment {
  readonly log: SaveLog | undefined;
  readonly record: StepRecord | undefined;
}

/** The saved points of a part. */
export function savedPoints(
  { log, record }: SavedSegment,
  saveStart: boolean,
  saveEnd: boolean,
): SavedPoints {
  if (log === undefined) return pointsOfRecord(record!, saveStart, saveEnd);
  return saveEnd || log.count === 0 ? log : log.exceptLast();
}

/** The layout of what is saved of a state: of chosen components, a number or a vector. */
export function savedLayout(
  layout: StateLayout,
  saveIdxs: SavedComponents | undefined,
  width: number,
): StateLayout {
  if (saveIdxs === undefined) return layout.n === width ? layout : { ...layout, n: width };
  return { n: width, kind: saveIdxs.single ? 'number' : 'vector', like: undefined };
}

/** The cotangent of a saved state, over the whole state. */
export function savedCotangent(
  bar: unknown,
  layout: StateLayout,
  saveIdxs: SavedComponents | undefined,
): Float64Array {
  if (saveIdxs === undefined) return flatCompanion(layout, bar);
  const { components } = saveIdxs;
  const chosen = flatCompanion(savedLayout(layout, saveIdxs, components.length), bar);
  const flat = new Float64Array(layout.n);
  components.forEach((component, i) => (flat[component] += chosen[i]));
  return flat;
}

/** What is saved of a whole state, or of a tangent of one, as users see it. */
export function savedState(
  state: Float64Array,
  layout: StateLayout,
  saveIdxs: SavedComponents | undefined,
): unknown {
  if (saveIdxs === undefined) return userState(layout, state);
  const { components } = saveIdxs;
  const chosen = Float64Array.from(components, (component) => state[component]);
  return userState(savedLayout(layout, saveIdxs, components.length), chosen);
}

/** Appends the times of points. */
export function appendTimes(times: number[], points: SavedPoints): void {
  for (let i = 0; i < points.count; i++) times.push(points.times[i]);
}

/** Appends the states of points, as users see them. */
export function appendStates(states: unknown[], points: SavedPoints, layout: StateLayout): void {
  const { states: flat, count } = points;
  const { n, kind } = layout;
  if (kind === 'tree') {
    for (let i = 0; i < count; i++) states.push(userState(layout, flat.subarray(i * n, (i + 1) * n)));
    return;
  }
  if (kind === 'number') {
    for (let i = 0; i < count; i++) states.push(flat[i]);
    return;
  }
  for (let i = 0, at = 0; i < count; i++) {
    const state = new Float64Array(n);
    for (let j = 0; j < n; j++) state[j] = flat[at++];
    states.push(state);
  }
}
