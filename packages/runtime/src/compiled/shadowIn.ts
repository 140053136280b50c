/** The shadow that the slot of a shadow holds; undefined for a number, and where there is none. */
export function shadowIn(slot: unknown): unknown {
  return typeof slot === 'object' && slot !== null ? slot : undefined;
}
