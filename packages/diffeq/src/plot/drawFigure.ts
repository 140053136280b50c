import type * as ObservablePlot from '@observablehq/plot';
import { solverError } from '../diagnostics/solverError.js';
import { nodeModule } from '../node/nodeModule.js';
import { requireOptional } from '../node/requireOptional.js';
import { axisOptions, tickWidth } from './axisOptions.js';
import type { Chart } from './Chart.js';
import type { FigureFormat, FigureOf, FigureOptions } from './FigureOptions.js';
import { layOut } from './layOut.js';
import type { Panel, PlottingLibrary } from './plottingLibrary.js';
import { plottingLibrary } from './plottingLibrary.js';
import { escapeText, withOwnIds } from './svgText.js';
import { faint, fontFamily, ink } from './theme.js';

/**
 * Draws a chart in the format asked for.
 *
 * @throws DIFF5033 a package that drawing needs is not installed, DIFF5008 PNG in a browser
 */
export async function drawFigure<F extends FigureFormat>(
  chart: Chart,
  options: FigureOptions<F>,
): Promise<FigureOf<F>> {
  const svg = await drawSvg(chart, options);
  switch (options.format) {
    case 'png':
      return rasterize(svg, options) as FigureOf<F>;
    case 'html':
      return page(svg, options.title ?? 'Solution') as FigureOf<F>;
    default:
      return svg as FigureOf<F>;
  }
}

/** The picture as text. Its ids are its own: several may stand on one page. */
async function drawSvg(chart: Chart, options: FigureOptions): Promise<string> {
  const library = await plottingLibrary();
  const { width = 720, height = 440 } = options;
  const svg = layOut(
    { title: options.title, subtitle: options.subtitle, legend: chart.legend, width, height },
    (panelHeight) => drawPanel(library, chart, options, panelHeight),
  );
  return withOwnIds(svg);
}

/** The panel as Observable Plot draws it, without its style sheet, which is meant for pages and would stretch a nested panel. */
function drawPanel(
  { Plot, document }: PlottingLibrary,
  chart: Chart,
  options: FigureOptions,
  height: number,
): Panel {
  const left = Math.max(60, 36 + tickWidth(chart.y, options.yScale));
  const panel: Panel = Plot.plot({
    document: document as never,
    width: options.width ?? 720,
    height,
    ...margins(chart, left),
    style: { background: 'none', fontFamily, fontSize: '13px', color: ink },
    x: { labelOffset: 38, ...axis(chart, chart.x, options.xScale, options.xDomain) },
    y: { labelOffset: left - 12, ...axis(chart, chart.y, options.yScale, options.yDomain) },
    marks: [
      ...(chart.axes ? background(Plot) : []),
      ...chart.marks(Plot),
      ...((options.marks ?? []) as ObservablePlot.Markish[]),
    ],
  });
  panel.querySelector('style')?.remove();
  return panel;
}

const margins = ({ axes }: Chart, left: number): ObservablePlot.PlotOptions =>
  axes
    ? { marginLeft: left, marginRight: 24, marginTop: 12, marginBottom: 46 }
    : { marginLeft: 12, marginRight: 12, marginTop: 8, marginBottom: 8 };

function axis(
  chart: Chart,
  ofChart: Chart['x'],
  scale: FigureOptions['xScale'],
  wanted: readonly [number, number] | undefined,
): ObservablePlot.ScaleOptions {
  return chart.axes
    ? axisOptions(ofChart, scale, wanted)
    : { axis: null, ...(ofChart.domain === undefined ? {} : { domain: [...ofChart.domain] }) };
}

function background(Plot: typeof ObservablePlot): ObservablePlot.Markish[] {
  const grid = { stroke: ink, strokeOpacity: 0.1 };
  return [
    Plot.gridX(grid),
    Plot.gridY(grid),
    Plot.frame({ anchor: 'bottom', stroke: faint }),
    Plot.frame({ anchor: 'left', stroke: faint }),
  ];
}

type Resvg = new (svg: string, options: object) => { render(): { asPng(): Uint8Array } };

function rasterize(svg: string, { scale = 2, fontFiles }: FigureOptions): Uint8Array {
  if (nodeModule('node:module') === undefined) {
    throw solverError(
      'DIFF5008',
      'a picture as PNG can be made in Node only',
      "Take { format: 'svg' }, and draw it on a canvas.",
    );
  }
  const { Resvg } = requireOptional<{ Resvg: Resvg }>('@resvg/resvg-js', 'pictures as PNG');
  const files = fontFiles ?? ownFonts();
  const font =
    files.length > 0
      ? { fontFiles: files, loadSystemFonts: false, defaultFontFamily: 'Source Sans 3' }
      : { loadSystemFonts: true };
  return new Resvg(svg, { background: 'white', fitTo: { mode: 'zoom', value: scale }, font })
    .render()
    .asPng();
}

/** The same letters on every machine, if their package is there. */
function ownFonts(): readonly string[] {
  const from = typeof __filename === 'string' ? __filename : `${process.cwd()}/`;
  const { resolve } = nodeModule('node:module')!.createRequire(from);
  try {
    return ['400Regular/SourceSans3_400Regular', '600SemiBold/SourceSans3_600SemiBold'].map((name) =>
      resolve(`@expo-google-fonts/source-sans-3/${name}.ttf`),
    );
  } catch {
    return [];
  }
}

function page(svg: string, title: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeText(title)}</title>
<style>body { margin: 24px; display: grid; justify-content: center } svg { max-width: 100%; height: auto }</style>
${svg}
</html>
`;
}
