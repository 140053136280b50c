import type { Lane } from './Lane.js';

/** Key under which the lane of the number in a wrapper is kept. */
export const PRIMITIVE = Symbol('number');

/** An active number on which a method is called. */
export class Receiver {
  constructor(
    readonly value: number,
    readonly lane: Lane,
  ) {}
}

export function receiverOf(value: number, lane: Lane): Receiver {
  return new Receiver(value, lane);
}
