import { type Dtype, unitOf } from './dtype.js';
import { sizeOf } from './shape.js';

/** A strided view of a list of numbers. */
export interface Strided {
  readonly shape: readonly number[];
  readonly stride: readonly number[];
  readonly offset: number;
}

/** Do the elements lie in rows without gaps, the last axis running fastest, wherever the first one is? */
export function isContiguous({ shape, stride }: Strided, unit: number): boolean {
  let step = unit;
  for (let i = shape.length - 1; i >= 0; i--) {
    const n = shape[i]!;
    if (n === 0) return true;
    if (n !== 1 && stride[i] !== step) return false;
    step *= n;
  }
  return true;
}

/** The same, from the first number of the data on. */
export function isCompact(view: Strided & { readonly dtype: Dtype }): boolean {
  return view.offset === 0 && isContiguous(view, unitOf(view.dtype));
}

/** Does every element lie at a place of its own? (May say no of some views of unusual strides of which it is so.) */
export function isInjective({ shape, stride }: Strided): boolean {
  const axes = stride.map((_, i) => i).filter((i) => shape[i]! > 1);
  axes.sort((i, j) => Math.abs(stride[i]!) - Math.abs(stride[j]!));
  let reach = 0;
  for (const i of axes) {
    const step = Math.abs(stride[i]!);
    if (step <= reach) return false;
    reach += (shape[i]! - 1) * step;
  }
  return true;
}

/** Where the numbers of a view stand in its data, in the order of the indices; the parts of a complex element one after the other. */
export function numbersInOrder(view: Strided & { readonly dtype: Dtype }): Int32Array {
  const { shape, stride, offset } = view;
  const unit = unitOf(view.dtype);
  const positions = new Int32Array(sizeOf(shape) * unit);
  let filled = 0;
  const walk = (axis: number, at: number): void => {
    if (axis === shape.length) {
      for (let part = 0; part < unit; part++) positions[filled++] = at + part;
      return;
    }
    for (let i = 0; i < shape[axis]!; i++) walk(axis + 1, at + i * stride[axis]!);
  };
  walk(0, offset);
  return positions;
}
