import chroma from 'chroma-js';

export const packages = ['chroma-js'];
export const style = 'ES modules, a class extended from many files, arguments of any kind unpacked';

// `rgb(false)`, `gl()`, `lab()` and `oklab()` give what is computed; `rgb()` and `hex()` round.

export const cases = {
  'between colours': {
    f: (a, b, t) => {
      const one = chroma.mix(chroma.rgb(...a), chroma.rgb(...b), t, 'oklab').rgb(false);
      const other = chroma
        .mix(chroma.lch(60, a[0] / 5, b[2]), chroma.lab(b[0] / 4, 10, -20), t, 'lch')
        .oklab();
      return one[0] - one[1] + 2 * one[2] + 100 * other[0] + 50 * other[1] * other[2];
    },
    args: () => [[200.5, 90.25, 40.75], [30.5, 120.25, 180.5], 0.35],
  },
  'a scale': {
    f: (x, gamma, l) => {
      const scale = chroma
        .scale([chroma.oklch(l, 0.1, 30), 'khaki', chroma.hsl(210, 0.5, l)])
        .domain([0, 3, 10])
        .mode('lab')
        .gamma(gamma)
        .out('gl');
      const [r, g, b] = scale(x);
      return r + 2 * g - b;
    },
    args: () => [4.2, 1.3, 0.6],
  },
  'lightness and difference': {
    f: (r, g, b, k) => {
      const colour = chroma(r, g, b);
      const changed = colour
        .darken(k)
        .saturate(2 * k)
        .set('hsl.h', 30 + 10 * k);
      return changed.luminance() + chroma.deltaE(colour, changed) / 10 + chroma.contrast(colour, changed);
    },
    args: () => [120.5, 160.25, 90.75, 0.6],
  },
};
