import {
  scaleDiverging,
  scaleLinear,
  scaleLog,
  scalePow,
  scaleRadial,
  scaleSymlog,
  scaleTime,
} from 'd3-scale';

export const packages = ['d3-scale', 'd3-array', 'd3-interpolate', 'd3-color', 'd3-time', 'd3-format'];
export const style = 'ES modules, functions with methods attached, closures that are rebuilt on change';

export const cases = {
  'polylinear scale and its inverse': {
    f: (domain, range, x) => {
      const scale = scaleLinear(domain, range).clamp(true);
      return scale(x) + scale.invert(x * 2) * 3;
    },
    args: () => [[0, 4, 10], [-5, 3, 40], 6.5],
  },
  'logarithms and powers': {
    f: (domain, x, exponent) => {
      const log = scaleLog().base(2).domain(domain).range([0, 300]);
      const pow = scalePow().exponent(exponent).domain(domain).range([10, 20]);
      return log(x) + pow(x) * log.invert(120) - pow.invert(13);
    },
    args: () => [[2, 900], 37.5, 1.7],
  },
  'symmetric logarithm, radial, diverging': {
    f: (x, constant, domain) =>
      scaleSymlog().constant(constant).domain([-50, 50]).range([0, 9])(x) +
      scaleRadial(domain, [2, 5])(x) +
      scaleDiverging([domain[0], 3, domain[1]], (t) => t * t)(x),
    args: () => [4.5, 1.3, [-2, 12]],
  },
  'a time scale and copies': {
    f: (x, range) => {
      const scale = scaleTime([new Date(0), new Date(86400000)], range);
      const other = scale.copy().range([0, range[1]]);
      return scale(x * 1e6) + other(40e6) - other.range()[1] / 3;
    },
    args: () => [35.5, [20, 640]],
  },
};
