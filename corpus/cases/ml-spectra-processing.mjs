import {
  reimAbsolute,
  reimFFT,
  reimPhaseCorrection,
  xAutoCorrelation,
  xMedian,
  xNormed,
  xRollingAverage,
  xStandardDeviation,
  xWhittakerSmoother,
  xyAlign,
  xyIntegration,
  xyPeakInfo,
  xySortX,
  xyMaxYPoint,
  xyWeightedMerge,
} from 'ml-spectra-processing';

export const packages = [
  'ml-spectra-processing',
  'binary-search',
  'fft.js',
  'is-any-array',
  'ml-matrix',
  'ml-xsadd',
];
export const style = 'ES modules, functions over typed arrays, checks of options';

function smoothed(y, noise) {
  const smooth = xWhittakerSmoother(y, { lambda: 20 });
  const residual = y.map((each, i) => each - smooth[i]);
  const rolling = xRollingAverage(residual, { window: 3, padding: { algorithm: 'circular' } });
  const normed = xNormed(
    rolling.map((each) => each + noise),
    { algorithm: 'sum', value: 2 },
  );
  return xStandardDeviation(residual) * 10 + xMedian(normed) + xAutoCorrelation(smooth)[2];
}

function spectrum(re, im, phase) {
  const { re: real, im: imaginary } = reimFFT({ re, im });
  const turned = reimPhaseCorrection({ re: real, im: imaginary }, phase, phase / 2);
  const length = reimAbsolute(turned);
  return length.reduce((sum, x, i) => sum + Math.log(x) * i, 0) + turned.re[1] * turned.im[3];
}

function peaks(x, y) {
  const sorted = xySortX({ x, y });
  const top = xyMaxYPoint(sorted);
  const { inflectionMiddle, width } = xyPeakInfo(sorted, { target: top.x });
  const merged = xyWeightedMerge(sorted, { groupWidth: 0.4 });
  const aligned = xyAlign(
    sorted,
    { x: x.map((each) => each + 0.01), y: y.map((each) => each * 2) },
    { delta: 0.05 },
  );
  const area = xyIntegration(sorted, { from: 0.7, to: 3.5 });
  return (
    inflectionMiddle.x * inflectionMiddle.y +
    width +
    top.y * area +
    merged.y.reduce((sum, each, i) => sum + each * merged.x[i], 0) +
    aligned.y1.reduce((sum, each, i) => sum + each * aligned.y2[i], 0)
  );
}

export const cases = {
  'Whittaker smoother, rolling average, statistics': {
    f: smoothed,
    args: () => [Float64Array.from({ length: 12 }, (_, i) => Math.sin(i / 2) + 0.2 * Math.cos(i * i)), 0.3],
  },
  'Fourier transform and phase': {
    f: spectrum,
    args: () => [[1, 0.5, -0.25, 2, 1.5, -1, 0.75, 0.3], [0, 0.25, 0.1, -0.5, 0.75, 1, -0.3, 0.6], 0.7],
  },
  'peaks, merging, alignment': {
    f: peaks,
    args: () => [
      [0, 1, 2, 3, 4.5, 1.25],
      [0.1, 1, 4, 2, 0.5, 1.5],
    ],
  },
};
