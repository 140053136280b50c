import * as excel from '@formulajs/formulajs';

export const packages = ['@formulajs/formulajs', 'jstat', 'bessel'];
export const style =
  "a spreadsheet's functions: any number of arguments, cells of any type, errors as values, iteration";

function finance(rate, flow) {
  return (
    excel.NPV(rate, -100, flow, flow * 1.2, 60) +
    excel.PMT(rate / 12, 24, flow * 10) +
    excel.FV(rate, 5, -flow, -20)
  );
}

function statistics(values) {
  return (
    excel.STDEV.S(values) * excel.GEOMEAN(values) +
    excel.SLOPE(values, [1, 2, 3.5, 4]) +
    excel.CORREL(values, [2, 1, 3, 5]) +
    excel.NORM.DIST(values[0], values[1], 1.2, true) +
    excel.AVERAGEIF(values, '>1') +
    excel.SUMPRODUCT(values, [1, 2, 3, 4])
  );
}

function others(x, y) {
  const [[, product]] = excel.MMULT(
    [
      [x, 1],
      [2, y],
    ],
    [
      [1, y],
      [x, 2],
    ],
  );
  return (
    product + excel.BESSELJ(x, 1) + excel.ERF(y) * 3 + excel.IF(x > y, excel.SUM(x, [y, 'text', x * y]), 0)
  );
}

export const cases = {
  'cash flows': { f: finance, args: () => [0.07, 45] },
  statistics: { f: statistics, args: () => [[1.3, 0.4, 2.7, 3.1]] },
  'matrices, special functions, cells of text': { f: others, args: () => [1.3, 0.4] },
};
