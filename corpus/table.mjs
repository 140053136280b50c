/** The results as a table in Markdown. */
export function markdownTable(results) {
  const rows = results.map(({ name, versions, style, cases, problems, impossible }) => {
    if (impossible !== undefined) return `| ${name} | ${style} | | | | cannot work: ${impossible} |`;
    const worst = Math.max(0, ...cases.map(({ error }) => error ?? 0));
    const verdict = problems.length === 0 ? 'right' : problems[0].split('\n')[0];
    const numbers = cases.reduce((sum, each) => sum + (each.numbers ?? 0), 0);
    return `| ${(versions ?? [name]).join(', ')} | ${style ?? ''} | ${cases.length} | ${numbers} | ${worst.toExponential(1)} | ${verdict} |`;
  });
  return [
    '| Packages, versions | Style | Cases | Derivatives | Largest error | |',
    '| --- | --- | ---: | ---: | ---: | --- |',
    ...rows,
    '',
  ].join('\n');
}
