import fs from 'node:fs';
import path from 'node:path';
import * as Plot from '@observablehq/plot';
import { Resvg } from '@resvg/resvg-js';
import { parseHTML } from 'linkedom';
import type { Picture } from './Camera.js';
import type { Step } from './fitLight.js';
import { differenceOf, distanceOf } from './fitLight.js';
import { encodePicture } from './pictures.js';
import type { LightParams } from './stillLife.js';

const { document } = parseHTML('<html><body></body></html>');
const fonts = ['400Regular/SourceSans3_400Regular', '600SemiBold/SourceSans3_600SemiBold'].map((name) =>
  require.resolve(`@expo-google-fonts/source-sans-3/${name}.ttf`),
);
const family = "'Source Sans 3', 'Source Sans Pro', sans-serif";
const ink = '#22303c';
const faint = '#6b7a87';
/** Told apart with any colour vision (Okabe & Ito 2008). */
const [blue, vermilion, green] = ['#0072b2', '#d55e00', '#009e73'];
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
export function drawFigure(
  out: string,
  pictures: Record<'before' | 'target' | 'after', Picture>,
  steps: readonly Step[],
  truth: LightParams | null,
): string[] {
  const { before, target, after } = pictures;
  const curves: Curve[] = [
    { text: 'difference of the pictures, in steps of 255', colour: blue, valueOf: differenceOf },
  ];
  if (truth !== null) {
    for (const [what, colour] of [
      ['position', vermilion],
      ['colour', green],
    ] as const) {
      const valueOf = ({ light }: Step): number => distanceOf(light[what], truth[what]);
      curves.push({ text: `error of the light’s ${what}`, colour, valueOf });
    }
  }
  const wide = (width - left - right - 2 * gap) / 3;
  const high = (wide * target.height) / target.width;
  const top = 114;
  const captions = [
    'At the start',
    `Target, ${target.width} × ${target.height} pixels`,
    `After ${steps.length - 1} iterations`,
  ];
  const images = [before, target, after].flatMap((picture, i) => {
    const x = left + i * (wide + gap);
    return [
      `<text x="${x}" y="${top - 10}" font-size="15" font-weight="600" fill="${ink}">${captions[i]}</text>`,
      `<image x="${x}" y="${top}" width="${wide}" height="${high}" xlink:href="${dataOf(picture, 2 * wide)}"/>`,
    ];
  });
  const legendAt = top + high + 40;
  let x = left;
  const legend = curves.flatMap(({ text, colour }) => {
    const at = x;
    x += 60 + 6.4 * text.length;
    return [
      `<path d="M${at},${legendAt}h22" stroke="${colour}" stroke-width="3"/>`,
      `<text x="${at + 28}" y="${legendAt + 4.5}" font-size="14" fill="${ink}">${text}</text>`,
    ];
  });
  const plot = drawCurves(curves, steps);
  plot.setAttribute('x', '0');
  plot.setAttribute('y', String(legendAt + 14));
  const height = legendAt + 14 + Number(plot.getAttribute('height')) + 12;
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${family}">`,
    '<rect width="100%" height="100%" fill="#fff"/>',
    `<text x="${left}" y="38" font-size="21" font-weight="600" fill="${ink}">The light found from a picture</text>`,
    `<text x="${left}" y="62" font-size="14" fill="${faint}">Position and colour of the light, by L-BFGS with the gradient of a ray tracer.</text>`,
    ...images,
    ...legend,
    plot.outerHTML,
    '</svg>',
  ].join('\n');
  return save(path.join(out, 'comparison'), svg);
}

/** The picture enlarged to at least a width, so that its pixels stay squares. */
function dataOf(picture: Picture, least: number): string {
  const zoom = Math.ceil(least / picture.width);
  return `data:image/png;base64,${encodePicture(picture, zoom).toString('base64')}`;
}

function drawCurves(curves: readonly Curve[], steps: readonly Step[]): Element {
  const points = curves.flatMap(({ colour, valueOf }) =>
    steps.map((step, iteration) => ({ iteration, value: valueOf(step), colour })),
  );
  const values = points.map(({ value }) => value).filter((value) => value > 0);
  const [low, high] = [
    Math.floor(Math.log10(Math.min(...values))),
    Math.ceil(Math.log10(Math.max(...values))),
  ];
  const decades = Array.from({ length: high - low + 1 }, (_, i) => 10 ** (low + i));
  const made = Plot.plot({
    document,
    width,
    height: 300,
    marginLeft: left,
    marginRight: right,
    marginTop: 14,
    marginBottom: 48,
    style: { background: 'none', fontFamily: family, fontSize: '13px', color: ink },
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
  } as Plot.PlotOptions) as unknown as Element;
  made.querySelector('style')?.remove(); // its `height: auto` is meant for a page, and would stretch a nested panel
  return made;
}

/** Writes a drawing as `name.svg` and, twice the size, as `name.png`. */
function save(name: string, svg: string): string[] {
  const png = new Resvg(svg, {
    background: 'white',
    fitTo: { mode: 'zoom', value: 2 },
    font: { fontFiles: fonts, loadSystemFonts: false, defaultFontFamily: 'Source Sans 3' },
  })
    .render()
    .asPng();
  fs.writeFileSync(`${name}.svg`, svg);
  fs.writeFileSync(`${name}.png`, png);
  return [`${name}.svg`, `${name}.png`];
}
