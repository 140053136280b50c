/** Nodes nearer to each other than this are taken for one: a polynomial through both would amplify the errors of stages. */
const APART = 0.05;
/** Number of derivatives that a guess is made of. */
const POINTS = 3;
/** How many steps back the step before may begin to be of use. */
const FARTHEST = 4;

/**
 * Guesses of the derivatives of stages, by the polynomial of degree at most 2 through the nearest of those known: stages before, and the
 * derivative at the start of the step before.
 */
export class StagePredictor {
  /** [s·(s + 1)], row-major: row i holds the weights of the stages before i, and of the step before in its last entry. */
  readonly weights: Float64Array;
  private ratio = -1;
  private readonly near = new Int32Array(POINTS);
  private count = 0;

  /** @param c  nodes, [s] */
  constructor(private readonly c: Float64Array) {
    this.weights = new Float64Array(c.length * (c.length + 1));
    this.prepare(0);
  }

  /** Makes the weights for a step. @param ratio  size of the step before over that of this one, 0 if there is none */
  prepare(ratio: number): void {
    const { c, weights, near } = this;
    const usable = ratio > FARTHEST ? 0 : ratio;
    if (usable === this.ratio) return;
    this.ratio = usable;
    weights.fill(0);
    const stages = c.length;
    for (let i = 1; i < stages; i++) {
      this.chooseNear(i);
      const row = i * (stages + 1);
      for (let a = 0; a < this.count; a++) {
        const node = this.node(near[a]);
        let weight = 1;
        for (let b = 0; b < this.count; b++) {
          if (b === a) continue;
          const other = this.node(near[b]);
          weight *= (c[i] - other) / (node - other);
        }
        weights[row + near[a]] = weight;
      }
    }
  }

  private node(j: number): number {
    return j === this.c.length ? -this.ratio : this.c[j];
  }

  /** Chooses what lies nearest to stage i, all apart; the later of two at one node. */
  private chooseNear(i: number): void {
    const { c, near } = this;
    this.count = 0;
    while (this.count < POINTS) {
      let best = -1;
      let least = Infinity;
      for (let j = i - 1; j >= 0; j--) {
        const distance = Math.abs(c[j] - c[i]);
        if (distance < least && this.isApart(c[j])) {
          best = j;
          least = distance;
        }
      }
      if (this.ratio > 0 && c[i] + this.ratio < least && this.isApart(-this.ratio)) best = c.length;
      if (best < 0) return;
      near[this.count++] = best;
    }
  }

  private isApart(node: number): boolean {
    for (let a = 0; a < this.count; a++) if (Math.abs(node - this.node(this.near[a])) <= APART) return false;
    return true;
  }
}
