/** The file that a bundler's module name stands for; null for what is none (virtual modules). Queries are dropped. */
export function fileOf(id: string): string | null {
  if (id.startsWith('\0')) return null;
  const file = id.replace(/[?#].*$/, '');
  return /\.(?:[cm]?[jt]s|[jt]sx)$/.test(file) ? file : null;
}
