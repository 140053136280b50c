import kalman from 'kalman-filter';

export const packages = ['kalman-filter', 'simple-linalg', '@rayyamhk/matrix', 'matrix-inverse'];
export const style = 'CommonJS, matrices as arrays of arrays, models by configuration, deep merging';

const { KalmanFilter, State, getCovariance } = kalman;

function smoothed(observations, variance) {
  const filter = new KalmanFilter({
    observation: { name: 'sensor', sensorDimension: 1, sensorCovariance: [[variance]] },
    dynamic: { name: 'constant-speed', timeStep: 0.5, covariance: [0.5, 0.25] },
  });
  return filter.filterAll(observations).reduce((sum, [x], i) => sum + (x - Math.sin(i)) ** 2, 0);
}

function online(observations, transition) {
  const filter = new KalmanFilter({
    observation: { dimension: 1, stateProjection: [[1, 0]], covariance: [[0.4]] },
    dynamic: {
      init: {
        mean: [[0.5], [0.1]],
        covariance: [
          [2, 0.1],
          [0.1, 1.5],
        ],
      },
      dimension: 2,
      transition,
      covariance: [
        [0.3, 0],
        [0, 0.2],
      ],
    },
  });
  let previousCorrected = null;
  let likelihood = 0;
  for (const observation of observations) {
    const predicted = filter.predict({ previousCorrected });
    previousCorrected = filter.correct({ predicted, observation: [observation] });
    const variance = predicted.covariance[0][0] + 0.4;
    likelihood += Math.log(variance) + (observation - predicted.mean[0][0]) ** 2 / variance;
  }
  return likelihood + previousCorrected.covariance[1][1];
}

function spread(measures, averages, other) {
  const covariance = getCovariance({ measures, averages });
  const state = new State({ mean: [[averages[0][0]], [averages[0][1]]], covariance, index: 1 });
  const moved = State.matMul({
    state,
    matrix: [
      [1, 0.5],
      [other[1], 1],
    ],
  });
  return moved.bhattacharyya(
    new State({
      mean: [[other[0]], [0.5]],
      covariance: [
        [1, 0.2],
        [0.2, 2],
      ],
      index: 1,
    }),
  );
}

export const cases = {
  'a track smoothed': { f: smoothed, args: () => [[0, 0.4, 0.9, 1.2, 0.7], 0.6] },
  'likelihood, step by step': {
    f: online,
    args: () => [
      [0.4, 0.9, 1.3, 1.1],
      [
        [1, 0.5],
        [0, 0.95],
      ],
    ],
  },
  'distance of states': {
    f: spread,
    args: () => [
      [
        [1, 2],
        [0.5, 2.75],
        [1.25, 1.5],
      ],
      [
        [0.9, 2.1],
        [0.8, 2.2],
        [0.95, 1.9],
      ],
      [0.4, 0.3],
    ],
  },
};
