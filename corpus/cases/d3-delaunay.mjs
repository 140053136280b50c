import { Delaunay } from 'd3-delaunay';

export const packages = ['d3-delaunay', 'delaunator', 'robust-predicates'];
export const style =
  'triangulations and Voronoi cells: classes over typed arrays, generators, adaptive arithmetic';

const points = () => [
  [0.1, 0.2],
  [1.3, 0.4],
  [2.2, 2.1],
  [0.2, 1.75],
  [1.1, 1.2],
];

function cells(given) {
  const voronoi = Delaunay.from(given).voronoi([-1, -1, 4, 4]);
  let sum = 0;
  for (const cell of voronoi.cellPolygons()) for (const [x, y] of cell) sum += x * y + x;
  return sum;
}

/** Lloyd's relaxation: each point goes to the centre of its cell. */
function relaxed(given) {
  const coordinates = new Float64Array(given.flat());
  const delaunay = new Delaunay(coordinates);
  const voronoi = delaunay.voronoi([-1, -1, 4, 4]);
  for (let step = 0; step < 3; step++) {
    for (let i = 0; i < coordinates.length / 2; i++) {
      const cell = voronoi.cellPolygon(i);
      coordinates[2 * i] = cell.slice(1).reduce((sum, [x]) => sum + x, 0) / (cell.length - 1);
      coordinates[2 * i + 1] = cell.slice(1).reduce((sum, [, y]) => sum + y, 0) / (cell.length - 1);
    }
    voronoi.update();
  }
  return coordinates.reduce((sum, v, i) => sum + v * Math.sin(i + 1), 0);
}

export const cases = {
  'corners of cells': { f: cells, args: () => [points()] },
  'points moved to the centres of their cells': { f: relaxed, args: () => [points()] },
};
