import {
  Body,
  Equator,
  GeoMoon,
  HelioVector,
  Horizon,
  Illumination,
  JupiterMoons,
  MakeTime,
  Observer,
  Refraction,
  RotateVector,
  Rotation_EQJ_HOR,
  Search,
  SiderealTime,
  SunPosition,
  Vector,
} from 'astronomy-engine';

export const packages = ['astronomy-engine'];
export const style =
  'TypeScript compiled to ES modules, classes, big coefficient tables, caches in module state';

/** The package remembers nutation and sidereal time of the latest moment; another moment makes it forget. */
function forget() {
  SiderealTime(0);
}

function altitudeOfMars(hours, latitude, longitude, height) {
  forget();
  const observer = new Observer(latitude, longitude, height);
  const time = MakeTime(8765 + hours / 24);
  const { ra, dec } = Equator(Body.Mars, time, observer, true, true);
  const { altitude, azimuth } = Horizon(time, observer, ra, dec, 'normal');
  return altitude + azimuth / 10;
}

function distances(days) {
  forget();
  const time = MakeTime(days);
  const moon = GeoMoon(time);
  const planets = [Body.Mercury, Body.Jupiter, Body.Neptune].map((body) => HelioVector(body, time));
  const { io } = JupiterMoons(time);
  const far = planets.reduce((sum, at) => sum + at.Length() / (1 + at.x * at.x), 0);
  return 1000 * moon.Length() + far + 100 * io.x + SunPosition(time).elon / 100;
}

/** The moment at which a straight course through the sky is at a given height, by the package's root finder. */
function whenAt(height, speed) {
  forget();
  const found = Search(
    (time) => Math.sin(speed * (time.ut - 8000)) - height,
    MakeTime(8000),
    MakeTime(8001),
    {
      dt_tolerance_seconds: 1e-6,
    },
  );
  return found.ut - 8000;
}

function turned(vector, hours, latitude) {
  forget();
  const time = MakeTime(8123 + hours / 24);
  const rotation = Rotation_EQJ_HOR(time, new Observer(latitude, 11.6, 500));
  const at = RotateVector(rotation, new Vector(vector[0], vector[1], vector[2], time));
  return at.x + 2 * at.y - at.z * Refraction('normal', 5 + at.z);
}

export const cases = {
  'altitude of a planet': { f: altitudeOfMars, args: () => [10.3, 48.1, 11.6, 520] },
  'distances of moon and planets': { f: distances, args: () => [8765.43] },
  'search for a moment': { f: whenAt, args: () => [0.4, 1.2] },
  'turned to the horizon': { f: turned, args: () => [[0.3, -0.5, 0.7], 9.6, 48.1] },
  magnitude: {
    f: (days) => {
      forget();
      return Illumination(Body.Venus, MakeTime(days)).mag;
    },
    args: () => [8765.43],
  },
};
