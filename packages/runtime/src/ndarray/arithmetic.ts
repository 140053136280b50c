import { elementwise1, elementwise2, type RowBinary, type RowUnary } from './elementwise.js';
import { floatDtype, promote } from './dtype.js';

const addRow: RowBinary = (n, x, p, ps, y, q, qs, z, r, rs) => {
  for (let i = 0; i < n; i++, p += ps, q += qs, r += rs) z[r] = x[p]! + y[q]!;
};
const subRow: RowBinary = (n, x, p, ps, y, q, qs, z, r, rs) => {
  for (let i = 0; i < n; i++, p += ps, q += qs, r += rs) z[r] = x[p]! - y[q]!;
};
const mulRow: RowBinary = (n, x, p, ps, y, q, qs, z, r, rs) => {
  for (let i = 0; i < n; i++, p += ps, q += qs, r += rs) z[r] = x[p]! * y[q]!;
};
const divRow: RowBinary = (n, x, p, ps, y, q, qs, z, r, rs) => {
  for (let i = 0; i < n; i++, p += ps, q += qs, r += rs) z[r] = x[p]! / y[q]!;
};
/** d·p, where a zero `d` gives zero whatever `p` is. */
const scaledRow: RowBinary = (n, x, p, ps, y, q, qs, z, r, rs) => {
  for (let i = 0; i < n; i++, p += ps, q += qs, r += rs) z[r] = x[p] === 0 ? 0 : x[p]! * y[q]!;
};
const negRow: RowUnary = (n, x, p, ps, y, q, qs) => {
  for (let i = 0; i < n; i++, p += ps, q += qs) y[q] = -x[p]!;
};
const tanhRow: RowUnary = (n, x, p, ps, y, q, qs) => {
  for (let i = 0; i < n; i++, p += ps, q += qs) y[q] = Math.tanh(x[p]!);
};
const squareRow: RowUnary = (n, x, p, ps, y, q, qs) => {
  for (let i = 0; i < n; i++, p += ps, q += qs) y[q] = x[p]! * x[p]!;
};

export const add = /* @__PURE__ */ elementwise2('add', addRow);
export const sub = /* @__PURE__ */ elementwise2('sub', subRow);
export const mul = /* @__PURE__ */ elementwise2('mul', mulRow);
export const div = /* @__PURE__ */ elementwise2('div', divRow, (a, b) => floatDtype(promote(a, b)));
export const scaled = /* @__PURE__ */ elementwise2('scaled', scaledRow);
export const neg = /* @__PURE__ */ elementwise1('neg', negRow, (dtype) => dtype);
export const square = /* @__PURE__ */ elementwise1('square', squareRow, (dtype) => dtype);
export const tanh = /* @__PURE__ */ elementwise1('tanh', tanhRow);
