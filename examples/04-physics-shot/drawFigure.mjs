import * as Plot from '@observablehq/plot';
import { colours, plot, savePage } from 'example-support';
import { goal } from './aimShot.mjs';
import { scene } from './scene.mjs';
import { shootBall, squaredMiss } from './shootBall.mjs';

const { ink, faint, blue, vermilion } = colours;
const first = vermilion;
const last = blue;

/** The map of all shots: its range, and its colours from near to far. */
const range = { angle: [20, 75], speed: [9, 14] };
const steps = [0.25, 0.5, 1, 2];
const shades = ['#08306b', '#2c6fae', '#6aaed6', '#b0d2e8', '#deebf5'];

/**
 * Draws the scene with the first and the last shot, the map of all shots with those that were tried, and the miss at each iteration.
 *
 * @returns the files written
 */
export function drawFigure(name, shots, grid) {
  return savePage(name, {
    title: 'A shot off the wall, aimed by the gradient of a physics engine',
    subtitle:
      'The ball has to clear the fence, bounce off the wall and hit the target. Rigid bodies by planck, unmodified.',
    legend: [
      { text: 'first shot', colour: first },
      { text: 'shots between', colour: '#b5bec6' },
      { text: 'last shot', colour: last },
      { text: 'ball every tenth of a second', colour: ink, dot: 'hollow' },
    ],
    rows: [[drawScene(shots)], [drawMap(shots, grid), drawMisses(shots)]],
  });
}

function drawScene(shots) {
  const { start, radius, floor, fence, wall, target } = scene;
  const [low, high] = [-0.45, 6.4];
  const [width, sides, marginBottom] = [900, 64 + 24, 24];
  const domain = [floor.from, wall.x + 0.45];
  const scale = (width - sides) / (domain[1] - domain[0]);
  const paths = shots.map(({ angle, speed }) => shootBall(angle, speed).path);
  const untilFloor = (path) => {
    const end = path.findIndex((point) => point.last !== null && point.last !== 'wall');
    return end < 0 ? path : path.slice(0, end + 1);
  };
  const line = (path, options) => Plot.line(path, { x: 'x', y: 'y', ...options });
  const balls = (path, stroke) =>
    Plot.dot(
      path.filter((_, i) => i % 6 === 0),
      { x: 'x', y: 'y', r: radius * scale, stroke, strokeOpacity: 0.55, fill: stroke, fillOpacity: 0.06 },
    );
  const solid = (x1, x2, y1, y2) => Plot.rect([0], { x1, x2, y1, y2, fill: '#c9cfd4' });
  const label = (text, x, y, options) =>
    Plot.text([text], { x, y, fontSize: 13, fill: faint, stroke: '#fff', strokeWidth: 4, ...options });
  return plot({
    height: (high - low) * scale + 14 + marginBottom,
    marginBottom,
    x: {
      domain,
      label: null,
      ticks: 11,
      tickSize: 0,
      tickFormat: (x) => (x === 10 ? '10 m' : String(x).replace('-', '−')),
    },
    y: { domain: [low, high], label: null, ticks: [0, 1, 2, 3, 4, 5, 6], tickFormat: 'd', tickSize: 0 },
    marks: [
      Plot.gridY([1, 2, 3, 4, 5, 6], { stroke: ink, strokeOpacity: 0.08, x2: wall.x }),
      solid(domain[0], domain[1], low, 0),
      solid(wall.x, domain[1], low, high),
      solid(fence.x - fence.width / 2, fence.x + fence.width / 2, 0, fence.height),
      ...paths.slice(1, -1).map((path) => line(untilFloor(path), { stroke: '#b5bec6', strokeWidth: 1.3 })),
      balls(untilFloor(paths[0]), first),
      balls(untilFloor(paths.at(-1)), last),
      line(untilFloor(paths[0]), { stroke: first, strokeWidth: 2 }),
      line(untilFloor(paths.at(-1)), { stroke: last, strokeWidth: 2 }),
      Plot.dot([target], {
        x: 'x',
        y: 'y',
        r: target.radius * scale,
        fill: '#fff',
        stroke: ink,
        strokeWidth: 2,
      }),
      Plot.dot([target], { x: 'x', y: 'y', r: (target.radius * scale) / 3, fill: ink }),
      label('target', target.x, target.y, { dx: -20, textAnchor: 'end' }),
      label('start', start.x, start.y, { dy: 26 }),
      label('fence', fence.x, fence.height, { dy: -10 }),
    ],
  });
}

function drawMap(shots, grid) {
  const cells = [];
  const [columns, rows] = [grid, Math.ceil(grid / 1.4)];
  const at = ([from, to], i, n) => from + ((to - from) * i) / n;
  for (let i = 0; i < columns; i++) {
    for (let j = 0; j < rows; j++) {
      const angle = at(range.angle, i + 0.5, columns);
      const speed = at(range.speed, j + 0.5, rows);
      const miss = Math.sqrt(squaredMiss({ angle, speed }));
      if (miss === Infinity) continue;
      cells.push({
        x1: at(range.angle, i, columns),
        x2: at(range.angle, i + 1, columns),
        y1: at(range.speed, j, rows),
        y2: at(range.speed, j + 1, rows),
        fill: shades[steps.filter((step) => miss >= step).length],
      });
    }
  }
  const points = shots.map(({ angle, speed }) => ({ x: angle, y: speed }));
  const names = [
    `< ${steps[0]}`,
    ...steps.slice(1).map((step, k) => `${steps[k]}–${step}`),
    `> ${steps.at(-1)}`,
  ];
  const key = shades.map((fill, k) => ({ fill, text: names[k], dy: k * 18 }));
  return plot({
    heading: 'How far a shot misses, by angle and speed',
    width: 540,
    height: 350,
    marginRight: 100,
    marginBottom: 46,
    x: {
      domain: range.angle,
      label: 'angle',
      labelAnchor: 'center',
      labelArrow: 'none',
      tickSize: 0,
      ticks: 6,
      tickFormat: (x) => `${x}°`,
    },
    y: {
      domain: range.speed,
      label: null,
      tickSize: 0,
      ticks: 5,
      tickFormat: (v) => (v === range.speed[1] ? `${v} m/s` : String(v)),
    },
    marks: [
      Plot.rect([0], {
        x1: range.angle[0],
        x2: range.angle[1],
        y1: range.speed[0],
        y2: range.speed[1],
        fill: '#f4f1ea',
      }),
      Plot.rect(cells, {
        ...{ x1: 'x1', x2: 'x2', y1: 'y1', y2: 'y2' },
        fill: (d) => d.fill,
        stroke: (d) => d.fill,
        strokeWidth: 0.5,
      }),
      Plot.line(points, { x: 'x', y: 'y', stroke: '#fff', strokeWidth: 4 }),
      Plot.line(points, { x: 'x', y: 'y', stroke: ink, strokeWidth: 1.6 }),
      Plot.dot(points, {
        x: 'x',
        y: 'y',
        r: 4.5,
        fill: (_, i) => (i === 0 ? first : i === points.length - 1 ? last : '#fff'),
        stroke: (_, i) => (i === 0 || i === points.length - 1 ? '#fff' : ink),
        strokeWidth: 1.5,
      }),
      ...key.map(({ fill, dy }) =>
        Plot.dot([0], { frameAnchor: 'top-right', symbol: 'square', r: 7, dx: 18, dy: dy + 10, fill }),
      ),
      ...key.map(({ text, dy }) =>
        Plot.text([`${text} m`], {
          frameAnchor: 'top-right',
          textAnchor: 'start',
          dx: 30,
          dy: dy + 4,
          fill: ink,
        }),
      ),
      Plot.text(['never at\nthe wall\nfirst'], {
        frameAnchor: 'top-right',
        textAnchor: 'start',
        dx: 30,
        dy: key.length * 18 + 4,
        fill: ink,
      }),
      Plot.dot([0], {
        frameAnchor: 'top-right',
        symbol: 'square',
        r: 7,
        dx: 18,
        dy: key.length * 18 + 10,
        fill: '#f4f1ea',
        stroke: '#d9d3c4',
      }),
    ],
  });
}

function drawMisses(shots) {
  const points = shots.map(({ miss }, i) => ({ i, miss: Math.max(miss, 1e-6) }));
  const low = Math.floor(Math.log10(Math.min(goal, ...points.map(({ miss }) => miss))));
  const high = Math.ceil(Math.log10(Math.max(...points.map(({ miss }) => miss))));
  const decades = Array.from({ length: high - low + 1 }, (_, k) => 10 ** (low + k));
  return plot({
    heading: 'Miss at each iteration',
    width: 360,
    height: 350,
    marginBottom: 46,
    x: {
      domain: [0, points.length - 1],
      label: 'iteration',
      labelAnchor: 'center',
      labelArrow: 'none',
      ticks: Math.min(10, points.length - 1),
      tickFormat: 'd',
      tickSize: 0,
    },
    y: {
      type: 'log',
      domain: [10 ** low, 10 ** high],
      label: null,
      ticks: decades,
      tickFormat: metres,
      tickSize: 0,
    },
    marks: [
      Plot.gridY(decades, { stroke: ink, strokeOpacity: 0.1 }),
      Plot.line(points, { x: 'i', y: 'miss', stroke: ink, strokeWidth: 1.6 }),
      Plot.dot(points, {
        x: 'i',
        y: 'miss',
        r: 4.5,
        fill: (_, i) => (i === 0 ? first : i === points.length - 1 ? last : '#fff'),
        stroke: (_, i) => (i === 0 || i === points.length - 1 ? '#fff' : ink),
        strokeWidth: 1.5,
      }),
    ],
  });
}

function metres(x) {
  if (x >= 0.9) return `${Math.round(x)} m`;
  if (x >= 0.009) return `${Math.round(x * 100)} cm`;
  if (x >= 0.0009) return `${Math.round(x * 1000)} mm`;
  return `${Number((x * 1000).toPrecision(1))} mm`;
}
