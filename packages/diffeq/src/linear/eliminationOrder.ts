import type { SparsityPattern } from '@diffjs/runtime';

/**
 * An order of the unknowns in which elimination fills in little: at each step the one with fewest neighbours left, in the graph of
 * A + Aᵀ. Eliminated unknowns stand for the cliques that they leave behind (quotient graph); degrees are bounds, as in AMD.
 *
 * Reference: Amestoy, Davis & Duff, SIAM J. Matrix Anal. Appl. 17(4), 1996; Davis, Direct Methods for Sparse Linear Systems, 2006, §7.1.
 *
 * @returns the unknown to eliminate at each step, [n]
 */
export function eliminationOrder(pattern: SparsityPattern): Int32Array {
  const { rowPointers, columns } = pattern;
  const n = rowPointers.length - 1;
  const neighbours = Array.from({ length: n }, () => new Set<number>());
  for (let i = 0; i < n; i++) {
    for (let e = rowPointers[i]; e < rowPointers[i + 1]; e++) {
      if (columns[e] === i) continue;
      neighbours[i].add(columns[e]);
      neighbours[columns[e]].add(i);
    }
  }
  const cliquesOf = Array.from({ length: n }, () => new Set<number>());
  const members = new Map<number, Set<number>>();
  const queue = new DegreeQueue(neighbours.map((set) => set.size));
  const order = new Int32Array(n);
  for (let step = 0; step < n; step++) {
    const pivot = queue.take();
    order[step] = pivot;
    const clique = new Set(neighbours[pivot]);
    for (const other of cliquesOf[pivot]) {
      for (const i of members.get(other)!) clique.add(i);
      members.delete(other);
    }
    clique.delete(pivot);
    for (const i of clique) {
      neighbours[i].delete(pivot);
      for (const j of neighbours[i]) if (clique.has(j)) neighbours[i].delete(j);
      for (const other of cliquesOf[i]) if (!members.has(other)) cliquesOf[i].delete(other);
      let degree = neighbours[i].size + clique.size - 1;
      for (const other of cliquesOf[i]) degree += members.get(other)!.size - 1;
      cliquesOf[i].add(pivot);
      queue.change(i, Math.min(degree, n - step - 2));
    }
    members.set(pivot, clique);
  }
  return order;
}

/** Unknowns by degree, the smallest first. Outdated places are skipped when met. */
class DegreeQueue {
  private readonly buckets: number[][];
  private least = 0;

  constructor(private readonly degrees: number[]) {
    this.buckets = Array.from({ length: degrees.length + 1 }, () => []);
    for (let i = degrees.length - 1; i >= 0; i--) this.buckets[degrees[i]].push(i);
  }

  change(i: number, degree: number): void {
    const to = Math.max(degree, 0);
    if (this.degrees[i] === to) return;
    this.degrees[i] = to;
    this.buckets[to].push(i);
    if (to < this.least) this.least = to;
  }

  take(): number {
    for (;;) {
      const i = this.buckets[this.least].pop();
      if (i === undefined) {
        this.least++;
      } else if (this.degrees[i] === this.least) {
        this.degrees[i] = -1;
        return i;
      }
    }
  }
}
