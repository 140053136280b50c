/** The gradient of an ordinary function with a loop and a branch, beside finite differences. */
import { gradient } from '@diffjs/runtime';

/** How far a ball with some drag flies before it lands, thrown at `speed` (m/s) and `angle` (radians): Euler steps of 1 ms. */
/* @differentiable */
function distance(speed: number, angle: number): number {
  let [x, y] = [0, 0];
  let [vx, vy] = [speed * Math.cos(angle), speed * Math.sin(angle)];
  for (let i = 0; i < 100_000; i++) {
    const drag = 0.01 * Math.sqrt(vx * vx + vy * vy);
    vx -= 0.001 * drag * vx;
    vy -= 0.001 * (9.81 + drag * vy);
    const below = y + 0.001 * vy;
    if (below < 0) return x - (y / vy) * vx; // lands within this step
    x += 0.001 * vx;
    y = below;
  }
  return x;
}

const at = [20, 0.7] as const;
const [dSpeed, dAngle] = gradient(distance, ...at);

/** Central differences. The step is small enough to leave the number of Euler steps until the landing as it is. */
function difference(i: 0 | 1): number {
  const h = 1e-6 * at[i];
  const [plus, minus] = [1, -1].map(
    (sign) => at.map((x, k) => (k === i ? x + sign * h : x)) as [number, number],
  );
  return (distance(...plus) - distance(...minus)) / (plus[i] - minus[i]);
}

console.log(`distance(${at.join(', ')}) = ${distance(...at).toFixed(4)} m\n`);
console.log('              compiled gradient   finite differences');
let worst = 0;
for (const [name, compiled, i] of [
  ['speed', dSpeed, 0],
  ['angle', dAngle, 1],
] as const) {
  const reference = difference(i);
  worst = Math.max(worst, Math.abs(compiled - reference) / Math.abs(reference));
  console.log(`∂/∂${name}${compiled.toFixed(8).padStart(24)}${reference.toFixed(8).padStart(21)}`);
}
console.log(`\nThey differ by ${worst.toExponential(1)} of their size.`);
if (!(worst < 1e-6)) {
  console.error('That is too much.');
  process.exitCode = 1;
}
