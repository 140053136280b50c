import type { Diagnostic } from './Diagnostic.js';
import type { SourceLocation } from '../hir/model.js';

/**
 * The text of a problem: code and sentence with the place, the lines of the source concerned (those of related
 * places with a note beside them), and what to write instead.
 */
export function printDiagnostic(problem: Diagnostic, fileName: string, source: string | undefined): string {
  const { code, message, loc, advice } = problem;
  const place = loc ? `${fileName}:${loc.line}:${loc.column + 1}` : fileName;
  const frame =
    source !== undefined && loc ? printFrame(source.split(/\r\n?|\n|\u2028|\u2029/), loc, problem) : [];
  return [`${code}: ${message}   ${place}`, ...frame, `  ${advice} See docs/errors/${code}.md`].join('\n');
}

function printFrame(lines: readonly string[], loc: SourceLocation, problem: Diagnostic): string[] {
  const notes = new Map<number, string>();
  for (const { loc: place, note } of problem.related) if (place) notes.set(place.line, note);
  const shown = new Set([loc.line - 1, loc.line, loc.line + 1, ...notes.keys()]);
  const numbers = [...shown].filter((line) => line >= 1 && line <= lines.length).sort((a, b) => a - b);
  const width = String(numbers.at(-1) ?? 1).length;
  const printed: string[] = [];
  for (const line of numbers) {
    const text = lines[line - 1] ?? '';
    const note = notes.get(line);
    const isHere = line === loc.line;
    printed.push(
      `${isHere ? '>' : ' '} ${String(line).padStart(width)} | ${text}${note ? `   ← ${note}` : ''}`.trimEnd(),
    );
    if (isHere) {
      const end = loc.endLine === loc.line ? loc.endColumn : text.length;
      const before = text.slice(0, loc.column).replace(/[^\t]/g, ' ');
      printed.push(`  ${' '.repeat(width)} | ${before}${'^'.repeat(Math.max(1, end - loc.column))}`);
    }
  }
  return printed;
}
