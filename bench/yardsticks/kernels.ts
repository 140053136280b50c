/** What kernels are measured against: the loops that one writes without them. */

/** C = A·B of n × n matrices, row by row of B, which V8 runs fastest. A text for each kind of array: one that meets both is slower. */
export function gemmLoops64(n: number, a: Float64Array, b: Float64Array, c: Float64Array): void {
  c.fill(0);
  for (let i = 0; i < n; i++) {
    for (let p = 0; p < n; p++) {
      const x = a[i * n + p]!;
      for (let j = 0; j < n; j++) c[i * n + j]! += x * b[p * n + j]!;
    }
  }
}

export function gemmLoops32(n: number, a: Float32Array, b: Float32Array, c: Float32Array): void {
  c.fill(0);
  for (let i = 0; i < n; i++) {
    for (let p = 0; p < n; p++) {
      const x = a[i * n + p]!;
      for (let j = 0; j < n; j++) c[i * n + j]! += x * b[p * n + j]!;
    }
  }
}

export const loops64 = {
  exp: (x: Float64Array, y: Float64Array): void => {
    for (let i = 0; i < x.length; i++) y[i] = Math.exp(x[i]!);
  },
  tanh: (x: Float64Array, y: Float64Array): void => {
    for (let i = 0; i < x.length; i++) y[i] = Math.tanh(x[i]!);
  },
  log1p: (x: Float64Array, y: Float64Array): void => {
    for (let i = 0; i < x.length; i++) y[i] = Math.log1p(x[i]!);
  },
  sin: (x: Float64Array, y: Float64Array): void => {
    for (let i = 0; i < x.length; i++) y[i] = Math.sin(x[i]!);
  },
};

export const loops32 = {
  exp: (x: Float32Array, y: Float32Array): void => {
    for (let i = 0; i < x.length; i++) y[i] = Math.exp(x[i]!);
  },
  tanh: (x: Float32Array, y: Float32Array): void => {
    for (let i = 0; i < x.length; i++) y[i] = Math.tanh(x[i]!);
  },
  log1p: (x: Float32Array, y: Float32Array): void => {
    for (let i = 0; i < x.length; i++) y[i] = Math.log1p(x[i]!);
  },
  sin: (x: Float32Array, y: Float32Array): void => {
    for (let i = 0; i < x.length; i++) y[i] = Math.sin(x[i]!);
  },
};
