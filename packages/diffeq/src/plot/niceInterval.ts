/** Round numbers that hold an interval, and the numbers between them that divide it. */
export interface NiceInterval {
  readonly low: number;
  readonly high: number;
  /** Multiples of 1, 2 or 5 times a power of ten, the ends among them. */
  readonly ticks: number[];
}

/** The interval from low to high widened to round numbers, with about `count` ticks. */
export function niceInterval(low: number, high: number, count: number): NiceInterval {
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((factor) => factor * power >= rough * 0.75) ?? 10);
  const ticks: number[] = [];
  for (let i = Math.floor(low / step); i <= Math.ceil(high / step); i++)
    ticks.push(Number((i * step).toPrecision(12)));
  return { low: ticks[0], high: ticks[ticks.length - 1], ticks };
}
