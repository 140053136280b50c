import kd from 'kd-tree-javascript';

export const packages = ['kd-tree-javascript'];
export const style = 'minified UMD, trees of nodes, recursion, a heap';

const { kdTree, BinaryHeap } = kd;
const squared = (a, b) => (a.x - b.x) ** 2 + (a.y - b.y) ** 2;

function weightedNearest(points, x, y) {
  const tree = new kdTree(points.slice(), squared, ['x', 'y']);
  tree.insert({ x: points[0].y, y: points[1].x, z: 5 });
  tree.remove(points[2]);
  const nearest = tree.nearest({ x, y }, 3);
  const total = nearest.reduce((sum, [, distance]) => sum + 1 / distance, 0);
  return nearest.reduce((sum, [point, distance]) => sum + point.z / distance, 0) / total;
}

function smallest(xs) {
  const heap = new BinaryHeap((x) => Math.abs(x - 1));
  for (const x of xs) heap.push(x);
  heap.push(xs[0] * xs[1]);
  let sum = 0;
  for (let i = 1; heap.size() > 2; i++) sum += heap.pop() ** 2 / i;
  return sum * heap.peek();
}

export const cases = {
  'interpolation between the nearest points': {
    f: weightedNearest,
    args: () => [
      [
        { x: 1, y: 2, z: 3 },
        { x: 3.5, y: 4, z: 1 },
        { x: 5, y: 1.5, z: 2 },
        { x: 2, y: 6, z: -1 },
        { x: 0.5, y: 3.25, z: 4 },
        { x: 4.25, y: 0.75, z: 0.5 },
      ],
      2.2,
      2.9,
    ],
  },
  'a binary heap': { f: smallest, args: () => [[3.2, 0.5, -2, 1.75, 0.9, 4.5]] },
};
