import { gradient, prepareVjp, zeroShadow } from '@diffjs/runtime';
import {
  type NamedPoint,
  productOfFields,
  productOfTwo,
  productsOfPoints,
  square,
} from '../objectives/small';
import type { Case, Contender, Suite } from '../support/Case';
import { rotated } from '../support/operands';

type OverheadColumn = 'gradient' | 'prepared vjp';

function cases(): Case<OverheadColumn>[] {
  const u = Float64Array.of(3, 4);
  const fields = { a: 3, b: 4 };
  const points = twentyPoints();
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
    {
      name: 'of twenty objects {x, y, name}',
      contenders: {
        gradient: (turn) => {
          points[7]!.x = rotated(3, turn);
          return gradient(productsOfPoints, points)[0][7]!.y;
        },
        'prepared vjp': preparedPoints(),
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

function twentyPoints(): NamedPoint[] {
  return Array.from({ length: 20 }, (_, i) => ({ x: 0.5 * i, y: 3 - 0.2 * i, name: `point ${i}` }));
}

function preparedPoints(): Contender {
  const prepared = prepareVjp(productsOfPoints);
  const points = twentyPoints();
  const dPoints = zeroShadow(points) as NamedPoint[];
  const [args, shadows] = [[points], [dPoints]];
  return (turn) => {
    points[7]!.x = rotated(3, turn);
    prepared.forward(args, shadows);
    for (const point of dPoints) point.x = point.y = 0;
    prepared.reverse(1);
    return dPoints[7]!.y;
  };
}

/** Whole calls; there is nothing to divide by. */
export const overheadSuite: Suite<OverheadColumn> = {
  name: 'one call',
  columns: ['gradient', 'prepared vjp'],
  ratios: [],
  cases,
};
