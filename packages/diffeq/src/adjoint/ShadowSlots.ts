/** Numbers that stand side by side in one holder. */
interface Segment {
  readonly holder: Record<number | string, number>;
  /** Undefined for a typed array, whose keys are 0 … length − 1. */
  readonly keys: readonly (number | string)[] | undefined;
  readonly length: number;
}

/**
 * The numbers of a shadow tree as one vector, in a fixed order; each once, however many paths or views lead to it.
 * Made once and read often: the tree's structure must stay as it was.
 */
export class ShadowSlots {
  /** Number of numbers. */
  readonly size: number;
  private readonly segments: Segment[] = [];
  private readonly seen = new Set<object>();

  constructor(root: unknown) {
    this.visit(root);
    this.size = this.segments.reduce((total, { length }) => total + length, 0);
  }

  /** Writes factor × each number into `out` from `offset` on. */
  read(out: Float64Array, offset: number, factor: number): void {
    let at = offset;
    for (const { holder, keys, length } of this.segments) {
      if (keys === undefined) for (let i = 0; i < length; i++) out[at++] = factor * holder[i];
      else for (let i = 0; i < length; i++) out[at++] = factor * holder[keys[i]];
    }
  }

  /** Sets each number from `values` from `offset` on. */
  write(values: Float64Array, offset: number): void {
    let at = offset;
    for (const { holder, keys, length } of this.segments) {
      if (keys === undefined) for (let i = 0; i < length; i++) holder[i] = values[at++];
      else for (let i = 0; i < length; i++) holder[keys[i]] = values[at++];
    }
  }

  /** Sets each number to zero. */
  clear(): void {
    for (const { holder, keys, length } of this.segments) {
      if (keys === undefined) (holder as unknown as Float64Array).fill(0);
      else for (let i = 0; i < length; i++) holder[keys[i]] = 0;
    }
  }

  private visit(node: unknown): void {
    if (typeof node !== 'object' || node === null) return;
    if (node instanceof Float64Array) {
      if (this.seen.has(node.buffer)) return;
      this.seen.add(node.buffer);
      const all = new Float64Array(node.buffer); // views of one buffer hold the same numbers
      this.segments.push({
        holder: all as unknown as Record<number, number>,
        keys: undefined,
        length: all.length,
      });
      return;
    }
    if (this.seen.has(node)) return;
    this.seen.add(node);
    if (node instanceof Map) {
      for (const slot of node.values()) this.visit(slot);
      return;
    }
    const holder = node as Record<string, unknown>;
    const keys = Object.keys(holder);
    const numbers = keys.filter((key) => typeof holder[key] === 'number');
    if (numbers.length > 0) {
      const places = Array.isArray(node) ? numbers.map(Number) : numbers;
      this.segments.push({ holder: holder as Record<string, number>, keys: places, length: places.length });
    }
    for (const key of keys) this.visit(holder[key]);
  }
}
