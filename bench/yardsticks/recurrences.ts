/** Adjoints of the scalar objectives as a person writes them: one reused tape, what is cheap recomputed. */

const tape = new Float64Array(1 << 20);

export function recurrenceAdjoint(x: number, a: number, turns: number): [number, number] {
  for (let i = 0; i < turns; i++) {
    tape[i] = x;
    x = x * a + 0.3;
  }
  let dx = 0;
  let da = 0;
  for (let i = turns - 1; i >= 0; i--) {
    const before = tape[i]!;
    const d = dx + 0.5;
    da += d * before;
    dx = d * a;
  }
  return [dx, da];
}

export function sineChainAdjoint(x: number, a: number, b: number, turns: number): [number, number, number] {
  let p = 0;
  for (let i = 0; i < turns; i++) {
    const sine = Math.sin(x);
    tape[p++] = x;
    tape[p++] = sine;
    x = sine * a + x * b;
  }
  let dx = 0;
  let da = 0;
  let db = 0;
  for (let i = turns; i > 0; i--) {
    dx += 2 * x;
    p -= 2;
    x = tape[p]!;
    da += dx * tape[p + 1]!;
    db += dx * x;
    dx = dx * (a * Math.cos(x) + b);
  }
  return [dx, da, db];
}

export function taylorSineAdjoint(x: number, tolerance: number): number {
  let term = x;
  let n = 1;
  for (; Math.abs(term) > tolerance; n++) {
    tape[n] = term;
    term = -(term * x * x) / (2 * n * (2 * n + 1));
  }
  let dTerm = 0;
  let dx = 0;
  for (n--; n >= 1; n--) {
    const d = -dTerm / (2 * n * (2 * n + 1));
    dx += 2 * d * tape[n]! * x;
    dTerm = d * x * x + 1;
  }
  return dx + dTerm;
}
