import utm from 'utm';

export const packages = ['utm'];
export const style = 'CommonJS, series';

export const cases = {
  'to eastings and northings': {
    f: (latitude, longitude) => {
      const { easting, northing, zoneNum } = utm.fromLatLon(latitude, longitude);
      return (easting / 1e5) * (northing / 1e5) + zoneNum;
    },
    args: () => [50.77535, 6.08389],
  },
  'to latitude and longitude': {
    f: (easting, northing) => {
      const { latitude, longitude } = utm.toLatLon(easting * 1e5, northing * 1e5, 56, 'H');
      return latitude + longitude / 10;
    },
    args: () => [3.34873, 62.527],
  },
  'there, a step, and back': {
    f: (latitude, longitude, step) => {
      const at = utm.fromLatLon(latitude, longitude);
      const moved = utm.toLatLon(
        at.easting + 1000 * step,
        at.northing - 500 * step,
        at.zoneNum,
        at.zoneLetter,
      );
      return moved.latitude * moved.longitude;
    },
    args: () => [-33.86, 151.2, 2.5],
  },
};
