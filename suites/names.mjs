import path from 'node:path';

/** What the hooks ask about an import: plain functions of file names, used in both threads. */
export function importersOf({ folder, source, and, alias, links, modules, routed }) {
  /** The path of a file of the package or of its tests, as the suite writes it; undefined for other files. */
  const relative = (filename) => {
    if (!filename?.startsWith(folder + path.sep)) return undefined;
    return filename
      .slice(folder.length + 1)
      .split(path.sep)
      .join('/');
  };
  const others = [...and.map((name) => `${name}/`), ...Object.values(alias)].map((each) =>
    path.join(modules, each),
  );
  const isOther = (filename) => others.some((each) => filename.startsWith(each));
  const isSource = (filename) => {
    const inner = relative(filename);
    return inner === undefined ? isOther(filename) : source.test(inner);
  };
  return {
    /** The file that a test means by an import, where Node would not find it; undefined for other imports. */
    aliasOf(request, importer) {
      const inner = relative(importer);
      if (inner === undefined) return undefined;
      const wanted = request.startsWith('.') ? path.posix.join(path.posix.dirname(inner), request) : request;
      const [from, to] =
        Object.entries({ ...alias, ...links }).find(([each]) => wanted.startsWith(each)) ?? [];
      return from && path.join(modules, to, wanted.slice(from.length));
    },
    /** Whether the importer gets functions that are routed: tests do, of what belongs to the package. */
    isRouted: (filename, importer) =>
      routed &&
      isSource(filename) &&
      /\.[cm]?js$/.test(filename) &&
      relative(importer) !== undefined &&
      !isSource(importer),
  };
}
