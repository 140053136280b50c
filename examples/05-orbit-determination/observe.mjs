import { ecfToLookAngles, eciToEcf, gstime, json2satrec, sgp4 } from 'satellite.js';

/**
 * Where a station sees a satellite.
 *
 * @param orbit  its mean elements, in the order of `names` in `readElements.mjs`
 * @param epoch  of the elements, as an ISO 8601 date
 * @param minutes  since the epoch
 * @param station  its longitude and latitude (in radians) and height (in km)
 * @returns range (in km), azimuth and elevation (in radians) at each time, one after the other; NaN where SGP4 gives up, which it does
 * for elements that are no orbit and for satellites that have come down
 */
/* @differentiable */
export function observe(orbit, epoch, minutes, station) {
  const [inclination, node, eccentricity, perigee, anomaly, motion, drag] = orbit;
  const satellite = json2satrec({
    NORAD_CAT_ID: 0,
    EPOCH: epoch,
    INCLINATION: inclination,
    RA_OF_ASC_NODE: node,
    ECCENTRICITY: eccentricity,
    ARG_OF_PERICENTER: perigee,
    MEAN_ANOMALY: anomaly,
    MEAN_MOTION: motion,
    BSTAR: drag,
    MEAN_MOTION_DOT: 0,
    MEAN_MOTION_DDOT: 0,
  });
  const seen = [];
  for (const minute of minutes) {
    const state = sgp4(satellite, minute);
    if (state === null) {
      seen.push(NaN, NaN, NaN);
      continue;
    }
    const sidereal = gstime(satellite.jdsatepoch + minute / 1440);
    const { rangeSat, azimuth, elevation } = ecfToLookAngles(station, eciToEcf(state.position, sidereal));
    seen.push(rangeSat, azimuth, elevation);
  }
  return seen;
}
