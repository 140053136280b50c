import { gradient } from '@diffjs/runtime';
import { reprojectionErrors, weightErrors } from '../objectives/adbench/ba';
import { prepareBaJacobian, roomForJacobian } from '../objectives/adbench/baJacobian';
import { gmmLogPosterior } from '../objectives/adbench/gmm';
import { handErrors, handErrorsOnTriangles, POSE } from '../objectives/adbench/hand';
import { prepareHandJacobian, prepareHandJacobianOnTriangles } from '../objectives/adbench/handJacobian';
import { lstmLoss } from '../objectives/adbench/lstm';
import { adjointSuite } from '../support/adjointSuite';
import type { Case } from '../support/Case';
import { drawGmm, readBa, readGmm, readHand, readLstm, type GmmInput } from '../support/adbenchData';
import { baJacobianByHand } from '../yardsticks/adbench/ba';
import { gmmGradient } from '../yardsticks/adbench/gmm';
import { prepareHandJacobianByHand } from '../yardsticks/adbench/hand';
import { lstmGradient } from '../yardsticks/adbench/lstm';

type AdjointCase = Case<'primal' | 'gradient' | 'by hand'>;

function cases(): AdjointCase[] {
  return [
    gmm('ADBench GMM, d = 2, K = 5, n = 1000', readGmm('d2_K5')),
    gmm('ADBench GMM, d = 10, K = 25, n = 1000', readGmm('d10_K25')),
    gmm('ADBench GMM, d = 20, K = 25, n = 1000', drawGmm(20, 25, 1000)),
    gmm('ADBench GMM, d = 32, K = 25, n = 1000', drawGmm(32, 25, 1000)),
    ba('ADBench BA, 31 843 observations', 'ba1'),
    lstm('ADBench LSTM, 2 layers, 1024 characters', 'l2_c1024'),
    lstm('ADBench LSTM, 4 layers, 1024 characters', 'l4_c1024'),
  ];
}

function gmm(name: string, { alphas, means, icf, d, points, gamma, m }: GmmInput): AdjointCase {
  /* @differentiable */
  const ofParameters = (alphas: Float64Array, means: Float64Array, icf: Float64Array): number =>
    gmmLogPosterior(alphas, means, icf, d, points, gamma, m);
  return {
    name,
    contenders: {
      primal: () => gmmLogPosterior(alphas, means, icf, d, points, gamma, m),
      gradient: () => gradient(ofParameters, alphas, means, icf)[1][0]!,
      'by hand': () => gmmGradient(alphas, means, icf, d, points, gamma, m).means[0]!,
    },
  };
}

function ba(name: string, file: string): AdjointCase {
  const problem = readBa(file);
  const { cameras, points, weights, observations, features } = problem;
  const errors = new Float64Array(2 * weights.length);
  const ofWeights = new Float64Array(weights.length);
  const jacobian = roomForJacobian(problem);
  const baJacobian = prepareBaJacobian();
  return {
    name,
    contenders: {
      primal: () => {
        reprojectionErrors(cameras, points, weights, observations, features, errors);
        weightErrors(weights, ofWeights);
        return errors[0]! + ofWeights[0]!;
      },
      gradient: () => {
        baJacobian(problem, jacobian);
        return jacobian.x.points[0]!;
      },
      'by hand': () => {
        baJacobianByHand(problem, jacobian);
        return jacobian.x.points[0]!;
      },
    },
  };
}

function lstm(name: string, file: string): AdjointCase {
  const { main, extra, state, sequence } = readLstm(file);
  /* @differentiable */
  const ofParameters = (main: Float64Array, extra: Float64Array): number =>
    lstmLoss(main, extra, state, sequence);
  return {
    name,
    contenders: {
      primal: () => lstmLoss(main, extra, state, sequence),
      gradient: () => gradient(ofParameters, main, extra)[0][0]!,
      'by hand': () => lstmGradient(main, extra, state, sequence).main[0]!,
    },
  };
}

/**
 * The fit of a hand stands apart: its Jacobian has 26 columns, a forward sweep each, and the adjoint by hand makes use of the zeros in it,
 * which the objective, as published, does not know of.
 */
function handCases(): AdjointCase[] {
  return [
    hand('ADBench HAND, simple, 100 points', 'simple'),
    hand('ADBench HAND, complicated, 100 points', 'complicated'),
  ];
}

function hand(name: string, kind: 'simple' | 'complicated'): AdjointCase {
  const input = readHand(`${kind}_c100`, kind);
  const { theta, places, model, correspondences, points } = input;
  const errors = new Float64Array(points.length);
  const columns = new Float64Array(points.length * (POSE + 2));
  const compiled = kind === 'simple' ? prepareHandJacobian(input) : prepareHandJacobianOnTriangles(input);
  const byHand = prepareHandJacobianByHand(input);
  const oneOf = (jacobian: (columns: Float64Array) => void): number => {
    jacobian(columns);
    return columns[0]!;
  };
  return {
    name,
    contenders: {
      primal: () => {
        if (kind === 'simple') handErrors(theta, model, correspondences, points, errors);
        else handErrorsOnTriangles(theta, places, model, correspondences, points, errors);
        return errors[0]!;
      },
      gradient: () => oneOf(compiled),
      'by hand': () => oneOf(byHand),
    },
  };
}

export const adbenchSuite = adjointSuite('ADBench', cases);

export const adbenchHandSuite = adjointSuite('ADBench, Jacobian in 26 columns', handCases);
