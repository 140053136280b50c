import cliProgress from 'cli-progress';
import type { Progress, ProgressStream } from './Progress.js';
import { formatLoss } from './progressLines.js';

/** A bar that moves in place; for terminals. */
export function progressBar(label: string, total: number, stream: ProgressStream): Progress {
  const bar = new cliProgress.SingleBar(
    {
      format: `${label}  {bar}  {value}/{total}  loss {loss}  {duration_formatted}`,
      stream: stream as NodeJS.WritableStream,
      barsize: 24,
      hideCursor: true,
      fps: 10,
    },
    cliProgress.Presets.shades_classic,
  );
  bar.start(total, 0, { loss: '–' });
  return {
    update: (step, loss) => bar.update(step, { loss: formatLoss(loss) }),
    stop: () => bar.stop(),
  };
}
