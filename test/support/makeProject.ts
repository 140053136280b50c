import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A project of its own in a temporary folder, in which the packages are installed. */
export interface TestProject {
  readonly folder: string;
  /** Runs Node there; fails with what it printed if it does not end well. */
  node(args: readonly string[], environment?: Readonly<Record<string, string>>): string;
  read(file: string): string;
  remove(): void;
}

const packages = path.resolve(__dirname, '../../packages');

/** @param files  text by path; folders are made */
export function makeProject(files: Readonly<Record<string, string>>): TestProject {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'diffjs-')));
  const link = (name: string, to: string): void => {
    const at = path.join(folder, 'node_modules', name);
    fs.mkdirSync(path.dirname(at), { recursive: true });
    fs.symlinkSync(path.join(packages, to), at, 'junction');
  };
  link('babel-plugin-diff', 'babel-plugin-diff');
  link('@diffjs/runtime', 'runtime');
  for (const [file, text] of Object.entries(files)) {
    const at = path.join(folder, file);
    fs.mkdirSync(path.dirname(at), { recursive: true });
    fs.writeFileSync(at, text);
  }
  return {
    folder,
    node(args, environment = {}) {
      const { status, stdout, stderr } = spawnSync(process.execPath, args, {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, NODE_OPTIONS: '', ...environment },
      });
      if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}:\n${stdout}${stderr}`);
      return stdout;
    },
    read: (file) => fs.readFileSync(path.join(folder, file), 'utf8'),
    remove: () => fs.rmSync(folder, { recursive: true, force: true }),
  };
}
