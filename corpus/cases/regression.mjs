export const packages = ['regression'];
export const style = 'UMD, methods chosen by name';
export const impossible =
  'every result is rounded to decimal places by Math.round, so that all derivatives are zero';
export const cases = {};
