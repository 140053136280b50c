/**
 * The package in node_modules that a file belongs to: `lib` or `@scope/lib`, the innermost one where packages nest; null for others.
 * Works on the text of the path alone.
 */
export function packageOf(filename: string): string | null {
  const parts = filename.replaceAll('\\', '/').split('/');
  const at = parts.lastIndexOf('node_modules');
  const name = at < 0 ? undefined : parts[at + 1];
  if (name === undefined || name === '' || at + 2 >= parts.length) return null;
  if (!name.startsWith('@')) return name;
  const inner = parts[at + 2];
  return inner !== undefined && at + 3 < parts.length ? `${name}/${inner}` : null;
}

/** Is the package one of those chosen by name? A name that ends in `*` stands for all that begin so: `@scope/*`. */
export function isChosenPackage(name: string | null, chosen: readonly string[]): boolean {
  if (name === null) return false;
  return chosen.some((each) => (each.endsWith('*') ? name.startsWith(each.slice(0, -1)) : name === each));
}
