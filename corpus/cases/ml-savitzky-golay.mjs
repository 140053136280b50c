import imported from 'ml-savitzky-golay';

export const packages = ['ml-savitzky-golay', 'ml-matrix', 'ml-pad-array'];
export const style = 'TypeScript compiled to CommonJS, on ml-matrix';

const savitzkyGolay = imported.default;
const weighted = (xs) => xs.reduce((sum, x, i) => sum + x * x * Math.cos(i), 0);

export const cases = {
  'slopes in a window of five': {
    f: (data, h) => weighted(savitzkyGolay(data, h)),
    args: () => [[1, 1.5, 0.75, 2, 3.5, 2.25, 1, -0.5], 0.5],
  },
  'curvature by a cubic, padded': {
    f: (data, h) =>
      weighted(savitzkyGolay(data, h, { windowSize: 7, derivative: 2, polynomial: 3, pad: 'pre' })) +
      weighted(
        savitzkyGolay(data, h, {
          windowSize: 9,
          derivative: 0,
          polynomial: 4,
          pad: 'post',
          padValue: 'symmetric',
        }),
      ),
    args: () => [Array.from({ length: 12 }, (_, i) => Math.sin(i / 2) + 0.1 * Math.cos(i * i)), 0.4],
  },
};
