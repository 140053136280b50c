import tinycolor from 'tinycolor2';

export const packages = ['tinycolor2'];
export const style = 'ES module made by Babel, prototypes, defensive casts with `parseFloat`';

// `toRgb()` rounds, and so do saturations up to one, which become text such as `62%`; other conversions are exact.

export const cases = {
  'rgb to other models': {
    f: (r, g, b, a) => {
      const colour = tinycolor({ r, g, b }).setAlpha(a);
      const hsl = colour.toHsl();
      const hsv = colour.clone().toHsv();
      return hsl.h / 100 + 2 * hsl.s - hsl.l * hsl.a + hsv.s * hsv.v;
    },
    args: () => [180.4, 90.2, 60.7, 0.4],
  },
  'from hue, saturation and lightness': {
    f: ({ h, s, l }) => {
      const colour = tinycolor({ h, s, l });
      const { v } = colour.toHsv();
      const round = tinycolor({ h: h + 30 * v, s: 100 * v, v: l });
      return round.toHsl().s + v - round.toHsl().h / 360;
    },
    args: () => [{ h: 25.5, s: 60.5, l: 43.25 }],
  },
};
