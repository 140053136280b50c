import { invoke } from '../trace/invoke.js';
import { enter } from '../trace/functions.js';
import { laneAt, noteAt } from '../trace/nested/Lifted.js';
import { registers } from '../trace/registers.js';
import { ON_ENTRY, stamp } from '../trace/stamps.js';
import { gradient } from './gradient.js';
import { jacobian } from './jacobian.js';
import { jvp } from './jvp.js';

/** The gradients of a function as a function that can be differentiated, in any mode. */
export function gradientsFunction(f: unknown): (...args: unknown[]) => unknown[] {
  return stamp((...args: unknown[]): unknown[] => {
    const lanes = enter();
    const given = [f, ...args];
    return invoke(gradient, undefined, undefined, given, [undefined, ...lanes], 'gradient') as unknown[];
  }, ON_ENTRY);
}

/** The same for a function of one argument: its gradient alone. */
export function gradientFunction(f: unknown): (x: unknown) => unknown {
  return stamp((x: unknown): unknown => {
    const lanes = enter();
    const gradients = invoke(gradient, undefined, undefined, [f, x], [undefined, lanes[0]], 'gradient');
    const [first] = gradients as unknown[];
    registers.m = typeof first === 'number' ? laneAt(registers.trace, gradients as unknown[], 0) : undefined;
    return first;
  }, ON_ENTRY);
}

/** H(x)·v by the derivative of the gradient as traced code. */
export function tracedHvp(f: unknown, x: unknown, v: unknown): unknown {
  return jvp(gradientFunction(f), [x], [v] as never)[1];
}

/** The Hessian by the Jacobian of the gradient as traced code. */
export function tracedHessian(f: unknown, x: unknown): unknown {
  return jacobian(gradientFunction(f), x);
}

/** `hvp` called by code that is differentiated itself. */
export function nestedHvp(f: unknown, x: unknown, v: unknown): unknown {
  const [, lx, lv] = enter();
  const { trace } = registers;
  const [args, tangents] = [[x], [v]];
  if (typeof x === 'number') noteAt(trace, args, 0, x, lx);
  if (typeof v === 'number') noteAt(trace, tangents, 0, v, lv);
  const given = [gradientFunction(f), args, tangents];
  const pair = invoke(jvp, undefined, undefined, given, [], 'jvp') as unknown[];
  registers.m = typeof pair[1] === 'number' ? laneAt(trace, pair, 1) : undefined;
  return pair[1];
}

/** `hessian` called by code that is differentiated itself. */
export function nestedHessian(f: unknown, x: unknown): unknown {
  const [, lx] = enter();
  return invoke(jacobian, undefined, undefined, [gradientFunction(f), x], [undefined, lx], 'jacobian');
}
