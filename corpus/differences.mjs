import { leavesOf } from './leaves.mjs';

/**
 * The derivatives of `f`, async or not, with respect to every number of its arguments by central differences, extrapolated to step zero
 * (Ridders, Advances in Engineering Software 4(2), 1982): the best of a table and an estimate of its error.
 */
export async function differences(f, args) {
  const slopes = [];
  for (const { path, value } of leavesOf(args())) {
    const at = async (x) => {
      const given = args();
      const holder = path.slice(0, -1).reduce((object, key) => object[key], given);
      holder[path.at(-1)] = x;
      return await f(...given);
    };
    const quotient = async (h) => ((await at(value + h)) - (await at(value - h))) / (value + h - (value - h));
    slopes.push(await extrapolated(quotient, value));
  }
  return { derivative: slopes.map(({ slope }) => slope), uncertainty: slopes.map(({ error }) => error) };
}

const SHRINK = 1.6;
const ROWS = 12;

async function extrapolated(quotient, x) {
  let best = { slope: NaN, error: Infinity };
  for (const begin of [1e-1, 1e-2, 1e-3, 1e-4]) {
    const found = await table(quotient, begin * Math.max(Math.abs(x), 0.1));
    if (found.error < best.error) best = found;
    if (best.error <= 1e-10 * Math.max(1, Math.abs(best.slope))) break;
  }
  return best;
}

async function table(quotient, begin) {
  let best = { slope: NaN, error: Infinity };
  let before = [await quotient(begin)];
  for (let i = 1, h = begin / SHRINK; i < ROWS; i++, h /= SHRINK) {
    const row = [await quotient(h)];
    let factor = SHRINK ** 2;
    for (let j = 1; j <= i; j++, factor *= SHRINK ** 2) {
      row.push((row[j - 1] * factor - before[j - 1]) / (factor - 1));
      const error = Math.max(Math.abs(row[j] - row[j - 1]), Math.abs(row[j] - before[j - 1]));
      if (error < best.error) best = { slope: row[j], error };
    }
    if (Math.abs(row[i] - before[i - 1]) >= 2 * best.error) break;
    before = row;
  }
  return best;
}
