import { binaryPartials, flatFunctions, unaryPartials, variadicPartials } from '../../rules/math.js';
import type { BinaryName, UnaryName, UnaryPartial, VariadicName, VariadicPartial } from '../../rules/math.js';
import { type Curvature, GENERAL, LINEAR } from '../Curvature.js';
import type { Lane } from '../Lane.js';
import { power } from '../operators.js';
import { registers as r } from '../registers.js';
import type { Trace } from '../Trace.js';
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

function unary(fn: (x: number) => number, partial: UnaryPartial, curvature: Curvature): TracedNative {
  return (trace, _self, _l, args, lanes) => {
    const x = numeric(args[0], lanes[0]);
    const lane = r.m;
    const out = fn(x as number);
    r.m = trace.owns(lane) ? trace.one(lane, partial(x as number, out), curvature) : undefined;
    return out;
  };
}

const atan2: TracedNative = (trace, _self, _l, args, lanes) => {
  const [p, q] = binaryPartials.atan2;
  const y = numeric(args[0], lanes[0]) as number;
  const ly = r.m;
  const x = numeric(args[1], lanes[1]) as number;
  const lx = r.m;
  const out = Math.atan2(y, x);
  r.m = trace.owns(ly) || trace.owns(lx) ? trace.two(ly, p(y, x, out), lx, q(y, x, out)) : undefined;
  return out;
};

const pow: TracedNative = (_trace, _self, _l, args, lanes) => {
  const x = numeric(args[0], lanes[0]) as number;
  const lx = r.m;
  const y = numeric(args[1], lanes[1]) as number;
  const ly = r.m;
  const out = Math.pow(x, y);
  r.m = lx === undefined && ly === undefined ? undefined : power(x, lx, y, ly, out);
  return out;
};

function variadic(
  fn: (...xs: number[]) => number,
  partial: VariadicPartial,
  curvature: Curvature,
): TracedNative {
  return (trace, _self, _l, args, lanes) => {
    const xs = new Array<number>(args.length);
    const own: Lane[] = [];
    for (let i = 0; i < args.length; i++) {
      xs[i] = numeric(args[i], lanes[i]) as number;
      own[i] = r.m;
    }
    const out = fn(...xs);
    r.m = sum(trace, xs, own, out, partial, curvature);
    return out;
  };
}

function sum(
  trace: Trace,
  xs: number[],
  lanes: readonly Lane[],
  out: number,
  partial: VariadicPartial,
  curvature: Curvature,
): Lane {
  let lane: Lane;
  let count = 0;
  for (const x of xs) if (Number(x) === out) count++;
  for (let i = 0; i < xs.length; i++) {
    if (!trace.owns(lanes[i])) continue;
    const p = partial(xs[i], out, count);
    if (p !== 0 || trace.isPattern) lane = trace.two(lane, 1, lanes[i], p, curvature);
  }
  return lane;
}

/** Those that are made of straight pieces. */
const straight: readonly string[] = [...flatFunctions, 'abs', 'fround', 'max', 'min'];

function curvatureOf(name: UnaryName | VariadicName): Curvature {
  return straight.includes(name) ? LINEAR : GENERAL;
}

/** `Math.*` and the conversions that keep a number a number. */
export function mathNatives(): NativeEntry[] {
  return [
    ...(Object.keys(unaryPartials) as UnaryName[]).map((name): NativeEntry => [
      Math[name],
      unary(Math[name], unaryPartials[name], curvatureOf(name)),
    ]),
    ...(Object.keys(variadicPartials) as VariadicName[]).map((name): NativeEntry => [
      Math[name],
      variadic(Math[name], variadicPartials[name], curvatureOf(name)),
    ]),
    [Math['atan2' satisfies BinaryName], atan2],
    [Math['pow' satisfies BinaryName], pow],
    asItIs(Math.random),
    converting(Math.clz32),
    converting(Math.imul),
  ];
}
