/** A source of random choices that gives the same ones for the same seed (mulberry32). */
export class Choices {
  private state: number;

  constructor(seed: number) {
    this.state = Math.imul(seed, 0x9e3779b1) | 0;
  }

  /** Uniform in [0, 1). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let x = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) / 4294967296;
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  below(count: number): number {
    return Math.floor(this.next() * count);
  }

  pick<T>(from: readonly T[]): T {
    const picked = from[this.below(from.length)];
    if (picked === undefined) throw new Error('nothing to choose from');
    return picked;
  }

  /** One of the makers, by weight, run. */
  weighted<T>(makers: readonly (readonly [weight: number, make: () => T])[]): T {
    const total = makers.reduce((sum, [weight]) => sum + weight, 0);
    let left = this.next() * total;
    for (const [weight, make] of makers) {
      left -= weight;
      if (left < 0) return make();
    }
    return makers[makers.length - 1]![1]();
  }

  /** A number of about the size of one with digits that no literal of the program has. */
  point(): number {
    const magnitude = 0.3 + 1.4 * this.next();
    return Math.round((this.chance(0.5) ? magnitude : -magnitude) * 1e4 + 0.37) / 1e4 + 1e-6 * this.below(90);
  }
}
