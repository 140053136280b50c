import { type RowPattern } from './CompressedRows.js';

/**
 * An order of the columns of a square sparse matrix in which its factors fill up little: minimum degree on the graph of A + Aᵀ, or of AᵀA where
 * the diagonal has holes, since pivots come from anywhere in the column then.
 *
 * The graph is kept as cliques (eliminated vertices) and edges that are left, so that it never grows.
 * Reference: Davis, Direct Methods for Sparse Linear Systems, 2006, §7.1; Amestoy, Davis & Duff, SIAM J. Matrix Anal. Appl. 17(4), 1996 (quotient
 * graph, absorption, approximate external degree).
 */
export function fillReducingOrder(pattern: RowPattern): Int32Array {
  return minimumDegree(hasFullDiagonal(pattern) ? sumGraph(pattern) : productGraph(pattern));
}

/** Does every diagonal entry stand in the pattern? */
function hasFullDiagonal({ rows, starts, columns }: RowPattern): boolean {
  for (let i = 0; i < rows; i++) if (!columns.subarray(starts[i], starts[i + 1]).includes(i)) return false;
  return true;
}

/** Neighbours in the graph of A + Aᵀ. */
function sumGraph({ rows, starts, columns }: RowPattern): Set<number>[] {
  const graph = Array.from({ length: rows }, () => new Set<number>());
  for (let i = 0; i < rows; i++) {
    for (let p = starts[i]; p < starts[i + 1]; p++) {
      const j = columns[p];
      if (j === i) continue;
      graph[i].add(j);
      graph[j].add(i);
    }
  }
  return graph;
}

/** Neighbours in the graph of AᵀA: columns that meet in a row. Rows that are nearly full would join all, and are left out. */
function productGraph(pattern: RowPattern): Set<number>[] {
  const { rows, width, starts, columns } = pattern;
  const dense = Math.max(16, 10 * Math.sqrt(width));
  const graph = Array.from({ length: width }, () => new Set<number>());
  for (let i = 0; i < rows; i++) {
    if (starts[i + 1] - starts[i] > dense) continue;
    for (let p = starts[i]; p < starts[i + 1]; p++)
      for (let q = starts[i]; q < starts[i + 1]; q++) if (p !== q) graph[columns[p]].add(columns[q]);
  }
  return graph;
}

function minimumDegree(edges: Set<number>[]): Int32Array {
  const n = edges.length;
  const order = new Int32Array(n);
  /** The cliques in which a vertex is, and the vertices of a clique that are left. */
  const cliques = Array.from({ length: n }, () => new Set<number>());
  const members: (Set<number> | undefined)[] = new Array<undefined>(n).fill(undefined);
  const degrees = Int32Array.from(edges, (near) => near.size);
  const queue = new DegreeLists(degrees);
  for (let step = 0; step < n; step++) {
    const pivot = queue.takeLeast();
    order[step] = pivot;
    const clique = new Set(edges[pivot]);
    for (const other of cliques[pivot]) {
      for (const i of members[other]!) clique.add(i);
    }
    clique.delete(pivot);
    const absorbed = cliques[pivot];
    for (const other of absorbed) members[other] = undefined;
    members[pivot] = clique;
    const overlaps = outsideSizes(clique, cliques, members, absorbed);
    for (const i of clique) {
      // Edges within the clique are told by it.
      edges[i].delete(pivot);
      for (const j of edges[i]) if (clique.has(j)) edges[i].delete(j);
      let degree = edges[i].size + clique.size - 1;
      for (const other of cliques[i]) {
        if (absorbed.has(other)) cliques[i].delete(other);
        else degree += overlaps.get(other)!;
      }
      cliques[i].add(pivot);
      queue.move(i, Math.min(degree, n - step - 2));
    }
    for (const [other, outside] of overlaps) if (outside === 0) drop(other, cliques, members);
    edges[pivot] = new Set();
    cliques[pivot] = new Set();
  }
  return order;
}

/** Of each clique that meets the new one: how many of its vertices lie outside. */
function outsideSizes(
  clique: Set<number>,
  cliques: Set<number>[],
  members: (Set<number> | undefined)[],
  absorbed: Set<number>,
): Map<number, number> {
  const sizes = new Map<number, number>();
  for (const i of clique) {
    for (const other of cliques[i]) {
      if (absorbed.has(other)) continue;
      sizes.set(other, (sizes.get(other) ?? members[other]!.size) - 1);
    }
  }
  return sizes;
}

/** A clique within the new one says nothing any more. */
function drop(clique: number, cliques: Set<number>[], members: (Set<number> | undefined)[]): void {
  for (const i of members[clique]!) cliques[i].delete(clique);
  members[clique] = undefined;
}

/** Vertices by degree, in doubly linked lists. */
class DegreeLists {
  private readonly heads: Int32Array;
  private readonly next: Int32Array;
  private readonly previous: Int32Array;
  private readonly degrees: Int32Array;
  private least = 0;

  constructor(degrees: Int32Array) {
    const n = degrees.length;
    this.degrees = degrees;
    this.heads = new Int32Array(n + 1).fill(-1);
    this.next = new Int32Array(n);
    this.previous = new Int32Array(n);
    for (let i = n - 1; i >= 0; i--) this.insert(i, degrees[i]);
    this.least = 0;
  }

  takeLeast(): number {
    while (this.heads[this.least] < 0) this.least++;
    const vertex = this.heads[this.least];
    this.remove(vertex);
    return vertex;
  }

  move(vertex: number, degree: number): void {
    if (degree === this.degrees[vertex]) return;
    this.remove(vertex);
    this.insert(vertex, degree);
    if (degree < this.least) this.least = degree;
  }

  private insert(vertex: number, degree: number): void {
    const head = this.heads[degree];
    this.degrees[vertex] = degree;
    this.next[vertex] = head;
    this.previous[vertex] = -1;
    if (head >= 0) this.previous[head] = vertex;
    this.heads[degree] = vertex;
  }

  private remove(vertex: number): void {
    const next = this.next[vertex];
    const previous = this.previous[vertex];
    if (next >= 0) this.previous[next] = previous;
    if (previous >= 0) this.next[previous] = next;
    else this.heads[this.degrees[vertex]] = next;
  }
}
