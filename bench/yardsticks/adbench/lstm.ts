/** The gradient of bench/objectives/adbench/lstm.ts as a person writes it: backpropagation through time, eight values kept a cell. */
export interface LstmGradient {
  readonly main: Float64Array;
  readonly extra: Float64Array;
}

const KEPT = 8;

/** Grows to what the longest sequence needs. */
let tape = new Float64Array(0);

export function lstmGradient(
  main: Float64Array,
  extra: Float64Array,
  state: Float64Array,
  sequence: Float64Array,
): LstmGradient {
  const b = extra.length / 3;
  const layers = state.length / (2 * b);
  const steps = sequence.length / b - 1;
  const cellsKept = steps * layers * b * KEPT;
  if (tape.length < cellsKept) tape = new Float64Array(cellsKept);
  const softmaxes = new Float64Array(steps * b);
  const outputs = new Float64Array(steps * b);
  const states = Float64Array.from(state);
  const x = new Float64Array(b);
  let at = 0;
  for (let t = 0; t < steps; t++) {
    for (let i = 0; i < b; i++) x[i] = sequence[t * b + i]! * extra[i]!;
    for (let layer = 0; layer < layers; layer++) {
      const weights = 8 * b * layer;
      const biases = weights + 4 * b;
      const hiddens = 2 * b * layer;
      const cells = hiddens + b;
      for (let i = 0; i < b; i++) {
        const input = x[i]!;
        const hidden = states[hiddens + i]!;
        const before = states[cells + i]!;
        const forget = sigmoid(input * main[weights + i]! + main[biases + i]!);
        const ingate = sigmoid(hidden * main[weights + b + i]! + main[biases + b + i]!);
        const outgate = sigmoid(input * main[weights + 2 * b + i]! + main[biases + 2 * b + i]!);
        const change = Math.tanh(hidden * main[weights + 3 * b + i]! + main[biases + 3 * b + i]!);
        const cell = before * forget + ingate * change;
        const squashed = Math.tanh(cell);
        const output = outgate * squashed;
        states[cells + i] = cell;
        states[hiddens + i] = output;
        x[i] = output;
        tape[at] = input;
        tape[at + 1] = hidden;
        tape[at + 2] = before;
        tape[at + 3] = forget;
        tape[at + 4] = ingate;
        tape[at + 5] = outgate;
        tape[at + 6] = change;
        tape[at + 7] = squashed;
        at += KEPT;
      }
    }
    let sum = 2;
    for (let i = 0; i < b; i++) {
      const e = Math.exp(x[i]! * extra[b + i]! + extra[2 * b + i]!);
      outputs[t * b + i] = x[i]!;
      softmaxes[t * b + i] = e;
      sum += e;
    }
    for (let i = 0; i < b; i++) softmaxes[t * b + i] = softmaxes[t * b + i]! / sum;
  }

  const dMain = new Float64Array(main.length);
  const dExtra = new Float64Array(extra.length);
  const dStates = new Float64Array(state.length);
  const dx = new Float64Array(b);
  const scale = -1 / (steps * b);
  for (let t = steps - 1; t >= 0; t--) {
    let ones = 0;
    for (let i = 0; i < b; i++) ones += sequence[(t + 1) * b + i]!;
    for (let i = 0; i < b; i++) {
      const dy = scale * (sequence[(t + 1) * b + i]! - ones * softmaxes[t * b + i]!);
      dExtra[b + i] = dExtra[b + i]! + dy * outputs[t * b + i]!;
      dExtra[2 * b + i] = dExtra[2 * b + i]! + dy;
      dx[i] = dy * extra[b + i]!;
    }
    for (let layer = layers - 1; layer >= 0; layer--) {
      const weights = 8 * b * layer;
      const biases = weights + 4 * b;
      const hiddens = 2 * b * layer;
      const cells = hiddens + b;
      at -= KEPT * b;
      for (let i = 0; i < b; i++) {
        const from = at + KEPT * i;
        const input = tape[from]!;
        const hidden = tape[from + 1]!;
        const before = tape[from + 2]!;
        const forget = tape[from + 3]!;
        const ingate = tape[from + 4]!;
        const outgate = tape[from + 5]!;
        const change = tape[from + 6]!;
        const squashed = tape[from + 7]!;
        const dOutput = dx[i]! + dStates[hiddens + i]!;
        const dCell = dStates[cells + i]! + dOutput * outgate * (1 - squashed * squashed);
        const dOutgate = dOutput * squashed * outgate * (1 - outgate);
        const dForget = dCell * before * forget * (1 - forget);
        const dIngate = dCell * change * ingate * (1 - ingate);
        const dChange = dCell * ingate * (1 - change * change);
        dStates[cells + i] = dCell * forget;
        dMain[weights + i] = dMain[weights + i]! + dForget * input;
        dMain[biases + i] = dMain[biases + i]! + dForget;
        dMain[weights + b + i] = dMain[weights + b + i]! + dIngate * hidden;
        dMain[biases + b + i] = dMain[biases + b + i]! + dIngate;
        dMain[weights + 2 * b + i] = dMain[weights + 2 * b + i]! + dOutgate * input;
        dMain[biases + 2 * b + i] = dMain[biases + 2 * b + i]! + dOutgate;
        dMain[weights + 3 * b + i] = dMain[weights + 3 * b + i]! + dChange * hidden;
        dMain[biases + 3 * b + i] = dMain[biases + 3 * b + i]! + dChange;
        dx[i] = dForget * main[weights + i]! + dOutgate * main[weights + 2 * b + i]!;
        dStates[hiddens + i] = dIngate * main[weights + b + i]! + dChange * main[weights + 3 * b + i]!;
      }
    }
    for (let i = 0; i < b; i++) dExtra[i] = dExtra[i]! + dx[i]! * sequence[t * b + i]!;
  }
  return { main: dMain, extra: dExtra };
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
