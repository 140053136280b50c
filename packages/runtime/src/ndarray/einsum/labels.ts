import { DiffError } from '../../errors/DiffError.js';
import { type Shape, shapeText } from '../shape.js';

/** What the axes of the operands and of the result are called; axes of one name are multiplied together, and summed if the result has none. */
export interface Labels {
  readonly inputs: readonly (readonly string[])[];
  readonly output: readonly string[];
}

/** Where an ellipsis stands. */
const DOTS = '...';

const known = new Map<string, Labels>();

/**
 * The labels of a subscripts string such as `'ij,jk->ik'`, with an ellipsis as one label `'...'`.
 * @throws DIFF3202 for anything else
 */
function parse(subscripts: string): Labels {
  const found = known.get(subscripts);
  if (found !== undefined) return found;
  const sides = subscripts.replace(/\s/g, '').split('->');
  if (sides.length > 2) throw wrong(subscripts, 'it has more than one arrow');
  const inputs = sides[0]!.split(',').map((text) => lettersOf(subscripts, text));
  const output = sides.length === 2 ? lettersOf(subscripts, sides[1]!) : implied(inputs);
  output.forEach((label, i) => {
    if (output.indexOf(label) !== i) throw wrong(subscripts, `${label} stands twice in the result`);
    if (label !== DOTS && !inputs.some((list) => list.includes(label)))
      throw wrong(subscripts, `${label} stands in the result and in no operand`);
  });
  const labels = { inputs, output };
  known.set(subscripts, labels);
  return labels;
}

function lettersOf(subscripts: string, text: string): string[] {
  const labels = text.match(/\.\.\.|[A-Za-z]/g) ?? [];
  if (labels.join('') !== text)
    throw wrong(subscripts, `'${text}' has something else than letters and '...'`);
  if (labels.filter((label) => label === DOTS).length > 1)
    throw wrong(subscripts, `'${text}' has more than one '...'`);
  return labels;
}

/** Without an arrow the result has the axes that stand once, in alphabetical order, those of an ellipsis first. */
function implied(inputs: readonly (readonly string[])[]): string[] {
  const all = inputs.flat();
  const once = all.filter((label) => label !== DOTS && all.indexOf(label) === all.lastIndexOf(label));
  once.sort((a, b) => (a < b ? -1 : 1));
  return all.includes(DOTS) ? [DOTS, ...once] : once;
}

/** The labels of the axes of some operands, an ellipsis spelt out: its axes are called by their distance from its end. */
export function labelsOf(subscripts: string | Labels, shapes: readonly Shape[]): Labels {
  if (typeof subscripts === 'object') return subscripts;
  const { inputs, output } = parse(subscripts);
  if (inputs.length !== shapes.length)
    throw wrong(subscripts, `it is for ${inputs.length} arrays, and ${shapes.length} were given`);
  let widest = 0;
  const spelt = inputs.map((labels, i) => {
    const { length } = shapes[i]!;
    const hidden = length - labels.length + 1;
    if (labels.includes(DOTS) ? hidden < 0 : labels.length !== length)
      throw new DiffError(
        'DIFF3201',
        `einsum was given an array of shape ${shapeText(shapes[i]!)} for '${labels.join('')}' of '${subscripts}'. Give one letter for each axis, or '...' for those that are not named.`,
      );
    if (labels.includes(DOTS)) widest = Math.max(widest, hidden);
    return spellOut(labels, hidden);
  });
  if (widest > 0 && !output.includes(DOTS)) return { inputs: spelt, output: output.slice() };
  return { inputs: spelt, output: spellOut(output, widest) };
}

function spellOut(labels: readonly string[], count: number): string[] {
  if (!labels.includes(DOTS)) return labels.slice();
  return labels.flatMap((label) =>
    label === DOTS ? Array.from({ length: count }, (_, i) => `.${count - i}`) : [label],
  );
}

/** The length of each label. Axes of an ellipsis are broadcast. */
export function sizesOf(
  subscripts: string | Labels,
  { inputs }: Labels,
  shapes: readonly Shape[],
): Map<string, number> {
  const sizes = new Map<string, number>();
  inputs.forEach((labels, i) => {
    labels.forEach((label, axis) => {
      const n = shapes[i]![axis]!;
      const before = sizes.get(label);
      if (before === undefined || (before === 1 && isBroadcast(label))) sizes.set(label, n);
      else if (n !== before && !(n === 1 && isBroadcast(label)))
        throw new DiffError(
          'DIFF3201',
          `einsum was given arrays of the shapes ${shapes.map(shapeText).join(', ')} for '${textOf(subscripts)}': ${isBroadcast(label) ? "an axis of '...'" : label} has the ` +
            `lengths ${before} and ${n}. Axes of one name must be equally long.`,
        );
    });
  });
  return sizes;
}

export function isBroadcast(label: string): boolean {
  return label.startsWith('.');
}

function textOf(subscripts: string | Labels): string {
  return typeof subscripts === 'string'
    ? subscripts
    : `${subscripts.inputs.map((labels) => labels.join('')).join(',')}->${subscripts.output.join('')}`;
}

function wrong(subscripts: string, why: string): DiffError {
  return new DiffError(
    'DIFF3202',
    `einsum was given the subscripts '${subscripts}': ${why}. Give letters for the axes of each array, as in 'ij,jk->ik'.`,
  );
}
