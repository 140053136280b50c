import { getMoonIllumination, getMoonPosition, getPosition } from 'suncalc';

export const packages = ['suncalc'];
export const style = 'ES modules, destructured `Math`, typed tables of series';

const NOON = Date.UTC(2024, 3, 9, 12);
const HOUR = 3600000;

export const cases = {
  'sun from a place': {
    f: (lat, lng) => {
      const { azimuth, altitude } = getPosition(new Date(NOON), lat, lng);
      return azimuth / 10 + altitude;
    },
    args: () => [48.2, 16.4],
  },
  'sun and moon by the hour': {
    // A moment is a `Date` to most callers; only its `valueOf()` is read, so a number of milliseconds does as well.
    f: (hours, lat, lng) => {
      const time = NOON + hours * HOUR;
      const sun = getPosition(time, lat, lng);
      const moon = getMoonPosition(time, lat, lng);
      return sun.altitude - moon.altitude + moon.parallacticAngle / 10 + moon.distance / 1e4;
    },
    args: () => [1.25, 48.2, 16.4],
  },
  'light of the moon': {
    f: (days) => {
      const { fraction, phase, angle } = getMoonIllumination(NOON + days * 24 * HOUR);
      return fraction + 10 * phase + angle;
    },
    args: () => [4.3],
  },
};
