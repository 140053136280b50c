import { gradient, prepareVjp, zeroShadow } from '@diffjs/runtime';
import { productOfFields, productOfTwo, square } from '../objectives/small';
import type { Case, Contender, Suite } from '../support/Case';
import { rotated } from '../support/operands';

type OverheadColumn = 'gradient' | 'prepared vjp';

function cases(): Case<OverheadColumn>[] {
  const u = Float64Array.of(3, 4);
  const fields = { a: 3, b: 4 };
  return [
    {
      name: 'of (x) => x * x',
      contenders: {
        gradient: (turn) => gradient(square, rotated(3, turn))[0],
        'prepared vjp': preparedSquare(),
      },
    },
    {
      name: 'of a Float64Array of two',
      contenders: {
        gradient: (turn) => {
          u[0] = rotated(3, turn);
          return gradient(productOfTwo, u)[0][1]!;
        },
        'prepared vjp': preparedProduct(),
      },
    },
    {
      name: 'of an object {a, b}',
      contenders: {
        gradient: (turn) => {
          fields.a = rotated(3, turn);
          return gradient(productOfFields, fields)[0].b;
        },
        'prepared vjp': preparedFields(),
      },
    },
  ];
}

function preparedSquare(): Contender {
  const prepared = prepareVjp(square);
  const [args, shadows] = [[3], [undefined]];
  return (turn) => {
    args[0] = rotated(3, turn);
    prepared.forward(args, shadows);
    prepared.reverse(1);
    return prepared.numberCotangent(0);
  };
}

function preparedProduct(): Contender {
  const prepared = prepareVjp(productOfTwo);
  const u = Float64Array.of(3, 4);
  const du = new Float64Array(2);
  const [args, shadows] = [[u], [du]];
  return (turn) => {
    u[0] = rotated(3, turn);
    prepared.forward(args, shadows);
    du[0] = 0;
    du[1] = 0;
    prepared.reverse(1);
    return du[1]!;
  };
}

function preparedFields(): Contender {
  const prepared = prepareVjp(productOfFields);
  const fields = { a: 3, b: 4 };
  const dFields = zeroShadow(fields) as typeof fields;
  const [args, shadows] = [[fields], [dFields]];
  return (turn) => {
    fields.a = rotated(3, turn);
    prepared.forward(args, shadows);
    dFields.a = 0;
    dFields.b = 0;
    prepared.reverse(1);
    return dFields.b;
  };
}

/** Whole calls; there is nothing to divide by. */
export const overheadSuite: Suite<OverheadColumn> = {
  name: 'one call',
  columns: ['gradient', 'prepared vjp'],
  ratios: [],
  cases,
};
