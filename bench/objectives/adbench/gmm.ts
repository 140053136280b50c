/**
 * ADBench GMM: the log posterior of a Gaussian mixture with a Wishart prior on the covariances.
 *
 * The inverse covariance of component k is Qₖᵀ·Qₖ with Qₖ lower triangular: the first d entries of its `icf` are the logarithms of the
 * diagonal, the others the columns below it.
 *
 * Reference: Šrajer, Kukelova, Fitzgibbon, "A benchmark of selected algorithmic differentiation tools on some problems in
 * computer vision and machine learning", Optimization Methods and Software 33(4–6), 2018.
 */

/**
 * The objective.
 *
 * @param alphas  logarithms of the unnormalised weights of the components, [k]
 * @param means  [k × d] by rows
 * @param icf  inverse covariance factors, [k × d(d + 1)/2] by rows
 * @param points  [n × d] by rows
 * @param gamma  and `m` are the parameters of the prior
 */
/* @differentiable */
export function gmmLogPosterior(
  alphas: Float64Array,
  means: Float64Array,
  icf: Float64Array,
  d: number,
  points: Float64Array,
  gamma: number,
  m: number,
): number {
  const k = alphas.length;
  const n = points.length / d;
  const icfSize = (d * (d + 1)) / 2;
  const diagonals = new Float64Array(k * d);
  const logDeterminants = new Float64Array(k);
  for (let component = 0; component < k; component++) {
    let sum = 0;
    for (let i = 0; i < d; i++) {
      const q = icf[component * icfSize + i]!;
      sum += q;
      diagonals[component * d + i] = Math.exp(q);
    }
    logDeterminants[component] = sum;
  }

  const centred = new Float64Array(d);
  const scaled = new Float64Array(d);
  const terms = new Float64Array(k);
  let total = 0;
  for (let point = 0; point < n; point++) {
    for (let component = 0; component < k; component++) {
      for (let i = 0; i < d; i++) centred[i] = points[point * d + i]! - means[component * d + i]!;
      for (let i = 0; i < d; i++) scaled[i] = diagonals[component * d + i]! * centred[i]!;
      let next = component * icfSize + d;
      for (let i = 0; i < d; i++) {
        const c = centred[i]!;
        for (let j = i + 1; j < d; j++) scaled[j] = scaled[j]! + icf[next++]! * c;
      }
      let squares = 0;
      for (let i = 0; i < d; i++) squares += scaled[i]! * scaled[i]!;
      terms[component] = alphas[component]! + logDeterminants[component]! - 0.5 * squares;
    }
    total += logSumExp(terms);
  }

  let prior = 0;
  for (let component = 0; component < k; component++) {
    let squares = 0;
    for (let i = 0; i < d; i++) squares += diagonals[component * d + i]! * diagonals[component * d + i]!;
    for (let i = component * icfSize + d; i < (component + 1) * icfSize; i++) squares += icf[i]! * icf[i]!;
    prior += 0.5 * gamma * gamma * squares - m * logDeterminants[component]!;
  }
  return total - n * logSumExp(alphas) + prior + gmmConstant(d, k, n, gamma, m);
}

/** log Σ exp xᵢ, shifted by the maximum so that nothing overflows. */
function logSumExp(x: Float64Array): number {
  let max = x[0]!;
  for (let i = 1; i < x.length; i++) if (x[i]! > max) max = x[i]!;
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += Math.exp(x[i]! - max);
  return Math.log(sum) + max;
}

/** The part that depends on no parameter. */
export function gmmConstant(d: number, k: number, n: number, gamma: number, m: number): number {
  const degrees = d + m + 1;
  let logGamma = 0.25 * d * (d - 1) * Math.log(Math.PI);
  for (let j = 1; j <= d; j++) logGamma += logGammaFunction(0.5 * degrees + 0.5 * (1 - j));
  const normaliser = degrees * d * (Math.log(gamma) - 0.5 * Math.log(2)) - logGamma;
  return -n * d * 0.5 * Math.log(2 * Math.PI) - k * normaliser;
}

/** log Γ(x) for x > ½, by the approximation of Lanczos (g = 7, 9 terms). */
function logGammaFunction(x: number): number {
  const coefficients = [
    0.9999999999998099, 676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406,
    12.507343278686905, -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
  ];
  const t = x + 6.5;
  let series = coefficients[0]!;
  for (let i = 1; i < coefficients.length; i++) series += coefficients[i]! / (x - 1 + i);
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(series);
}
