/** The floating-point number next to t in a direction, 1 or −1. */
export function neighbour(t: number, direction: number): number {
  const spacing = Math.max(Math.abs(t) * Number.EPSILON, Number.MIN_VALUE);
  const half = t + (direction * spacing) / 2;
  return half === t ? t + direction * spacing : half;
}
