import { type Lane, NO_LANES } from './Lane.js';
import type { Watch } from '../tape/Tape.js';
import type { Thrown } from './thrown.js';
import type { Trace } from './Trace.js';

/**
 * What traced code hands on beside the language's own values. Emitted code knows it as `$r`, and the short names are its protocol.
 *
 * A value's lane is left in `m` by whatever computed the value last; whoever wants it reads it at once.
 */
export interface Registers {
  /** The trace that is being recorded; null while no derivative is asked for. */
  trace: Trace | null;
  /** Lane of the value computed last. */
  m: Lane;
  /** Receiver of the method read last. */
  self: unknown;
  /** Lanes of the arguments of the call that is being made; the callee takes them on entry. */
  args: readonly Lane[];
  /** Lane of the receiver of that call, where it is a number. */
  selfLane: Lane;
  /** Lane of the value that a generator hands to its consumer. */
  yielded: Lane;
  /** Lane of the value that `next(v)` hands to a generator. */
  sent: Lane;
  /** Is the call that is being made one of traced code, which asks for the activation of an async function that it called? */
  isTracedCall: boolean;
  /** The same for the activation that was entered last. */
  wasTracedCall: boolean;
  /** The activation of the async function that handed back control last. */
  task: unknown;
  /** The requests to an async generator that is about to begin. */
  requests: unknown;
  /** What an async function that runs again was waiting for, which may have been rejected. */
  rejected: unknown;
  /** Is told of variables from around the functions that run, while a checkpoint makes its call; null otherwise. */
  watch: Watch | null;
  /** The number thrown last and its lane. */
  thrown: Thrown | undefined;
}

export const registers: Registers = {
  trace: null,
  m: undefined,
  self: undefined,
  args: NO_LANES,
  selfLane: undefined,
  yielded: undefined,
  sent: undefined,
  isTracedCall: false,
  wasTracedCall: false,
  task: undefined,
  requests: undefined,
  rejected: undefined,
  watch: null,
  thrown: undefined,
};
