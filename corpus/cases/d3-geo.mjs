import {
  geoAlbers,
  geoArea,
  geoCentroid,
  geoDistance,
  geoInterpolate,
  geoLength,
  geoMercator,
  geoOrthographic,
  geoPath,
  geoRotation,
  geoStereographic,
} from 'd3-geo';

export const packages = ['d3-geo', 'd3-array'];
export const style = 'ES modules, streams of points through closures, functions that replace themselves';

const polygon = (ring) => ({ type: 'Polygon', coordinates: [[...ring, ring[0]]] });
const ring = () => [
  [10, 20],
  [5, 45],
  [30, 50],
  [35, 15],
];

export const cases = {
  'projections and their inverses': {
    f: (point, scale, rotation) => {
      const [x, y] = geoMercator().scale(scale)(point);
      const [u, v] = geoOrthographic().rotate(rotation).scale(scale)(point);
      const [lon, lat] = geoStereographic().rotate(rotation).invert([u, v]);
      return x - 2 * y + 0.5 * u * v + lon * lat;
    },
    args: () => [[12.5, 41.9], 200, [-10, -30, 5]],
  },
  'spherical area and centroid': {
    f: (points) => {
      const [lon, lat] = geoCentroid(polygon(points));
      return geoArea(polygon(points)) * 100 + lon + 2 * lat + geoLength(polygon(points));
    },
    args: () => [ring()],
  },
  'a projected path, resampled': {
    f: (points, rotation) => {
      const projection = geoAlbers().rotate(rotation).precision(0.5);
      const path = geoPath(projection);
      const [x, y] = path.centroid(polygon(points));
      const [[left], [right]] = path.bounds(polygon(points));
      return path.area(polygon(points)) / 100 + x + y + path.measure(polygon(points)) + (right - left);
    },
    args: () => [ring(), [-15, 3, 2]],
  },
  'great circles': {
    f: (a, b, t, rotation) => {
      const between = geoInterpolate(a, b);
      const [lon, lat] = geoRotation(rotation)(between(t));
      return geoDistance(a, between(t)) * between.distance + lon / 50 - lat / 30;
    },
    args: () => [[-0.1, 51.5], [139.7, 35.6], 0.3, [20, -10, 30]],
  },
};
