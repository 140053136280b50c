import bessel from 'bessel';

export const packages = ['bessel'];
export const style = 'UMD, rational approximations, recurrences';

const { besseli, besselj, besselk, bessely } = bessel;

export const cases = {
  'first kind, by both recurrences': {
    f: (x, y) => besselj(x, 0) + besselj(x, 3) * besselj(y, 1) + besselj(y, 4) + besselj(-x, 2),
    args: () => [2.3, 9.5],
  },
  'second kind': { f: (x, y) => bessely(x, 0) + bessely(x, 3) * bessely(y, 2), args: () => [1.7, 10.2] },
  modified: {
    f: (x, y) => besseli(x, 0) * besselk(x, 2) + besseli(y, 3) * besselk(y, 1) + besseli(x, 1),
    args: () => [1.4, 4.6],
  },
};
