import clipping from 'polygon-clipping';

export const packages = ['polygon-clipping', 'splaytree', 'robust-predicates'];
export const style =
  'a sweep line over polygons: classes with cached getters, search trees, rounding by neighbours';

const first = () => [
  [0, 0],
  [2.2, 0.1],
  [2.1, 2.3],
  [0.1, 2],
];
const second = () => [
  [1, 1.1],
  [3.2, 0.9],
  [3.1, 3.3],
  [1.2, 3],
];
const area = (polygons) =>
  polygons.flat().reduce(
    (sum, ring) =>
      sum +
      ring.reduce((total, [x, y], i) => {
        const [u, v] = ring[(i + 1) % ring.length];
        return total + (x * v - u * y) / 2;
      }, 0),
    0,
  );

export const cases = {
  'intersection and union': {
    f: (a, b) => area(clipping.intersection([a], [b])) * 3 + area(clipping.union([a], [b])) ** 2,
    args: () => [first(), second()],
  },
  'difference and what is in one only': {
    f: (a, b) => area(clipping.difference([a], [b])) + area(clipping.xor([a], [b])) ** 2,
    args: () => [first(), second()],
  },
};
