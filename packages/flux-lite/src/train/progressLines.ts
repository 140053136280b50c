import type { Progress, ProgressStream } from './Progress.js';

/** One line per `every` steps, and one for the last step. */
export function progressLines(label: string, total: number, stream: ProgressStream, every: number): Progress {
  const width = String(total).length;
  let shown = -1;
  let last: { step: number; loss: number } | undefined;
  const line = (step: number, loss: number): void => {
    shown = step;
    stream.write(`${label}  step ${String(step).padStart(width)}/${total}  loss ${formatLoss(loss)}\n`);
  };
  return {
    update(step, loss) {
      last = { step, loss };
      if (step % every === 0 || step === total) line(step, loss);
    },
    stop() {
      if (last !== undefined && last.step !== shown) line(last.step, last.loss);
    },
  };
}

/** Five significant digits, plain where that is short. */
export function formatLoss(loss: number): string {
  const size = Math.abs(loss);
  return size !== 0 && (size < 1e-4 || size >= 1e6) ? loss.toExponential(4) : loss.toPrecision(5);
}
