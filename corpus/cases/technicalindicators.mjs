import { BollingerBands, EMA, MACD, SMA, TRIX, TrueRange, WMA, ATR } from 'technicalindicators';

export const packages = ['technicalindicators'];
export const style =
  'indicators of prices: generators that are handed one price after the other, linked lists, classes';

const prices = () => [10.2, 11.1, 10.7, 12.3, 13.1, 12.2, 11.9, 13.4, 14.2, 13.7, 12.8, 13.9, 15.1, 14.4];

function averages(values) {
  const last = (indicator) => indicator.calculate({ period: 4, values }).at(-1);
  const { upper, lower } = BollingerBands.calculate({ period: 5, stdDev: 2, values }).at(-1);
  return last(SMA) * 2 + last(EMA) ** 2 + last(WMA) + upper * lower;
}

function streamed(values) {
  const trix = new TRIX({ values: values.slice(0, 11), period: 3 });
  const rest = values.slice(11).map((price) => trix.nextValue(price));
  const macd = MACD.calculate({
    values,
    fastPeriod: 3,
    slowPeriod: 6,
    signalPeriod: 3,
    SimpleMAOscillator: false,
    SimpleMASignal: false,
  });
  return rest.reduce((sum, v) => sum + v, 0) + macd.at(-1).MACD * macd.at(-1).signal;
}

function ranges(values) {
  const given = { high: values.map((v) => v * 1.1), low: values.map((v) => v * 0.9 - 0.1), close: values };
  return (
    TrueRange.calculate(given).reduce((sum, v) => sum + v ** 2, 0) +
    ATR.calculate({ ...given, period: 5 }).at(-1)
  );
}

export const cases = {
  'moving averages and bands': { f: averages, args: () => [prices()] },
  'prices one by one': { f: streamed, args: () => [prices()] },
  'true ranges': { f: ranges, args: () => [prices()] },
};
