export const packages = ['ndarray', 'iota-array', 'is-buffer'];
export const style = 'CommonJS of 2013, classes made by `new Function` for each type and dimension';
export const impossible =
  'every view, with its `get` and `set`, is of a class made by `new Function` when it is first used';
export const cases = {};
