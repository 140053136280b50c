import { colord, extend } from 'colord';
import lab from 'colord/plugins/lab';
import lch from 'colord/plugins/lch';
import oklab from 'colord/plugins/oklab';
import oklch from 'colord/plugins/oklch';
import xyz from 'colord/plugins/xyz';

export const packages = ['colord'];
export const style = 'minified modules, plugins that extend prototypes, sequence expressions';

extend([lab, lch, oklab, oklch, xyz]);

// The package's `to…()` methods round what they give, and so do its hues; what a colour is parsed to, `rgba`, is exact.

export const cases = {
  'from Lab and LCH': {
    f: (l, a, b, alpha) => {
      const one = colord({ l, a, b, alpha }).rgba;
      const other = colord({ l: l + 5, c: a, h: 3 * b }).invert().rgba;
      return (one.r + 2 * one.g - one.b) / 100 + one.a * (other.r - other.b + 3 * other.g);
    },
    args: () => [52.3, 21.5, 30.4, 0.8],
  },
  'from Oklab and Oklch': {
    f: (l, a, b) => {
      const one = colord({ l, a, b, ok: true }).rgba;
      const other = colord({ l, c: Math.hypot(a, b), h: 80 * l, ok: true }).alpha(0.4).rgba;
      return (one.r * one.g) / 255 - one.b + other.r - 2 * other.g + other.b * other.a;
    },
    args: () => [0.63, 0.07, 0.04],
  },
  'from XYZ': {
    f: (x, y, z) => {
      const { r, g, b } = colord({ x, y, z }).rgba;
      return r + 2 * g - b;
    },
    args: () => [41.2, 38.5, 22.1],
  },
};
