/** The discs as a person writes them in flat arrays, and the adjoint. */
import type { Body, Spring } from '../objectives/rigidBodies';

const tape = new Float64Array(1 << 16);
const bars = new Float64Array(1 << 10);

/** Bodies as [x, y, vx, vy, mass, radius] in a row. */
export function flatBodies(bodies: readonly Body[]): Float64Array {
  return Float64Array.from(
    bodies.flatMap(({ position, velocity, mass, radius }) => [
      position.x,
      position.y,
      velocity.x,
      velocity.y,
      mass,
      radius,
    ]),
  );
}

/** Springs as [rest, stiffness] in a row. */
export function flatSprings(springs: readonly Spring[]): Float64Array {
  return Float64Array.from(springs.flatMap(({ rest, stiffness }) => [rest, stiffness]));
}

/** One step of the bodies that stand at `at` in the array, written to `next`. */
function advance(
  state: Float64Array,
  at: number,
  next: number,
  count: number,
  springs: Float64Array,
  dt: number,
): void {
  state.copyWithin(next, at, at + 6 * count);
  for (let s = 0, a = 0; s < springs.length; s += 2, a += 6) {
    const b = a + 6;
    const dx = state[at + b]! - state[at + a]!;
    const dy = state[at + b + 1]! - state[at + a + 1]!;
    const distance = Math.sqrt(dx * dx + dy * dy);
    pull(state, next + a, next + b, (springs[s + 1]! * (distance - springs[s]!)) / distance, dx, dy, dt);
  }
  for (let a = 0; a < 6 * count; a += 6) {
    for (let b = a + 6; b < 6 * count; b += 6) {
      const dx = state[at + b]! - state[at + a]!;
      const dy = state[at + b + 1]! - state[at + a + 1]!;
      const reach = state[at + a + 5]! + state[at + b + 5]!;
      const squared = dx * dx + dy * dy;
      if (squared >= reach * reach) continue;
      const distance = Math.sqrt(squared);
      pull(state, next + a, next + b, (200 * (distance - reach)) / distance, dx, dy, dt);
    }
  }
  for (let a = next; a < next + 6 * count; a += 6) {
    state[a + 3] = state[a + 3]! - 9.81 * dt;
    state[a] = state[a]! + state[a + 2]! * dt;
    state[a + 1] = state[a + 1]! + state[a + 3]! * dt;
    const depth = state[a + 5]! - state[a + 1]!;
    if (depth > 0) state[a + 3] = state[a + 3]! + ((500 * depth) / state[a + 4]!) * dt;
  }
}

function pull(
  state: Float64Array,
  a: number,
  b: number,
  force: number,
  dx: number,
  dy: number,
  dt: number,
): void {
  const fx = force * dx;
  const fy = force * dy;
  state[a + 2] = state[a + 2]! + (fx / state[a + 4]!) * dt;
  state[a + 3] = state[a + 3]! + (fy / state[a + 4]!) * dt;
  state[b + 2] = state[b + 2]! - (fx / state[b + 4]!) * dt;
  state[b + 3] = state[b + 3]! - (fy / state[b + 4]!) * dt;
}

export function energyAfterInScalars(
  start: Float64Array,
  springs: Float64Array,
  dt: number,
  steps: number,
): number {
  const count = start.length / 6;
  tape.set(start);
  let at = 0;
  for (let step = 0; step < steps; step++) {
    advance(tape, at, 6 * count - at, count, springs, dt);
    at = 6 * count - at;
  }
  let energy = 0;
  for (let a = at; a < at + 6 * count; a += 6) {
    const vx = tape[a + 2]!;
    const vy = tape[a + 3]!;
    energy += tape[a + 4]! * (0.5 * (vx * vx + vy * vy) + 9.81 * tape[a + 1]!);
  }
  return energy;
}

/** Each step keeps the state before it; forces are computed again. Cotangents of bodies are laid out as bodies are. */
export function energyAfterAdjoint(
  start: Body[],
  springs: Spring[],
  dt: number,
  steps: number,
): [Body[], Spring[], number] {
  const count = start.length;
  const size = 6 * count;
  for (let i = 0, a = 0; i < count; i++, a += 6) {
    const { position, velocity, mass, radius } = start[i]!;
    tape[a] = position.x;
    tape[a + 1] = position.y;
    tape[a + 2] = velocity.x;
    tape[a + 3] = velocity.y;
    tape[a + 4] = mass;
    tape[a + 5] = radius;
  }
  const flat = flatSprings(springs);
  let at = 0;
  for (let step = 0; step < steps; step++, at += size) advance(tape, at, at + size, count, flat, dt);
  for (let a = 0; a < size; a += 6) {
    const mass = tape[at + a + 4]!;
    const vx = tape[at + a + 2]!;
    const vy = tape[at + a + 3]!;
    bars[a] = 0;
    bars[a + 1] = 9.81 * mass;
    bars[a + 2] = mass * vx;
    bars[a + 3] = mass * vy;
    bars[a + 4] = 0.5 * (vx * vx + vy * vy) + 9.81 * tape[at + a + 1]!;
    bars[a + 5] = 0;
  }
  const dSprings: Spring[] = springs.map(() => ({ rest: 0, stiffness: 0 }));
  let dDt = 0;
  for (let step = 0; step < steps; step++) {
    const next = at;
    at -= size;
    for (let a = 0; a < size; a += 6) {
      const mass = tape[at + a + 4]!;
      const depth = tape[next + a + 5]! - tape[next + a + 1]!;
      let vy = tape[next + a + 3]!;
      const dvy = bars[a + 3]!;
      let dy = bars[a + 1]!;
      if (depth > 0) {
        const push = 500 / mass;
        vy -= push * depth * dt;
        const d = dvy * push;
        dDt += d * depth;
        bars[a + 4] = bars[a + 4]! - (d * depth * dt) / mass;
        bars[a + 5] = bars[a + 5]! + d * dt;
        dy -= d * dt;
        bars[a + 1] = dy;
      }
      const dx = bars[a]!;
      const dvyBefore = dvy + dy * dt;
      dDt += dx * tape[next + a + 2]! + dy * vy - 9.81 * dvyBefore;
      bars[a + 2] = bars[a + 2]! + dx * dt;
      bars[a + 3] = dvyBefore;
    }
    for (let a = 0; a < size; a += 6) {
      for (let b = a + 6; b < size; b += 6) {
        const dx = tape[at + b]! - tape[at + a]!;
        const dy = tape[at + b + 1]! - tape[at + a + 1]!;
        const reach = tape[at + a + 5]! + tape[at + b + 5]!;
        const squared = dx * dx + dy * dy;
        if (squared >= reach * reach) continue;
        const distance = Math.sqrt(squared);
        const pressed = pullBack(at, a, b, distance, reach, 200, dx, dy, dt);
        dDt += pressed * 200 * (distance - reach);
        const dReach = -pressed * 200 * dt;
        bars[a + 5] = bars[a + 5]! + dReach;
        bars[b + 5] = bars[b + 5]! + dReach;
      }
    }
    for (let i = 0; i < springs.length; i++) {
      const a = 6 * i;
      const b = a + 6;
      const rest = flat[2 * i]!;
      const stiffness = flat[2 * i + 1]!;
      const dx = tape[at + b]! - tape[at + a]!;
      const dy = tape[at + b + 1]! - tape[at + a + 1]!;
      const distance = Math.sqrt(dx * dx + dy * dy);
      const pulled = pullBack(at, a, b, distance, rest, stiffness, dx, dy, dt);
      dDt += pulled * stiffness * (distance - rest);
      const dSpring = dSprings[i]!;
      dSpring.rest -= pulled * stiffness * dt;
      dSpring.stiffness += pulled * (distance - rest) * dt;
    }
  }
  return [
    start.map((_, i) => ({
      position: { x: bars[6 * i]!, y: bars[6 * i + 1]! },
      velocity: { x: bars[6 * i + 2]!, y: bars[6 * i + 3]! },
      mass: bars[6 * i + 4]!,
      radius: bars[6 * i + 5]!,
    })),
    dSprings,
    dDt,
  ];
}

/**
 * The reverse of a pull with the force stiffness·(distance − rest) along the line from a to b.
 * @returns the cotangent of that force times dt, over dt
 */
function pullBack(
  at: number,
  a: number,
  b: number,
  distance: number,
  rest: number,
  stiffness: number,
  dx: number,
  dy: number,
  dt: number,
): number {
  const perA = 1 / tape[at + a + 4]!;
  const perB = 1 / tape[at + b + 4]!;
  const ux = dx / distance;
  const uy = dy / distance;
  const alongA = (bars[a + 2]! * ux + bars[a + 3]! * uy) * perA;
  const alongB = (bars[b + 2]! * ux + bars[b + 3]! * uy) * perB;
  const along = alongA - alongB;
  const strength = stiffness * (distance - rest);
  bars[a + 4] = bars[a + 4]! - alongA * perA * strength * dt;
  bars[b + 4] = bars[b + 4]! + alongB * perB * strength * dt;
  // The force is force/distance · (dx, dy): its own change along the line, and the turn of the line.
  const per = (strength / distance) * dt;
  const stretch = along * (stiffness * dt - per);
  const gx = (bars[a + 2]! * perA - bars[b + 2]! * perB) * per + stretch * ux;
  const gy = (bars[a + 3]! * perA - bars[b + 3]! * perB) * per + stretch * uy;
  bars[b] = bars[b]! + gx;
  bars[b + 1] = bars[b + 1]! + gy;
  bars[a] = bars[a]! - gx;
  bars[a + 1] = bars[a + 1]! - gy;
  return along;
}
