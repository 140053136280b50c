import * as Plot from '@observablehq/plot';
import { colours, plot, savePage } from 'example-support';

const { ink, blue, vermilion, green } = colours;
const hues = [blue, vermilion, green];

/**
 * Draws Greeks over the price of the share, for some maturities.
 *
 * @param curves  `name` of the Greek, `heading`, and `points` of the share's price `S`, the maturity's number `k` and the Greek's `value`
 * @returns the files written
 */
export function drawFigure(name, curves, maturities, strike) {
  const panels = curves.map(({ heading, points }, i) =>
    plot({
      heading,
      width: 450,
      height: i < 2 ? 240 : 270,
      marginBottom: i < 2 ? 20 : 48,
      marginRight: 16,
      x: {
        label: i < 2 ? null : 'price of the share',
        labelAnchor: 'center',
        labelArrow: 'none',
        ticks: 5,
        tickSize: 0,
      },
      y: {
        label: null,
        ticks: 5,
        tickSize: 0,
        tickFormat: (x) => String(Number(x.toPrecision(6))).replace('-', '−'),
      },
      marks: [
        Plot.gridY({ stroke: ink, strokeOpacity: 0.1, ticks: 5 }),
        Plot.ruleX([strike], { stroke: ink, strokeOpacity: 0.3, strokeDasharray: '4 4' }),
        Plot.line(points, { x: 'S', y: 'value', z: 'k', stroke: ({ k }) => hues[k], strokeWidth: 2 }),
      ],
    }),
  );
  return savePage(name, {
    title: 'Greeks of a call option by derivatives of derivatives',
    subtitle: `Over the price of the share, with the strike at ${strike}: each is the price differentiated twice or three times.`,
    legend: maturities.map((T, k) => ({ text: T === 1 ? '1 year' : `${T} years`, colour: hues[k] })),
    rows: [panels.slice(0, 2), panels.slice(2)],
  });
}
