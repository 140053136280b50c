import { gradient, hvp, prepareHvp, prepareVjp, zeroShadow, type Tangent } from '@diffjs/runtime';
import { cubedLayer, networkLoss, rosenbrock, sineChainOf } from '../objectives/secondOrder';
import type { Case, Suite } from '../support/Case';
import { numbers } from '../support/operands';

export type SecondOrderColumn = 'primal' | 'gradient' | 'hvp' | 'prepared gradient' | 'prepared hvp';

/** Products of Hessians with vectors, against gradients. */
export const secondOrderSuite: Suite<SecondOrderColumn> = {
  name: 'second order',
  columns: ['primal', 'gradient', 'hvp', 'prepared gradient', 'prepared hvp'],
  ratios: [
    { heading: 'hvp / gradient', of: 'hvp', over: 'gradient' },
    { heading: 'prepared /', of: 'prepared hvp', over: 'prepared gradient' },
    { heading: '/ primal', of: 'hvp', over: 'primal' },
  ],
  cases: () => [
    caseOf('x = sin(x)·a + x·b, 1000 turns', sineChainOf, Float64Array.of(0.7, 0.8, 0.3)),
    caseOf('dense tanh layer, 48 × 48', cubedLayer, numbers(48 * 48 + 48)),
    caseOf('Rosenbrock, 100 variables', rosenbrock, numbers(100)),
    caseOf('network 4-16-2 on 32 rows', networkLoss, {
      W1: numbers(64),
      b1: numbers(16),
      W2: numbers(32),
      b2: numbers(2),
    }),
  ],
};

function caseOf<T extends object>(name: string, objective: (x: T) => number, x: T): Case<SecondOrderColumn> {
  const v = directionOf(x);
  const args = [x];
  const [vjpPrepared, hvpPrepared] = [prepareVjp(objective), prepareHvp(objective)];
  const [shadow, gradients, products] = [zeroShadow(x), zeroShadow(x), zeroShadow(x)];
  const rotate = (turn: number): void => {
    firstNumbers(x)[0] = 0.3 + (turn % 16) / 64;
  };
  return {
    name,
    contenders: {
      primal: (turn) => {
        rotate(turn);
        return objective(x);
      },
      gradient: (turn) => {
        rotate(turn);
        return firstNumbers(gradient(objective, x)[0])[0]!;
      },
      hvp: (turn) => {
        rotate(turn);
        return firstNumbers(hvp(objective, x, v as Tangent<T>))[0]!;
      },
      'prepared gradient': (turn) => {
        rotate(turn);
        vjpPrepared.forward(args, [shadow]);
        vjpPrepared.reverse(1);
        return takeFirst(shadow);
      },
      'prepared hvp': (turn) => {
        rotate(turn);
        hvpPrepared.run(args, [v], [gradients], [products]);
        clear(gradients);
        return takeFirst(products);
      },
    },
  };
}

/** The first array of numbers in a tree. */
function firstNumbers(tree: unknown): Float64Array {
  return tree instanceof Float64Array ? tree : (Object.values(tree as object)[0] as Float64Array);
}

function arraysOf(tree: unknown): Float64Array[] {
  return tree instanceof Float64Array ? [tree] : (Object.values(tree as object) as Float64Array[]);
}

function clear(tree: unknown): void {
  for (const each of arraysOf(tree)) each.fill(0);
}

function takeFirst(tree: unknown): number {
  const first = firstNumbers(tree)[0]!;
  clear(tree);
  return first;
}

function directionOf(x: unknown): unknown {
  const direction = zeroShadow(x);
  arraysOf(direction).forEach((each, i) => each.set(numbers(each.length, 7 + i)));
  return direction;
}
