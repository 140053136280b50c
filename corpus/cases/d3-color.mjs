import { cubehelix, hcl, hsl, lab, rgb } from 'd3-color';

export const packages = ['d3-color'];
export const style = 'ES modules, constructors callable without `new`, prototypes made with Object.create';

export const cases = {
  'from HSL to RGB': {
    f: (h, s, l) => {
      const { r, g, b } = hsl(h, s, l).brighter(0.4).rgb();
      return 0.2 * r + 0.7 * g + 0.1 * b;
    },
    args: () => [212, 0.6, 0.4],
  },
  'from RGB to Lab and HCL': {
    f: (red, green, blue) => {
      const a = lab(rgb(red, green, blue));
      const b = hcl(a);
      return a.l + 0.3 * a.a - 0.2 * a.b + b.c * Math.cos((b.h * Math.PI) / 180);
    },
    args: () => [120, 45, 200],
  },
  'difference of two colours': {
    f: (from, to) => {
      const a = lab(hcl(from.h, from.c, from.l));
      const b = lab(cubehelix(to.h, to.s, to.l).darker(0.2));
      return Math.hypot(a.l - b.l, a.a - b.a, a.b - b.b);
    },
    args: () => [
      { h: 30, c: 40, l: 60 },
      { h: 140, s: 0.7, l: 0.5 },
    ],
  },
  'a copy with other channels': {
    f: (colour, s) => {
      const { h, l } = hsl(rgb(colour.r, colour.g, colour.b));
      const changed = hsl(h, 0.2, l).copy({ s });
      const { r, g, b } = changed.rgb();
      return r - 2 * g + 0.5 * b;
    },
    args: () => [{ r: 200, g: 90, b: 40 }, 0.55],
  },
};
