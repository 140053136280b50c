import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { CompiledFile } from './FileCompiler.js';

/** Compiled files on disk. A cache that cannot be written to is no error: files are compiled each time then. */
export class DiskCache {
  private static tools: string | undefined;

  constructor(private readonly folder: string) {}

  /** The folder for caches in node_modules of the innermost package around a folder. */
  static folderOf(root: string): string {
    let at = root;
    while (!fs.existsSync(path.join(at, 'package.json'))) {
      const above = path.dirname(at);
      if (above === at) {
        at = root;
        break;
      }
      at = above;
    }
    return path.join(at, 'node_modules', '.cache', 'babel-plugin-diff');
  }

  /** Key of what is made from these parts by this version of the compiler. */
  key(parts: readonly unknown[]): string {
    DiskCache.tools ??= toolVersions();
    return createHash('sha256')
      .update(JSON.stringify([DiskCache.tools, ...parts]))
      .digest('hex');
  }

  read(key: string): CompiledFile | null {
    try {
      return JSON.parse(fs.readFileSync(this.fileOf(key), 'utf8')) as CompiledFile;
    } catch {
      return null;
    }
  }

  write(key: string, compiled: CompiledFile): void {
    const file = this.fileOf(key);
    const draft = `${file}.${process.pid}`;
    try {
      fs.mkdirSync(path.dirname(file), { recursive: true });
      // Renamed, so that a process which reads at the same time never sees half a file.
      fs.writeFileSync(draft, JSON.stringify(compiled));
      fs.renameSync(draft, file);
    } catch {
      fs.rmSync(draft, { force: true });
    }
  }

  private fileOf(key: string): string {
    return path.join(this.folder, key.slice(0, 2), `${key.slice(2)}.json`);
  }
}

/** Everything but the source that decides what a file becomes: Babel, and each file of the compiler itself. */
function toolVersions(): string {
  const require = createRequire(__filename);
  const hash = createHash('sha256');
  hash.update((require('@babel/core/package.json') as { version: string }).version);
  const own = path.dirname(__dirname);
  for (const file of (fs.readdirSync(own, { recursive: true }) as string[]).sort())
    if (file.endsWith('.cjs')) hash.update(fs.readFileSync(path.join(own, file)));
  return hash.digest('hex');
}
