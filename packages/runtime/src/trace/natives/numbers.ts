import { registers as r } from '../registers.js';
import { convertible, toNumeric } from '../toPrimitive.js';
import type { NativeEntry, TracedNative } from './TracedNative.js';

/** `Number(x)`: a number stays what it is. */
const toNumber: TracedNative = (_trace, _self, _l, args, lanes) => {
  if (args.length === 0) {
    r.m = undefined;
    return 0;
  }
  const x = toNumeric(args[0], lanes[0]);
  return typeof x === 'bigint' ? Number(x) : x;
};

/** `parseFloat(x)`: a number comes out of its text as it was. */
const toFloat: TracedNative = (_trace, _self, _l, args, lanes) => {
  const [x] = args;
  const value = parseFloat(convertible(x) as string);
  r.m = typeof x === 'number' ? lanes[0] : undefined;
  return value;
};

export function numberNatives(): NativeEntry[] {
  return [
    [Number, toNumber],
    [parseFloat, toFloat],
  ];
}
