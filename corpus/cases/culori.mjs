import {
  average,
  clampChroma,
  converter,
  differenceCiede2000,
  differenceEuclidean,
  filterDeficiencyProt,
  interpolate,
  interpolatorSplineMonotone,
  samples,
  wcagContrast,
} from 'culori';

export const packages = ['culori'];
export const style = 'ES modules, registries of modes, functions that make functions, optional channels';

const toOklch = converter('oklch');
const toRgb = converter('rgb');
const toLab = converter('lab');

export const cases = {
  'difference of colours': {
    f: (a, b) => {
      const [one, other] = [
        { mode: 'rgb', ...a },
        { mode: 'oklch', l: b.l, c: b.c, h: b.h },
      ];
      return (
        differenceCiede2000()(one, other) +
        10 * differenceEuclidean('luv')(one, other) +
        wcagContrast(one, other)
      );
    },
    args: () => [
      { r: 0.8, g: 0.3, b: 0.25 },
      { l: 0.6, c: 0.1, h: 140 },
    ],
  },
  'interpolation in Oklch': {
    f: (r, g, b, t) => {
      const between = interpolate(
        [{ mode: 'rgb', r, g, b }, 'teal', { mode: 'hsl', h: 40, s: b, l: 0.5, alpha: g }],
        'oklch',
      );
      const smooth = interpolate([{ mode: 'rgb', r, g, b }, 'teal', 'gold', 'crimson'], 'lab', {
        l: interpolatorSplineMonotone,
      });
      const one = toRgb(between(t));
      const other = smooth(1 - t);
      return one.r + 2 * one.g - one.b + one.alpha + other.l / 10 + (other.a * other.b) / 100;
    },
    args: () => [0.7, 0.35, 0.6, 0.62],
  },
  'a walk through many spaces': {
    f: (h, s, l) => {
      const modes = [
        'lch',
        'yiq',
        'dlab',
        'itp',
        'cubehelix',
        'jch',
        'xyz50',
        'prophoto',
        'luv',
        'okhsl',
        'a98',
        'xyb',
        'hwb',
        'oklab',
      ];
      const end = modes.reduce((colour, mode) => converter(mode)(colour), { mode: 'hsl', h, s, l });
      const { l: lightness, c, h: hue } = toOklch(end);
      return lightness + 10 * c + hue / 100;
    },
    args: () => [200, 0.5, 0.45],
  },
  'gamut, filter and average': {
    f: (l, c, h, k) => {
      const clamped = clampChroma({ mode: 'lch', l, c, h }, 'lch');
      const seen = filterDeficiencyProt(k)(clamped);
      const mean = average([seen, { mode: 'lab', l: 40, a: c, b: 20 * k }, 'olive'], 'lab');
      const sum = samples(4).reduce((all, t) => all + toLab(seen).l * t, 0);
      return mean.l / 10 + mean.a - mean.b + sum / 100;
    },
    args: () => [62, 30, 50, 0.4],
  },
};
