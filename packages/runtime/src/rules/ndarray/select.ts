import type { ArrayInput } from '../../ndarray/asarray.js';
import type { NDArray } from '../../ndarray/NDArray.js';
import * as plain from '../../ndarray/select.js';
import type { Shape } from '../../ndarray/shape.js';
import { arrayRule } from './arrayRule.js';
import { shapeOf } from './broadcast.js';

/** An array of chosen elements of another one. */
export const selected: (x: ArrayInput, selection: plain.Selection) => NDArray = /* @__PURE__ */ arrayRule(
  plain.selected,
  'diag',
  {
    saves: [],
    vjp: [/* @differentiable */ (d, _out, [x, selection]) => scattered(d, selection, shapeOf(x))],
    /* @differentiable */
    jvp: ([x_], _out, [, selection]) => x_ && selected(x_, selection),
  },
);

/** The opposite: sums into the elements that were chosen. */
const scattered: (x: ArrayInput, selection: plain.Selection, to: Shape) => NDArray =
  /* @__PURE__ */ arrayRule(plain.scattered, 'diag', {
    saves: [],
    vjp: [/* @differentiable */ (d, _out, [, selection]) => selected(d, selection)],
    /* @differentiable */
    jvp: ([x_], _out, [, selection, to]) => x_ && scattered(x_, selection, to),
  });
