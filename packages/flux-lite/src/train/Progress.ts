/** Where a run stands, shown to a person. */
export interface Progress {
  /** `step` of the total are done, and the loss is `loss`. */
  update(step: number, loss: number): void;
  /** The run has ended. */
  stop(): void;
}

/** What of a run is shown. */
export interface ProgressDisplay {
  /** Names the run in the display. */
  label?: string;
  /** Without a terminal: a line per this many steps. Default: a tenth of all steps. */
  every?: number;
  /** Where to write. Default: the standard error stream. */
  stream?: ProgressStream;
}

/** What a progress display needs of a stream. */
export interface ProgressStream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

/** `false` or absent: none; `true`: with the defaults; a text: with this label. */
export type ProgressOption = boolean | string | ProgressDisplay | undefined;
