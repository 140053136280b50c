import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import * as Plot from '@observablehq/plot';
import { Resvg } from '@resvg/resvg-js';
import { parseHTML } from 'linkedom';

const { document } = parseHTML('<html><body></body></html>');
const require = createRequire(import.meta.url);
const fonts = ['400Regular/SourceSans3_400Regular', '600SemiBold/SourceSans3_600SemiBold'].map((name) =>
  require.resolve(`@expo-google-fonts/source-sans-3/${name}.ttf`),
);
const family = "'Source Sans 3', 'Source Sans Pro', sans-serif";
const [width, left] = [900, 64];

/** Told apart with any colour vision (Okabe & Ito 2008); ink is for text and axes, faint for what is secondary. */
export const colours = {
  ink: '#22303c',
  faint: '#6b7a87',
  blue: '#0072b2',
  vermilion: '#d55e00',
  green: '#009e73',
  purple: '#cc79a7',
  orange: '#e69f00',
  sky: '#56b4e9',
};

/** A panel of a page, drawn by Observable Plot, with a heading above it if `heading` is given. */
export function plot({ heading, marks = [], ...options }) {
  const { ink } = colours;
  const head = { frameAnchor: 'top-left', dy: -26, fontSize: 15, fontWeight: 600, fill: ink };
  return Plot.plot({
    document,
    width,
    marginLeft: left,
    marginRight: 24,
    marginTop: heading === undefined ? 14 : 40,
    style: { background: 'none', fontFamily: family, fontSize: '13px', color: ink },
    marks: heading === undefined ? marks : [...marks, Plot.text([heading], head)],
    ...options,
  });
}

/**
 * Writes a figure as `name.svg` and, twice the size, as `name.png`.
 *
 * @param page  its title, its subtitle; `legend`, entries of a text, a colour and, if it is no line, `dot: 'full' | 'hollow'`, or, if it
 * is no full line, `dashes`; `rows` of panels that stand beside one another
 * @returns the files written
 */
export function savePage(name, page) {
  const svg = layOut(page);
  const png = new Resvg(svg, {
    background: 'white',
    fitTo: { mode: 'zoom', value: 2 },
    font: { fontFiles: fonts, loadSystemFonts: false, defaultFontFamily: 'Source Sans 3' },
  })
    .render()
    .asPng();
  fs.mkdirSync(path.dirname(name), { recursive: true });
  fs.writeFileSync(`${name}.svg`, svg);
  fs.writeFileSync(`${name}.png`, png);
  return [`${name}.svg`, `${name}.png`];
}

function layOut({ title, subtitle, legend = [], rows }) {
  const parts = [
    `<text x="${left}" y="38" font-size="21" font-weight="600" fill="${colours.ink}">${title}</text>`,
    `<text x="${left}" y="62" font-size="14" fill="${colours.faint}">${subtitle}</text>`,
    ...drawLegend(legend),
  ];
  let y = legend.length > 0 ? 100 : 72;
  for (const row of rows) {
    let x = 0;
    for (const panel of row) {
      panel.querySelector('style')?.remove(); // its `height: auto` is meant for a page, and would stretch a nested panel
      panel.setAttribute('x', String(x));
      panel.setAttribute('y', String(y));
      x += Number(panel.getAttribute('width'));
      parts.push(panel.outerHTML);
    }
    y += Math.max(...row.map((panel) => Number(panel.getAttribute('height'))));
  }
  const open = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}" height="${y + 12}" viewBox="0 0 ${width} ${y + 12}" font-family="${family}">`;
  return [open, '<rect width="100%" height="100%" fill="#fff"/>', ...parts, '</svg>'].join('\n');
}

function drawLegend(legend) {
  const parts = [];
  let x = left;
  for (const { text, colour, dot, dashes } of legend) {
    const dash = dashes === undefined ? '' : ` stroke-dasharray="${dashes}"`;
    const fill = dot === 'full' ? colour : '#fff';
    parts.push(
      dot === undefined
        ? `<path d="M${x},86h22" stroke="${colour}" stroke-width="3"${dash}/>`
        : `<circle cx="${x + 11}" cy="86" r="4" fill="${fill}" stroke="${colour}" stroke-width="1.6"/>`,
      `<text x="${x + 29}" y="90.5" font-size="14" fill="${colours.ink}">${text}</text>`,
    );
    x += 53 + 6.8 * text.length;
  }
  return parts;
}
