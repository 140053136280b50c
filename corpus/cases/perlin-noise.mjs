import perlin from 'perlin-noise';

export const packages = ['perlin-noise'];
export const style = 'CommonJS of 2013: `exports`, hoisted functions, `new Array(n)`';

/** The package draws from `Math.random`; it gets a seeded one for the length of a call. */
function withSeed(seed, f) {
  const { random } = Math;
  let state = seed;
  Math.random = () => (state = (state * 48271) % 2147483647) / 2147483647;
  try {
    return f();
  } finally {
    Math.random = random;
  }
}

function roughness(amplitude, persistence) {
  const noise = withSeed(5, () =>
    perlin.generatePerlinNoise(8, 6, { octaveCount: 3, amplitude, persistence }),
  );
  let sum = 0;
  for (let i = 1; i < noise.length; i++) sum += (noise[i] - noise[i - 1]) ** 2;
  return sum;
}

/** The noise of given grains: what the package draws is what the caller hands it. */
function fromGrains(grains, persistence) {
  const { random } = Math;
  let next = 0;
  Math.random = () => grains[next++ % grains.length];
  try {
    const noise = perlin.generatePerlinNoise(4, 4, { octaveCount: 3, persistence });
    return noise.reduce((sum, each, i) => sum + each * Math.sin(i), 0);
  } finally {
    Math.random = random;
  }
}

export const cases = {
  'roughness by amplitude and persistence': { f: roughness, args: () => [0.3, 0.45] },
  'noise of given grains': { f: fromGrains, args: () => [[0.2, 0.9, 0.4, 0.7, 0.1, 0.6, 0.35], 0.3] },
};
