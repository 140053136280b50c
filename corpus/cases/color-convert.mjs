import convert from 'color-convert';

export const packages = ['color-convert', 'color-name'];
export const style = 'ES modules, conversions chained along a graph built at load, rest arguments';

// `.raw` leaves out the rounding to whole numbers.

export const cases = {
  'rgb to lch by way of xyz and lab': {
    f: (r, g, b) => {
      const [l, c, h] = convert.rgb.lch.raw(r, g, b);
      return l + 2 * c - h / 10;
    },
    args: () => [140.5, 200.2, 100.7],
  },
  'a tour of models': {
    f: (hsl) => {
      const cmyk = convert.hsl.cmyk.raw(hsl);
      const hsv = convert.cmyk.hsv.raw(cmyk);
      const hcg = convert.hsv.hcg.raw(hsv);
      const hwb = convert.hcg.hwb.raw(hcg);
      const rgb = convert.hwb.rgb.raw(hwb);
      return cmyk[0] - hsv[2] + hcg[1] + hwb[2] + rgb[0] / 10 + rgb[1] * rgb[2];
    },
    args: () => [[213.4, 57.2, 43.8]],
  },
  'oklab and back': {
    f: (r, g, b, k) => {
      const [l, c, h] = convert.rgb.oklch.raw(r, g, b);
      const back = convert.oklch.rgb.raw([l * k, c, h + 20 * k]);
      const xyz = convert.oklab.xyz.raw(convert.rgb.oklab.raw([r, g, b]));
      return back[0] - back[1] + 3 * back[2] + xyz[1];
    },
    args: () => [140.5, 130.2, 100.7, 0.9],
  },
};
