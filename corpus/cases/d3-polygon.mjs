import { polygonArea, polygonCentroid, polygonContains, polygonHull, polygonLength } from 'd3-polygon';

export const packages = ['d3-polygon'];
export const style = 'ES modules, plain functions over arrays of points';

const pentagon = () => [
  [0, 0],
  [4, 0.5],
  [5, 3],
  [2.5, 5],
  [-0.5, 2],
];

export const cases = {
  'area, length and centroid': {
    f: (points) => {
      const [x, y] = polygonCentroid(points);
      return polygonArea(points) + 2 * polygonLength(points) + x * x - 3 * y;
    },
    args: () => [pentagon()],
  },
  'hull of scattered points': {
    f: (points, p) => {
      const hull = polygonHull([...points, p, [2, 2], [1, 1.7]]);
      const inside = hull.filter((each) => polygonContains(points, each)).length;
      return polygonLength(hull) * polygonArea(hull) + inside * p[0];
    },
    args: () => [pentagon(), [6, 6.5]],
  },
};
