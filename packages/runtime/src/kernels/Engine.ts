import type { KernelName, Kernels } from './Kernels.js';

/** Whether an engine can be used: `idle` before its first use, `waiting` while it has to be awaited, `refused` for good. */
export type EngineState = 'ready' | 'idle' | 'waiting' | 'refused';

/** From which amount of work on a kernel is asked: m·n·k of `gemm`, m·n of `reduceRows`, n elsewhere. */
export type KernelMinimum = Partial<Readonly<Record<KernelName, number>>>;

/** Somebody who computes kernels. */
export interface Engine {
  readonly name: string;
  readonly kernels: Partial<Kernels>;
  readonly minimum: KernelMinimum;
  /** State, and the reason where it is not ready. Loads what can be loaded at once. */
  status(): { readonly state: EngineState; readonly reason: string | null };
  /** Loads what has to be awaited. */
  ready?(): Promise<void>;
}
