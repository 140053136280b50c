import { kmeans, kmeansGenerator } from 'ml-kmeans';

export const packages = [
  'ml-kmeans',
  'is-any-array',
  'ml-distance-euclidean',
  'ml-matrix',
  'ml-nearest-vector',
  'ml-random',
  'ml-xsadd',
  'ml-spectra-processing',
];
export const style = 'ES modules, a class of results, a generator, seeded random numbers';

function inertia(points, first, second) {
  const result = kmeans(points, 2, { initialization: [first, second] });
  const { centroids, clusters } = result;
  const sum = points.reduce((total, [x, y], i) => {
    const [cx, cy] = centroids[clusters[i]];
    return total + (x - cx) ** 2 + (y - cy) ** 2;
  }, 0);
  return sum + result.computeInformation(points)[0].error;
}

function stepped(points, first) {
  let sum = 0;
  for (const { centroids, iterations } of kmeansGenerator(points, 2, {
    initialization: [first, [4, 1]],
    maxIterations: 2,
  }))
    sum += (centroids[0][0] * centroids[1][1]) / iterations;
  return sum;
}

const seeded = (points) => {
  const { centroids } = kmeans(points, 2, { seed: 42 });
  return centroids[0][0] ** 2 - centroids[1][1] * centroids[0][1];
};

const points = () => [
  [1, 1.5],
  [1.25, 1],
  [4, 3.75],
  [4.5, 4],
  [0.5, 0.75],
  [5, 4.25],
];

export const cases = {
  'sum of squared distances to the centres': { f: inertia, args: () => [points(), [0.5, 0.25], [4, 4.5]] },
  'the first two steps': { f: stepped, args: () => [points(), [0.5, 2.25]] },
  'begun by k-means++ from a seed': { f: seeded, args: () => [points()] },
};
