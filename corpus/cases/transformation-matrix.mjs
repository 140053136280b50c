import {
  applyToPoint,
  applyToPoints,
  compose,
  decomposeTSR,
  fromTriangles,
  inverse,
  rotateDEG,
  scale,
  skew,
  smoothMatrix,
  translate,
} from 'transformation-matrix';

export const packages = ['transformation-matrix'];
export const style = 'CommonJS compiled by Babel, plain objects, rest parameters';

function composed(point, angle, sx, sy, shift) {
  const matrix = compose(
    translate(shift.x, shift.y),
    rotateDEG(angle, 1, 2),
    scale(sx, sy),
    skew(0.1, sx / 10),
  );
  const moved = applyToPoint(matrix, point);
  const back = applyToPoint(inverse(matrix), [moved.y, moved.x]);
  return moved.x * moved.y + back[0] - 2 * back[1];
}

function decomposed(angle, sx, sy) {
  const matrix = compose([translate(sx, sy), rotateDEG(angle), scale(sx, sy)]);
  const { translate: shift, scale: factors, rotation } = decomposeTSR(matrix);
  return shift.tx * factors.sy + factors.sx ** 2 + rotation.angle;
}

function betweenTriangles(from, to, t) {
  const matrix = smoothMatrix(fromTriangles(from, to), 2);
  return applyToPoints(matrix, [
    { x: t, y: 1 },
    { x: -1, y: t },
  ]).reduce((sum, { x, y }) => sum + x * x - y, 0);
}

export const cases = {
  'composition, points, inverse': {
    f: composed,
    args: () => [{ x: 1, y: -2 }, 25, 1.5, 0.75, { x: 3, y: 0.5 }],
  },
  decomposition: { f: decomposed, args: () => [35, 1.5, 2.25] },
  'between triangles': {
    f: betweenTriangles,
    args: () => [
      [
        { x: 0.1, y: 0.2 },
        { x: 1, y: 0.3 },
        { x: 0.2, y: 1.4 },
      ],
      [
        { x: 2, y: 1 },
        { x: 3, y: 1.5 },
        { x: 1.5, y: 3 },
      ],
      0.6,
    ],
  },
};
