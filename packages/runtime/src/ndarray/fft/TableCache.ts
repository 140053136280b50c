/** Tables by length. Those used last are kept, up to a number of numbers. */
export class TableCache<T> {
  private readonly tables = new Map<number, T>();
  private numbers = 0;
  private readonly make: (n: number) => T;
  private readonly most: number;

  /** @param most  how many numbers all lengths together may come to */
  constructor(make: (n: number) => T, most: number) {
    this.make = make;
    this.most = most;
  }

  get(n: number): T {
    const { tables } = this;
    const known = tables.get(n);
    if (known !== undefined) {
      tables.delete(n);
      tables.set(n, known);
      return known;
    }
    const table = this.make(n);
    tables.set(n, table);
    this.numbers += n;
    for (const length of tables.keys()) {
      if (this.numbers <= this.most || length === n) break;
      tables.delete(length);
      this.numbers -= length;
    }
    return table;
  }
}
