import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const python = path.join(__dirname, '.venv', 'bin', 'python');
const WRITE_VERSIONS =
  'import sys, numpy, scipy; print(sys.version.split()[0], numpy.__version__, scipy.__version__)';

/** What the times were measured with; of what is installed. */
export function versions(peers: boolean): Record<string, string> {
  const found: Record<string, string> = {
    processor: os.cpus()[0]?.model ?? 'unknown',
    'Node, V8': `${process.version}, ${process.versions.v8}`,
  };
  if (!peers) return found;
  for (const name of ['ode45-cash-karp', 'odex', 'numeric', 'mathjs']) {
    const version = versionOfPackage(name);
    if (version !== undefined) found[name] = version;
  }
  const ofPython = output(python, ['-c', WRITE_VERSIONS]);
  if (ofPython !== undefined) found['Python, NumPy, SciPy'] = ofPython.replaceAll(' ', ', ');
  const compiler = output(process.env.CC ?? 'cc', ['--version']);
  if (compiler !== undefined) found['C compiler'] = compiler.split('\n')[0]!;
  const sundials = versionOfSundials();
  if (sundials !== undefined) found.SUNDIALS = sundials;
  return found;
}

function versionOfPackage(name: string): string | undefined {
  const file = path.join(__dirname, 'node_modules', name, 'package.json');
  if (!fs.existsSync(file)) return undefined;
  return (JSON.parse(fs.readFileSync(file, 'utf8')) as { version: string }).version;
}

/** As the C preprocessor sees it. */
function versionOfSundials(): string | undefined {
  const macros = output(process.env.CC ?? 'cc', [
    '-E',
    '-dM',
    '-include',
    'sundials/sundials_config.h',
    '-x',
    'c',
    '/dev/null',
  ]);
  return /define SUNDIALS_VERSION "(.*)"/.exec(macros ?? '')?.[1];
}

function output(program: string, args: readonly string[]): string | undefined {
  try {
    return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return undefined;
  }
}
