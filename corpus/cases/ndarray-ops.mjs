export const packages = ['ndarray-ops', 'cwise-compiler', 'uniq'];
export const style = 'CommonJS of 2013, loops made by `new Function` from operations given as text';
export const impossible = 'every operation is a loop made by `new Function` when it is first used';
export const cases = {};
