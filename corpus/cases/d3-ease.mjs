import { easeBackInOut, easeBounce, easeCubicInOut, easeElasticOut, easeExpInOut, easePolyIn } from 'd3-ease';

export const packages = ['d3-ease'];
export const style =
  'ES modules, functions with parameters kept in closures, compound assignment in expressions';

/** Where a thing is that moves through the points of a path, each leg eased by `ease`. */
function along(points, t, ease) {
  const legs = points.length - 1;
  const leg = Math.min(legs - 1, Math.floor(t * legs));
  const s = ease(t * legs - leg);
  return points[leg] + (points[leg + 1] - points[leg]) * s;
}

export const cases = {
  'parameters of easings': {
    f: (t, exponent, overshoot, amplitude, period) =>
      easePolyIn.exponent(exponent)(t) +
      easeBackInOut.overshoot(overshoot)(t) -
      easeElasticOut.amplitude(amplitude).period(period)(t),
    args: () => [0.37, 2.4, 1.9, 1.3, 0.45],
  },
  'a path with eased legs': {
    f: (points, t) => along(points, t, easeCubicInOut) + along(points, t / 2, easeExpInOut),
    args: () => [[0, 2, -1, 4.5], 0.8],
  },
  'bounces at several times': {
    f: (ts) => ts.reduce((sum, t, i) => sum + (i + 1) * easeBounce(t), 0),
    args: () => [[0.2, 0.5, 0.82, 0.97]],
  },
};
