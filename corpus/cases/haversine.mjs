import haversine from 'haversine';

export const packages = ['haversine'];
export const style = 'one function, options object';

export const cases = {
  'distance of two places': {
    f: (start, end) => haversine(start, end),
    args: () => [
      { latitude: 30.849635, longitude: -83.24559 },
      { latitude: 27.950575, longitude: -82.457178 },
    ],
  },
  'length of a track': {
    f: (track) => {
      let length = 0;
      for (let i = 1; i < track.length; i++)
        length += haversine(track[i - 1], track[i], { unit: 'mile', format: '[lon,lat]' });
      return length;
    },
    args: () => [
      [
        [13.37, 52.52],
        [11.58, 48.14],
        [9.18, 48.78],
        [6.96, 50.94],
      ],
    ],
  },
};
