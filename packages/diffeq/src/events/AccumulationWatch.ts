import type { Passage } from './EventDetector.js';

/** Gaps between passages below this share of the time span are counted, */
const SHORT = 1e-8;
/** and so many in a row, each shorter than the one before, are taken for the start of infinitely many. */
const IN_A_ROW = 5;

/** What is known of a condition's last passages in one direction. */
interface Row {
  last: number;
  gap: number;
  count: number;
}

/** Notices events that follow one another ever faster, as the bounces of a ball do, and would never let time go on. */
export class AccumulationWatch {
  /** What was noticed, for messages. */
  detail = '';
  private rows: Map<number, Row> | undefined = undefined;

  constructor(private readonly span: number) {}

  /** Takes note of a passage at t; whether passages pile up there. */
  isAccumulating({ place, upwards }: Passage, t: number): boolean {
    const key = 2 * place + (upwards ? 1 : 0);
    const rows = (this.rows ??= new Map());
    const row = rows.get(key);
    if (row === undefined) {
      rows.set(key, { last: t, gap: Infinity, count: 0 });
      return false;
    }
    const gap = Math.abs(t - row.last);
    row.count = gap <= SHORT * this.span && gap <= row.gap ? row.count + 1 : 0;
    row.gap = gap;
    row.last = t;
    if (row.count < IN_A_ROW) return false;
    this.detail = `condition ${place} passed through 0 again after ${gap.toExponential(1)}`;
    row.count = 0;
    row.gap = Infinity;
    return true;
  }
}
