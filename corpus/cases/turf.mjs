import { area } from '@turf/area';
import { bearing } from '@turf/bearing';
import { destination } from '@turf/destination';
import { distance } from '@turf/distance';
import { lineString, point, polygon } from '@turf/helpers';
import { length } from '@turf/length';

export const packages = [
  '@turf/distance',
  '@turf/area',
  '@turf/destination',
  '@turf/bearing',
  '@turf/length',
  '@turf/helpers',
  '@turf/invariant',
  '@turf/meta',
];
export const style = 'bundled ES modules, GeoJSON objects, callbacks over nested coordinates';

/** GeoJSON repeats the first position of a ring at its end. */
const closed = (ring) => [...ring, ring[0]];

export const cases = {
  'area of a polygon with a hole': {
    f: (outer, hole) => area(polygon([closed(outer), closed(hole)])) / 1e10,
    args: () => [
      [
        [-5, 52],
        [-4, 56],
        [3, 51],
        [2, 49],
      ],
      [
        [-3, 52],
        [-2, 53],
        [0, 52],
      ],
    ],
  },
  'length of a line': {
    f: (line) => length(lineString(line), { units: 'miles' }),
    args: () => [
      [
        [115.2, -32.1],
        [131, -22],
        [153, -25.5],
        [150.5, -34.2],
      ],
    ],
  },
  'a traverse': {
    f: (start, legs) => {
      let at = point(start, { name: 'start' });
      for (const { far, towards } of legs) at = destination(at, far, towards, { units: 'kilometers' });
      const home = point(start);
      return (
        distance(at, home, { units: 'radians' }) * 1000 +
        bearing(at, home) +
        bearing(home, at, { final: true })
      );
    },
    args: () => [
      [-75.3, 39.9],
      [
        { far: 120, towards: 40 },
        { far: 75.5, towards: -80 },
        { far: 30, towards: 200 },
      ],
    ],
  },
};
