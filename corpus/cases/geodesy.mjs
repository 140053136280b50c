import { Cartesian } from 'geodesy/latlon-ellipsoidal.js';
import Datum from 'geodesy/latlon-ellipsoidal-datum.js';
import Vincenty from 'geodesy/latlon-ellipsoidal-vincenty.js';
import Nvector from 'geodesy/latlon-nvector-spherical.js';
import Spherical from 'geodesy/latlon-spherical.js';

export const packages = ['geodesy'];
export const style = 'ES modules, classes with accessors, methods on `Number.prototype`';

function onSphere(lat, lon, distance, bearing) {
  const from = new Spherical(lat, lon);
  const to = from.destinationPoint(distance * 1000, bearing);
  const third = new Spherical(48.857, 2.351);
  const middle = to.midpointTo(third).intermediatePointTo(from, 0.3);
  const area = Spherical.areaOf([from, to, third]) / 1e10;
  const away = middle.crossTrackDistanceTo(from, to) / 1e5 + from.rhumbDistanceTo(third) / 1e5;
  return area + away + to.initialBearingTo(third) / 100 + middle.lat;
}

function onEllipsoid(lat1, lon1, lat2, lon2) {
  const [a, b] = [new Vincenty(lat1, lon1), new Vincenty(lat2, lon2)];
  // distanceTo rounds to millimetres by way of text; these do not.
  const { distance, initialBearing } = a.inverse(b);
  const { point, finalBearing } = a.direct(distance * 0.7, initialBearing + 1);
  return distance / 1e5 + point.lat * point.lon + finalBearing / 100;
}

function betweenDatums(lat, lon, height) {
  const point = new Datum(lat, lon, height * 100, Datum.datums.WGS84);
  const moved = point.convertDatum(Datum.datums.OSGB36);
  const { x, y, z } = moved.toCartesian();
  const back = new Cartesian(x, y + 1000, z - 500).toLatLon();
  return (x / 1e6) * (y / 1e4) + moved.lat + (back.lon * back.height) / 1000;
}

function byVectors(lat, lon, more) {
  const points = more.map(([a, b]) => new Nvector(a, b));
  const mean = Nvector.meanOf([new Nvector(lat, lon), ...points]);
  const crossing = Nvector.intersection(mean, points[0], points[1], points[2]);
  return (
    mean.distanceTo(crossing) / 1e6 + crossing.lat / 10 + mean.toNvector().cross(points[1].toNvector()).length
  );
}

export const cases = {
  'great circles and rhumb lines': { f: onSphere, args: () => [52.205, 0.119, 250, 75] },
  'Vincenty on the ellipsoid': { f: onEllipsoid, args: () => [50.0664, -5.7147, 58.6441, -3.0701] },
  'datums and Cartesian coordinates': { f: betweenDatums, args: () => [51.4778, -0.5, 1.5] },
  'n-vectors': {
    f: byVectors,
    args: () => [
      51.885,
      0.235,
      [
        [49.008, 2.549],
        [50.5, -1.5],
        [48, 4.25],
      ],
    ],
  },
};
