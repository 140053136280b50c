/** Functions so small that the call of `gradient` is what costs. */

export const square = /* @differentiable */ (x: number): number => x * x;

export const productOfTwo = /* @differentiable */ (u: Float64Array): number => u[0]! * u[1]!;

export const productOfFields = /* @differentiable */ ({ a, b }: { a: number; b: number }): number => a * b;

/** A point with a name, of which a list is passed. */
export interface NamedPoint {
  x: number;
  y: number;
  name: string;
}

export const productsOfPoints = /* @differentiable */ (points: NamedPoint[]): number => {
  let sum = 0;
  for (let i = 0; i < points.length; i++) sum += points[i]!.x * points[i]!.y;
  return sum;
};
