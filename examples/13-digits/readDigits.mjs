import fs from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { NDArray } from '@diffjs/runtime';

/** The pictures, an array of the shape [1797, 64] of numbers from 0 to 1, and the digits that they show. */
export function readDigits() {
  const text = gunzipSync(
    fs.readFileSync(path.join(import.meta.dirname, 'data', 'digits.csv.gz')),
  ).toString();
  const rows = text
    .trim()
    .split('\n')
    .map((row) => row.split(',').map(Number));
  return {
    pictures: new NDArray(
      Float64Array.from(
        rows.flatMap((row) => row.slice(0, 64)),
        (x) => x / 16,
      ),
      [rows.length, 64],
    ),
    digits: Int32Array.from(rows, (row) => row[64]),
  };
}
