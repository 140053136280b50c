import fs from 'node:fs';
import path from 'node:path';
import type { FileOptions } from '../files/FileCompiler.js';

/**
 * The options of a project: the field `babel-plugin-diff` of the package.json nearest to a folder, with the packages that the
 * environment variable DIFFJS_PACKAGES names (separated by commas) added to them.
 */
export function readSettings(folder: string = process.cwd(), environment = process.env): FileOptions {
  const written = settingsIn(folder);
  const named = (environment['DIFFJS_PACKAGES'] ?? '').split(',').map((name) => name.trim());
  const packages = [...(written.packages ?? []), ...named.filter((name) => name !== '')];
  return packages.length > 0 ? { ...written, packages } : written;
}

function settingsIn(folder: string): FileOptions {
  const file = path.join(folder, 'package.json');
  if (fs.existsSync(file)) {
    const manifest = JSON.parse(fs.readFileSync(file, 'utf8')) as { 'babel-plugin-diff'?: FileOptions };
    return manifest['babel-plugin-diff'] ?? {};
  }
  const above = path.dirname(folder);
  return above === folder ? {} : settingsIn(above);
}
