/** The gradients of `arrayPerceptron` by hand, in loops over typed arrays that are made once. */
export class PerceptronAdjoint {
  readonly dW1: Float64Array;
  readonly db1: Float64Array;
  readonly dW2: Float64Array;
  readonly db2: Float64Array;
  private readonly h: Float64Array;
  private readonly dh: Float64Array;
  private readonly r: Float64Array;

  constructor(
    private readonly batch: number,
    private readonly inputs: number,
    private readonly hidden: number,
    private readonly outputs: number,
  ) {
    this.dW1 = new Float64Array(inputs * hidden);
    this.db1 = new Float64Array(hidden);
    this.dW2 = new Float64Array(hidden * outputs);
    this.db2 = new Float64Array(outputs);
    this.h = new Float64Array(batch * hidden);
    this.dh = new Float64Array(hidden);
    this.r = new Float64Array(batch * outputs);
  }

  run(
    W1: Float64Array,
    b1: Float64Array,
    W2: Float64Array,
    b2: Float64Array,
    x: Float64Array,
    y: Float64Array,
  ): number {
    const { batch, inputs, hidden, outputs, h, r, dh, dW1, db1, dW2, db2 } = this;
    let loss = 0;
    for (let n = 0; n < batch; n++) {
      for (let j = 0; j < hidden; j++) {
        let s = 0;
        for (let i = 0; i < inputs; i++) s += x[n * inputs + i]! * W1[i * hidden + j]!;
        h[n * hidden + j] = Math.tanh(s + b1[j]!);
      }
      for (let k = 0; k < outputs; k++) {
        let s = 0;
        for (let j = 0; j < hidden; j++) s += h[n * hidden + j]! * W2[j * outputs + k]!;
        const d = s + b2[k]! - y[n * outputs + k]!;
        r[n * outputs + k] = 2 * d;
        loss += d * d;
      }
    }
    dW1.fill(0);
    db1.fill(0);
    dW2.fill(0);
    db2.fill(0);
    for (let n = 0; n < batch; n++) {
      for (let k = 0; k < outputs; k++) db2[k]! += r[n * outputs + k]!;
      for (let j = 0; j < hidden; j++) {
        const hj = h[n * hidden + j]!;
        let s = 0;
        for (let k = 0; k < outputs; k++) {
          const d = r[n * outputs + k]!;
          dW2[j * outputs + k]! += hj * d;
          s += W2[j * outputs + k]! * d;
        }
        const d = s * (1 - hj * hj);
        dh[j] = d;
        db1[j]! += d;
      }
      for (let i = 0; i < inputs; i++) {
        const xi = x[n * inputs + i]!;
        for (let j = 0; j < hidden; j++) dW1[i * hidden + j]! += xi * dh[j]!;
      }
    }
    return loss;
  }
}
