import {
  dopplerFactor,
  ecfToLookAngles,
  eciToEcf,
  eciToGeodetic,
  geodeticToEcf,
  gstime,
  json2satrec,
  sgp4,
  shadowFraction,
  sunPos,
} from 'satellite.js';

export const packages = ['satellite.js'];
export const style =
  'ES modules translated from Fortran and C++, functions of a hundred variables, options as objects';

const names = [
  'MEAN_MOTION',
  'ECCENTRICITY',
  'INCLINATION',
  'RA_OF_ASC_NODE',
  'ARG_OF_PERICENTER',
  'MEAN_ANOMALY',
];

/** Elements of an orbit, as catalogues give them, with corrections. */
function corrected(elements, corrections) {
  const message = {
    OBJECT_NAME: 'A SATELLITE',
    OBJECT_ID: '1998-067A',
    EPOCH: '2024-03-05T12:00:00.000',
    MEAN_MOTION_DOT: 0.00016717,
    MEAN_MOTION_DDOT: 0,
    EPHEMERIS_TYPE: 0,
    CLASSIFICATION_TYPE: 'U',
    NORAD_CAT_ID: 25544,
    ELEMENT_SET_NO: 999,
    REV_AT_EPOCH: 10,
    BSTAR: 0.0003 * (1 + corrections.drag),
  };
  names.forEach((name, i) => {
    message[name] = elements[i] + (corrections[name] ?? 0);
  });
  return json2satrec(message);
}

export const cases = {
  'a low orbit': {
    f: (corrections, minutes) => {
      const satellite = corrected([14.2, 0.05, 51.64, 120.3, 75.2, 284.1], corrections);
      const { position, velocity } = sgp4(satellite, minutes);
      return position.x / 1000 + (2 * position.y) / 1000 - velocity.z;
    },
    args: () => [
      {
        drag: 0.1,
        MEAN_MOTION: 0.001,
        ECCENTRICITY: 0.002,
        INCLINATION: 0.03,
        RA_OF_ASC_NODE: 0.1,
        ARG_OF_PERICENTER: -0.2,
        MEAN_ANOMALY: 0.5,
      },
      35.5,
    ],
  },
  'a deep orbit in resonance': {
    f: (corrections, minutes) => {
      const satellite = corrected([2.0061, 0.69, 63.2, 88.1, 271.5, 12.4], corrections);
      const { position, velocity } = sgp4(satellite, minutes);
      return position.x / 1000 - position.z / 1000 + velocity.y;
    },
    args: () => [
      { drag: 0.1, MEAN_MOTION: 0.0002, ECCENTRICITY: 0.001, INCLINATION: 0.02, MEAN_ANOMALY: 0.3 },
      1500.5,
    ],
  },
  'what an observer sees': {
    f: (observer, position, velocity, gmst) => {
      const ecf = eciToEcf(position, gmst);
      const { azimuth, elevation, rangeSat } = ecfToLookAngles(observer, ecf);
      const { longitude, latitude, height } = eciToGeodetic(position, gmst);
      const factor = dopplerFactor(geodeticToEcf(observer), ecf, eciToEcf(velocity, gmst));
      return azimuth + 2 * elevation + rangeSat / 1000 + longitude * latitude + height / 100 + factor * 1e5;
    },
    args: () => [
      { longitude: 0.2, latitude: 0.8, height: 0.4 },
      { x: 4000.5, y: 1500.2, z: 5300.7 },
      { x: -4.1, y: 5.2, z: 1.9 },
      0.3,
    ],
  },
  'the sun and the shadow of the earth': {
    f: (day, offset) => {
      const { rsun, rtasc, decl } = sunPos(2460374.5 + day);
      const shaded = shadowFraction(rsun, { x: -6900, y: 1500 + offset, z: 1100 });
      return rsun.x + 2 * rsun.y + rtasc * decl + shaded + Math.sin(gstime(2460374.5 + day)) / 100;
    },
    args: () => [0.25, 12.5],
  },
};
