import FFT from 'fft.js';

export const packages = ['fft.js'];
export const style = 'CommonJS, a constructor with methods, radix-4 loops over arrays given by the caller';

export const cases = {
  'spectrum of a real signal': {
    f: (signal) => {
      const fft = new FFT(signal.length);
      const out = fft.createComplexArray();
      fft.realTransform(out, signal);
      fft.completeSpectrum(out);
      let sum = 0;
      for (let i = 0; i < out.length; i += 2) sum += (1 + i) * (out[i] ** 2 + out[i + 1] ** 2) + out[i + 1];
      return sum;
    },
    args: () => [[1, 2.5, -0.5, 3, 0.25, -1, 1.5, 2]],
  },
  'convolution by transforms': {
    f: (a, b) => {
      const fft = new FFT(16);
      const [x, y] = [a, b].map((values) => {
        const out = fft.createComplexArray();
        fft.transform(out, fft.toComplexArray(values));
        return out;
      });
      const product = fft.createComplexArray();
      for (let i = 0; i < product.length; i += 2) {
        product[i] = x[i] * y[i] - x[i + 1] * y[i + 1];
        product[i + 1] = x[i] * y[i + 1] + x[i + 1] * y[i];
      }
      const back = fft.createComplexArray();
      fft.inverseTransform(back, product);
      return fft.fromComplexArray(back).reduce((sum, each, i) => sum + Math.sin(i) * each * each, 0);
    },
    args: () => [
      Float64Array.from({ length: 16 }, (_, i) => Math.cos(i * i)),
      Float64Array.from({ length: 16 }, (_, i) => (i < 3 ? 0.5 : 0)),
    ],
  },
};
