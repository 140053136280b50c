import {
  computeDestinationPoint,
  getAreaOfPolygon,
  getCenter,
  getGreatCircleBearing,
  getRhumbLineBearing,
} from 'geolib';

export const packages = ['geolib'];
export const style = 'CommonJS made by Babel, one function a file, loosely typed coordinates';

export const cases = {
  'destination, centre and area': {
    f: (start, distance, bearing) => {
      const a = computeDestinationPoint(start, distance, bearing);
      const b = computeDestinationPoint(start, distance * 1.5, bearing + 80);
      const c = computeDestinationPoint({ lat: a.latitude, lng: a.longitude }, distance / 2, 10, 6378137);
      const centre = getCenter([a, b, c]);
      return getAreaOfPolygon([a, b, c, start]) / 1e9 + centre.latitude - centre.longitude;
    },
    args: () => [{ latitude: 52.52, longitude: 13.4 }, 85000, 35],
  },
  bearings: {
    f: (from, to) => getGreatCircleBearing(from, to) + 2 * getRhumbLineBearing(from, to),
    args: () => [
      { lat: 52.5, lon: 13.35 },
      { lat: 48.86, lon: 2.35 },
    ],
  },
  'points as pairs': {
    f: (points) => getAreaOfPolygon(points) / 1e9,
    args: () => [
      [
        [7.15, 51.5],
        [7.4, 51.55],
        [7.5, 51.2],
        [7.2, 51.1],
      ],
    ],
  },
};
