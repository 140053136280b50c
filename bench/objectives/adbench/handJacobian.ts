import { prepareJvp } from '@diffjs/runtime';
import type { HandInput } from '../../support/adbenchData';
import { handErrors, handErrorsOnTriangles, POSE } from './hand';

/**
 * Computes the Jacobian of a fit into `columns`, one column of 3 numbers a point behind the other: of the simple objective by the pose
 * [26 × 3·points]; of the complicated one two more before them. Each error depends on the two coordinates of its own point only, so
 * one column holds the derivatives by the first coordinate of all points and another those by the second.
 */
export type HandJacobian = (columns: Float64Array) => void;

/** The Jacobian of the simple objective as a user computes it with DiffJS: a forward sweep with tangents for each column. */
export function prepareHandJacobian({ theta, model, correspondences, points }: HandInput): HandJacobian {
  const prepared = prepareJvp(handErrors);
  const args = [theta, model, correspondences, points, new Float64Array(points.length)];
  const dTheta = new Float64Array(POSE);
  const dErrors = new Float64Array(points.length);
  const tangents = [dTheta, undefined, undefined, undefined, dErrors];
  return (columns) => {
    for (let i = 0; i < POSE; i++) {
      dTheta[i] = 1;
      prepared.tangent(args, tangents);
      dTheta[i] = 0;
      columns.set(dErrors, points.length * i);
    }
  };
}

/** The same of the complicated objective. */
export function prepareHandJacobianOnTriangles(input: HandInput): HandJacobian {
  const { theta, places, model, correspondences, points } = input;
  const prepared = prepareJvp(handErrorsOnTriangles);
  const args = [theta, places, model, correspondences, points, new Float64Array(points.length)];
  const dTheta = new Float64Array(POSE);
  const dPlaces = new Float64Array(places.length);
  const dErrors = new Float64Array(points.length);
  const tangents = [dTheta, dPlaces, undefined, undefined, undefined, dErrors];
  return (columns) => {
    for (let coordinate = 0; coordinate < 2; coordinate++) {
      for (let i = coordinate; i < places.length; i += 2) dPlaces[i] = 1;
      prepared.tangent(args, tangents);
      dPlaces.fill(0);
      columns.set(dErrors, points.length * coordinate);
    }
    for (let i = 0; i < POSE; i++) {
      dTheta[i] = 1;
      prepared.tangent(args, tangents);
      dTheta[i] = 0;
      columns.set(dErrors, points.length * (2 + i));
    }
  };
}
