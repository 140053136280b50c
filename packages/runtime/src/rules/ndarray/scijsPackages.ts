import { stopGradient } from '../../api/stopGradient.js';
import { type ForeignArray, isForeignArray } from '../../ndarray/asarray.js';
import { type NDArray } from '../../ndarray/NDArray.js';
import { opRows, type OpsArray, placesOf } from '../../ndarray/ops/opRows.js';
import { withoutLanes } from '../../ndarray/withoutLanes.js';
import { likeSource } from './likeSource.js';
import { matmul } from './matmul.js';
import { ops } from './ops/ops.js';
import { knowScijs } from './scijs.js';
import { asarray } from './views.js';

type MakeArray = (data?: Float64Array, shape?: number[]) => WritableArray;

interface WritableArray extends ForeignArray {
  readonly data: number[] | Float64Array;
}

/** The functions of packages around scijs' ndarray, as they are imported. */
export interface ScijsPackages {
  /** `ndarray-gemm`. */
  readonly gemm?: (out: never, a: never, b: never, alpha?: number, beta?: number) => unknown;
  /** `ndarray-pack`. */
  readonly pack?: (list: never, result?: never) => unknown;
  /** `ndarray-unpack`. */
  readonly unpack?: (array: never) => unknown;
  /** `ndarray-fill`. */
  readonly fill?: (array: never, f: (...index: number[]) => number) => unknown;
  /** `ndarray-scratch`. */
  readonly scratch?: {
    readonly malloc: (shape: readonly number[], dtype?: string) => unknown;
    readonly clone: (array: never) => unknown;
    readonly free: (array: never) => unknown;
  };
}

/** Gives functions of these packages the derivatives of what they do, which is written out here. */
export function defineScijsPackages(
  { gemm, pack, unpack, fill, scratch }: ScijsPackages,
  make: MakeArray,
): void {
  knowScijs();
  if (gemm !== undefined) defineGemm(gemm as Gemm);
  if (pack !== undefined) definePack(pack, make);
  if (unpack !== undefined) likeSource(unpack, unpackArray);
  if (fill !== undefined) likeSource(fill, fillArray);
  if (scratch !== undefined) defineScratch(scratch);
}

function definePack(pack: NonNullable<ScijsPackages['pack']>, make: MakeArray): void {
  const emptyFor = withoutLanes((list: unknown): WritableArray => {
    const shape: number[] = [];
    for (let x = list; Array.isArray(x); x = x[0]) shape.push(x.length);
    return shape.length === 0 ? make() : make(new Float64Array(shape.reduce((n, m) => n * m, 1)), shape);
  });
  likeSource(
    pack,
    /* @differentiable */ (list: readonly unknown[], result?: WritableArray) => {
      const array = result ?? emptyFor(list);
      if (array.shape.length > 0) put(array, list, 0, array.offset);
      return array;
    },
  );
}

/* @differentiable */
function put(array: WritableArray, x: unknown, axis: number, at: number): void {
  if (axis === array.shape.length) array.data[at] = x as number;
  else
    for (let i = 0; i < array.shape[axis]!; i++)
      put(array, (x as readonly unknown[])[i], axis + 1, at + i * array.stride[axis]!);
}

/* @differentiable */
function unpackArray(array: WritableArray): unknown {
  return unpackFrom(array, 0, array.offset);
}

/* @differentiable */
function unpackFrom(array: WritableArray, axis: number, at: number): unknown {
  if (axis === array.shape.length) return array.data[at];
  const list: unknown[] = [];
  for (let i = 0; i < array.shape[axis]!; i++)
    list.push(unpackFrom(array, axis + 1, at + i * array.stride[axis]!));
  return list;
}

/* @differentiable */
function fillArray(array: WritableArray, f: (...index: number[]) => number): WritableArray {
  const { indices, places } = visits(array);
  for (let k = 0; k < places.length; k++) array.data[places[k]!] = f(...indices[k]!);
  return array;
}

/** The indices of all elements in the order of cwise, and where they stand. */
const visits = /* @__PURE__ */ withoutLanes(function visits(array: OpsArray): {
  readonly indices: number[][];
  readonly places: Int32Array;
} {
  const places = placesOf(opRows([array]), 0);
  const { shape } = array;
  const order = array.order ?? shape.map((_, i) => shape.length - 1 - i);
  const indices = Array.from(places, (_, k) => {
    const index = new Array<number>(shape.length);
    let left = k;
    for (const axis of order) {
      index[axis] = left % shape[axis]!;
      left = Math.floor(left / shape[axis]!);
    }
    return index;
  });
  return { indices, places };
});

/** Arrays of the pool are handed out once in a sweep: what is differentiated is known by the object that holds it. */
function defineScratch({ malloc, clone, free }: NonNullable<ScijsPackages['scratch']>): void {
  const emptyLike = withoutLanes(({ shape, dtype }: OpsArray & { readonly dtype: string }): OpsArray => {
    const isPlain = dtype === 'generic' || dtype === 'array';
    return malloc(shape.slice(), isPlain ? 'double' : dtype) as OpsArray;
  });
  likeSource(
    clone,
    /* @differentiable */ (array: OpsArray & { readonly dtype: string }) => {
      const copy = emptyLike(array);
      ops.assign(copy, array);
      return copy;
    },
  );
  likeSource(free, /* @differentiable */ () => undefined);
}

type Matrix = OpsArray | readonly (readonly number[])[];
type Gemm = (out: Matrix, a: Matrix, b: Matrix, alpha?: number, beta?: number) => unknown;

/** out = α·A·B + β·out. The values are the package's own, the derivatives those of the product of matrices. */
function defineGemm(gemm: Gemm): void {
  /** What the package makes of a copy with the same layout, which it tells its loops by; row after row. */
  const valuesOf = withoutLanes(
    (out: Matrix, a: Matrix, b: Matrix, alpha: number, beta: number): Float64Array => {
      const target = copyOf(out);
      gemm(target as Matrix, a, b, alpha, beta);
      const [m, n] = isForeignArray(out) ? out.shape : [out.length, out[0]!.length];
      return Float64Array.from({ length: m! * n! }, (_, k) =>
        elementOf(target as Matrix, Math.floor(k / n!), k % n!),
      );
    },
  );
  likeSource(
    gemm,
    /* @differentiable */ (out: Matrix, a: Matrix, b: Matrix, alpha = 1, beta = 0) => {
      const values = valuesOf(out, a, b, alpha, beta);
      const product = matmul(view(a), view(b));
      for (let i = 0; i < product.shape[0]!; i++)
        for (let j = 0; j < product.shape[1]!; j++) {
          const scaled = alpha * product.get(i, j);
          const x = beta === 0 ? scaled : scaled + beta * elementOf(out, i, j);
          const value = values[i * product.shape[1]! + j]!;
          store(out, i, j, Number.isFinite(x) ? value + (x - stopGradient(x)) : x);
        }
    },
  );
}

/** A copy with the same layout, which the package tells its loops by. */
function copyOf(out: Matrix): WritableArray | number[][] {
  if (!isForeignArray(out)) return out.map((row) => [...row]);
  const data: unknown = out.data;
  return Object.assign(Object.create(Object.getPrototypeOf(out) as object) as object, {
    ...out,
    data: Array.isArray(data) ? data.slice() : (data as Float64Array).slice(),
  }) as WritableArray;
}

/* @differentiable */
function view(x: Matrix): NDArray {
  return asarray(x as ForeignArray);
}

/* @differentiable */
function elementOf(x: Matrix, i: number, j: number): number {
  if (!isForeignArray(x)) return (x as readonly (readonly number[])[])[i]![j]!;
  return (x.data as Float64Array)[x.offset + i * x.stride[0]! + j * x.stride[1]!]!;
}

/* @differentiable */
function store(x: Matrix, i: number, j: number, value: number): void {
  if (isForeignArray(x)) (x.data as Float64Array)[x.offset + i * x.stride[0]! + j * x.stride[1]!] = value;
  else (x as number[][])[i]![j] = value;
}
