import { jacobian, prepareJacobian } from '@diffjs/runtime';
import {
  brusselator,
  diffusion,
  layer,
  recurrence,
  robertson,
  robertsonOf,
  sines,
} from '../objectives/jacobian';
import { adjointSuite, type AdjointColumn } from '../support/adjointSuite';
import type { Case } from '../support/Case';
import { numbers, rotated } from '../support/operands';
import {
  brusselatorJacobian,
  diffusionJacobian,
  layerJacobian,
  recurrenceJacobian,
  robertsonJacobian,
  sinesJacobian,
} from '../yardsticks/jacobian';

const kinetics = Float64Array.of(0.04, 1e4, 3e7);

function cases(): Case<AdjointColumn>[] {
  const [x8, x16, u1000] = [numbers(8), numbers(16), numbers(1000)];
  const [y3, y8, y16, y1000] = [3, 8, 16, 1000].map((n) => new Float64Array(n)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const W = numbers(64);
  const p = Float64Array.of(1, 3, 0.02);
  const u = Float64Array.of(0.9, 2e-5, 0.1);
  const [J9, J24, J64, J256] = [9, 24, 64, 256].map((n) => new Float64Array(n)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const rows = Array.from(u1000, (_, i) => [i - 1, i, i + 1].filter((j) => j >= 0 && j < 1000));
  const entries = new Float64Array(2998);
  const inPlace = { inputs: [1], output: 0 };
  const ofRecurrence = prepareJacobian(recurrence, inPlace);
  const ofLayer = prepareJacobian(layer, { inputs: [2], output: 0 });
  const ofBrusselator = prepareJacobian(brusselator, inPlace);
  const ofRobertson = prepareJacobian(robertson, inPlace);
  const ofSines = prepareJacobian(sines, inPlace);
  const ofDiffusion = prepareJacobian(diffusion, { ...inPlace, sparsity: rows });
  const turned = <A extends Float64Array>(x: A, turn: number): A => {
    x[0] = rotated(0.3, turn);
    return x;
  };
  return [
    {
      name: 'recurrence, 8 tangents',
      contenders: {
        primal: (turn) => (recurrence(y3, turned(x8, turn)), y3[2]!),
        gradient: (turn) => (ofRecurrence.evaluate([y3, turned(x8, turn)], J24), J24[7]!),
        'by hand': (turn) => (recurrenceJacobian(J24, turned(x8, turn)), J24[7]!),
      },
    },
    {
      name: 'dense layer in loops, 8 tangents',
      contenders: {
        primal: (turn) => (layer(y8, W, turned(x8, turn)), y8[0]!),
        gradient: (turn) => (ofLayer.evaluate([y8, W, turned(x8, turn)], J64), J64[7]!),
        'by hand': (turn) => (layerJacobian(J64, y8, W, turned(x8, turn)), J64[7]!),
      },
    },
    {
      name: 'Brusselator, 4 cells, 8 tangents',
      contenders: {
        primal: (turn) => (brusselator(y8, turned(x8, turn), p, 0), y8[0]!),
        gradient: (turn) => (ofBrusselator.evaluate([y8, turned(x8, turn), p, 0], J64), J64[7]!),
        'by hand': (turn) => (brusselatorJacobian(J64, turned(x8, turn), p), J64[7]!),
      },
    },
    {
      name: 'Robertson, 3 × 3',
      contenders: {
        primal: (turn) => (robertson(y3, turned(u, turn), kinetics, 0), y3[0]!),
        gradient: (turn) => (ofRobertson.evaluate([y3, turned(u, turn), kinetics, 0], J9), J9[4]!),
        'by hand': (turn) => (robertsonJacobian(J9, turned(u, turn), kinetics), J9[4]!),
      },
    },
    {
      name: 'Robertson, 3 × 3, by jacobian(f, u)',
      contenders: {
        primal: (turn) => (robertson(y3, turned(u, turn), kinetics, 0), y3[0]!),
        gradient: (turn) => jacobian(robertsonOf, turned(u, turn))[1]![1]!,
        'by hand': (turn) => (robertsonJacobian(J9, turned(u, turn), kinetics), J9[4]!),
      },
    },
    {
      name: 'sines, 16 × 16',
      contenders: {
        primal: (turn) => (sines(y16, turned(x16, turn)), y16[0]!),
        gradient: (turn) => (ofSines.evaluate([y16, turned(x16, turn)], J256), J256[17]!),
        'by hand': (turn) => (sinesJacobian(J256, turned(x16, turn)), J256[17]!),
      },
    },
    {
      name: 'diffusion, 1000 × 1000 tridiagonal',
      contenders: {
        primal: (turn) => (diffusion(y1000, turned(u1000, turn)), y1000[0]!),
        gradient: (turn) => (ofDiffusion.evaluate([y1000, turned(u1000, turn)], entries), entries[0]!),
        'by hand': (turn) => (diffusionJacobian(entries, turned(u1000, turn)), entries[0]!),
      },
    },
  ];
}

export const jacobianSuite = adjointSuite('Jacobians (gradient: all entries)', cases);
