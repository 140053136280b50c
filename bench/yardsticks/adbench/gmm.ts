/**
 * The gradient of bench/objectives/adbench/gmm.ts as a person writes it: the reverse sweep of a point follows its forward sweep at once,
 * so that only one point's values are kept, and exponentials of the log-sum-exp serve both.
 */
export interface GmmGradient {
  readonly alphas: Float64Array;
  readonly means: Float64Array;
  readonly icf: Float64Array;
}

export function gmmGradient(
  alphas: Float64Array,
  means: Float64Array,
  icf: Float64Array,
  d: number,
  points: Float64Array,
  gamma: number,
  m: number,
): GmmGradient {
  const k = alphas.length;
  const n = points.length / d;
  const icfSize = (d * (d + 1)) / 2;
  const diagonals = new Float64Array(k * d);
  const logDeterminants = new Float64Array(k);
  const centred = new Float64Array(k * d);
  const scaled = new Float64Array(k * d);
  const terms = new Float64Array(k);
  const weights = new Float64Array(k);
  const dAlphas = new Float64Array(k);
  const dMeans = new Float64Array(k * d);
  const dIcf = new Float64Array(k * icfSize);

  for (let component = 0; component < k; component++) {
    let sum = 0;
    for (let i = 0; i < d; i++) {
      const q = icf[component * icfSize + i]!;
      sum += q;
      diagonals[component * d + i] = Math.exp(q);
    }
    logDeterminants[component] = sum;
  }

  for (let point = 0; point < n; point++) {
    for (let component = 0; component < k; component++) {
      const row = component * d;
      let next = component * icfSize + d;
      for (let i = 0; i < d; i++) {
        const c = points[point * d + i]! - means[row + i]!;
        centred[row + i] = c;
        scaled[row + i] = diagonals[row + i]! * c;
      }
      for (let i = 0; i < d; i++) {
        const c = centred[row + i]!;
        for (let j = i + 1; j < d; j++) scaled[row + j] = scaled[row + j]! + icf[next++]! * c;
      }
      let squares = 0;
      for (let i = 0; i < d; i++) squares += scaled[row + i]! * scaled[row + i]!;
      terms[component] = alphas[component]! + logDeterminants[component]! - 0.5 * squares;
    }
    softmax(terms, weights);
    for (let component = 0; component < k; component++) {
      const weight = weights[component]!;
      const row = component * d;
      const diagonal = component * icfSize;
      let next = diagonal + d;
      dAlphas[component] = dAlphas[component]! + weight;
      for (let i = 0; i < d; i++) {
        const scaledByDiagonal = diagonals[row + i]! * scaled[row + i]!;
        const c = -weight * centred[row + i]!;
        let dCentred = scaledByDiagonal;
        dIcf[diagonal + i] = dIcf[diagonal + i]! + weight + scaledByDiagonal * c;
        for (let j = i + 1; j < d; j++) {
          const s = scaled[row + j]!;
          dCentred += icf[next]! * s;
          dIcf[next] = dIcf[next]! + s * c;
          next++;
        }
        dMeans[row + i] = dMeans[row + i]! + weight * dCentred;
      }
    }
  }

  softmax(alphas, weights);
  const gammaSquared = gamma * gamma;
  for (let component = 0; component < k; component++) {
    dAlphas[component] = dAlphas[component]! - n * weights[component]!;
    const diagonal = component * icfSize;
    for (let i = 0; i < d; i++) {
      const q = diagonals[component * d + i]!;
      dIcf[diagonal + i] = dIcf[diagonal + i]! + gammaSquared * q * q - m;
    }
    for (let i = diagonal + d; i < diagonal + icfSize; i++) dIcf[i] = dIcf[i]! + gammaSquared * icf[i]!;
  }
  return { alphas: dAlphas, means: dMeans, icf: dIcf };
}

/** The gradient of log Σ exp xᵢ. */
function softmax(x: Float64Array, weights: Float64Array): void {
  let max = x[0]!;
  for (let i = 1; i < x.length; i++) if (x[i]! > max) max = x[i]!;
  let sum = 0;
  for (let i = 0; i < x.length; i++) {
    const e = Math.exp(x[i]! - max);
    weights[i] = e;
    sum += e;
  }
  for (let i = 0; i < x.length; i++) weights[i] = weights[i]! / sum;
}
