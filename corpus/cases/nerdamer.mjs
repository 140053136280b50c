export const packages = ['nerdamer'];
export const style = 'symbolic algebra over fractions of big integers, numbers read and written as text';
export const impossible =
  'numbers are turned to text and to fractions of big integers; `buildFunction` makes its functions by `new Function`';
export const cases = {};
