import * as Plot from '@observablehq/plot';
import { ContinuousCallback, Vern9, solve } from '@diffjs/diffeq';
import type * as support from 'example-support';
import type { Swing } from './pendulum.js';
import { energy, leastEnergy, passBottom } from './pendulum.js';

type Support = typeof support;

/** Where the lower rod is. */
export interface Passage {
  readonly angle: number;
  readonly momentum: number;
  /** The energy above that at rest. */
  readonly off: number;
  readonly start: number;
}

/** Where the lower rod is each time the upper one swings through the bottom to the right. */
export function section(above: number, passages: number): Passage[] {
  const found: Passage[] = [];
  const angles = [-1.6, -1.2, -0.8, -0.4, 0, 0.3, 0.6, 0.9, 1.2];
  const starts = angles.flatMap((angle) =>
    [-2.5, 0, 2.5].map((momentum): [number, number] => [angle, momentum]),
  );
  starts.forEach((from, start) => {
    const problem = passBottom(from, above, 1e4);
    if (problem === undefined) return;
    let count = 0;
    const note = ContinuousCallback(
      (u: Swing) => u.q[0],
      (integrator) => {
        const { p, q } = integrator.u as Swing;
        found.push({ angle: q[1], momentum: p[1], off: energy(p, q) - leastEnergy, start });
        if (++count === passages) integrator.terminate();
      },
      { direction: 'up', savePositions: [false, false] },
    );
    solve(problem, Vern9(), { rtol: 1e-9, atol: 1e-9, callback: note, saveEverystep: false, dense: false });
  });
  return found;
}

/** The sections beside one another, a colour for each start. */
export function drawSections(
  file: string,
  sections: readonly { above: number; found: Passage[] }[],
  support: Support,
): void {
  const { colours, plot, printFiles, savePage } = support;
  const { blue, vermilion, green, purple, orange, sky, ink } = colours;
  const palette = [blue, vermilion, green, purple, orange, sky, ink];
  const panels = sections.map(({ above, found }) =>
    plot({
      heading: `${above} J above rest`,
      width: 300,
      height: 330,
      marginLeft: 44,
      marginRight: 8,
      marginBottom: 40,
      x: { label: 'lower angle', labelAnchor: 'center', labelArrow: 'none', ticks: 4 },
      y: { label: null, ticks: 5 },
      marks: [
        Plot.dot(found, {
          x: 'angle',
          y: 'momentum',
          r: 0.8,
          fill: (d: Passage) => palette[d.start % palette.length],
        }),
      ],
    }),
  );
  const files = savePage(file, {
    title: 'Poincaré sections of the double pendulum',
    subtitle:
      'Angle and momentum of the lower rod whenever the upper one passes the bottom to the right. Curves are regular motion, clouds are chaos.',
    rows: [panels],
  });
  printFiles(files);
}
