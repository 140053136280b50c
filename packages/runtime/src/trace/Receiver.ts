import type { Lane } from './Lane.js';

/** Key under which the lane of the number in a wrapper is kept. */
export const PRIMITIVE = Symbol('number');

/** An active number on which a method is called. */
export class Receiver {
  readonly #isReceiver = true;

  constructor(
    readonly value: number,
    readonly lane: Lane,
  ) {}

  /** Asks nothing of the object, which may be a proxy. */
  static is(x: unknown): x is Receiver {
    return typeof x === 'object' && x !== null && #isReceiver in x;
  }
}

export function receiverOf(value: number, lane: Lane): Receiver {
  return new Receiver(value, lane);
}
