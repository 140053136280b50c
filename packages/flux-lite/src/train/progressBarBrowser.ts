import type { Progress, ProgressStream } from './Progress.js';
import { progressLines } from './progressLines.js';

/** Stands for `progressBar` in bundles for browsers (field `browser` of package.json): there is no terminal to draw a bar in. */
export function progressBar(label: string, total: number, stream: ProgressStream): Progress {
  return progressLines(label, total, stream, Math.max(1, Math.ceil(total / 10)));
}
