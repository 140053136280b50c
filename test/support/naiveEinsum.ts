import { NDArray } from '@diffjs/runtime';

/** einsum by its definition: a loop over all values of all indices. Letters only, with an arrow. */
export function naiveEinsum(subscripts: string, ...operands: readonly NDArray[]): NDArray {
  const [left, output] = subscripts.split('->') as [string, string];
  const inputs = left.split(',');
  const sizes = new Map<string, number>();
  inputs.forEach((labels, i) =>
    [...labels].forEach((label, axis) => sizes.set(label, operands[i]!.shape[axis]!)),
  );
  const labels = [...sizes.keys()];
  const shape = [...output].map((label) => sizes.get(label)!);
  const out = new NDArray(new Float64Array(shape.reduce((m, n) => m * n, 1)), shape);
  const values = new Map<string, number>();
  const at = (a: NDArray, names: string): number =>
    a.offset + [...names].reduce((sum, label, axis) => sum + values.get(label)! * a.stride[axis]!, 0);
  const loop = (k: number): void => {
    if (k < labels.length) {
      for (let i = 0; i < sizes.get(labels[k]!)!; i++) {
        values.set(labels[k]!, i);
        loop(k + 1);
      }
      return;
    }
    out.data[at(out, output)]! += inputs.reduce(
      (product, names, i) => product * operands[i]!.data[at(operands[i]!, names)]!,
      1,
    );
  };
  loop(0);
  return out;
}
