import type { LegendEntry } from './Chart.js';
import type { Panel } from './plottingLibrary.js';
import { escapeText, textWidth } from './svgText.js';
import { faint, fontFamily, ink } from './theme.js';

interface Head {
  readonly title: string | undefined;
  readonly subtitle: string | undefined;
  readonly legend: readonly LegendEntry[];
  readonly width: number;
  readonly height: number;
}

/** Left edge of texts. */
const LEFT = 24;
const LEGEND_SIZE = 14;
const ROW = 22;

/** A page of title, subtitle, legend and, in what height is left, a panel; as the text of an SVG file. */
export function layOut(head: Head, drawPanel: (height: number) => Panel): string {
  const parts: string[] = [];
  let y = 12;
  if (head.title !== undefined) {
    y += 22;
    parts.push(text(head.title, LEFT, y, `font-size="19" font-weight="600" fill="${ink}"`));
  }
  if (head.subtitle !== undefined) {
    y += 21;
    parts.push(text(head.subtitle, LEFT, y, `font-size="14" fill="${faint}"`));
  }
  if (head.title !== undefined || head.subtitle !== undefined) y += 10;
  if (head.legend.length > 1) y = drawLegend(head.legend, y, head.width, parts);
  const panel = drawPanel(Math.max(80, head.height - y));
  panel.setAttribute('y', String(y));
  parts.push(panel.outerHTML);
  const height = y + Number(panel.getAttribute('height'));
  const size = `width="${head.width}" height="${height}" viewBox="0 0 ${head.width} ${height}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${size} font-family="${fontFamily}">`,
    '<rect width="100%" height="100%" fill="#fff"/>',
    ...parts,
    '</svg>\n',
  ].join('\n');
}

function text(content: string, x: number, y: number, attributes: string): string {
  return `<text x="${x}" y="${y}" ${attributes}>${escapeText(content)}</text>`;
}

/** Draws entries in rows from height y on; gives the height below them. */
function drawLegend(legend: readonly LegendEntry[], y: number, width: number, parts: string[]): number {
  let x = LEFT;
  let top = y;
  for (const entry of legend) {
    const needed = 29 + textWidth(entry.label, LEGEND_SIZE) + 20;
    if (x > LEFT && x + needed - 20 > width - LEFT) {
      x = LEFT;
      top += ROW;
    }
    parts.push(
      swatch(entry, x, top + 9),
      text(entry.label, x + 29, top + 13.5, `font-size="${LEGEND_SIZE}" fill="${ink}"`),
    );
    x += needed;
  }
  return top + ROW;
}

function swatch({ colour, dashes, form }: LegendEntry, x: number, y: number): string {
  if (form === 'band')
    return `<rect x="${x}" y="${y - 6}" width="22" height="12" fill="${colour}" fill-opacity="0.22"/>`;
  if (form === 'dot') return `<circle cx="${x + 11}" cy="${y}" r="4" fill="${colour}"/>`;
  const dash = dashes === undefined ? '' : ` stroke-dasharray="${dashes}"`;
  return `<path d="M${x},${y}h22" stroke="${colour}" stroke-width="2.5"${dash}/>`;
}
