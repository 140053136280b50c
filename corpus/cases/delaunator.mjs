import Delaunator from 'delaunator';

export const packages = ['delaunator', 'robust-predicates'];
export const style = 'ES modules, a class over typed arrays of indices, adaptive predicates';

function mesh(coordinates) {
  const { triangles, coords, hull } = new Delaunator(coordinates);
  const at = (i) => [coords[2 * i], coords[2 * i + 1]];
  let sum = 0;
  for (let i = 0; i < triangles.length; i += 3) {
    const [[ax, ay], [bx, by], [cx, cy]] = [at(triangles[i]), at(triangles[i + 1]), at(triangles[i + 2])];
    sum += ((bx - ax) * (cy - ay) - (by - ay) * (cx - ax)) ** 2;
  }
  for (let i = 0; i < hull.length; i++) {
    const [[ax, ay], [bx, by]] = [at(hull[i]), at(hull[(i + 1) % hull.length])];
    sum += Math.hypot(bx - ax, by - ay);
  }
  return sum;
}

function interpolated(points, x, y) {
  const { triangles } = Delaunator.from(
    points,
    (p) => p.x,
    (p) => p.y,
  );
  for (let i = 0; i < triangles.length; i += 3) {
    const [a, b, c] = [points[triangles[i]], points[triangles[i + 1]], points[triangles[i + 2]]];
    const area = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
    const u = ((x - a.x) * (c.y - a.y) - (y - a.y) * (c.x - a.x)) / area;
    const v = ((b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x)) / area;
    if (u >= 0 && v >= 0 && u + v <= 1) return a.z + u * (b.z - a.z) + v * (c.z - a.z);
  }
  return 0;
}

function moved(coordinates, x, y) {
  const delaunay = new Delaunator(coordinates.slice());
  delaunay.coords[0] += x;
  delaunay.coords[1] = y * delaunay.coords[1];
  delaunay.update();
  return delaunay.triangles.reduce(
    (sum, index, i) => sum + delaunay.coords[2 * index] * delaunay.coords[2 * index + 1] * Math.cos(i),
    0,
  );
}

const scattered = () => Float64Array.from({ length: 24 }, (_, i) => 3 * Math.sin(i * i + 1));

export const cases = {
  'areas and hull of a triangulation': { f: mesh, args: () => [scattered()] },
  'interpolation in a triangle': {
    f: interpolated,
    args: () => [
      [
        { x: 0, y: 0, z: 1 },
        { x: 4, y: 0.5, z: 2 },
        { x: 1, y: 3, z: 0.5 },
        { x: 5, y: 4, z: -1 },
        { x: 2.5, y: 6, z: 3 },
      ],
      2.2,
      1.9,
    ],
  },
  'points moved and updated': { f: moved, args: () => [scattered(), 0.25, 0.75] },
};
