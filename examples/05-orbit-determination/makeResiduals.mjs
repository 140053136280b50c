import { noise, station } from './makeObservations.mjs';
import { observe } from './observe.mjs';

/**
 * The differences of what was observed and what an orbit gives, in standard deviations, as a differentiable function of the orbit.
 */
export function makeResiduals(epoch, { minutes, seen }) {
  return /* @differentiable */ function residuals(orbit) {
    const computed = observe(orbit, epoch, minutes, station);
    const differences = [];
    for (let i = 0; i < seen.length; i += 3) {
      const turn = seen[i + 1] - computed[i + 1];
      const azimuth = Math.atan2(Math.sin(turn), Math.cos(turn)); // within half a turn
      differences.push(
        (seen[i] - computed[i]) / noise.range,
        (azimuth * Math.cos(seen[i + 2])) / noise.angle,
        (seen[i + 2] - computed[i + 2]) / noise.angle,
      );
    }
    return differences;
  };
}
