import { solverError } from '../diagnostics/solverError.js';

/** A splitting of dv/dt = f1(u), du/dt = f2(v) into kicks v += b h f1 and drifts u += a h f2, as a paper prints it. */
export interface SymplecticCoefficients {
  readonly name: string;
  readonly order: number;
  /** Shares of the drifts, one per stage. */
  readonly a: readonly number[];
  /** Shares of the kicks, each before the drift of its stage. */
  readonly b: readonly number[];
  /** Whether the order holds for second-order problems du/dt = v alone. */
  readonly secondOrder?: boolean;
}

/** A checked splitting. */
export interface SymplecticTableau {
  readonly name: string;
  readonly order: number;
  readonly stages: number;
  readonly a: Float64Array;
  readonly b: Float64Array;
  readonly secondOrder: boolean;
  /** Whether the step ends with a kick, whose f1 is that of the first kick of the next step. */
  readonly reusesKick: boolean;
}

/** Rounding left in sums of published decimals; some papers print 14 digits. */
const ROUNDING = 1e-12;

/**
 * Checks a splitting: as many kicks as drifts, Σ a = Σ b = 1.
 *
 * @throws DIFF5012 naming the condition that fails
 */
export function symplecticTableau(coefficients: SymplecticCoefficients): SymplecticTableau {
  const { name, order, a, b } = coefficients;
  const require = (holds: boolean, what: string): void => {
    if (!holds)
      throw solverError('DIFF5012', `the splitting ${name} is wrong: ${what}`, 'Compare it with the paper.');
  };
  require(a.length === b.length && a.length > 0, `it has ${b.length} kicks and ${a.length} drifts`);
  for (const [letter, shares] of Object.entries({ a, b })) {
    const sum = shares.reduce((total, share) => total + share, 0);
    require(Math.abs(sum - 1) <= ROUNDING, `${letter} sums to ${sum} and not to 1`);
  }
  return {
    name,
    order,
    stages: a.length,
    a: Float64Array.from(a),
    b: Float64Array.from(b),
    secondOrder: coefficients.secondOrder ?? false,
    reusesKick: a[a.length - 1] === 0 && b[0] !== 0 && b[b.length - 1] !== 0,
  };
}

/**
 * The splitting of a symmetric composition of leapfrog steps of lengths γ₁, …, γₘ, …, γ₁: kicks γ₁/2, (γ₁ + γ₂)/2, …, each followed by
 * a drift γᵢ, and a last kick γ₁/2.
 *
 * @param half  γ₁, …, γₘ, the last in the middle
 */
export function symmetricComposition(
  name: string,
  order: number,
  half: readonly number[],
): SymplecticTableau {
  const gamma = [...half, ...half.slice(0, -1).reverse()];
  const b = Array.from({ length: gamma.length + 1 }, (_, i) => ((gamma[i - 1] ?? 0) + (gamma[i] ?? 0)) / 2);
  return symplecticTableau({ name, order, a: [...gamma, 0], b });
}
