import { allocate } from '../allocate.js';
import { type ArrayInput, toArray } from '../asarray.js';
import { copyInto } from '../copy.js';
import { type Dtype, floatDtype, isFloatDtype, promote, unitOf } from '../dtype.js';
import { NDArray } from '../NDArray.js';
import { sum } from '../reduce.js';
import { contract, partOf, permuted, type Term } from './contract.js';
import { type Labels, labelsOf, sizesOf } from './labels.js';

/** Sums of products of the elements of arrays, told by names of their axes. */
export function einsum(subscripts: string | Labels, ...operands: readonly ArrayInput[]): NDArray {
  const arrays = operands.map((x) => toArray(x, 'einsum'));
  const shapes = arrays.map(({ shape }) => shape);
  const labels = labelsOf(subscripts, shapes);
  const sizes = sizesOf(subscripts, labels, shapes);
  const dtype = arrays.reduce<Dtype>((all, a) => promote(all, a.dtype), arrays[0]!.dtype);
  const result = floatDtype(dtype);
  let terms = arrays.map((array, i) =>
    termOf(isFloatDtype(array.dtype) ? array : copiedAs(array, 'float64'), labels.inputs[i]!, sizes),
  );
  terms = terms.map((term, i) => withoutLonely(term, neededBeside(terms, [i], labels.output)));
  while (terms.length > 2) {
    const [i, j] = cheapestPair(terms, labels.output, sizes);
    const needed = neededBeside(terms, [i, j], labels.output);
    const kept = [...new Set([...terms[i]!.labels, ...terms[j]!.labels])].filter((label) =>
      needed.has(label),
    );
    const array = contract(terms[i]!, terms[j]!, kept);
    terms = terms.filter((_, at) => at !== i && at !== j);
    terms.push({ array, labels: kept });
  }
  const out =
    terms.length === 2 ? contract(terms[0]!, terms[1]!, labels.output) : permuted(terms[0]!, labels.output);
  return terms.length === 2 && out.dtype === result ? out : copiedAs(out, result);
}

/** The view in which each name stands once: axes of one name run together, and those that are repeated to a length are left out. */
function termOf(array: NDArray, labels: readonly string[], sizes: ReadonlyMap<string, number>): Term {
  const kept: string[] = [];
  const shape: number[] = [];
  const stride: number[] = [];
  labels.forEach((label, axis) => {
    const n = array.shape[axis]!;
    if (n !== sizes.get(label)) return;
    const at = kept.indexOf(label);
    if (at >= 0) stride[at]! += array.stride[axis]!;
    else {
      kept.push(label);
      shape.push(n);
      stride.push(array.stride[axis]!);
    }
  });
  return { array: new NDArray(array.data, shape, stride, array.offset, array.dtype), labels: kept };
}

/** The names that stand in the result or in a term beside some. */
function neededBeside(
  terms: readonly Term[],
  beside: readonly number[],
  output: readonly string[],
): ReadonlySet<string> {
  const needed = new Set(output);
  terms.forEach(({ labels }, i) => {
    if (!beside.includes(i)) for (const label of labels) needed.add(label);
  });
  return needed;
}

/** A term summed over what stands nowhere else. */
function withoutLonely(term: Term, needed: ReadonlySet<string>): Term {
  const { array, labels } = term;
  const lonely = labels.flatMap((label, axis) => (needed.has(label) ? [] : [axis]));
  if (lonely.length === 0) return term;
  const kept = labels.filter((label) => needed.has(label));
  const total = sum(array, { axis: lonely, keepdims: true }) as NDArray;
  return { array: permuted({ array: total, labels }, kept), labels: kept };
}

/**
 * The pair whose product takes least room beyond what it replaces, and among such the one that costs least: the greedy order of opt_einsum
 * (Smith & Gray, "opt_einsum", Journal of Open Source Software 3(26), 2018).
 */
function cheapestPair(
  terms: readonly Term[],
  output: readonly string[],
  sizes: ReadonlyMap<string, number>,
): [number, number] {
  const room = (labels: readonly string[]): number =>
    labels.reduce((product, label) => product * sizes.get(label)!, 1);
  let best: [number, number] = [0, 1];
  let leastGrowth = Infinity;
  let leastCost = Infinity;
  for (let i = 0; i < terms.length; i++)
    for (let j = i + 1; j < terms.length; j++) {
      const [a, b] = [terms[i]!.labels, terms[j]!.labels];
      const needed = neededBeside(terms, [i, j], output);
      const all = [...new Set([...a, ...b])];
      const growth = room(all.filter((label) => needed.has(label))) - room(a) - room(b);
      const cost = room(all);
      if (growth < leastGrowth || (growth === leastGrowth && cost < leastCost)) {
        best = [i, j];
        leastGrowth = growth;
        leastCost = cost;
      }
    }
  return best;
}

function copiedAs(a: NDArray, dtype: Dtype): NDArray {
  const unit = unitOf(dtype);
  const data = allocate(dtype, a.size * unit);
  const out = new NDArray(data, a.shape.slice(), undefined, 0, dtype);
  // Real elements are the real parts of complex ones.
  const isWider = unit > unitOf(a.dtype);
  copyInto(a, isWider ? partOf(out, 0) : out);
  return out;
}
