const revokes = new WeakSet<object>();

/** Remembers a function that revokes a proxy: it looks at nothing that it is given. */
export function rememberRevoke(revoke: () => void): void {
  revokes.add(revoke);
}

export function isRevoke(f: object): boolean {
  return revokes.has(f);
}
