/** Nodes nearer to each other than this are taken for one: a polynomial through both would amplify the errors of stages. */
const APART = 0.05;
/** Number of stages that a guess is made of. */
const POINTS = 3;

/**
 * Guesses of the derivatives of stages, [s·s]: row i holds the weights of the stages before, those of the polynomial of degree at most 2
 * through the nearest of them.
 *
 * @param c  nodes, [s]
 */
export function stagePredictor(c: Float64Array): Float64Array {
  const stages = c.length;
  const weights = new Float64Array(stages * stages);
  for (let i = 1; i < stages; i++) {
    const near = nearest(c, i);
    for (const j of near) {
      let weight = 1;
      for (const l of near) if (l !== j) weight *= (c[i] - c[l]) / (c[j] - c[l]);
      weights[i * stages + j] = weight;
    }
  }
  return weights;
}

/** Stages before i, the nearest nodes first, all apart; the later of two at one node. */
function nearest(c: Float64Array, i: number): number[] {
  const order = [...Array(i).keys()].sort((j, l) => Math.abs(c[j] - c[i]) - Math.abs(c[l] - c[i]) || l - j);
  const near: number[] = [];
  for (const j of order) {
    if (near.length < POINTS && near.every((l) => Math.abs(c[j] - c[l]) > APART)) near.push(j);
  }
  return near;
}
