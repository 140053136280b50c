import * as Plot from '@observablehq/plot';
import { colours, plot, savePage } from 'example-support';
import { PerspectiveCamera } from 'three/src/cameras/PerspectiveCamera.js';
import { Vector3 } from 'three/src/math/Vector3.js';
import { findJoints, joints } from './arm.mjs';
import { board, makePath } from './followPath.mjs';

const { ink, faint, blue, vermilion } = colours;
const degree = Math.PI / 180;
const [width, height] = [900, 470];

/** How many poses of the arm are drawn. */
const shown = 8;

const camera = new PerspectiveCamera(22.5, width / height, 0.1, 100);
camera.position.set(-3.6, 2.4, 4.2);
camera.lookAt(0.62, 0.53, 0);
camera.updateMatrixWorld();

/** Where the camera sees a point, in units of half the height of the picture. */
function see(x, y, z) {
  const seen = new Vector3(x, y, z).project(camera);
  return { x: seen.x * camera.aspect, y: seen.y };
}

/**
 * Draws the arm in some of its poses and the angles of its joints.
 *
 * @param free  the poses that the arm would have without limits
 * @returns the files written
 */
export function drawFigure(name, poses, free) {
  const charts = joints.map((_, i) => drawJoint(i, poses, free, i >= 3));
  return savePage(name, {
    title: 'An arm that draws, its joints found by derivatives of a scene graph',
    subtitle:
      'Six joints of three.js objects; the pen is to stay at right angles to the board. Below, the angles of the joints over the points of the curve.',
    legend: [
      { text: 'angle', colour: blue },
      { text: 'without limits', colour: vermilion, dashes: '6 4' },
      { text: 'beyond the limits', colour: '#d9cfb8', dot: 'full' },
    ],
    rows: [[drawArm(poses)], charts.slice(0, 3), charts.slice(3)],
  });
}

function drawArm(poses) {
  const every = poses.length / shown;
  const drawn = Array.from({ length: shown }, (_, k) => Math.round(k * every) % poses.length);
  const at = { x: 'x', y: 'y' };
  const line = (points, options) =>
    Plot.line(
      points.map((point) => see(...point)),
      { ...at, ...options },
    );
  const grid = { stroke: ink, strokeOpacity: 0.1 };
  const floor = [-2, -1, 0, 1, 2].flatMap((k) => [
    line(
      [
        [-0.5, 0, k / 2],
        [1.5, 0, k / 2],
      ],
      grid,
    ),
    line(
      [
        [k / 2 + 0.5, 0, -1],
        [k / 2 + 0.5, 0, 1],
      ],
      grid,
    ),
  ]);
  const corners = [
    [-1, -1],
    [-1, 1],
    [1, 1],
    [1, -1],
    [-1, -1],
  ].map(([a, b]) => [board.x, board.y + (a * board.height) / 2, (b * board.width) / 2]);
  const curve = makePath(240).map(({ x, y, z }) => [x, y, z]);
  const arms = drawn.map((i) => ({
    i,
    points: findJoints(poses[i].angles).points.map((point) => see(point.x, point.y, point.z)),
  }));
  const tips = poses.map(({ angles }, i) => {
    const tip = findJoints(angles).points.at(-1);
    return { ...see(tip.x, tip.y, tip.z), i };
  });
  return plot({
    width,
    height,
    marginLeft: 0,
    marginRight: 0,
    marginTop: 0,
    marginBottom: 0,
    x: { domain: [-camera.aspect, camera.aspect], axis: null },
    y: { domain: [-1, 1], axis: null },
    color: { type: 'linear', scheme: 'viridis', domain: [0, poses.length * 1.05] },
    marks: [
      ...floor,
      Plot.line(
        corners.map((corner) => see(...corner)),
        { ...at, fill: '#f4f1ea', stroke: faint },
      ),
      line([...curve, curve[0]], { stroke: '#b9b29f', strokeWidth: 1.4 }),
      ...arms.flatMap(({ i, points }) => [
        Plot.line(points, { ...at, stroke: '#fff', strokeWidth: 6, strokeLinejoin: 'round' }),
        Plot.line(points.slice(0, -1), {
          ...at,
          stroke: () => i,
          strokeWidth: 4,
          strokeLinecap: 'round',
          strokeLinejoin: 'round',
        }),
        Plot.line(points.slice(-2), { ...at, stroke: () => i, strokeWidth: 1.8 }),
        Plot.dot(points.slice(1, -1), { ...at, r: 4.5, fill: '#fff', stroke: () => i, strokeWidth: 2 }),
      ]),
      Plot.dot(tips, { ...at, r: 4, fill: 'i', stroke: '#fff', strokeWidth: 1 }),
    ],
  });
}

function drawJoint(i, poses, free, axis) {
  const { name, limits } = joints[i];
  const [low, high] = limits.map((angle) => Math.round(angle / degree));
  const span = [Math.min(low, ...degrees(free, i)) - 12, Math.max(high, ...degrees(free, i)) + 12];
  const series = (list) => degrees(list, i).map((angle, k) => ({ k, angle }));
  const [first, last] = [0, poses.length - 1];
  const beyond = (y1, y2) => Plot.rect([0], { x1: first, x2: last, y1, y2, fill: '#eee9dc' });
  return plot({
    heading: `${name[0].toUpperCase()}${name.slice(1)}, about ${joints[i].axis}`,
    width: 300,
    height: axis ? 220 : 190,
    marginRight: 20,
    marginBottom: axis ? 44 : 14,
    x: {
      domain: [first, last],
      label: axis ? 'point of the curve' : null,
      labelAnchor: 'center',
      labelArrow: 'none',
      ticks: axis ? 5 : [],
      tickSize: 0,
    },
    y: {
      domain: span,
      label: null,
      ticks: [low, Math.round((low + high) / 2), high],
      tickFormat: (angle) => `${angle}°`.replace('-', '−'),
      tickSize: 0,
    },
    marks: [
      beyond(span[0], low),
      beyond(high, span[1]),
      Plot.ruleY([low, high], { stroke: faint, strokeWidth: 0.8, strokeDasharray: '3 3' }),
      Plot.line(series(free), {
        x: 'k',
        y: 'angle',
        stroke: vermilion,
        strokeWidth: 1.6,
        strokeDasharray: '6 4',
      }),
      Plot.line(series(poses), { x: 'k', y: 'angle', stroke: blue, strokeWidth: 2 }),
    ],
  });
}

function degrees(poses, i) {
  return poses.map(({ angles }) => angles[i] / degree);
}
