export const packages = ['numeric'];
export const style = 'one CommonJS file, loops unrolled by hand, operators made from text by Function';
export const impossible =
  'its operations are made from text by `Function` while it is loaded, which a compiler of files does not see';
export const cases = {};
