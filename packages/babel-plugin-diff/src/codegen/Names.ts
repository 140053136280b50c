import { types as t } from '@babel/core';

/** Gives out identifiers that are unique in one generated function and close to what was asked for. */
export class Names {
  private readonly taken: Set<string>;
  /** The first number that is not known to be taken, by name. */
  private readonly next = new Map<string, number>();

  constructor(reserved: Iterable<string>) {
    this.taken = new Set(reserved);
  }

  unique(wanted: string): string {
    const base = toIdentifier(wanted);
    let name = base;
    if (this.taken.has(base)) {
      const stem = /\d$/.test(base) ? `${base}_` : base;
      let number = this.next.get(stem) ?? 1;
      while (this.taken.has((name = `${stem}${number}`))) number++;
      this.next.set(stem, number + 1);
    }
    this.taken.add(name);
    return name;
  }
}

function toIdentifier(wanted: string): string {
  const cleaned = wanted.replace(/[^\p{ID_Continue}$_]/gu, '_').replace(/^(?=\d)/, '_') || 'v';
  return t.isValidIdentifier(cleaned, true) && cleaned !== 'arguments' && cleaned !== 'eval'
    ? cleaned
    : `${cleaned}_`;
}
