import * as Plot from '@observablehq/plot';
import { colours, plot, savePage } from 'example-support';
import { noise, station } from './makeObservations.mjs';
import { observe } from './observe.mjs';

const { ink, faint, blue, vermilion } = colours;
const degree = Math.PI / 180;

/**
 * Draws the sky above the station with what was observed and computed, how the residuals fall, and what is left of them.
 *
 * @returns the files written
 */
export function drawFigure(name, figure) {
  return savePage(name, {
    title: 'An orbit from ranges and directions',
    subtitle: `A low satellite seen by one station from ${figure.epoch.slice(0, 16).replace('T', ' ')} UTC on. SGP4 by satellite.js, unmodified.`,
    legend: [
      { text: 'observed', colour: ink, dot: 'full' },
      { text: 'first guess', colour: vermilion, dashes: '6 4' },
      { text: 'at the same times', colour: vermilion, dot: 'hollow' },
      { text: 'recovered', colour: blue },
    ],
    rows: [[drawSky(figure), drawFall(figure)], [drawResiduals(figure)]],
  });
}

function drawSky({ start, fitted, epoch, observations: { minutes, seen } }) {
  const ofSky = (azimuth, elevation) => ({
    x: (90 - elevation / degree) * Math.sin(azimuth),
    y: (90 - elevation / degree) * Math.cos(azimuth),
  });
  const shown = minutes.filter((minute) => minute < 1440); // a day: more would only fill the sky
  const dots = (angles) => shown.map((_, i) => ofSky(angles[3 * i + 1], angles[3 * i + 2]));
  const guessed = dots(observe(start, epoch, shown, station)).filter(({ x, y }) => Math.hypot(x, y) < 90);
  const times = passes(shown).flatMap(([from, to], pass) =>
    Array.from({ length: Math.round((to - from + 6) * 6) }, (_, i) => ({ minute: from - 3 + i / 6, pass })),
  );
  const track = (orbit) => {
    const computed = observe(
      orbit,
      epoch,
      times.map(({ minute }) => minute),
      station,
    );
    return times
      .map(({ pass }, i) => ({ pass, elevation: computed[3 * i + 2], azimuth: computed[3 * i + 1] }))
      .filter(({ elevation }) => elevation > 0)
      .map(({ pass, elevation, azimuth }) => ({ pass, ...ofSky(azimuth, elevation) }));
  };
  const ring = (elevation) =>
    Array.from({ length: 121 }, (_, i) => ofSky((i * Math.PI) / 60, elevation * degree));
  const at = { x: 'x', y: 'y' };
  const label = (text, azimuth, elevation) =>
    Plot.text([text], {
      ...Object.fromEntries(
        Object.entries(ofSky(azimuth * degree, elevation * degree)).map(([k, v]) => [k, [v]]),
      ),
      fill: faint,
      fontSize: 13,
      stroke: '#fff',
      strokeWidth: 3,
    });
  const [width, height, marginTop, marginLeft, marginRight, marginBottom] = [470, 440, 40, 64, 10, 10];
  const across = 106;
  return plot({
    heading: 'The sky above the station, first day',
    ...{ width, height, marginTop, marginLeft, marginRight, marginBottom },
    x: { domain: [-across, across], axis: null },
    y: {
      domain: [-across, across].map(
        (v) => (v * (height - marginTop - marginBottom)) / (width - marginLeft - marginRight),
      ),
      axis: null,
    },
    marks: [
      ...[0, 30, 60].map((elevation) =>
        Plot.line(ring(elevation), { ...at, stroke: ink, strokeOpacity: elevation === 0 ? 0.5 : 0.15 }),
      ),
      ...[0, 90].map((azimuth) =>
        Plot.line([ofSky(azimuth * degree, 0), ofSky((azimuth + 180) * degree, 0)], {
          ...at,
          stroke: ink,
          strokeOpacity: 0.15,
        }),
      ),
      Plot.line(track(start), {
        ...at,
        z: 'pass',
        stroke: vermilion,
        strokeWidth: 1.6,
        strokeDasharray: '6 4',
      }),
      Plot.line(track(fitted), { ...at, z: 'pass', stroke: blue, strokeWidth: 2 }),
      Plot.dot(guessed, { ...at, r: 3, fill: '#fff', stroke: vermilion, strokeWidth: 1.4 }),
      Plot.dot(dots(seen), { ...at, r: 3, fill: ink, stroke: '#fff', strokeWidth: 0.8 }),
      ...['N', 'E', 'S', 'W'].map((text, k) => label(text, 90 * k, -8)),
      label('30°', 135, 30),
      label('60°', 135, 60),
    ],
  });
}

/** First and last minute of each passage over the station. */
function passes(minutes) {
  const found = [];
  for (const minute of minutes) {
    const last = found.at(-1);
    if (last !== undefined && minute - last[1] < 20) last[1] = minute;
    else found.push([minute, minute]);
  }
  return found;
}

function drawFall({ rms }) {
  const points = rms.map((value, i) => ({ i, value }));
  const decades = [1, 10, 100, 1000, 10_000];
  const isLast = (_, i) => i === points.length - 1;
  return plot({
    heading: 'Residuals at each iteration, in σ of the noise',
    width: 430,
    height: 440,
    marginBottom: 46,
    x: {
      label: 'iteration',
      labelAnchor: 'center',
      labelArrow: 'none',
      ticks: points.length - 1,
      tickFormat: 'd',
      tickSize: 0,
    },
    y: { type: 'log', domain: [0.5, 10_000], label: null, ticks: decades, tickFormat: 'd', tickSize: 0 },
    marks: [
      Plot.gridY(decades, { stroke: ink, strokeOpacity: 0.1 }),
      Plot.ruleY([1], { stroke: faint, strokeDasharray: '3 3' }),
      Plot.text(['the noise'], { frameAnchor: 'left', y: 1, dy: 10, dx: 6, fill: faint, fontSize: 13 }),
      Plot.line(points, { x: 'i', y: 'value', stroke: ink, strokeWidth: 1.6 }),
      Plot.dot(points, {
        x: 'i',
        y: 'value',
        r: 4.5,
        fill: (_, i) => (i === 0 ? vermilion : isLast(_, i) ? blue : '#fff'),
        stroke: (_, i) => (i === 0 || isLast(_, i) ? '#fff' : ink),
        strokeWidth: 1.5,
      }),
    ],
  });
}

function drawResiduals({ start, fitted, observations: { minutes }, residuals }) {
  const least = 1e-3;
  const points = [start, fitted].flatMap((orbit, k) => {
    const values = residuals(orbit);
    return minutes.map((minute, i) => ({
      hours: minute / 60,
      range: Math.max(least, Math.abs(values[3 * i] * noise.range)),
      fill: [vermilion, blue][k],
    }));
  });
  const decades = [0.001, 0.01, 0.1, 1, 10, 100, 1000];
  const hours = Math.ceil(minutes.at(-1) / 60 / 12) * 12;
  return plot({
    heading: 'How far the range is off',
    height: 300,
    marginBottom: 46,
    x: {
      domain: [0, hours],
      label: 'hours since the epoch',
      labelAnchor: 'center',
      labelArrow: 'none',
      ticks: Array.from({ length: hours / 6 + 1 }, (_, i) => 6 * i),
      tickSize: 0,
    },
    y: {
      type: 'log',
      domain: [least, 2000],
      label: null,
      ticks: decades,
      tickFormat: (km) => (km < 0.9 ? `${Math.round(km * 1000)} m` : `${km} km`),
      tickSize: 0,
    },
    marks: [
      Plot.gridY(decades, { stroke: ink, strokeOpacity: 0.1 }),
      Plot.ruleY([noise.range], { stroke: faint, strokeDasharray: '3 3' }),
      Plot.text([`the noise, ${noise.range * 1000} m`], {
        frameAnchor: 'left',
        y: noise.range,
        dx: 6,
        dy: -9,
        fill: faint,
        fontSize: 13,
      }),
      Plot.dot(points, { x: 'hours', y: 'range', r: 2.6, fill: (d) => d.fill }),
    ],
  });
}
