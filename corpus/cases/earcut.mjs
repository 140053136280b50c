import earcut, { deviation, flatten } from 'earcut';

export const packages = ['earcut'];
export const style = 'ES modules, doubly linked lists, z-order curves';

function triangulated(outer, hole) {
  const { vertices, holes, dimensions } = flatten([outer, hole]);
  const triangles = earcut(vertices, holes, dimensions);
  const off = deviation(vertices, holes, dimensions, triangles);
  let sum = off < 1e-9 ? 0 : 100;
  for (let i = 0; i < triangles.length; i += 3) {
    const [a, b, c] = [triangles[i] * 2, triangles[i + 1] * 2, triangles[i + 2] * 2];
    const area =
      (vertices[b] - vertices[a]) * (vertices[c + 1] - vertices[a + 1]) -
      (vertices[b + 1] - vertices[a + 1]) * (vertices[c] - vertices[a]);
    sum += area ** 2;
  }
  return sum;
}

function hashed(radii) {
  const coordinates = radii.flatMap((r, i) => [
    r * Math.cos((2 * Math.PI * i) / 90),
    r * Math.sin((2 * Math.PI * i) / 90),
  ]);
  const triangles = earcut(coordinates);
  return triangles.reduce(
    (sum, index, i) => sum + coordinates[2 * index] * coordinates[2 * index + 1] * Math.cos(i),
    0,
  );
}

export const cases = {
  'a polygon with a hole': {
    f: triangulated,
    args: () => [
      [
        [0, 0],
        [5, 0.5],
        [6, 4],
        [2.5, 3],
        [0.5, 5],
      ],
      [
        [1, 1],
        [1.5, 2.25],
        [3, 1.25],
      ],
    ],
  },
  'many vertices, in z-order': {
    f: hashed,
    args: () => [Array.from({ length: 90 }, (_, i) => 2 + Math.sin(i * i))],
  },
};
