import { createNoise2D, createNoise3D, createNoise4D } from 'simplex-noise';

export const packages = ['simplex-noise'];
export const style = 'ES modules, closures over typed tables, integer hashing beside smooth arithmetic';

/** A small generator (Park and Miller), so that every run has the same noise. */
function seeded(seed) {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

/** Octaves of noise, as terrains are made. */
function terrain(noise, x, y, lacunarity, gain) {
  let [height, amplitude, frequency] = [0, 1, 1];
  for (let octave = 0; octave < 4; octave++) {
    height += amplitude * noise(x * frequency, y * frequency);
    amplitude *= gain;
    frequency *= lacunarity;
  }
  return height;
}

/** Where a point is after some steps along the noise's field. */
function drift(x, y, z) {
  const noise = createNoise3D(seeded(7));
  let at = { x, y, z };
  for (let step = 0; step < 5; step++) {
    const turn = noise(at.x, at.y, at.z);
    at = { x: at.x + 0.1 * Math.cos(3 * turn), y: at.y + 0.1 * Math.sin(3 * turn), z: at.z + 0.02 };
  }
  return at.x - 2 * at.y + at.z;
}

const noise2D = createNoise2D(seeded(42));

export const cases = {
  'octaves in two dimensions': {
    f: (x, y, lacunarity, gain) => terrain(noise2D, x, y, lacunarity, gain),
    args: () => [0.37, 1.21, 2.03, 0.5],
  },
  'drift in three dimensions': { f: drift, args: () => [0.4, -0.3, 0.2] },
  'four dimensions': {
    f: (p) => {
      const noise = createNoise4D(seeded(11));
      return noise(p[0], p[1], p[2], p[3]) + noise(3 * p[1], p[0] - 2, p[3] * 2, 1 - p[2]);
    },
    args: () => [Float64Array.of(0.31, 0.72, -0.43, 1.12)],
  },
};
