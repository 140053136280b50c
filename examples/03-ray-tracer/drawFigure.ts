import path from 'node:path';
import * as Plot from '@observablehq/plot';
import type { Picture } from './Camera.js';
import type { Step } from './fitLight.js';
import { differenceOf, distanceOf } from './fitLight.js';
import { encodePicture } from './pictures.js';
import type { LightParams } from './stillLife.js';

const [width, left, right, gap] = [900, 64, 24, 16];

/** A curve over the iterations. */
interface Curve {
  readonly text: string;
  readonly colour: string;
  readonly valueOf: (step: Step) => number;
}

/**
 * Draws the pictures beside one another, and how the search went, as SVG and PNG.
 *
 * @returns the files written
 */
export async function drawFigure(
  out: string,
  pictures: Record<'before' | 'target' | 'after', Picture>,
  steps: readonly Step[],
  truth: LightParams | null,
): Promise<string[]> {
  const { colours, plot, savePage } = await import('example-support');
  const { before, target, after } = pictures;
  const curves: Curve[] = [
    { text: 'difference of the pictures, in steps of 255', colour: colours.blue, valueOf: differenceOf },
  ];
  if (truth !== null) {
    for (const [what, colour] of [
      ['position', colours.vermilion],
      ['colour', colours.green],
    ] as const) {
      const valueOf = ({ light }: Step): number => distanceOf(light[what], truth[what]);
      curves.push({ text: `error of the light’s ${what}`, colour, valueOf });
    }
  }
  const wide = (width - left - right - 2 * gap) / 3;
  const high = (wide * target.height) / target.width;
  const captions = [
    'At the start',
    `Target, ${target.width} × ${target.height} pixels`,
    `After ${steps.length - 1} iterations`,
  ];
  const images = [before, target, after].map((picture, i) => {
    const marginLeft = i === 0 ? left : gap / 2;
    const marginRight = i === 2 ? right : gap / 2;
    const place = { x: 0, y: 0, width: wide, height: high, src: dataOf(picture, 2 * wide) };
    return plot({
      heading: captions[i],
      width: marginLeft + wide + marginRight,
      height: 40 + high + 8,
      marginLeft,
      marginRight,
      marginBottom: 8,
      x: { domain: [-1, 1], axis: null },
      y: { domain: [-1, 1], axis: null },
      marks: [Plot.image([place], { ...place, src: 'src' })],
    });
  });
  return savePage(path.join(out, 'comparison'), {
    title: 'The light found from a picture',
    subtitle: 'Position and colour of the light, by L-BFGS with the gradient of a ray tracer.',
    legend: curves,
    rows: [images, [plot(planCurves(curves, steps, colours.ink))]],
  });
}

/** The picture enlarged to at least a width, so that its pixels stay squares. */
function dataOf(picture: Picture, least: number): string {
  const zoom = Math.ceil(least / picture.width);
  return `data:image/png;base64,${encodePicture(picture, zoom).toString('base64')}`;
}

function planCurves(curves: readonly Curve[], steps: readonly Step[], ink: string): Plot.PlotOptions {
  const points = curves.flatMap(({ colour, valueOf }) =>
    steps.map((step, iteration) => ({ iteration, value: valueOf(step), colour })),
  );
  const values = points.map(({ value }) => value).filter((value) => value > 0);
  const [low, high] = [
    Math.floor(Math.log10(Math.min(...values))),
    Math.ceil(Math.log10(Math.max(...values))),
  ];
  const decades = Array.from({ length: high - low + 1 }, (_, i) => 10 ** (low + i));
  return {
    height: 300,
    marginBottom: 48,
    x: {
      label: 'iteration',
      labelAnchor: 'center',
      labelArrow: 'none',
      tickSize: 0,
      ticks: Math.min(10, steps.length),
      tickFormat: 'd',
    },
    y: {
      type: 'log',
      domain: [decades[0], decades[decades.length - 1]],
      label: null,
      tickSize: 0,
      ticks: decades,
      tickFormat: (x: number) => String(Number(x.toPrecision(1))),
    },
    marks: [
      Plot.gridY(decades, { stroke: ink, strokeOpacity: 0.1 }),
      Plot.line(points, {
        x: 'iteration',
        y: 'value',
        stroke: (d: { colour: string }) => d.colour,
        strokeWidth: 2,
      }),
    ],
  };
}
