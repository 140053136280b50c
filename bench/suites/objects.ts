import { gradient } from '@diffjs/runtime';
import { complexOrbit, continuedFraction, orbit } from '../objectives/complexNumbers';
import { evaluate } from '../objectives/expressionTree';
import { arraysOfArrays, nestedProduct } from '../objectives/nestedArrays';
import { render, type Sphere } from '../objectives/rayTracer';
import { energyAfter, type Body, type Spring } from '../objectives/rigidBodies';
import { vectorObjects } from '../objectives/vectors';
import { check, type Case, type Suite } from '../support/Case';
import { numbers, rotated, sum } from '../support/operands';
import {
  continuedFractionAdjoint,
  continuedFractionInScalars,
  orbitAdjoint,
  orbitInScalars,
} from '../yardsticks/complexNumbers';
import {
  evaluateAdjoint,
  evaluateInScalars,
  expressionOf,
  flatExpression,
} from '../yardsticks/expressionTree';
import {
  arraysOfArraysAdjoint,
  arraysOfArraysInScalars,
  nestedProductAdjoint,
  nestedProductInScalars,
} from '../yardsticks/nestedArrays';
import { flatSpheres, renderAdjoint, renderInScalars } from '../yardsticks/rayTracer';
import { energyAfterAdjoint, energyAfterInScalars, flatBodies, flatSprings } from '../yardsticks/rigidBodies';
import { vectorObjectsAdjoint, vectorObjectsInScalars } from '../yardsticks/vectors';

type ObjectColumn = 'primal' | 'in scalars' | 'gradient' | 'by hand';

function cases(): Case<ObjectColumn>[] {
  return [...scalarArgumentCases(), ...nestedCases(), ...treeCases()];
}

/** Objects that are made and dropped inside. */
function scalarArgumentCases(): Case<ObjectColumn>[] {
  return [
    {
      name: '{x, y, z} objects, 200 steps',
      contenders: {
        primal: (turn) => vectorObjects(1, 2, 3, rotated(0.1, turn), 200),
        'in scalars': (turn) => vectorObjectsInScalars(1, 2, 3, rotated(0.1, turn), 200),
        gradient: (turn) => sum(gradient(vectorObjects, 1, 2, 3, rotated(0.1, turn), 200)),
        'by hand': (turn) => sum(vectorObjectsAdjoint(1, 2, 3, rotated(0.1, turn), 200)),
      },
      check: check(vectorObjects, vectorObjectsAdjoint, () => [1, 2, 3, 0.1, 10], vectorObjectsInScalars),
    },
    {
      name: '{re, im} objects, z² + c, 100 steps',
      contenders: {
        primal: (turn) => orbit(rotated(-0.2, turn), 0.3, 100),
        'in scalars': (turn) => orbitInScalars(rotated(-0.2, turn), 0.3, 100),
        gradient: (turn) => sum(gradient(orbit, rotated(-0.2, turn), 0.3, 100)),
        'by hand': (turn) => sum(orbitAdjoint(rotated(-0.2, turn), 0.3, 100)),
      },
      check: check(orbit, orbitAdjoint, () => [-0.2, 0.3, 10], orbitInScalars),
    },
    {
      name: 'Complex, z² + c, 100 steps',
      contenders: {
        primal: (turn) => complexOrbit(rotated(-0.2, turn), 0.3, 100),
        'in scalars': (turn) => orbitInScalars(rotated(-0.2, turn), 0.3, 100),
        gradient: (turn) => sum(gradient(complexOrbit, rotated(-0.2, turn), 0.3, 100)),
        'by hand': (turn) => sum(orbitAdjoint(rotated(-0.2, turn), 0.3, 100)),
      },
      check: check(complexOrbit, orbitAdjoint, () => [-0.2, 0.3, 10], orbitInScalars),
    },
    {
      name: 'Complex, c/(1 + z), 100 steps',
      contenders: {
        primal: (turn) => continuedFraction(rotated(-0.2, turn), 0.3, 100),
        'in scalars': (turn) => continuedFractionInScalars(rotated(-0.2, turn), 0.3, 100),
        gradient: (turn) => sum(gradient(continuedFraction, rotated(-0.2, turn), 0.3, 100)),
        'by hand': (turn) => sum(continuedFractionAdjoint(rotated(-0.2, turn), 0.3, 100)),
      },
      check: check(
        continuedFraction,
        continuedFractionAdjoint,
        () => [-0.2, 0.3, 10],
        continuedFractionInScalars,
      ),
    },
  ];
}

function nestedCases(): Case<ObjectColumn>[] {
  const n = 64;
  const [W, x] = [numbers(n * n), numbers(n)];
  const [rows, row] = [rowsOf(W, n), [...x]];
  const size = 24;
  const [A, B] = [numbers(size * size), numbers(size * size, 2)];
  const [rowsA, rowsB] = [rowsOf(A, size), rowsOf(B, size)];
  return [
    {
      name: 'array of arrays times vector, n = 64',
      contenders: {
        primal: () => arraysOfArrays(rows, row),
        'in scalars': () => arraysOfArraysInScalars(W, x),
        gradient: () => gradient(arraysOfArrays, rows, row)[1][0]!,
        'by hand': () => arraysOfArraysAdjoint(rows, row)[1][0]!,
      },
      check: check(
        arraysOfArrays,
        arraysOfArraysAdjoint,
        () => [rowsOf(numbers(9), 3), [...numbers(3)]],
        (M, v) => arraysOfArraysInScalars(Float64Array.from(M.flat()), Float64Array.from(v)),
      ),
    },
    {
      name: 'product of arrays of arrays, n = 24',
      contenders: {
        primal: () => nestedProduct(rowsA, rowsB),
        'in scalars': () => nestedProductInScalars(A, B, size),
        gradient: () => gradient(nestedProduct, rowsA, rowsB)[0][0]![0]!,
        'by hand': () => nestedProductAdjoint(rowsA, rowsB)[0][0]![0]!,
      },
      check: check(
        nestedProduct,
        nestedProductAdjoint,
        () => [rowsOf(numbers(9), 3), rowsOf(numbers(9, 2), 3)],
        (L, R) => nestedProductInScalars(Float64Array.from(L.flat()), Float64Array.from(R.flat()), L.length),
      ),
    },
  ];
}

function rowsOf(values: Float64Array, n: number): number[][] {
  return Array.from({ length: values.length / n }, (_, i) => [...values.subarray(i * n, (i + 1) * n)]);
}

/** Objects that come as arguments. */
function treeCases(): Case<ObjectColumn>[] {
  const tree = expressionOf(9);
  const flatTree = flatExpression(tree);
  const spheres = spheresOf(5);
  const flat = flatSpheres(spheres);
  const light = { x: 2, y: -3, z: -1 };
  const [bodies, springs] = chainOf(8);
  const [flatChain, flatLinks] = [flatBodies(bodies), flatSprings(springs)];
  return [
    {
      name: 'expression tree by recursion, 127 nodes',
      contenders: {
        primal: (turn) => evaluate(tree, rotated(0.4, turn)),
        'in scalars': (turn) => evaluateInScalars(flatTree, rotated(0.4, turn)),
        gradient: (turn) => gradient(evaluate, tree, rotated(0.4, turn))[1],
        'by hand': (turn) => evaluateAdjoint(tree, rotated(0.4, turn))[1],
      },
      check: check(
        evaluate,
        evaluateAdjoint,
        () => [expressionOf(5), 0.4],
        (e, at) => evaluateInScalars(flatExpression(e), at),
      ),
    },
    {
      name: 'ray tracer, 5 spheres, 16 × 16',
      contenders: {
        primal: () => render(spheres, light),
        'in scalars': () => renderInScalars(flat, light.x, light.y, light.z),
        gradient: () => gradient(render, spheres, light)[1].x,
        'by hand': () => renderAdjoint(spheres, light)[1].x,
      },
      check: check(
        render,
        renderAdjoint,
        () => [spheresOf(2), { x: 2, y: -3, z: -1 }],
        (s, { x, y, z }) => renderInScalars(flatSpheres(s), x, y, z),
      ),
    },
    {
      name: 'springs and contacts, 8 bodies, 20 steps',
      contenders: {
        primal: (turn) => energyAfter(bodies, springs, rotated(0.01, turn & 1), 20),
        'in scalars': (turn) => energyAfterInScalars(flatChain, flatLinks, rotated(0.01, turn & 1), 20),
        gradient: (turn) => gradient(energyAfter, bodies, springs, rotated(0.01, turn & 1), 20)[2],
        'by hand': (turn) => energyAfterAdjoint(bodies, springs, rotated(0.01, turn & 1), 20)[2],
      },
      check: check(
        energyAfter,
        energyAfterAdjoint,
        () => [...chainOf(3), 0.01, 4],
        (b, s, dt, steps) => energyAfterInScalars(flatBodies(b), flatSprings(s), dt, steps),
      ),
    },
  ];
}

function spheresOf(count: number): Sphere[] {
  return Array.from({ length: count }, (_, i) => ({
    center: { x: 0.7 * Math.sin(2 * i), y: 0.6 * Math.cos(3 * i), z: 3 + 0.5 * i },
    radius: 0.6 + 0.05 * i,
    color: 0.5 + 0.1 * i,
  }));
}

/** Bodies that hang together in a row; some touch each other, and the lowest the ground. */
function chainOf(count: number): [Body[], Spring[]] {
  const bodies = Array.from({ length: count }, (_, i) => ({
    position: { x: 0.35 * i, y: 0.15 + 0.2 * (i % 3) },
    velocity: { x: 0.1 * (i % 2), y: -0.2 * i },
    mass: 1 + 0.1 * i,
    radius: 0.2,
  }));
  const springs = Array.from({ length: count - 1 }, (_, i) => ({
    rest: 0.5,
    stiffness: 40 + i,
  }));
  return [bodies, springs];
}

/** Judged against the primal in scalars, since making objects costs the plain primal more than its arithmetic. */
export const objectSuite: Suite<ObjectColumn> = {
  name: 'objects and arrays of arrays',
  columns: ['primal', 'in scalars', 'gradient', 'by hand'],
  ratios: [
    { heading: '/ in scalars', of: 'gradient', over: 'in scalars' },
    { heading: '/ by hand', of: 'gradient', over: 'by hand' },
  ],
  cases,
};
