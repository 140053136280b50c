import { unaryPartials, variadicPartials } from '../../rules/math.js';
import type { BinaryName, UnaryName, VariadicName } from '../../rules/math.js';
import type { Lane } from '../Lane.js';
import { registers as r } from '../registers.js';
import { toPrimitive } from '../toPrimitive.js';
import { asItIs, converting, type NativeEntry, type TracedNative } from './TracedNative.js';

/** The argument as a function of numbers takes it; what is no number is left to the native, which converts or refuses it. */
function numeric(x: unknown, lane: Lane): unknown {
  if (typeof x === 'number') {
    r.m = lane;
    return x;
  }
  return toPrimitive(x, lane, 'number');
}

function unary(name: UnaryName): TracedNative {
  const fn = Math[name];
  return (trace, _self, _l, args, lanes) => {
    const x = numeric(args[0], lanes[0]) as number;
    const lane = r.m;
    const out = fn(x);
    r.m = lane === undefined ? undefined : trace.unary(name, x, lane, out);
    return out;
  };
}

const atan2: TracedNative = (trace, _self, _l, args, lanes) => {
  const y = numeric(args[0], lanes[0]) as number;
  const ly = r.m;
  const x = numeric(args[1], lanes[1]) as number;
  const lx = r.m;
  const out = Math.atan2(y, x);
  r.m = ly === undefined && lx === undefined ? undefined : trace.atan2(y, ly, x, lx, out);
  return out;
};

const pow: TracedNative = (trace, _self, _l, args, lanes) => {
  const x = numeric(args[0], lanes[0]) as number;
  const lx = r.m;
  const y = numeric(args[1], lanes[1]) as number;
  const ly = r.m;
  const out = Math.pow(x, y);
  r.m = lx === undefined && ly === undefined ? undefined : trace.power(x, lx, y, ly, out);
  return out;
};

function variadic(name: VariadicName): TracedNative {
  const fn = Math[name];
  return (trace, _self, _l, args, lanes) => {
    const xs = new Array<number>(args.length);
    const own: Lane[] = [];
    for (let i = 0; i < args.length; i++) {
      xs[i] = numeric(args[i], lanes[i]) as number;
      own[i] = r.m;
    }
    const out = fn(...xs);
    r.m = trace.variadic(name, xs, own, out);
    return out;
  };
}

/** `Math.*` and the conversions that keep a number a number. */
export function mathNatives(): NativeEntry[] {
  return [
    ...(Object.keys(unaryPartials) as UnaryName[]).map((name): NativeEntry => [Math[name], unary(name)]),
    ...(Object.keys(variadicPartials) as VariadicName[]).map((name): NativeEntry => [
      Math[name],
      variadic(name),
    ]),
    [Math['atan2' satisfies BinaryName], atan2],
    [Math['pow' satisfies BinaryName], pow],
    asItIs(Math.random),
    converting(Math.clz32),
    converting(Math.imul),
  ];
}
