import type { Fit } from './fitModel.js';
import { errorOver } from './fitModel.js';
import type { LotkaVolterraParams, ModelParams } from './models.js';
import { deviations } from './printTables.js';
import type { Populations } from './readPopulations.js';

/**
 * Checks that the results are what they should be: rates within a standard deviation of the published ones (on the data that come with the
 * example), losses that fell, forecasts that are finite.
 *
 * @throws an Error that lists what is not so
 */
export function checkResults(
  whole: Fit<LotkaVolterraParams>,
  fits: readonly Fit<ModelParams>[],
  data: Populations,
  published: boolean,
): void {
  const problems: string[] = [];
  if (published && !deviations(whole).every((off) => Math.abs(off) <= 1)) {
    problems.push('a fitted rate lies more than one standard deviation from the published one');
  }
  for (const fit of fits) {
    const { name } = fit.model;
    const last = fit.curve.filter(({ years }) => years === fit.curve.at(-1)?.years).map(({ loss }) => loss);
    if (!(last.length > 0 && last[last.length - 1] <= last[0]))
      problems.push(`${name}: the loss did not fall`);
    if (!Number.isFinite(errorOver(fit, data, 0, data.years.length)))
      problems.push(`${name}: the forecast is not finite`);
  }
  if (problems.length > 0)
    throw new Error(`the results are not what they should be:\n  ${problems.join('\n  ')}`);
}
