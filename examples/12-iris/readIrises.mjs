import fs from 'node:fs';
import path from 'node:path';
import { NDArray } from '@diffjs/runtime';

/** The four measurements of each iris, an array of the shape [150, 4], and the species of each. */
export function readIrises() {
  const text = fs.readFileSync(path.join(import.meta.dirname, 'data', 'iris.csv'), 'utf8');
  const [header, ...rows] = text.trim().split('\n');
  const fields = rows.map((row) => row.split(',').map(Number));
  return {
    names: header.split(',').slice(0, 4),
    measures: new NDArray(Float64Array.from(fields.flatMap((row) => row.slice(0, 4))), [fields.length, 4]),
    species: fields.map((row) => row[4]),
  };
}
