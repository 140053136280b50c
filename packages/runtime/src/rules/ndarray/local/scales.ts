import type { AccumulateOperation } from '../../../kernels/operations.js';

/** Multiplies cotangents `d` by the slope at results `v`; zero stays zero beside an infinite slope. */
type Scale = (n: number, d: Float64Array, v: Float64Array) => void;

/** What the kernel `accumulate` adds elsewhere, in place. */
export const scales: Readonly<Partial<Record<AccumulateOperation, Scale>>> = {
  mul: (n, d, v) => {
    for (let i = 0; i < n; i++) if (d[i] !== 0) d[i]! *= v[i]!;
  },
  reciprocal: (n, d, v) => {
    for (let i = 0; i < n; i++) if (d[i] !== 0) d[i] = -d[i]! * v[i]! * v[i]!;
  },
  sqrt: (n, d, v) => {
    for (let i = 0; i < n; i++) if (d[i] !== 0) d[i] = (0.5 * d[i]!) / v[i]!;
  },
  tanh: (n, d, v) => {
    for (let i = 0; i < n; i++) if (d[i] !== 0) d[i] = d[i]! * (1 - v[i]!) * (1 + v[i]!);
  },
  sigmoid: (n, d, v) => {
    for (let i = 0; i < n; i++) if (d[i] !== 0) d[i] = d[i]! * v[i]! * (1 - v[i]!);
  },
  relu: (n, d, v) => {
    for (let i = 0; i < n; i++) if (!(v[i]! > 0)) d[i] = 0;
  },
};
