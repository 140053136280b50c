/**
 * Photochemistry of polluted air: 20 species, 25 reactions.
 *
 * Reference: J. G. Verwer, SIAM Journal on Scientific Computing 15(5), 1994; the problem POLLU of the Test Set for Initial Value Problem
 * Solvers, with its reference solution.
 */
export const species =
  'NO2 NO O3P O3 HO2 OH HCHO CO ALD MEO2 C2O3 CO2 PAN CH3O HNO3 O1D SO2 SO4 NO3 N2O5'.split(' ');

/** Rate constants in minutes and parts per million. */
const reactions: readonly (readonly [string, number])[] = [
  ['NO2 → NO + O3P', 0.35],
  ['NO + O3 → NO2', 26.6],
  ['HO2 + NO → NO2 + OH', 12300],
  ['HCHO → HO2 + HO2 + CO', 0.00086],
  ['HCHO → CO', 0.00082],
  ['HCHO + OH → HO2 + CO', 15000],
  ['ALD → MEO2 + HO2 + CO', 0.00013],
  ['ALD + OH → C2O3', 24000],
  ['C2O3 + NO → NO2 + MEO2 + CO2', 16500],
  ['C2O3 + NO2 → PAN', 9000],
  ['PAN → C2O3 + NO2', 0.022],
  ['MEO2 + NO → CH3O + NO2', 12000],
  ['CH3O → HCHO + HO2', 1.88],
  ['NO2 + OH → HNO3', 16300],
  ['O3P → O3', 4.8e6],
  ['O3 → O1D', 0.00035],
  ['O3 → O3P', 0.0175],
  ['O1D → OH + OH', 1e8],
  ['O1D → O3P', 4.44e11],
  ['SO2 + OH → SO4 + HO2', 1240],
  ['NO3 → NO', 2.1],
  ['NO3 → NO2 + O3P', 5.78],
  ['NO2 + O3 → NO3', 0.0474],
  ['NO3 + NO2 → N2O5', 1780],
  ['N2O5 → NO3 + NO2', 3.12],
];

/** Rate constants, [25]. */
export const rates = Float64Array.from(reactions, ([, rate]) => rate);

/** What stands in a reaction's place: its text. */
export const nameOf = (reaction: number): string => reactions[reaction][0];

export const startOfDay = new Float64Array(20);
Object.entries({ NO: 0.2, O3: 0.04, HCHO: 0.1, CO: 0.3, ALD: 0.01, SO2: 0.007 }).forEach(([name, amount]) => {
  startOfDay[species.indexOf(name)] = amount;
});

/** After an hour, by the test set. */
export const afterAnHour = [
  0.5646255480022769e-1, 0.1342484130422339, 0.4139734331099427e-8, 0.5523140207484359e-2,
  0.2018977262302196e-6, 0.1464541863493966e-6, 0.7784249118997964e-1, 0.3245075353396018,
  0.7494013383880406e-2, 0.1622293157301561e-7, 0.1135863833257075e-7, 0.2230505975721359e-2,
  0.208716288279863e-3, 0.1396921016840158e-4, 0.8964884856898295e-2, 0.4352846369330103e-17,
  0.6899219696263405e-2, 0.1007803037365946e-3, 0.1772146513969984e-5, 0.5682943292316392e-4,
];

const place = (name: string): number => species.indexOf(name.trim());
const sides = reactions.map(([text]) => text.split('→').map((side) => side.split('+').map(place)));

/** Places of the species that react, the second −1 where there is one only, */
const first = Int32Array.from(sides, ([[a]]) => a);
const second = Int32Array.from(sides, ([[, b = -1]]) => b);
/** and of those that are made, up to three, else −1. */
const made = Int32Array.from(sides.flatMap(([, [a, b = -1, c = -1]]) => [a, b, c]));

/** du/dt of the 20 concentrations: what each reaction takes and makes. */
/* @differentiable */
export function react(du: Float64Array, u: Float64Array, k: Float64Array, _t: number): void {
  for (let i = 0; i < 20; i++) du[i] = 0;
  for (let r = 0; r < 25; r++) {
    const a = first[r];
    const b = second[r];
    const speed = b < 0 ? k[r] * u[a] : k[r] * u[a] * u[b];
    du[a] -= speed;
    if (b >= 0) du[b] -= speed;
    for (let j = 3 * r; j < 3 * r + 3; j++) {
      const c = made[j];
      if (c >= 0) du[c] += speed;
    }
  }
}
