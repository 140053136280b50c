import { features, type Feature } from './ExpressionWriter.js';

/** What `npm run fuzz` is asked for. */
export interface FuzzOptions {
  /** Programs over the whole language, programs for compiled companions, or both at the size of a night. */
  family: 'language' | 'smooth' | 'nightly';
  runs: number;
  seed: number;
  /** Stops after so many failures. */
  failures: number;
  reduce: boolean;
  without: Set<Feature>;
  /** Programs with such a text are passed over, to go on past a known fault. */
  except: RegExp | null;
  /** A program in a file is checked instead. */
  file: string | null;
}

const flags = ['--language', '--nightly', '--no-reduce'];
const settings = ['--runs', '--seed', '--failures', '--without', '--except', '--file'];

export function readOptions(args: readonly string[]): FuzzOptions {
  const options: FuzzOptions = { family: 'smooth', runs: 1000, seed: 1, failures: 3, reduce: true, without: new Set(), except: null, file: null }; // prettier-ignore
  for (let i = 0; i < args.length; i++) {
    const name = args[i]!;
    if (name === '--language') options.family = 'language';
    else if (name === '--nightly') Object.assign(options, { family: 'nightly', runs: 10_000, failures: 20 });
    else if (name === '--no-reduce') options.reduce = false;
    else if (settings.includes(name)) set(options, name, args[++i] ?? '');
    else throw new Error(`unknown option ${name}; known: ${[...flags, ...settings].join(', ')}`);
  }
  return options;
}

function set(options: FuzzOptions, name: string, value: string): void {
  if (name === '--runs') options.runs = Number(value);
  else if (name === '--seed') options.seed = Number(value);
  else if (name === '--failures') options.failures = Number(value);
  else if (name === '--except') options.except = new RegExp(value);
  else if (name === '--file') options.file = value;
  else for (const feature of value.split(',')) options.without.add(knownFeature(feature));
}

function knownFeature(name: string): Feature {
  if ((features as readonly string[]).includes(name)) return name as Feature;
  throw new Error(`unknown feature ${name}; known: ${features.join(', ')}`);
}
