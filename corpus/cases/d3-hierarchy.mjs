import {
  cluster,
  hierarchy,
  pack,
  packEnclose,
  partition,
  stratify,
  tree,
  treemap,
  treemapBinary,
} from 'd3-hierarchy';

export const packages = ['d3-hierarchy'];
export const style = 'trees of nodes that layouts write to, fluent functions, iterators; ES modules';

const data = () => ({
  children: [{ v: 1.5 }, { children: [{ v: 2 }, { v: 0.7 }, { v: 3.1 }] }, { v: 4 }],
});
const summed = (given) => hierarchy(given).sum(({ v }) => v ?? 0);
/** All that a layout wrote, weighted. */
const places = (root) =>
  root
    .descendants()
    .reduce(
      (sum, { x, y, x0, y1, r }, i) =>
        sum + (i + 1) * ((x ?? 0) + 2 * (y ?? 0) + (x0 ?? 0) + 3 * (y1 ?? 0) + (r ?? 0)),
      0,
    );

function trees(given, width) {
  const apart = (a, b) => (a.parent === b.parent ? width : 2 * width);
  const tidy = tree()
    .size([width, width * 2])
    .separation(apart);
  return places(tidy(summed(given))) + places(cluster().nodeSize([width, 3])(hierarchy(given)));
}

function circles(given, width) {
  const laid = pack().size([width, width]).padding(0.05);
  return places(laid(summed(given).sort((a, b) => b.value - a.value)));
}

function rectangles(given, width) {
  return (
    places(partition().size([width, 3]).padding(0.01)(summed(given))) +
    places(treemap().size([width, 2]).paddingInner(0.02)(summed(given))) +
    places(treemap().tile(treemapBinary).size([width, 2])(summed(given)))
  );
}

function stratified(values) {
  const rows = values.map((v, i) => ({ id: `n${i}`, parent: i > 0 ? `n${(i - 1) >> 1}` : '', v }));
  const root = stratify()
    .id(({ id }) => id)
    .parentId(({ parent }) => parent)(rows)
    .sum(({ v }) => v);
  let sum = 0;
  for (const node of root) sum += node.value * (node.depth + 1);
  return sum;
}

function enclosed(circles) {
  const { x, y, r } = packEnclose(circles.map(([x, y, r]) => ({ x, y, r })));
  return x + 2 * y + 3 * r;
}

export const cases = {
  'tidy trees and dendrograms': { f: trees, args: () => [data(), 1.3] },
  'circles that hold circles': { f: circles, args: () => [data(), 5] },
  'partitions and tree maps': { f: rectangles, args: () => [data(), 5] },
  'a tree made of rows': { f: stratified, args: () => [[1.2, 0.3, 2.2, 1.7, 0.9]] },
  'the smallest circle around others': {
    f: enclosed,
    args: () => [
      [
        [0, 0, 1.1],
        [2.1, 0.3, 0.5],
        [0.7, 2.2, 0.9],
      ],
    ],
  },
};
