import { registers } from './registers.js';
import { ReverseTrace } from './ReverseTrace.js';

const warned = new Set<string>();

/**
 * Says, once for each place, that a loop marked `@checkpoint` is recorded turn by turn: traced code keeps no snapshots.
 * @param place  file, line and column
 */
export function taped(place: string): void {
  if (warned.has(place) || !(registers.trace instanceof ReverseTrace)) return;
  warned.add(place);
  const message =
    `@checkpoint has no effect on ${place}: its function runs as traced code here, which keeps all of its turns. ` +
    'Mark the functions that call it @differentiable as well. See docs/errors/DIFF3109.md';
  const host = globalThis as {
    process?: { emitWarning?: (text: string, options: { type: string; code: string }) => void };
  };
  if (typeof host.process?.emitWarning === 'function')
    host.process.emitWarning(message, { type: 'DiffWarning', code: 'DIFF3109' });
  // eslint-disable-next-line no-console -- there is nothing else to warn with in browsers
  else console.warn(`DIFF3109: ${message}`);
}
