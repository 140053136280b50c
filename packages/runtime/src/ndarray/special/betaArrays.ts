import { allocate } from '../allocate.js';
import { type ArrayInput, toArray } from '../asarray.js';
import { floatDtype, promote } from '../dtype.js';
import { NDArray } from '../NDArray.js';
import { walk } from '../rows.js';
import { broadcastShapes, sizeOf } from '../shape.js';
import { betaDensity as density, betainc as share } from './incompleteBeta.js';

/** A function of three arrays, broadcast to one shape. */
export type Ternary = (a: ArrayInput, b: ArrayInput, x: ArrayInput) => NDArray;

function elementwise3(name: string, f: (a: number, b: number, x: number) => number): Ternary {
  return (a, b, x) => {
    const given = [a, b, x];
    const views = given.map((v) => toArray(v, name));
    const shape = views.reduce<readonly number[]>((s, v) => broadcastShapes(name, s, v.shape), []);
    // A number takes the type of the others.
    const arrays = views.filter((_, i) => typeof given[i] !== 'number');
    const dtype = arrays.length === 0 ? 'float64' : floatDtype(arrays.map((v) => v.dtype).reduce(promote));
    const out = new NDArray(allocate(dtype, sizeOf(shape)), shape.slice(), undefined, 0, dtype);
    const [{ data: aData }, { data: bData }, { data: xData }] = views;
    walk(shape, [...views, out], (n, at, steps) => {
      for (let i = 0; i < n; i++)
        out.data[at[3] + i * steps[3]] = f(
          aData[at[0] + i * steps[0]],
          bData[at[1] + i * steps[1]],
          xData[at[2] + i * steps[2]],
        );
    });
    return out;
  };
}

export const betainc = /* @__PURE__ */ elementwise3('betainc', share);

/** The slope of `betainc` in x: xᵃ⁻¹ (1 − x)ᵇ⁻¹/B(a, b). */
export const betaDensity = /* @__PURE__ */ elementwise3('betaDensity', density);
