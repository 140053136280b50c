import fs from 'node:fs';
import path from 'node:path';
import { gradient } from '@diffjs/runtime';
import { expect } from 'chai';
import { reprojectionErrors, weightErrors } from '../../bench/objectives/adbench/ba';
import {
  prepareBaJacobian,
  roomForJacobian,
  type BlockRows,
} from '../../bench/objectives/adbench/baJacobian';
import { gmmLogPosterior } from '../../bench/objectives/adbench/gmm';
import { handErrors, handErrorsOnTriangles, POSE } from '../../bench/objectives/adbench/hand';
import {
  prepareHandJacobian,
  prepareHandJacobianOnTriangles,
} from '../../bench/objectives/adbench/handJacobian';
import { lstmLoss } from '../../bench/objectives/adbench/lstm';
import { drawGmm, readBa, readGmm, readHand, readLstm } from '../../bench/support/adbenchData';
import { baJacobianByHand } from '../../bench/yardsticks/adbench/ba';
import { gmmGradient } from '../../bench/yardsticks/adbench/gmm';
import { prepareHandJacobianByHand } from '../../bench/yardsticks/adbench/hand';
import { lstmGradient } from '../../bench/yardsticks/adbench/lstm';

/** Results that ADBench's own tests hold (bench/data/adbench/README.md). */
interface Expected {
  readonly gmm: { readonly value: number; readonly gradient: readonly number[] };
  readonly ba: {
    readonly x: readonly number[];
    readonly y: readonly number[];
    readonly weight: number;
    readonly errors: readonly number[];
    readonly weightError: number;
  };
  readonly lstm: { readonly value: number; readonly gradient: readonly number[] };
  readonly handSimple: HandExpected;
  readonly handComplicated: HandExpected;
}

interface HandExpected {
  readonly errors: readonly number[];
  readonly jacobianByColumns: readonly number[];
}

const expected = JSON.parse(
  fs.readFileSync(path.join(__dirname, '../../bench/data/adbench/expected.json'), 'utf8'),
) as Expected;

/** The tolerance of ADBench's tests. */
const PUBLISHED = 1e-8;
/** Between two ways to compute the same, relative to numbers beyond 1. */
const ROUNDING = 1e-11;

function expectClose(actual: Iterable<number>, wanted: Iterable<number>, tolerance: number): void {
  const [numbers, others] = [[...actual], [...wanted]];
  expect(numbers).to.have.lengthOf(others.length);
  numbers.forEach((x, i) => {
    expect(x, `entry ${String(i)}`).to.be.closeTo(others[i]!, tolerance * Math.max(1, Math.abs(others[i]!)));
  });
}

describe('ADBench', () => {
  describe('GMM', () => {
    const derivatives = (input: ReturnType<typeof readGmm>): number[] => {
      const { alphas, means, icf, d, points, gamma, m } = input;
      const [dAlphas, dMeans, dIcf] = gradient(gmmLogPosterior, alphas, means, icf, d, points, gamma, m);
      return [...dAlphas, ...dMeans, ...dIcf];
    };
    const byHand = ({ alphas, means, icf, d, points, gamma, m }: ReturnType<typeof readGmm>): number[] => {
      const hand = gmmGradient(alphas, means, icf, d, points, gamma, m);
      return [...hand.alphas, ...hand.means, ...hand.icf];
    };

    it('equals what is published', () => {
      const input = readGmm('test');
      const { alphas, means, icf, d, points, gamma, m } = input;
      const value = gmmLogPosterior(alphas, means, icf, d, points, gamma, m);
      expect(value).to.be.closeTo(expected.gmm.value, PUBLISHED);
      expectClose(derivatives(input), expected.gmm.gradient, PUBLISHED);
      expectClose(byHand(input), expected.gmm.gradient, PUBLISHED);
    });

    it('equals what is written by hand', () => {
      for (const input of [readGmm('d2_K5'), readGmm('d10_K25'), drawGmm(20, 5, 30)])
        expectClose(derivatives(input), byHand(input), ROUNDING);
    });
  });

  describe('BA', () => {
    const firstRow = ({ cameras, points, weights }: BlockRows, i: number): number[] => [
      ...cameras.subarray(11 * i, 11 * i + 11),
      ...points.subarray(3 * i, 3 * i + 3),
      weights[i]!,
    ];

    it('equals what is published', () => {
      const problem = readBa('test');
      const { cameras, points, weights, observations, features } = problem;
      const errors = new Float64Array(2 * weights.length);
      reprojectionErrors(cameras, points, weights, observations, features, errors);
      const ofWeights = new Float64Array(weights.length);
      weightErrors(weights, ofWeights);
      for (const jacobianOf of [prepareBaJacobian(), baJacobianByHand]) {
        const jacobian = roomForJacobian(problem);
        jacobianOf(problem, jacobian);
        for (let i = 0; i < weights.length; i++) {
          expectClose(errors.subarray(2 * i, 2 * i + 2), expected.ba.errors, PUBLISHED);
          expectClose(firstRow(jacobian.x, i), expected.ba.x, PUBLISHED);
          expectClose(firstRow(jacobian.y, i), expected.ba.y, PUBLISHED);
          expect(ofWeights[i]).to.be.closeTo(expected.ba.weightError, PUBLISHED);
          expect(jacobian.weights[i]).to.be.closeTo(expected.ba.weight, PUBLISHED);
        }
      }
    });

    it('equals what is written by hand, with a camera that is not turned and a batch that is not full', () => {
      const all = readBa('ba1');
      const count = 150;
      const problem = {
        cameras: all.cameras.map((x, i) => (i < 3 ? 0 : x * (1 + i / 1000))),
        points: all.points.map((x, i) => x * (1 + i / 10000)),
        weights: all.weights.subarray(0, count),
        observations: all.observations.subarray(0, 2 * count),
        features: all.features.subarray(0, 2 * count),
      };
      const [compiled, hand] = [roomForJacobian(problem), roomForJacobian(problem)];
      prepareBaJacobian()(problem, compiled);
      baJacobianByHand(problem, hand);
      for (const row of ['x', 'y'] as const) {
        for (const part of ['cameras', 'points', 'weights'] as const)
          expectClose(compiled[row][part], hand[row][part], ROUNDING);
      }
      expectClose(compiled.weights, hand.weights, 0);
    });
  });

  describe('LSTM', () => {
    it('equals what is published', () => {
      const { main, extra, state, sequence } = readLstm('l2_c1024');
      expect(lstmLoss(main, extra, state, sequence)).to.be.closeTo(expected.lstm.value, PUBLISHED);
      const [dMain, dExtra] = gradient(lstmLoss, main, extra, state, sequence);
      expectClose([...dMain, ...dExtra], expected.lstm.gradient, PUBLISHED);
      const hand = lstmGradient(main, extra, state, sequence);
      expectClose([...hand.main, ...hand.extra], expected.lstm.gradient, PUBLISHED);
    });

    it('equals what is written by hand', () => {
      const { main, extra, state, sequence } = readLstm('l4_c1024');
      const [dMain, dExtra] = gradient(lstmLoss, main, extra, state, sequence);
      const hand = lstmGradient(main, extra, state, sequence);
      expectClose(dMain, hand.main, ROUNDING);
      expectClose(dExtra, hand.extra, ROUNDING);
    });
  });

  describe('HAND', () => {
    const columnsOf = (
      prepare: typeof prepareHandJacobian,
      input: ReturnType<typeof readHand>,
    ): Float64Array => {
      const { points, places } = input;
      const columns = new Float64Array(points.length * (POSE + (places.length > 0 ? 2 : 0)));
      prepare(input)(columns);
      return columns;
    };

    it('equals what is published, simple', () => {
      const input = readHand('test', 'simple');
      const { theta, model, correspondences, points } = input;
      const errors = new Float64Array(points.length);
      handErrors(theta, model, correspondences, points, errors);
      const { errors: wanted, jacobianByColumns } = expected.handSimple;
      expectClose(errors, wanted, PUBLISHED);
      for (const prepare of [prepareHandJacobian, prepareHandJacobianByHand])
        expectClose(columnsOf(prepare, input), jacobianByColumns, PUBLISHED);
    });

    it('equals what is published, complicated', () => {
      const input = readHand('test_complicated', 'complicated');
      const { theta, places, model, correspondences, points } = input;
      const errors = new Float64Array(points.length);
      handErrorsOnTriangles(theta, places, model, correspondences, points, errors);
      const { errors: wanted, jacobianByColumns } = expected.handComplicated;
      expectClose(errors, wanted, PUBLISHED);
      for (const prepare of [prepareHandJacobianOnTriangles, prepareHandJacobianByHand])
        expectClose(columnsOf(prepare, input), jacobianByColumns, PUBLISHED);
    });

    it('equals what is written by hand', () => {
      const simple = readHand('simple_c100', 'simple');
      expectClose(
        columnsOf(prepareHandJacobian, simple),
        columnsOf(prepareHandJacobianByHand, simple),
        ROUNDING,
      );
      const complicated = readHand('complicated_c100', 'complicated');
      expectClose(
        columnsOf(prepareHandJacobianOnTriangles, complicated),
        columnsOf(prepareHandJacobianByHand, complicated),
        ROUNDING,
      );
    });

    it('has gradients of its errors, too', () => {
      const { theta, model, correspondences, points } = readHand('test', 'simple');
      const squares = /* @differentiable */ (pose: Float64Array): number => {
        const errors = new Float64Array(points.length);
        handErrors(pose, model, correspondences, points, errors);
        let sum = 0;
        for (const error of errors) sum += 0.5 * error * error;
        return sum;
      };
      const { errors, jacobianByColumns } = expected.handSimple;
      const wanted = Array.from({ length: POSE }, (_, i) =>
        errors.reduce((sum, error, j) => sum + error * jacobianByColumns[errors.length * i + j]!, 0),
      );
      expectClose(gradient(squares, theta)[0], wanted, PUBLISHED);
    });
  });
});
