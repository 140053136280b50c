import {
  interpolate,
  interpolateBasis,
  interpolateBasisClosed,
  interpolateHue,
  interpolateNumber,
  interpolateNumberArray,
  interpolateObject,
  interpolateZoom,
  piecewise,
  quantize,
} from 'd3-interpolate';

export const packages = ['d3-interpolate', 'd3-color'];
export const style = 'ES modules, functions that return functions, dispatch on the type of a value';

export const cases = {
  'zoom between views': {
    f: (from, to, t) => {
      const zoom = interpolateZoom.rho(1.2)(from, to);
      const [x, y, width] = zoom(t);
      return x + 2 * y + 0.3 * width + zoom.duration / 1000;
    },
    args: () => [[10, 20, 30], [60, -15, 12], 0.4],
  },
  'nested objects and arrays': {
    f: (a, b, t) => {
      const { at, size } = interpolateObject(a, b)(t);
      return at[0] * at[1] + size.width - interpolate(a.at, b.at)(t * t)[1];
    },
    args: () => [{ at: [1, 2], size: { width: 3 } }, { at: [4, 3.5], size: { width: 8 } }, 0.3],
  },
  'B-spline and pieces': {
    f: (values, t) => interpolateBasis(values)(t) + piecewise(interpolateNumber, values)(t * 0.9),
    args: () => [[1, 3, 2, 5, 4], 0.62],
  },
  'hues, typed arrays and samples': {
    f: (hues, a, b, t) => {
      const hue = interpolateHue(hues[0], hues[1])(t);
      const mixed = interpolateNumberArray(a, b)(t);
      const samples = quantize(interpolateBasisClosed([hue / 100, ...mixed]), 5);
      return samples.reduce((sum, each, i) => sum + (i + 1) * each * each, 0);
    },
    args: () => [[20, 350], Float64Array.of(1, 4), Float64Array.of(3, -2), 0.35],
  },
};
