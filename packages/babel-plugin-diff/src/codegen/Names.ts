import { types as t } from '@babel/core';

/** Gives out identifiers that are unique in one generated function and close to what was asked for. */
export class Names {
  private readonly taken: Set<string>;

  constructor(reserved: Iterable<string>) {
    this.taken = new Set(reserved);
  }

  unique(wanted: string): string {
    const base = toIdentifier(wanted);
    let name = base;
    for (let i = 1; this.taken.has(name); i++) name = /\d$/.test(base) ? `${base}_${i}` : `${base}${i}`;
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
