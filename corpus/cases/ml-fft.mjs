import { FFT, FFTUtils } from 'ml-fft';

export const packages = ['ml-fft'];
export const style = 'CommonJS, tables in module state, transforms in place';

function filtered(signal, gain) {
  FFT.init(8);
  const re = signal.slice();
  const im = signal.map((x) => x * gain);
  FFT.fft(re, im);
  for (let i = 3; i < 6; i++) {
    re[i] *= gain;
    im[i] = -im[i];
  }
  const power = re.reduce((sum, x, i) => sum + Math.log(x * x + im[i] ** 2), 0);
  FFT.ifft(re, im);
  return power + re.reduce((sum, x, i) => sum + x ** 3 * i, 0) + im[2];
}

function convolved(image, kernel) {
  const smooth = FFTUtils.convolute(image, kernel, 4, 4);
  const spectrum = FFTUtils.fft2DArray(smooth, 4, 4);
  const back = FFTUtils.ifft2DArray(spectrum, 8, 3);
  return back.reduce((sum, x, i) => sum + x * x * Math.cos(i), 0) + spectrum[1] * spectrum[3];
}

export const cases = {
  'power spectrum, filter, inverse': {
    f: filtered,
    args: () => [[1, 0.5, -0.25, 2, 1.5, -1, 0.75, 0.3], 0.6],
  },
  'convolution of an image': {
    f: convolved,
    args: () => [
      Array.from({ length: 16 }, (_, i) => Math.sin(i * i)),
      [
        [0.1, 0.2, 0.1],
        [0.2, 0.9, 0.25],
        [0.1, 0.2, 0.05],
      ],
    ],
  },
};
