import { checkGradient, checkpoint } from '@diffjs/runtime';

type List = number[] | Float64Array;

/** Traced code, since it catches. */
/* @differentiable */
function change(w: List, z: number): number {
  try {
    w[0] = w[0]! * z;
    return w[0]! * w[1]! + z;
  } catch {
    return 0;
  }
}

/** What compiled code hands to traced code within a call that is made again. */
const cases: Readonly<Record<string, (x: number, y: number) => number>> = {
  'what the call captured': /* @differentiable */ (x, y) => {
    const w = [x, y];
    return checkpoint((z: number) => change(w, z) * z, x) * w[0]!;
  },
  'what a closure captured that the call captured': /* @differentiable */ (x, y) => {
    const w = [x, y];
    const g = (z: number): number => change(w, z);
    return checkpoint((z: number) => g(z) * z, x) * w[0]!;
  },
  'an argument': /* @differentiable */ (x, y) => {
    const w = [x, y];
    return checkpoint((v: number[], z: number) => change(v, z) * z, w, x) * w[0]!;
  },
  'a part of an object': /* @differentiable */ (x, y) => {
    const o = { w: [x, y] };
    return checkpoint((z: number) => change(o.w, z) * z, x) * o.w[0]!;
  },
  'what the call made, and gives back': /* @differentiable */ (x, y) => {
    const w = checkpoint((z: number) => {
      const v = [z, y * z];
      change(v, z);
      return v;
    }, x);
    return w[0]! * w[1]!;
  },
};

describe('objects that companions hand to traced code within a checkpoint', () => {
  for (const [name, f] of Object.entries(cases))
    it(name, () => {
      checkGradient(f, [1.3, 0.7]);
    });
});
