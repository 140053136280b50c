/** Prints rows in columns below a row of headings: columns of words to the left, columns with numbers to the right. */
export function printTable(rows) {
  const widths = rows[0].map((_, j) => Math.max(...rows.map((row) => row[j].length)));
  for (const row of rows) {
    const cells = row.map((cell, j) => (isText(rows, j) ? cell.padEnd(widths[j]) : cell.padStart(widths[j])));
    console.log(`  ${cells.join('   ')}`.trimEnd());
  }
}

function isText(rows, column) {
  return rows.slice(1).every((row) => !/\d/.test(row[column]));
}

/** A number with a sign, the minus as long as the plus. */
export function signed(x, digits) {
  return `${x < 0 ? '−' : '+'}${Math.abs(x).toFixed(digits)}`;
}
