/** The packages in the order in which they are built. Each may import only packages that stand before it. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
export const CACHE = path.join(ROOT, 'node_modules', '.cache', 'diffjs');

/**
 * The stages of the build.
 *
 * `only` limits a stage to some files of the package (the rules manifest is data that the plugin imports, so it is
 * built before the plugin); `compiled` passes the files through our own plugin; `defaultExport` lets the ESM wrapper
 * re-export the default as well (only the plugin has one, because Babel loads it).
 */
export const STAGES = [
  { dir: 'runtime', name: '@diffjs/runtime', only: /^rules\/manifest(\W|$)/, compiled: false },
  { dir: 'babel-plugin-diff', name: 'babel-plugin-diff', compiled: false },
  { dir: 'runtime', name: '@diffjs/runtime', compiled: true },
  { dir: 'diffeq', name: '@diffjs/diffeq', compiled: true },
  { dir: 'flux-lite', name: '@diffjs/flux-lite', compiled: true },
];

export const PACKAGE_DIRS = ['babel-plugin-diff', 'runtime', 'diffeq', 'flux-lite'];
