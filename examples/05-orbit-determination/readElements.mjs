/** The mean elements, with their unit and how many digits to show. */
export const names = [
  ['inclination', '°', 5],
  ['node', '°', 5],
  ['eccentricity', '', 6],
  ['perigee', '°', 3],
  ['mean anomaly', '°', 3],
  ['mean motion', 'rev/d', 6],
  ['drag B*', '1/R⊕', 7],
];

/** @returns the mean elements of a two-line element set, angles in degrees, and their epoch as an ISO 8601 date */
export function readElements([first, second]) {
  const field = (line, from, to) => Number(line.slice(from - 1, to)); // columns count from 1
  const year = field(first, 19, 20);
  const start = Date.UTC(year < 57 ? 2000 + year : 1900 + year, 0, 1);
  const exponent = field(first, 60, 61);
  return {
    orbit: [
      field(second, 9, 16),
      field(second, 18, 25),
      field(second, 27, 33) * 1e-7,
      field(second, 35, 42),
      field(second, 44, 51),
      field(second, 53, 63),
      field(first, 54, 59) * 10 ** (exponent - 5),
    ],
    epoch: new Date(start + (field(first, 21, 32) - 1) * 86_400_000).toISOString(),
  };
}
