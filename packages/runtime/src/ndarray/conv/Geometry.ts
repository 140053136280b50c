/** Depth, height and width; what has fewer axes has length 1 along the first ones. */
export type Triple = readonly [number, number, number];

/**
 * How a convolution lies: images [batch, groups·channels, …size], weights [groups·outChannels, channels, …kernel], results [batch, groups·outChannels, …out].
 * Result t meets with kernel place k the image place t·stride + k·dilation − before.
 */
export interface Geometry {
  readonly batch: number;
  readonly groups: number;
  /** Channels of the image in each group. */
  readonly channels: number;
  /** Channels of the result in each group. */
  readonly outChannels: number;
  readonly size: Triple;
  readonly kernel: Triple;
  readonly out: Triple;
  readonly stride: Triple;
  readonly dilation: Triple;
  /** Zeros before the image along each axis. */
  readonly before: Triple;
}

export function product([a, b, c]: Triple): number {
  return a * b * c;
}

/** Is every column of the matrix of `gatherColumns` a pixel of the image itself, in the same order? */
export function isPointwise({ size, out, kernel, stride, before }: Geometry): boolean {
  return [0, 1, 2].every((a) => kernel[a] === 1 && stride[a] === 1 && before[a] === 0 && size[a] === out[a]);
}
