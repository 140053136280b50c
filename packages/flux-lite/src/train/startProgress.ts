import { checkOptions } from '../errors/checkOptions.js';
import type { Progress, ProgressDisplay, ProgressOption, ProgressStream } from './Progress.js';
import { progressBar } from './progressBar.js';
import { progressLines } from './progressLines.js';

/** Starts the display that `option` asks for: a bar in a terminal, a line now and then elsewhere. */
export function startProgress(option: ProgressOption, label: string, total: number): Progress {
  if (option === undefined || option === false) return { update: () => undefined, stop: () => undefined };
  const display: ProgressDisplay =
    typeof option === 'object' ? option : typeof option === 'string' ? { label: option } : {};
  checkOptions('progress', display, ['label', 'every', 'stream']);
  const stream: ProgressStream = display.stream ?? process.stderr;
  const name = display.label ?? label;
  return stream.isTTY === true
    ? progressBar(name, total, stream)
    : progressLines(name, total, stream, display.every ?? Math.max(1, Math.ceil(total / 10)));
}
