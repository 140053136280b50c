/**
 * rate · factor^(step / every), falling smoothly.
 *
 * @example Adam(exponentialDecay(0.01, 0.5, 1000))   // half the rate every 1000 updates
 */
export function exponentialDecay(rate: number, factor: number, every: number): (step: number) => number {
  return (step) => rate * factor ** (step / every);
}

/**
 * From `rate` to `rate · floor` along half a cosine over `steps` updates, constant afterwards.
 *
 * Reference: Loshchilov & Hutter, SGDR, ICLR 2017, eq. 5, without restarts.
 */
export function cosineDecay(rate: number, steps: number, floor = 0): (step: number) => number {
  return (step) =>
    rate * (floor + ((1 - floor) * (1 + Math.cos((Math.PI * Math.min(step, steps)) / steps))) / 2);
}
