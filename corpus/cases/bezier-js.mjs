import { Bezier } from 'bezier-js';

export const packages = ['bezier-js'];
export const style = 'ES modules, a class with points as objects, helpers behind destructured Math';

const controls = () => [
  { x: 10, y: 15 },
  { x: 42.5, y: 90 },
  { x: 67, y: -20 },
  { x: 110, y: 35 },
];

export const cases = {
  'length, curvature and normal': {
    f: (points, t) => {
      const curve = new Bezier(points);
      const { x, y } = curve.normal(t);
      return curve.length() + 100 * curve.curvature(t).k + x - 2 * y + curve.compute(t).x / 10;
    },
    args: () => [controls(), 0.3],
  },
  'box, extrema and inflections': {
    f: (points) => {
      const curve = new Bezier(points);
      const { x, y } = curve.bbox();
      return x.size * 0.1 + y.max - 2 * y.min + curve.extrema().y[0] + curve.inflections()[0];
    },
    args: () => [controls()],
  },
  'split, raised and offset curves': {
    f: (coordinates, t, d) => {
      const curve = new Bezier(...coordinates);
      const { left, right } = curve.split(t);
      const raised = left.raise();
      const pieces = right.offset(d);
      return raised.get(0.4).x * raised.points[2].y + pieces[0].get(0.5).y + left.length();
    },
    args: () => [[0, 1, 20, 45, 60, 10], 0.6, 3],
  },
  'a point projected on a curve, an intersection': {
    f: (points, p) => {
      const curve = new Bezier(points);
      const [t] = curve.intersects({ p1: { x: p.x, y: -50 }, p2: { x: p.x + 20, y: 100 } });
      const { d } = curve.project(curve.get(t * 0.9));
      const three = Bezier.quadraticFromPoints(points[0], p, points[3], 0.4);
      return curve.get(t).y + three.get(0.7).x + d;
    },
    args: () => [controls(), { x: 45, y: 30 }],
  },
};
