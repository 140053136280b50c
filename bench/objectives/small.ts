/** Functions so small that the call of `gradient` is what costs. */

export const square = /* @differentiable */ (x: number): number => x * x;

export const productOfTwo = /* @differentiable */ (u: Float64Array): number => u[0]! * u[1]!;

export const productOfFields = /* @differentiable */ ({ a, b }: { a: number; b: number }): number => a * b;
