import fs from 'node:fs';
import { MAIN, type Kind } from '../contenders';
import { benchProblem } from '../problems';
import type { Curve } from '../sweep';
import type { Results } from '../main';
import { workPrecisionDiagram } from './diagram';
import { tableOf } from './table';

const landmarks: ReadonlySet<Kind> = new Set(['yardstick', 'C', 'CVODE']);

const STYLE = `
body { font: 15px/1.45 system-ui, sans-serif; max-width: 1100px; margin: 2em auto; padding: 0 1em; color: #222; }
table { border-collapse: collapse; font-size: 13px; margin: 1em 0; }
td, th { padding: 2px 8px; text-align: right; border-bottom: 1px solid #ddd; white-space: nowrap; }
td:first-child, th:first-child { text-align: left; }
svg { max-width: 100%; height: auto; }
section { margin-bottom: 3em; overflow-x: auto; }`;

/** Writes the page of diagrams and tables; everything is in the file, and nothing is loaded. */
export function writePage(file: string, results: Results): void {
  const sections = Object.entries(results.curves).map(([name, curves]) => {
    const problem = benchProblem(name);
    const [head, ...rows] = tableOf(problem, curves);
    const table = [line('th', head!), ...rows.map((row) => line('td', row))].join('\n');
    const diagrams = groupsOf(curves).map((group) => workPrecisionDiagram(problem, group));
    return `<section><h2>${escaped(name)}</h2>\n${diagrams.join('\n')}\n<table>\n${table}\n</table></section>`;
  });
  const machine = Object.entries(results.machine).map(([name, version]) => `${name} ${version}`);
  fs.writeFileSync(
    file,
    `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Work and precision of solvers</title><style>${STYLE}</style>
<h1>Work and precision of solvers</h1>
<p>Least CPU time of a solve over the largest relative error of a component at the end of the span; down and left is better. Where a
solution is chaotic, over the tolerance. Solid: @diffjs/diffeq; dashed: others.</p>
<p>${machine.map(escaped).join(' · ')}</p>
${sections.join('\n')}
</html>
`,
  );
}

/** First choices with all peers, then each family with the solvers by hand and in C. */
function groupsOf(curves: readonly Curve[]): Curve[][] {
  const groups = new Set(curves.map(({ contender }) => contender.group));
  return [...groups].map((name) =>
    curves.filter(
      ({ contender: { group, kind } }) => group === name || (name !== MAIN && landmarks.has(kind)),
    ),
  );
}

function line(tag: 'td' | 'th', cells: readonly string[]): string {
  return `<tr>${cells.map((cell) => `<${tag}>${escaped(cell)}</${tag}>`).join('')}</tr>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
