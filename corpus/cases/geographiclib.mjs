import geodesic from 'geographiclib';

export const packages = ['geographiclib'];
export const style = 'one file of nested namespaces and prototypes, Newton iterations, bit masks';

const { Geodesic } = geodesic;
const { WGS84 } = Geodesic;

export const cases = {
  'inverse problem': {
    f: (lat1, lon1, lat2, lon2) => {
      const { s12, azi1, azi2 } = WGS84.Inverse(lat1, lon1, lat2, lon2);
      return s12 / 1e5 + azi1 - azi2;
    },
    args: () => [-41.32, 174.81, 40.96, -5.5],
  },
  'direct problem': {
    f: (lat, lon, azimuth, far) => {
      const { lat2, lon2, azi2, M12, S12 } = WGS84.Direct(lat, lon, azimuth, far * 1000, Geodesic.ALL);
      return lat2 + lon2 / 2 + azi2 / 3 + M12 + S12 / 1e12;
    },
    args: () => [40.6, -73.8, 53.5, 5850],
  },
  'another ellipsoid': {
    f: (flattening, arc) => {
      const line = new Geodesic.Geodesic(6378, flattening).Line(30, 0, 45);
      const { lat2, lon2 } = line.ArcPosition(arc);
      return lat2 + lon2;
    },
    args: () => [0.01, 40],
  },
  'area of a polygon': {
    f: (points) => {
      const polygon = WGS84.Polygon(false);
      for (const [lat, lon] of points) polygon.AddPoint(lat, lon);
      const { perimeter, area } = polygon.Compute(false, true);
      return perimeter / 1e5 + area / 1e11;
    },
    args: () => [
      [
        [52, 4],
        [43.5, -1.5],
        [41.9, 12.5],
        [50.1, 19.9],
      ],
    ],
  },
};
