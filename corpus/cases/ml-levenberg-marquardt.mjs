import { levenbergMarquardt } from 'ml-levenberg-marquardt';

export const packages = ['ml-levenberg-marquardt', 'ml-matrix', 'is-any-array'];
export const style = 'ES modules, a model as a function that returns a function, iteration until a tolerance';

const decay =
  ([a, b]) =>
  (t) =>
    a * Math.exp(-b * t);
const times = () => [0, 0.5, 1, 1.5, 2, 3];
const counts = () => [4.1, 2.9, 2.05, 1.6, 1.02, 0.55];

export const cases = {
  'a fitted decay': {
    f: (x, y, start) => {
      const { parameterValues } = levenbergMarquardt({ x, y }, decay, {
        initialValues: start,
        maxIterations: 4,
        errorTolerance: 1e-12,
        damping: 0.1,
        improvementThreshold: 1e-6,
        gradientDifference: 1e-3,
        centralDifference: true,
      });
      return parameterValues[0] + 2 * parameterValues[1];
    },
    args: () => [times(), counts(), [3, 0.5]],
  },
  'with weights and a Jacobian': {
    f: (y, weights) => {
      const { parameterValues, parameterError } = levenbergMarquardt({ x: times(), y }, decay, {
        initialValues: [3.5, 0.6],
        maxIterations: 5,
        errorTolerance: 1e-12,
        weights,
        jacobianFunction:
          ([a, b]) =>
          (t) => [Math.exp(-b * t), -a * t * Math.exp(-b * t)],
      });
      return parameterValues[0] * parameterValues[1] + parameterError;
    },
    args: () => [counts(), [1, 1.2, 0.8, 1, 1.5, 2]],
  },
};
