import { type OpRows, opRows, type OpsArray, placesOf } from '../../../ndarray/ops/opRows.js';
import { withoutLanes } from '../../../ndarray/withoutLanes.js';
import { type Elements, elementsOf, readFrom } from './elementwise.js';

/** A function of the elements of an array, visited in the order of cwise, that gives a number. */
export interface Reduction {
  readonly name: string;
  /** Over what holds the elements and where they stand. */
  readonly find: (data: Elements, places: ArrayLike<number>) => number;
  /** The same as compiled code, which runs where a derivative is differentiated again. */
  readonly run: (data: Elements, places: ArrayLike<number>) => number;
  /** The partial derivatives by the elements, in that order; a number if all are equal. */
  readonly partials: (xs: Float64Array, out: number) => Float64Array | number;
}

/*
 * The loops give bit for bit what ndarray-ops gives.
 */

/* @differentiable */
function sum(data: Elements, places: ArrayLike<number>): number {
  let s = 0;
  for (let i = 0; i < places.length; i++) s += data[places[i]!] as number;
  return s;
}

/* @differentiable */
function prod(data: Elements, places: ArrayLike<number>): number {
  let s = 1;
  for (let i = 0; i < places.length; i++) s *= data[places[i]!] as number;
  return s;
}

/* @differentiable */
function norm2squared(data: Elements, places: ArrayLike<number>): number {
  let s = 0;
  for (let i = 0; i < places.length; i++) {
    const x = data[places[i]!] as number;
    s += x * x;
  }
  return s;
}

/** At the origin it is constant: its slope there is taken as zero. */
/* @differentiable */
function norm2(data: Elements, places: ArrayLike<number>): number {
  const s = norm2squared(data, places);
  return s === 0 ? 0 : Math.sqrt(s);
}

/* @differentiable */
function norm1(data: Elements, places: ArrayLike<number>): number {
  let s = 0;
  for (let i = 0; i < places.length; i++) {
    const x = data[places[i]!] as number;
    s += x === 0 ? 0 : x < 0 ? -x : x;
  }
  return s;
}

const greatest = (data: Elements, places: ArrayLike<number>): number => {
  let h = -Infinity;
  for (let i = 0; i < places.length; i++)
    if ((data[places[i]!] as number) > h) h = data[places[i]!] as number;
  return h;
};
const least = (data: Elements, places: ArrayLike<number>): number => {
  let h = Infinity;
  for (let i = 0; i < places.length; i++)
    if ((data[places[i]!] as number) < h) h = data[places[i]!] as number;
  return h;
};
const greatestSize = (data: Elements, places: ArrayLike<number>): number => {
  let s = 0;
  for (let i = 0; i < places.length; i++) {
    const a = data[places[i]!] as number;
    if (-a > s) s = -a;
    else if (a > s) s = a;
  }
  return s;
};

type Find = (data: Elements, places: ArrayLike<number>) => number;

/** The value, and those places where it stands. */
const standing = /* @__PURE__ */ withoutLanes(function standing(
  find: Find,
  isSize: boolean,
  data: Elements,
  places: ArrayLike<number>,
): { readonly value: number; readonly at: readonly number[] } {
  const value = find(data, places);
  const at: number[] = [];
  for (let i = 0; i < places.length; i++) {
    const x = data[places[i]!] as number;
    if ((isSize ? Math.abs(x) : x) === value) at.push(places[i]!);
  }
  return { value, at };
});

/** The elements that have the extreme value share its derivative. */
/* @differentiable */
function extreme(find: Find, isSize: boolean, data: Elements, places: ArrayLike<number>): number {
  const { value, at } = standing(find, isSize, data, places);
  if (at.length === 0 || (isSize && value === 0)) return value;
  const first = sized(data[at[0]!] as number, isSize);
  if (at.length === 1 || !Number.isFinite(value)) return first;
  let out = value;
  for (let i = 0; i < at.length; i++) out -= (value - sized(data[at[i]!] as number, isSize)) / at.length;
  return out;
}

/* @differentiable */
function sized(x: number, isSize: boolean): number {
  return isSize && x < 0 ? -x : x;
}

/* @differentiable */
function sup(data: Elements, places: ArrayLike<number>): number {
  return extreme(greatest, false, data, places);
}

/* @differentiable */
function inf(data: Elements, places: ArrayLike<number>): number {
  return extreme(least, false, data, places);
}

/* @differentiable */
function norminf(data: Elements, places: ArrayLike<number>): number {
  return extreme(greatestSize, true, data, places);
}

function shared(xs: Float64Array, out: number): Float64Array {
  let count = 0;
  for (const x of xs) if (x === out) count++;
  return xs.map((x) => (x === out ? 1 / count : 0));
}

/** Products of all others, from both sides, so that a zero divides nothing. */
function productsOfOthers(xs: Float64Array): Float64Array {
  const others = new Float64Array(xs.length);
  let before = 1;
  for (let i = 0; i < xs.length; i++) {
    others[i] = before;
    before *= xs[i]!;
  }
  let behind = 1;
  for (let i = xs.length - 1; i >= 0; i--) {
    others[i]! *= behind;
    behind *= xs[i]!;
  }
  return others;
}

export const reductions: readonly Reduction[] = [
  { name: 'sum', find: sum, run: sum, partials: () => 1 },
  { name: 'prod', find: prod, run: prod, partials: productsOfOthers },
  { name: 'norm2squared', find: norm2squared, run: norm2squared, partials: (xs) => xs.map((x) => 2 * x) },
  { name: 'norm2', find: norm2, run: norm2, partials: (xs, out) => (out === 0 ? 0 : xs.map((x) => x / out)) },
  { name: 'norm1', find: norm1, run: norm1, partials: (xs) => xs.map(Math.sign) },
  { name: 'norminf', find: greatestSize, run: norminf, partials: sizesShared },
  { name: 'sup', find: greatest, run: sup, partials: shared },
  { name: 'inf', find: least, run: inf, partials: shared },
];

function sizesShared(xs: Float64Array, out: number): Float64Array | number {
  if (out === 0) return 0;
  return shared(xs.map(Math.abs), out).map((share, i) => share * Math.sign(xs[i]!));
}

/** Where the elements of an array stand. */
const placesIn = /* @__PURE__ */ withoutLanes(function placesIn(x: OpsArray): Int32Array {
  return placesOf(opRows([x]), 0);
});

/** The reduction of an array as code that can be differentiated any number of times. */
/* @differentiable */
export function reduceInTrace({ run }: Reduction, x: OpsArray): number {
  return run(elementsOf(x), placesIn(x));
}

/** The elements of an array in the order of the visits, and the rows that they come from. */
export function gather(x: OpsArray): { readonly rows: OpRows; readonly elements: unknown[] } {
  const rows = opRows([x]);
  const elements: unknown[] = [];
  const { data } = x;
  for (const p of placesOf(rows, 0)) elements.push(readFrom(data, p));
  return { rows, elements };
}

/** The value of a reduction. */
export function reduce({ find }: Reduction, x: OpsArray): number {
  const elements = elementsInOrder(x);
  return find(elements as unknown as Elements, upTo((elements as ArrayLike<unknown>).length));
}

let counted = new Int32Array(0);

/** 0, 1, 2, …. */
function upTo(count: number): Int32Array {
  if (counted.length < count) counted = Int32Array.from({ length: 2 * count }, (_, i) => i);
  return counted.subarray(0, count);
}

/** The elements in the order of the visits: the numbers themselves, if they lie so in a Float64Array. */
export function elementsInOrder(x: OpsArray): ArrayLike<unknown> {
  const { data } = x;
  if (!(data instanceof Float64Array)) return gather(x).elements;
  const { count, size, lengths, starts, steps } = opRows([x]);
  if (count === 1 && steps[0] === 1) return data.subarray(starts[0]!, starts[0]! + size);
  const elements = new Float64Array(size);
  let k = 0;
  for (let row = 0; row < count; row++)
    for (let i = 0, p = starts[row]!; i < lengths[row]!; i++, p += steps[0]!) elements[k++] = data[p]!;
  return elements;
}

/** Where the first extreme element stands, as ndarray-ops tells it: the shape itself if none is beyond the start. */
export function argExtreme(
  x: OpsArray,
  start: number,
  isBeyond: (a: number, b: number) => boolean,
): number[] {
  const { elements } = gather(x);
  const { shape, stride } = x;
  let value = start;
  let found = -1;
  elements.forEach((element, k) => {
    if (!isBeyond(element as number, value)) return;
    value = element as number;
    found = k;
  });
  if (found < 0) return shape.slice();
  const index = new Array<number>(shape.length).fill(0);
  for (const axis of x.order ?? stride.map((_, i) => i)) {
    index[axis] = found % shape[axis]!;
    found = Math.floor(found / shape[axis]!);
  }
  return index;
}
