import * as Plot from '@observablehq/plot';
import { colours, plot, savePage } from 'example-support';

const { ink, faint, blue, vermilion, green, purple, orange, sky } = colours;
const hues = [blue, vermilion, green, purple, orange, sky];

/** What is drawn of a distance that is smaller, on an axis that has no zero. */
const least = 1e-10;

/**
 * Draws the energies of all runs over the iterations, and their distances from the ground state's.
 *
 * @param levels  all eigenvalues of the Hamiltonian, the least first
 * @returns the files written
 */
export function drawFigure(name, runs, levels) {
  const [ground] = levels;
  const points = runs.flatMap(({ energies }, run) =>
    energies.map((energy, iteration) => ({
      run,
      iteration,
      energy,
      above: Math.max(least, energy - ground),
    })),
  );
  const last = Math.max(...points.map(({ iteration }) => iteration));
  const line = (y) =>
    Plot.line(points, { x: 'iteration', y, z: 'run', stroke: ({ run }) => hues[run % 6], strokeWidth: 1.8 });
  const x = { domain: [0, last], tickSize: 0, labelAnchor: 'center', labelArrow: 'none' };
  const decades = Array.from({ length: 6 }, (_, i) => 100 * 10 ** (-2 * i));
  const distinct = levels.filter((level, i) => i === 0 || level - levels[i - 1] > 1e-6);
  return savePage(name, {
    title: 'The ground state of a ring of spins, found by a quantum circuit',
    subtitle: `Energy of a Heisenberg ring in the state that a circuit makes; its angles by Adam from ${runs.length} random starts.`,
    legend: runs.map((_, run) => ({ text: `start ${run + 1}`, colour: hues[run % 6] })),
    rows: [
      [
        plot({
          heading: 'Energy, and the levels of the Hamiltonian',
          height: 280,
          marginBottom: 20,
          x: { ...x, axis: null },
          y: {
            domain: [ground - 0.6, levels.at(-1) + 0.3],
            label: null,
            ticks: distinct.map(Math.round),
            tickSize: 0,
            tickFormat: (e) => String(e).replace('-', '−'),
          },
          marks: [Plot.ruleY(distinct, { stroke: faint, strokeDasharray: '4 4' }), line('energy')],
        }),
      ],
      [
        plot({
          heading: 'Distance from the ground state',
          height: 290,
          marginBottom: 48,
          x: { ...x, label: 'iteration' },
          y: {
            type: 'log',
            domain: [least, 100],
            label: null,
            ticks: decades,
            tickSize: 0,
            tickFormat: formatDecade,
          },
          marks: [
            Plot.gridY(decades, { stroke: ink, strokeOpacity: 0.1 }),
            Plot.ruleY([1e-6], { stroke: faint, strokeDasharray: '4 4' }),
            line('above'),
          ],
        }),
      ],
    ],
  });
}

function formatDecade(x) {
  return x >= 1 ? String(x) : x.toExponential(0).replace('e-', 'e−');
}
