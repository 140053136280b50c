/** The discrete Fourier transform of one length. */
export interface Transform {
  readonly n: number;
  /** Xₖ = Σⱼ xⱼ exp(−2πijk/n) in place. With real and imaginary parts exchanged it is the inverse times n. */
  run(re: Float64Array, im: Float64Array): void;
}
