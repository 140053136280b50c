const double = new Float64Array(1);
const halves = new Int32Array(double.buffer);

/** Mixes the first `count` numbers, bit for bit, into a digest. NaN is NaN, whatever its bits. */
export function digestOfNumbers(numbers: ArrayLike<number>, count: number, before: number): number {
  let h = before | 0;
  for (let i = 0; i < count; i++) {
    const x = numbers[i]!;
    double[0] = x;
    const low = x === x ? halves[0]! : 1;
    const high = x === x ? halves[1]! : 2;
    h = Math.imul(h ^ low, 0x01000193);
    h = Math.imul((h ^ high) + (h >>> 15), 0x85ebca6b | 0);
    h ^= h >>> 13;
  }
  return h;
}

/** The same for integers. */
export function digestOfIntegers(integers: Int32Array, count: number, before: number): number {
  let h = before | 0;
  for (let i = 0; i < count; i++) {
    h = Math.imul(h ^ integers[i]!, 0x01000193);
    h ^= h >>> 13;
  }
  return h;
}
